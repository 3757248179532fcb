//! The route chooser: every curated route for this person and the computed ones, and two or three of them side by side.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::planning::plan::Plan;
use crate::planning::route_choices::{RouteChoice, RouteChoices, RouteSource};
use crate::text::{plural, thousands, truncate, width, wrap};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::hints::hints;
use crate::ui::widget::pane::{last_row, overlay, scroll_bar};
use crate::ui::widget::rows::{RowSelection, row};
use crate::wording::{self, figures};

/// The list's pane.
const LIST: u8 = 4;
/// Most routes side by side.
const BESIDE: usize = 3;
/// A list narrower than this leaves the skills to gain to the comparison below.
const NARROW: usize = 90;
/// Narrowest a column of the comparison may be.
const COLUMN: u16 = 36;

/// The chooser.
#[derive(Debug)]
pub struct RouteChooser {
    choices: RouteChoices,
    cursor: Cursor,
    /// Routes held fast for the comparison, as positions in `choices`; the person's own first.
    pinned: Vec<usize>,
    /// Whether the comparison has the whole window.
    wide: bool,
}

impl RouteChooser {
    /// The routes as they stand for the person now. `compare` opens the comparison over the whole window.
    pub fn new(model: &Model, compare: bool) -> Self {
        let choices = model.choices();
        let mine = model
            .plan()
            .and_then(|plan| choices.routes.iter().position(|c| c.is(plan)));
        let mut cursor = Cursor::default();
        if let Some(mine) = mine {
            cursor.at = mine;
        }
        if compare && choices.routes.len() > 1 {
            let other = (0..choices.routes.len()).find(|at| Some(*at) != mine);
            cursor.at = other.unwrap_or(0);
        }
        Self {
            choices,
            cursor,
            pinned: mine.into_iter().collect(),
            wide: compare,
        }
    }

    /// No text is typed here.
    #[allow(clippy::unused_self, reason = "every overlay answers this")]
    pub fn typing(&self) -> bool {
        false
    }

