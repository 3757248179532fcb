//! The detail pane of the path screen: what the selected step asks for, in groups that fold.

mod rows;
mod skill_order;
mod suggestion;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::rows::step_rows;
use crate::catalog::{MilestoneId, StepId};
use crate::planning::suggestion::Task;
use crate::text::width;
use crate::ui::model::Model;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::page::build::Builder;
use crate::ui::widget::page::content::{Page, Row, Target};
use crate::ui::widget::page::draw;
use crate::ui::widget::pane::pane;
use crate::ui::widget::rows::RowSelection;
use crate::wording::{self, figures};

/// What stands here before the person has said where they are.
const BEFORE: [&str; 3] = [
    "Say your job as your contract or an advert would say it. You get the steps to your goal, what each asks for, \
     what you bring already, and what is worth doing next.",
    "Or look around first: walk the map and open a station to see what the occupation asks for; search all roles and \
     skills; read in the guide what the post is.",
    "Nothing is sent anywhere. Your record is one file on this machine.",
];

/// What the pane explains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Subject {
    /// The selected step.
    #[default]
    Step,
    /// What is suggested.
    Suggestion(Task),
    /// The goal, which is reached.
    Goal,
}

/// The pane's page, and what it is about.
#[derive(Debug, Default)]
pub(super) struct Detail {
    pub(super) page: Page,
    subject: Subject,
    step: Option<StepId>,
}

impl Detail {
    /// Explains a subject; another one than before begins at the start, its groups as usual.
    pub(super) fn show(&mut self, subject: Subject, model: &Model, step: usize) {
        let step = model
            .plan()
            .and_then(|p| Some(p.steps.get(step)?.id.clone()));
        if (&subject, &step) != (&self.subject, &self.step) {
            *self = Self {
                page: Page::default(),
                subject,
                step,
            };
        }
    }

    pub(super) fn rows(&self, model: &Model, step: usize) -> Vec<Row> {
        self.rows_in(model, step, model.view.panes.width(Pane::Detail))
    }

    fn rows_in(&self, model: &Model, step: usize, width: usize) -> Vec<Row> {
        let mut out = Builder::new(model, &self.page, width);
        match (&self.subject, model.plan().map(|p| (p, p.steps.get(step)))) {
            (Subject::Suggestion(task), Some(_)) => suggestion::rows(&mut out, task),
            (Subject::Step, Some((plan, Some(each)))) => step_rows(&mut out, plan, step, each),
            (Subject::Goal | Subject::Step, Some(_)) => suggestion::goal(&mut out),
            (_, None) => {
                for paragraph in BEFORE {
                    out.text(0, paragraph);
                    out.blank();
                }
            }
        }
        out.rows
    }

    /// Puts the cursor on a milestone and opens it.
    pub(super) fn select_milestone(&mut self, id: &MilestoneId) {
        let milestone = Target::Milestone(id.clone());
        self.page.reset_groups();
        self.page.toggle(milestone.clone());
        self.page.select(milestone);
    }

    pub(super) fn view(
        &self,
        ctx: ViewContext<'_>,
        step: usize,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let theme = ctx.theme;
        let plan = ctx.model.plan();
        let (heading, remark) = match (&self.subject, plan.map(|p| p.steps.get(step))) {
            (_, None) => ("What you get".to_owned(), String::new()),
            (Subject::Suggestion(task), _) => {
                ("Why this".to_owned(), suggestion::remark(task).to_owned())
            }
            (Subject::Goal, _) | (_, Some(None)) => ("Goal reached".to_owned(), String::new()),
            (Subject::Step, Some(Some(_))) => heading(ctx.model, step, usize::from(area.width)),
        };
        let heading = if theme.signs.ascii {
            heading.replace('→', theme.signs.arrow)
        } else {
            heading
        };
        let inner = pane(&heading, &remark, focus, theme, area, buf);
        let rows = self.rows_in(ctx.model, step, usize::from(inner.width));
        let view = ListView {
            theme,
            pane: Pane::Detail,
            // Without the keys nothing is selected here: the list beside it shows what this is about.
            selection: if focus {
                RowSelection::Focus
            } else {
                RowSelection::No
            },
        };
        let ends = |row: &Row| draw::ends(ctx, row, inner.width);
        self.page.view(view, &rows, inner, buf, hits, ends);
    }
}

/// What stands in the border above a step: which one it is, and its coverage. A figure without its name says nothing:
/// where room is short the words get fewer, and only then the figure goes.
fn heading(model: &Model, step: usize, columns: usize) -> (String, String) {
    let plan = model.plan();
    let Some((plan, each)) = plan.and_then(|p| Some((p, p.steps.get(step)?))) else {
        return (String::new(), String::new());
    };
    let (number, moves) = (step + 1, wording::step::title(&model.catalog, each));
    let of_all = format!("Step {number} of {} · {moves}", plan.steps.len());
    let alone = format!("Step {number} · {moves}");
    let figure = figures::coverage(each.coverage);
    let remarks = [
        wording::step::coverages(&model.catalog, model.states(), each),
        format!("on arrival {figure}"),
        format!("coverage {figure}"),
    ];
    for heading in [&of_all, &alone] {
        let room = columns.saturating_sub(8 + width(heading));
        if let Some(remark) = remarks.iter().find(|r| width(r) <= room) {
            return (heading.clone(), remark.clone());
        }
    }
    (of_all, String::new())
}
