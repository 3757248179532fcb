//! A what-if in full: every figure before and now, the shortest route, and what was tried. The same window asks before
//! the planner is left; then keeping and dropping leave as well.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::catalog::OccupationIx;
use crate::planning::forecast::RouteSummary;
use crate::text::{plural, sanitize, width, wrap};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::effect::Effect;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::theme::{Theme, ThemeName};
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::comparison::figures;
use crate::ui::widget::cursor::Scroll;
use crate::ui::widget::flow::scrolled;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::pane::{above_gap, window};
use crate::usecase::comparison::SideRoutes;

/// Columns of the overlay, frame included.
const WIDTH: u16 = 84;

/// Columns for the name of a figure, and for each of its two values.
const COLUMNS: (usize, usize) = (36, 10);

/// The what-if in full.
#[derive(Debug)]
pub struct WhatIf {
    /// Whether it asks before the planner is left.
    leaving: bool,
    scroll: Scroll,
}

impl WhatIf {
    /// How the trial stands.
    pub fn overview() -> Self {
        Self {
            leaving: false,
            scroll: Scroll::default(),
        }
    }

    /// The question before the planner is left.
    pub fn leaving() -> Self {
        Self {
            leaving: true,
            scroll: Scroll::default(),
        }
    }

    /// Whether it asks before the planner is left.
    pub fn asks(&self) -> bool {
        self.leaving
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay);
        if let Some(by) = Scroll::rows_of(action, height) {
            // Signs have one column each: there are as many rows in any theme.
            let theme = Theme::new(ThemeName::Mono, true);
            let len = rows(model, &theme, model.view.panes.width(Pane::Overlay)).len();
            self.scroll.by(by, len, height);
            return Outcome::done();
        }
        match action {
            // This window is the question where it asks; else keeping asks one of its own.
            Action::Do(Command::Keep) if !self.leaving => {
                return Outcome::close_with(Command::Keep);
            }
            Action::Do(Command::Keep) => {
                // A record that cannot be written says so, and the trial goes on.
                return self.end(model.keep_trial());
            }
            Action::Do(Command::Drop) => {
                model.drop_trial();
                return self.end(true);
            }
            Action::Do(Command::Back | Command::Open | Command::WhatIf | Command::Left) => {
                return Outcome::close();
            }
            Action::Do(Command::Undo | Command::Redo) => return Outcome::ignored(),
            Action::Do(command) if command.is_global() => return Outcome::ignored(),
            // A key for the screen below must not change it while this stands.
            Action::Do(_) | Action::Point { .. } | Action::Type(_) => {}
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    fn end(&self, ended: bool) -> Outcome {
        match (ended, self.leaving) {
            (true, true) => Outcome::close_with(Effect::Quit),
            (true, false) => Outcome::close(),
            (false, _) => Outcome::done(),
        }
    }

    /// Draws it.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let room = usize::from(WIDTH.min(area.width.saturating_sub(2)).saturating_sub(4));
        let rows = rows(ctx.model, theme, room);
        let title = if self.leaving {
            "Keep what was tried, before you leave?"
        } else {
            "What if"
        };
        let size = (WIDTH, (rows.len() as u16).saturating_add(4));
        let keys = if self.leaving {
            [
                (Command::Keep, "keep it and leave"),
                (Command::Drop, "drop it and leave"),
                (Command::Back, "stay"),
            ]
        } else {
            [
                (Command::Keep, "keep it"),
                (Command::Drop, "drop it"),
                (Command::Back, "go on"),
            ]
        };
        let keys = Hints::new(KeyContext::WhatIf, false, &keys);
        let (body, mut hits) = window(ctx, title, "not saved", size, keys, area, buf);
        let text = above_gap(body);
        hits.pane(Pane::Overlay, text);
        scrolled(&rows, self.scroll, text, theme, buf);
        hits
    }
}

