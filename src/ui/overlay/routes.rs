//! The route chooser: every curated route for this person and the computed ones, and two or three of them side by side.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::planning::plan::Plan;
use crate::planning::route_choices::{RouteChoice, RouteChoices, RouteSource};
use crate::profile::change::PlanChange;
use crate::text::{plural, thousands, truncate, width};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::paragraph;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::page::{Click, Page, Row};
use crate::ui::widget::pane::window;
use crate::wording::{self, figures};

/// Most routes side by side.
const MOST: usize = 3;
/// A list narrower than this leaves the skills to gain to the comparison below.
const NARROW: usize = 90;
/// Narrowest a column of the comparison may be.
const COLUMN: u16 = 36;

#[derive(Debug)]
pub struct RouteChooser {
    choices: RouteChoices,
    page: Page<usize>,
    /// Routes held fast for the comparison, as positions in `choices`; the person's own first.
    pinned: Vec<usize>,
    /// Whether the comparison has the whole window.
    wide: bool,
    /// Whether the person did something here.
    is_used: bool,
}

impl RouteChooser {
    /// The routes as they stand for the person now. `compare` opens the comparison over the whole window.
    pub fn new(model: &Model, compare: bool) -> Self {
        let choices = model.route_choices();
        let mine = model
            .plan()
            .and_then(|plan| choices.routes.iter().position(|c| c.is(plan)));
        let mut page = Page::default();
        let other = || (0..choices.routes.len()).find(|at| Some(*at) != mine);
        let begin = if compare { other().or(mine) } else { mine };
        page.select(begin.unwrap_or(0));
        Self {
            choices,
            page,
            pinned: mine.into_iter().collect(),
            wide: compare,
            is_used: false,
        }
    }

