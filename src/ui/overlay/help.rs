//! Help: every command with its keys here, grouped, then what the signs mean. Typing filters at once, by what a
//! command is called and does, or by key; Enter runs the one selected.

mod groups;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::text::{capitalize, fold, plural, width};
use crate::ui::input::command::{Command, Group};
use crate::ui::input::key_context::KeyContext;
use crate::ui::input::keymap::Keymap;
use crate::ui::input::keymap::ascii_label;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, Tab};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::field::field;
use crate::ui::widget::flow::QueryWords;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::page::{Click, Page, Row};
use crate::ui::widget::pane::window;
use crate::ui::widget::text_field::TextField;

/// Columns of the overlay, frame included.
const WIDTH: u16 = 92;

/// Columns for the keys before what they do.
const KEYS: usize = 18;

/// The keys of a context.
#[derive(Debug)]
pub struct Help {
    context: KeyContext,
    tab: Tab,
    /// The keys of each command in this context, in the order of [`Command::ALL`].
    keys: Vec<(Command, Vec<String>)>,
    query: TextField,
    page: Page<HelpRow>,
    /// What the query leaves.
    rows: Vec<Row<HelpRow, HelpRow>>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum HelpRow {
    /// A group's title.
    Heading(&'static str),
    /// A command.
    Command(Command),
    /// A sign with what it means, or a hint; by number in the legend.
    Legend(usize),
    /// Air.
    Gap,
}

impl Help {
    /// The keys of `context`, over the screen `tab`.
    pub fn new(context: KeyContext, tab: Tab, keymap: &Keymap) -> Self {
        let typing = context.typing() == [true];
        let keys = |command: &Command| {
            let here = keymap.keys(context, typing, *command);
            // A form is saved in forms only; their key is shown everywhere.
            let form = here.is_empty() && *command == Command::Save;
            let shown = if form {
                keymap.keys(KeyContext::Evidence, true, *command)
            } else {
                here
            };
            (*command, shown.into_iter().map(str::to_owned).collect())
        };
        let mut help = Self {
            context,
            tab,
            keys: Command::ALL.iter().map(keys).collect(),
            query: TextField::default(),
            page: Page::default(),
            rows: Vec::new(),
        };
        help.list();
        help
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay).max(1);
        match action {
            Action::Type(typed) => {
                if self.query.apply(typed) {
                    self.list();
                }
            }
            Action::Do(command) => match command {
                Command::PreviousTab => _ = self.page.go(Command::Up, &self.rows, height),
                Command::NextTab => _ = self.page.go(Command::Down, &self.rows, height),
                Command::Open => return self.run(height),
                Command::Back | Command::Help => return Outcome::close(),
                _ if self.page.go(*command, &self.rows, height) => {}
                _ => return Outcome::ignored(),
            },
            Action::Point {
                pane: Pane::Overlay,
                row,
            } => {
                if self.page.point(*row, &self.rows, height) == Click::Again {
                    return self.run(height);
                }
            }
            Action::Wheel { down, .. } => self.page.wheel(*down, &self.rows, height),
            Action::Point { .. } => {}
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    /// Runs the command under the cursor.
    fn run(&self, height: usize) -> Outcome {
        match self.page.target(&self.rows, height) {
            Some(HelpRow::Command(command)) => Outcome::close_with(command),
            _ => Outcome::done(),
        }
    }

    /// Lists what the query leaves.
    fn list(&mut self) {
        let mut rows = Vec::new();
        let words = QueryWords::of(self.query.text());
        for group in Group::ALL {
            if words.is_empty() {
                if !rows.is_empty() {
                    rows.push(HelpRow::Gap);
                }
                rows.push(HelpRow::Heading(group.title()));
            }
            for command in Command::ALL.iter().filter(|c| c.group() == group) {
                let is_listed = if words.is_empty() {
                    groups::serves(*command, self.context, self.tab)
                } else {
                    self.found(*command, group, &words)
                };
                if is_listed {
                    rows.push(HelpRow::Command(*command));
                }
            }
        }
        for (at, (sign, meaning)) in groups::LEGEND.iter().enumerate() {
            if words.is_empty() && at == 0 {
                rows.push(HelpRow::Gap);
                rows.push(HelpRow::Heading("What the signs mean"));
            }
            if words.is_empty() || words.all_in(&fold(&format!("{sign} {meaning} signs"))) {
                rows.push(HelpRow::Legend(at));
            }
        }
        // A command whose key was typed comes first.
        rows.sort_by_key(|row| match row {
            HelpRow::Command(command) if !words.is_empty() => !self.has_key(*command, true),
            _ => !words.is_empty(),
        });
        let row = |row: HelpRow| {
            let is_selectable = matches!(row, HelpRow::Command(_) | HelpRow::Legend(_));
            Row::new(row.clone(), is_selectable.then_some(row))
        };
        self.rows = rows.into_iter().map(row).collect();
        self.page = Page::default();
    }

    fn found(&self, command: Command, group: Group, words: &QueryWords) -> bool {
        let name = format!("{} {} {}", command.name(), command.help(), group.title());
        words.all_in(&fold(&name)) || self.has_key(command, false)
    }

    fn keys(&self, command: Command) -> &[String] {
        self.keys
            .iter()
            .find(|(c, _)| *c == command)
            .map_or(&[], |(_, keys)| keys)
    }

    /// Whether what was typed is a key of the command, or the beginning of a key's name.
    fn has_key(&self, command: Command, exactly: bool) -> bool {
        let typed = self.query.text().trim();
        let begins = typed.chars().count() > 1;
        self.keys(command).iter().any(|key| {
            let name = ascii_label(key);
            *key == typed || name == typed || (!exactly && begins && name.starts_with(typed))
        })
    }

    /// Draws the list.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let title = format!("Keys · {}", self.name());
        let title = if theme.signs.ascii {
            title.replace('·', theme.signs.dot)
        } else {
            title
        };
        let commands = self
            .rows
            .iter()
            .filter(|r| matches!(r.content, HelpRow::Command(_)))
            .count();
        let count = format!(
            "{commands} of {}",
            plural(Command::ALL.len(), "command", "commands")
        );
        let height = if self.query.is_empty() {
            self.rows.len() as u16 + 5
        } else {
            area.height
        };
        let keys = [
            (Command::Open, "run"),
            (Command::Back, "close"),
            (Command::PageDown, "page"),
        ];
        let keys = Hints::new(KeyContext::Help, true, &keys);
        let (body, mut hits) = window(ctx, &title, &count, (WIDTH, height), keys, area, buf);
        if body.height < 2 {
            return hits;
        }
        let rows = [Constraint::Length(1), Constraint::Min(0)];
        let [search, list] = Layout::vertical(rows).areas(body);
        let hint = "type a word or a key";
        hits.cursor = Some(field("/", &self.query, hint, "", theme, search, buf));
        if self.rows.is_empty() {
            let nothing = "No command or key matches. Try fewer letters.";
            buf.set_stringn(list.x, list.y, nothing, usize::from(list.width), theme.dim);
            return hits;
        }
        let words = QueryWords::of(self.query.text());
        let view = ListView::new(theme, Pane::Overlay, true);
        let ends = |row: &Row<_, _>| (self.line(&row.content, &words, ctx), Line::default());
        self.page.view(view, &self.rows, list, buf, &mut hits, ends);
        hits
    }

    fn line(&self, entry: &HelpRow, words: &QueryWords, ctx: ViewContext<'_>) -> Line<'static> {
        let theme = ctx.theme;
        let ascii = |text: String| {
            if theme.signs.ascii {
                ascii_label(&text)
            } else {
                text
            }
        };
        match entry {
            HelpRow::Gap => Line::default(),
            HelpRow::Heading(title) => Line::styled(*title, theme.title),
            HelpRow::Command(command) => {
                let keys = ascii(self.keys(*command).join(" "));
                let keys = if keys.is_empty() {
                    "palette".to_owned()
                } else {
                    keys
                };
                let mut spans = vec![Span::styled(column(&keys), theme.key)];
                spans.extend(words.highlight(command.help(), theme.text, theme));
                Line::from(spans)
            }
            HelpRow::Legend(at) => {
                let Some((sign, meaning)) = groups::LEGEND.get(*at) else {
                    return Line::default();
                };
                let sign = groups::sign(sign, theme);
                let mut spans = vec![Span::styled(column(&sign), theme.accent)];
                spans.extend(words.highlight(meaning, theme.text, theme));
                Line::from(spans)
            }
        }
    }

    /// What the keys are for: the screen, or the overlay that lies on it.
    fn name(&self) -> String {
        if self.context == self.tab.context() {
            self.tab.title().to_owned()
        } else {
            capitalize(&self.context.name().replace('-', " "))
        }
    }
}

/// `text` filled up to the column of the keys, or cut to it.
fn column(text: &str) -> String {
    let text = crate::text::truncate(text, KEYS - 1);
    format!("{text}{}", " ".repeat(KEYS - width(&text)))
}

#[cfg(test)]
mod tests;
