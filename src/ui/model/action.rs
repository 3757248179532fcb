//! Actions: everything that can happen to the planner. A [`Command`] has a name in key files; an action may carry a
//! value.

use crate::catalog::{MilestoneId, OccupationIx, SectionId, SkillIx, StepId, TrackId};
use crate::market::AdvertId;
use crate::profile::Claim;
use crate::profile::change::PlanChange;
use crate::ui::input::command::{Command, Owner};
use crate::ui::input::edit_command::EditCommand;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::advert_filter::AdvertFilter;
use crate::ui::model::effect::Effect;
use crate::ui::model::market::{AdvertSource, MarketAnswer, MarketChange, ReadAdvert};
use crate::ui::model::pane::Pane;
use crate::ui::model::skill_filter::Filter;
use crate::ui::model::{JobResult, SearchResult};

/// The screens, in the order of their tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Tab {
    #[default]
    Path,
    Roles,
    Skills,
    Guide,
    Market,
}

impl Tab {
    /// All tabs, from left to right.
    pub const ALL: [Self; 5] = [
        Self::Path,
        Self::Roles,
        Self::Skills,
        Self::Guide,
        Self::Market,
    ];

    /// The label of the tab.
    pub fn title(self) -> &'static str {
        match self {
            Self::Path => "Path",
            Self::Roles => "Roles",
            Self::Skills => "Skills",
            Self::Guide => "Guide",
            Self::Market => "Market",
        }
    }

    /// The context of its keys.
    pub(crate) fn context(self) -> KeyContext {
        match self {
            Self::Path => KeyContext::Path,
            Self::Roles => KeyContext::Roles,
            Self::Skills => KeyContext::Skills,
            Self::Guide => KeyContext::Guide,
            Self::Market => KeyContext::Market,
        }
    }

    /// The command that leads there.
    pub fn command(self) -> Command {
        match self {
            Self::Path => Command::Path,
            Self::Roles => Command::Roles,
            Self::Skills => Command::Skills,
            Self::Guide => Command::Guide,
            Self::Market => Command::Market,
        }
    }
}

/// A request to open an overlay. The app builds the overlay.
#[derive(Clone, Debug, PartialEq)]
pub enum OverlayRequest {
    /// A question with one way to say yes.
    Confirm {
        /// The question.
        title: String,
        /// What will happen and what is open.
        lines: Vec<String>,
        /// A word or three for doing it.
        yes: &'static str,
        /// What yes does.
        action: Box<Action>,
    },
    /// The evidence form.
    Evidence {
        /// URI of a skill, or id of a milestone or step.
        subject: String,
        /// Its name for the person.
        title: String,
        /// The note to begin with, unless there is a draft.
        note: Option<String>,
    },
    /// The skills assumed from the roles held.
    Assumptions,
    /// The skills of the step with this id to confirm or deny.
    StepSkills(StepId),
    /// The skills that the milestone with this id shows; nothing opens where all are marked.
    MilestoneSkills(MilestoneId),
    /// The choice of facets for the list of skills.
    SkillFilter {
        /// The filter to begin with.
        filter: Filter,
        /// The skills to count in.
        counted: Vec<SkillIx>,
    },
    /// How to add an advert, and a field for the path of one.
    AddAdvert,
    /// How far the person is with an advert.
    AdvertState(AdvertId),
    /// The country of an advert.
    AdvertCountry(AdvertId),
    /// A note of the pay of an advert.
    PayNote(AdvertId),
    /// A note about a term that ESCO lacks.
    TermNote(String),
    /// The choice of what the list of adverts is narrowed by.
    AdvertFilter(AdvertFilter),
    /// Two or three occupations side by side.
    CompareOccupations(Vec<OccupationIx>),
}

impl OverlayRequest {
    /// A question; `yes` carries out `action`.
    pub fn confirm(
        title: impl Into<String>,
        lines: Vec<String>,
        yes: &'static str,
        action: Action,
    ) -> Self {
        Self::Confirm {
            title: title.into(),
            lines,
            yes,
            action: Box::new(action),
        }
    }
}

/// Everything that can happen to the planner.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Do(Command),
    /// An edit of the text field with the focus.
    Type(EditCommand),
    /// A click on a row of a pane.
    Point {
        pane: Pane,
        row: usize,
    },
    /// A click on a cell of a pane without rows, counted from its left upper corner.
    PointAt {
        pane: Pane,
        column: u16,
        row: u16,
    },
    /// A turn of the wheel over a pane.
    Wheel {
        pane: Pane,
        /// Whether towards the end.
        down: bool,
    },
    /// Open an overlay.
    Open(OverlayRequest),
    /// Show an occupation's page.
    ShowOccupation(OccupationIx),
    /// Show a skill's page.
    ShowSkill(SkillIx),
    /// Show the step with this number (from 0) of the route.
    ShowStep(usize),
    /// Show a milestone where it stands on the route.
    ShowMilestone(MilestoneId),
    /// Show a section of the guide.
    ShowSection(SectionId),
    /// Show an advert that is kept.
    ShowAdvert(AdvertId),
    /// Show a track on the map.
    ShowTrack(TrackId),
    /// Choose a route.
    ChangePlan(PlanChange),
    /// Make or take back the move of the step with this id, without asking.
    Move {
        step: StepId,
        made: bool,
    },
    /// Reach or take back a milestone.
    Reach {
        id: MilestoneId,
        reached: bool,
    },
    /// Make the same claim for several skills, as one change.
    MarkAll {
        skills: Vec<SkillIx>,
        claim: Claim,
    },
    /// Text was pasted where it is no edit of a field.
    Paste(String),
    /// Add what a source holds to the kept adverts.
    AddAdverts(AdvertSource),
    /// Change the kept adverts, without asking.
    ChangeMarket(MarketChange),
    /// Show the skills that a filter admits.
    Filter(Filter),
    /// Show the adverts that a filter admits.
    FilterAdverts(AdvertFilter),
    /// Ask the event loop for something, without a question.
    Effect(Effect),
    /// Keep the trial, without asking.
    KeepTrial,
    /// A background job is done.
    JobResult(Box<JobResult>),
    /// A search in the background is finished.
    SearchResult(Box<SearchResult>),
    /// A job with the files of the adverts is done.
    MarketAnswer(Box<MarketAnswer>),
    /// An advert was read in the background.
    AdvertRead(Box<ReadAdvert>),
    /// A save ended; the error says why it failed.
    Saved(Result<(), String>),
    /// The file was changed by another program.
    FileChanged,
    /// The terminal has another size.
    Resize(u16, u16),
}

impl Action {
    /// Whether the app handles it, whatever overlay is on top: it comes from the event loop, or from an overlay that
    /// just closed.
    pub fn is_global(&self) -> bool {
        match self {
            Self::Do(command) => command.owner() == Owner::Terminal,
            Self::Open(_)
            | Self::ChangePlan(_)
            | Self::Move { .. }
            | Self::Reach { .. }
            | Self::MarkAll { .. }
            | Self::Effect(_)
            | Self::KeepTrial
            | Self::JobResult(_)
            | Self::SearchResult(_)
            | Self::AddAdverts(_)
            | Self::ChangeMarket(_)
            | Self::MarketAnswer(_)
            | Self::AdvertRead(_)
            | Self::Saved(_)
            | Self::FileChanged
            | Self::Resize(..) => true,
            _ => false,
        }
    }
}

impl From<Effect> for Action {
    fn from(effect: Effect) -> Self {
        Self::Effect(effect)
    }
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Do(command)
    }
}