    /// Routes were found: lists them. What the person has selected and pinned stays so.
    pub fn routes_found(&mut self, model: &Model) {
        if !self.is_used {
            *self = Self::new(model, self.wide);
            return;
        }
        let choices = model.route_choices();
        let same = |at: &usize| {
            let known = self.choices.routes.get(*at)?;
            choices.routes.iter().position(|c| c.which == known.which)
        };
        let at = same(&self.at()).unwrap_or(0);
        self.pinned = self.pinned.iter().filter_map(same).collect();
        self.choices = choices;
        self.page.select(at);
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay);
        let rows = self.rows();
        self.is_used = true;
        match action {
            Action::Do(Command::Mark) => self.pin(),
            Action::Do(Command::Compare) => self.wide = !self.wide,
            Action::Do(Command::Open) => return self.choose(),
            Action::Do(Command::Back | Command::Routes) => return Outcome::close(),
            Action::Do(Command::Quit | Command::Help) => return Outcome::ignored(),
            Action::Point { row, .. } => {
                let is_second_click = self.page.point(*row, &rows, height) == Click::Again;
                if is_second_click {
                    return self.choose();
                }
            }
            Action::Wheel { down, .. } => self.page.wheel(*down, &rows, height),
            Action::Do(command) => {
                self.page.go(*command, &rows, height);
            }
            _ => {}
        }
        Outcome::done()
    }

    /// The routes; a heading stands above the first unusual one.
    fn rows(&self) -> Vec<Row<usize, Option<usize>>> {
        let mut rows = Vec::new();
        for (at, choice) in self.choices.routes.iter().enumerate() {
            let is_first = at == 0 || !self.choices.routes[at - 1].unusual;
            if choice.unusual && is_first {
                rows.push(Row::new(None, None));
            }
            rows.push(Row::new(Some(at), Some(at)));
        }
        rows
    }

    /// The route under the cursor.
    fn at(&self) -> usize {
        let rows = self.rows();
        // Where every row is on screen the cursor is on the same route.
        self.page.target(&rows, rows.len()).unwrap_or(0)
    }

    /// Holds the route under the cursor fast for the comparison, or lets it go.
    fn pin(&mut self) {
        let at = self.at();
        if let Some(pinned) = self.pinned.iter().position(|p| *p == at) {
            self.pinned.remove(pinned);
        } else if at < self.choices.routes.len() {
            if self.pinned.len() == MOST {
                self.pinned.remove(1);
            }
            self.pinned.push(at);
        }
    }

    fn choose(&self) -> Outcome {
        let Some(choice) = self.choices.routes.get(self.at()) else {
            return Outcome::close();
        };
        let mut change = PlanChange::default();
        match choice.which.clone() {
            RouteSource::Curated { track, route } => {
                (change.track, change.route) = (Some(track), Some(route));
            }
            RouteSource::Computed(stops) => change.stops = Some(stops),
        }
        Outcome::close_with(Action::ChangePlan(change))
    }

    /// What stands side by side: the pinned routes and the one under the cursor.
    fn compared(&self, most: usize) -> Vec<usize> {
        let mut out: Vec<usize> = self.pinned.clone();
        let at = self.at();
        if !out.contains(&at) && at < self.choices.routes.len() {
            out.truncate(most.saturating_sub(1));
            out.push(at);
        }
        // One route alone compares with nothing: the next one stands beside it.
        let next = at + 1;
        if out.len() == 1 && most > 1 && next < self.choices.routes.len() {
            out.push(next);
        }
        out.truncate(most);
        out
    }

    /// Draws the list above and the comparison below.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let count = || wording::routes::count(&self.choices, self.choices.routes.len());
        let is_finding = ctx.model.is_finding_routes();
        let remark = if is_finding {
            format!("{} · looking for more", count())
        } else {
            wording::routes::larger_leap(&self.choices).unwrap_or_else(count)
        };
        let size = (
            area.width.saturating_sub(4).min(150),
            area.height.saturating_sub(2),
        );
        let keys = if self.choices.routes.is_empty() {
            &[][..]
        } else {
            &[
                (Command::Open, "take this route"),
                (Command::Mark, "hold for comparing"),
                (Command::Compare, "wide"),
                (Command::Back, "close"),
            ]
        };
        let keys = Hints::new(KeyContext::Routes, false, keys);
        let (body, mut hits) = window(ctx, "Choose a route", &remark, size, keys, area, buf);
        if body.height < 3 {
            return hits;
        }
        if self.choices.routes.is_empty() {
            let key = ctx.key(KeyContext::Path, false, Command::Begin);
            let text = if ctx.model.plan().is_some_and(Plan::is_reached) {
                "No route is left to choose: you have reached your goal.".to_owned()
            } else if is_finding {
                "Looking for routes to your goal.".to_owned()
            } else {
                format!(
                    "Routes lead from where you are to your goal: close this, press {key} and say where you are."
                )
            };
            paragraph(&text, theme.dim, body, buf);
            return hits;
        }
        let rows = self.rows();
        let below = 12.min(((body.height + 1) * 3 / 5).saturating_sub(1));
        let height = if self.wide {
            0
        } else {
            (rows.len() as u16).min(body.height - below)
        };
        // The comparison follows the list at once, however few routes there are.
        let parts = [
            Constraint::Length(height),
            Constraint::Length(u16::from(!self.wide)),
            Constraint::Min(0),
        ];
        let [list, _, table] = Layout::vertical(parts).areas(body);
        let view = ListView::new(theme, Pane::Overlay, true);
        self.page
            .view(view, &rows, list, buf, &mut hits, |row| match row.content {
                Some(at) => self.line(ctx, at, &self.choices.routes[at], usize::from(list.width)),
                None => (
                    Line::styled(wording::routes::unusual_heading(), theme.dim),
                    Line::default(),
                ),
            });
        self.compare(ctx, table, buf);
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
        let most = usize::from(area.width / COLUMN).clamp(1, MOST);
        let compared = self.compared(most);
        if area.height == 0 || compared.is_empty() {
            return;
        }
        let width = area.width / compared.len() as u16;
        for (i, at) in compared.iter().enumerate() {
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
            let here = *at == self.at();
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