fn rows(model: &Model, theme: &Theme, room: usize) -> Vec<Line<'static>> {
    let Some(sides) = model.comparison() else {
        return vec![Line::styled("Nothing is being tried.", theme.dim)];
    };
    let value = room.saturating_sub(COLUMNS.0).min(2 * COLUMNS.1) / 2;
    let padded = |text: &str| {
        let pad = value.saturating_sub(width(text));
        format!("{}{text}", " ".repeat(pad))
    };
    let named = |name: &str| format!("{name:<columns$}", columns = COLUMNS.0);
    let head = [named(""), padded("now"), padded("what if")].concat();
    let mut out = vec![Line::styled(head, theme.dim)];
    for each in figures(model, sides) {
        let style = if each.changes() {
            theme.accent
        } else {
            theme.text
        };
        out.push(Line::from(vec![
            Span::styled(named(&each.names[0]), theme.text),
            Span::styled(padded(each.before_text()), theme.text),
            Span::styled(padded(each.now_text()), style),
        ]));
    }
    let [before, now] = sides.map(|side| match side.routes {
        SideRoutes::Known(routes) => stations(model, theme, routes),
        SideRoutes::None | SideRoutes::Pending => None,
    });
    let routes = if before == now {
        vec![("The shortest route, in either case", now)]
    } else {
        vec![
            ("The shortest route now", before),
            ("The shortest route in this what-if", now),
        ]
    };
    for (what, stations) in routes {
        if let Some(stations) = stations {
            out.push(Line::default());
            out.push(Line::styled(what, theme.dim));
            out.extend(wrap(&stations, room).into_iter().map(Line::raw));
        }
    }
    let tried = model.tried();
    out.push(Line::default());
    if tried.is_empty() {
        let text = "Nothing was tried yet: mark skills, complete steps, take another route.";
        let lines = wrap(text, room).into_iter();
        out.extend(lines.map(|line| Line::styled(line, theme.dim)));
        return out;
    }
    let count = plural(tried.len(), "change tried", "changes tried");
    let them = if tried.len() == 1 { "it" } else { "them" };
    let text = format!("{count}: keeping writes {them} into your record");
    let lines = wrap(&text, room).into_iter();
    out.extend(lines.map(|line| Line::styled(line, theme.dim)));
    for title in tried {
        let lines = wrap(&sanitize(title), room.saturating_sub(2));
        for (at, line) in lines.into_iter().enumerate() {
            let sign = if at == 0 { theme.signs.point } else { " " };
            out.push(Line::raw(format!("{sign} {line}")));
        }
    }
    out
}

/// The occupations of the shortest route.
fn stations(model: &Model, theme: &Theme, routes: &RouteSummary) -> Option<String> {
    let catalog = &model.catalog;
    let (_, route) = routes.shortest.as_ref()?;
    let name = |ix: &OccupationIx| catalog.short_name(*ix);
    let names: Vec<&str> = route.iter().map(name).collect();
    Some(names.join(&format!(" {} ", theme.signs.arrow)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::SkillIx;
    use crate::ui::model::Access;
    use crate::ui::overlay::testing::{ask, model, sizes, text};

    fn trying() -> Model {
        let mut model = model();
        model.begin_trial();
        model.cycle(SkillIx(0));
        model
    }

    #[test]
    fn it_says_what_was_tried_and_can_be_clicked() {
        let model = trying();
        let overview = WhatIf::overview();
        let (shown, hits) = text(|s, a, b| overview.view(s, a, b), &model, 100, 30);
        for word in ["now", "what if", "1 change tried", "• marked"] {
            assert!(shown.contains(word), "{shown}");
        }
        assert_eq!(ask(&shown, &hits, "keep it"), Some(Command::Keep.into()));
        assert_eq!(ask(&shown, &hits, "drop it"), Some(Command::Drop.into()));
        sizes(|s, a, b| overview.view(s, a, b), &model);
    }

    #[test]
    fn the_question_before_leaving_keeps_or_drops_and_leaves() {
        for command in [Command::Keep, Command::Drop] {
            let mut model = trying();
            let outcome = WhatIf::leaving().update(&command.into(), &mut model);
            assert_eq!(outcome.follow_ups, [Effect::Quit.into()]);
            assert!(outcome.close && !model.is_trial());
            let kept = !model.record().profile.skills.is_empty();
            assert_eq!(kept, command == Command::Keep);
        }
        let mut model = trying();
        model.set_access(Access::ReadOnly("it is open elsewhere".to_owned()));
        let outcome = WhatIf::leaving().update(&Command::Keep.into(), &mut model);
        assert!(!outcome.close && outcome.follow_ups.is_empty() && model.is_trial());
        assert!(
            WhatIf::leaving()
                .update(&Command::Back.into(), &mut model)
                .close
        );
    }
}