    /// Answers an action.
    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.heights[usize::from(LIST)];
        let len = self.choices.routes.len();
        match action {
            Action::Do(Command::Mark) => self.pin(),
            Action::Do(Command::Compare) => self.wide = !self.wide,
            Action::Do(Command::Open) => return self.choose(),
            Action::Do(Command::Back | Command::Routes) => return Outcome::close(),
            Action::Do(Command::Quit | Command::Suspend | Command::Redraw | Command::Help)
            | Action::Saved(_)
            | Action::Resize(..)
            | Action::FileChanged => return Outcome::ignored(),
            Action::Point { row, .. } => {
                let again = self.cursor.at == *row;
                self.cursor.go(*row, len, height);
                if again {
                    return self.choose();
                }
            }
            Action::Wheel { down, .. } => {
                self.cursor.wheel(*down, len, height);
            }
            Action::Do(command) => {
                self.cursor.command(*command, len, height);
            }
            _ => {}
        }
        Outcome::done()
    }

    /// Holds the route under the cursor fast for the comparison, or lets it go.
    fn pin(&mut self) {
        let at = self.cursor.at;
        if let Some(pinned) = self.pinned.iter().position(|p| *p == at) {
            self.pinned.remove(pinned);
        } else if at < self.choices.routes.len() {
            if self.pinned.len() == BESIDE {
                self.pinned.remove(1);
            }
            self.pinned.push(at);
        }
    }

    fn choose(&self) -> Outcome {
        let Some(choice) = self.choices.routes.get(self.cursor.at) else {
            return Outcome::close();
        };
        Outcome::close_then(match &choice.which {
            RouteSource::Curated { track, route } => Action::Choose {
                track: track.clone(),
                route: route.clone(),
            },
            RouteSource::Computed(stops) => Action::ChooseStops(stops.clone()),
        })
    }

    /// What stands side by side: the pinned routes and the one under the cursor.
    fn beside(&self, most: usize) -> Vec<usize> {
        let mut out: Vec<usize> = self.pinned.clone();
        if !out.contains(&self.cursor.at) && self.cursor.at < self.choices.routes.len() {
            out.truncate(most.saturating_sub(1));
            out.push(self.cursor.at);
        }
        // One route alone compares with nothing: the next one stands beside it.
        let next = self.cursor.at + 1;
        if out.len() == 1 && most > 1 && next < self.choices.routes.len() {
            out.push(next);
        }
        out.truncate(most);
        out
    }

    /// Draws the list above and the comparison below.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let mut hits = HitMap::default();
        let count = || plural(self.choices.routes.len(), "route", "routes");
        let remark = wording::routes::larger_leap(&self.choices).unwrap_or_else(count);
        let size = (
            area.width.saturating_sub(4).min(150),
            area.height.saturating_sub(2),
        );
        let inner = overlay("Choose a route", &remark, size, theme, area, buf);
        hits.over(inner);
        if inner.height < 4 {
            return hits;
        }
        if self.choices.routes.is_empty() {
            let key = ctx.key(KeyContext::Path, false, Command::Begin);
            let text = if ctx.model.plan().is_some_and(Plan::is_reached) {
                "No route is left to choose: you have reached your goal.".to_owned()
            } else {
                format!(
                    "Routes lead from where you are to your goal: close this, press {key} and say where you are."
                )
            };
            for (y, line) in (inner.y..inner.bottom()).zip(wrap(&text, usize::from(inner.width))) {
                buf.set_stringn(inner.x, y, line, usize::from(inner.width), theme.dim);
            }
            return hits;
        }
        let below = if self.wide {
            inner.height - 1
        } else {
            13.min(inner.height * 3 / 5)
        };
        // The comparison follows the list at once, however few routes there are.
        let first_unusual = self.choices.routes.iter().position(|c| c.unusual);
        let len = self.choices.routes.len();
        let rows = (inner.height - below).min((len + usize::from(first_unusual.is_some())) as u16);
        let list = Rect {
            height: rows,
            ..inner
        };
        let list = if self.wide {
            Rect { height: 0, ..list }
        } else {
            list
        };
        // The heading of the unusual ones takes a row wherever the list is scrolled to.
        let heading_rows = u16::from(first_unusual.is_some()).min(list.height);
        let shown = Rect {
            height: list.height - heading_rows,
            ..list
        };
        let top = self.cursor.top(len, usize::from(shown.height));
        hits.pane(LIST, shown);
        let heading = wording::routes::unusual_heading();
        let mut y = list.y;
        for (at, choice) in self.choices.routes.iter().enumerate().skip(top) {
            if first_unusual == Some(at) && y < list.bottom() {
                let text = truncate(&heading, usize::from(list.width));
                buf.set_string(list.x, y, text, theme.dim);
                y += 1;
            }
            if y >= list.bottom() {
                break;
            }
            let line = Rect {
                y,
                height: 1,
                ..list
            };
            let selection = RowSelection::of(at, self.cursor.at, true);
            let (left, right) = self.line(ctx, at, choice, usize::from(list.width));
            row(left, right, selection, theme, line, buf);
            hits.click(
                line,
                Action::Point {
                    pane: LIST,
                    row: at,
                },
            );
            y += 1;
        }
        scroll_bar(shown, top, len, theme, buf);
        let table = Rect {
            y: list.bottom() + u16::from(!self.wide),
            height: inner.bottom() - 2 - list.bottom() + u16::from(self.wide),
            ..inner
        };
        self.compare(ctx, table, buf);
        let keys = [
            (Command::Open, "take this route"),
            (Command::Mark, "hold for comparing"),
            (Command::Compare, "wide"),
            (Command::Back, "close"),
        ];
        hints(
            ctx,
            (KeyContext::Routes, false),
            &keys,
            last_row(inner),
            buf,
            &mut hits,
        );
        hits
    }

    fn line(
        &self,
        ctx: ViewContext<'_>,
        at: usize,
        choice: &RouteChoice,
        room: usize,
    ) -> (Line<'static>, Line<'static>) {
        let theme = ctx.theme;
        let tracks = &ctx.model.catalog.tracks;
        let track = match &choice.which {
            RouteSource::Curated { track, .. } => {
                tracks.track(track).map_or("", |t| t.short_title())
            }
            RouteSource::Computed(_) => "computed",
        };
        let pin = if self.pinned.contains(&at) {
            theme.signs.ticked
        } else {
            theme.signs.unticked
        };
        let style = if choice.fits { theme.text } else { theme.dim };
        let figures = Figures::of(&choice.plan);
        let joined = if choice.fits {
            ""
        } else {
            "joins this track · "
        };
        let hours = thousands(choice.hours as usize);
        let gain = if room < NARROW {
            String::new()
        } else {
            format!("{:>2} to gain  ", figures.essential)
        };
        let right = format!(
            "{joined}{hours:>5} h  {gain}lowest coverage {:<5}",
            figures::coverage(figures.weakest)
        );
        let head = format!("{pin} {track:<14}");
        let left = room.saturating_sub(width(&head) + width(&right) + 1);
        // All begin and end alike: where room is short, what lies between says more.
        let all = stations(ctx, &choice.plan);
        let stations = if width(&all) > left {
            between(ctx, &choice.plan)
        } else {
            all
        };
        let left = Line::from(vec![
            Span::styled(head, theme.dim),
            Span::styled(stations, style),
        ]);
        (left, Line::styled(right, theme.dim))
    }

    fn compare(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) {
        let theme = ctx.theme;
        let most = usize::from(area.width / COLUMN).clamp(1, BESIDE);
        let beside = self.beside(most);
        if area.height == 0 || beside.is_empty() {
            return;
        }
        let width = area.width / beside.len() as u16;
        for (i, at) in beside.iter().enumerate() {
            let x = area.x + width * i as u16;
            let column = Rect {
                x,
                width: width.saturating_sub(2),
                ..area
            };
            let Some(choice) = self.choices.routes.get(*at) else {
                continue;
            };
            let own = ctx.model.plan().is_some_and(|plan| choice.is(plan));
            let here = *at == self.cursor.at;
            for (y, line) in
                (column.y..column.bottom()).zip(column_of(ctx, choice, (own, here), column.width))
            {
                buf.set_line(column.x, y, &line, column.width);
            }
            if i > 0 {
                for y in area.y..area.bottom() {
                    buf.set_string(x - 2, y, theme.signs.rule, theme.border);
                }
            }
        }
    }
}

/// Sums over a route; what is to gain, over its open steps, as its hours are.
struct Figures {
    essential: usize,
    optional: usize,
    milestones: (usize, usize),
    weakest: f64,
}

impl Figures {
    fn of(plan: &Plan) -> Self {
        let open = plan.steps.iter().filter(|s| !s.done);
        Self {
            essential: plan.to_gain(),
            optional: open.map(|s| s.optional.missing.len()).sum(),
            milestones: plan.milestones(),
            weakest: plan.weakest(),
        }
    }
}

/// "IT auditor → audit manager → cyber risk lead → CISO".
fn stations(ctx: ViewContext<'_>, plan: &Plan) -> String {
    let catalog = &ctx.model.catalog;
    let arrow = format!(" {} ", ctx.theme.signs.arrow);
    std::iter::once(plan.start)
        .chain(plan.steps.iter().map(|s| s.to))
        .map(|ix| catalog.short_name(ix))
        .collect::<Vec<_>>()
        .join(&arrow)
}

/// The stations between the first and the last.
fn between(ctx: ViewContext<'_>, plan: &Plan) -> String {
    let catalog = &ctx.model.catalog;
    let (_, between) = match plan.steps.split_last() {
        Some((last, between)) if !between.is_empty() => (last, between),
        _ => return "straight there".to_owned(),
    };
    let names = between.iter().map(|s| catalog.short_name(s.to));
    let arrow = format!(" {} ", ctx.theme.signs.arrow);
    format!("via {}", names.collect::<Vec<_>>().join(&arrow))
}

/// One column of the comparison; `here` is the one that enter takes.
fn column_of(
    ctx: ViewContext<'_>,
    choice: &RouteChoice,
    (own, here): (bool, bool),
    width: u16,
) -> Vec<Line<'static>> {
    let theme = ctx.theme;
    let catalog = &ctx.model.catalog;
    let plan = &choice.plan;
    let figures = Figures::of(plan);
    let room = usize::from(width);
    let mut title = wording::plan::title(catalog, plan);
    if here {
        title.insert_str(0, &format!("{} ", theme.signs.cursor));
    }
    let style = if here { theme.selected } else { theme.title };
    let mut out = vec![Line::from(Span::styled(
        truncate(&title, room).into_owned(),
        style,
    ))];
    let whose = if own { "your route · " } else { "" };
    out.push(Line::styled(
        format!("{whose}{}", plan.basis.word()),
        theme.dim,
    ));
    out.push(Line::styled(
        format!("{:<18} {:<8}gain", "", "covered"),
        theme.dim,
    ));
    for (i, step) in plan.steps.iter().enumerate() {
        let name = catalog.short_name(step.to);
        let gain = step.essential.missing.len();
        let cover = Span::styled(
            format!(" {:<5}", figures::coverage(step.coverage)),
            theme.accent,
        );
        // A move that was made takes no hours and nothing is to gain for it: the sums leave it out.
        let (cover, gain) = if step.done {
            let made = format!(" {} made", theme.signs.done);
            (Span::styled(made, theme.held), String::new())
        } else {
            (cover, format!("    {gain:>2}"))
        };
        out.push(Line::from(vec![
            Span::styled(format!("{} ", i + 1), theme.dim),
            Span::styled(format!("{:<16}", truncate(name, 16)), theme.text),
            cover,
            Span::styled(gain, theme.dim),
        ]));
    }
    let (done, total) = figures.milestones;
    out.push(Line::default());
    out.push(Line::raw(format!(
        "{}, about {} hours",
        plural(plan.steps.len(), "step", "steps"),
        thousands(choice.hours as usize)
    )));
    out.push(Line::raw(format!(
        "{} essential, {} optional to gain",
        figures.essential, figures.optional
    )));
    if total > 0 {
        out.push(Line::raw(format!(
            "{done} of {} reached",
            plural(total, "milestone", "milestones")
        )));
    }
    out.push(Line::raw(format!(
        "lowest coverage on arrival {}",
        figures::coverage(figures.weakest)
    )));
    out
}
