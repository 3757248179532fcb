//! What the rows of the pages about a role, a skill or a step show, and what can be done with them.

use crate::catalog::{Kind, MilestoneId, OccupationIx, Relation, SkillIx, TrackId};

/// Columns of the widest line of prose.
pub(crate) const PROSE: usize = 96;

/// Columns of a fact's name and the space behind it.
pub(crate) const NAMES: usize = 13;

/// A row of such a page.
pub(crate) type Row = super::Row<Target, Content>;

/// Cursor and groups of such a page.
pub(crate) type Page = super::Page<Target>;

/// How a text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Dim,
    Accent,
    Caution,
}

/// The sign before an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    Point,
    /// A box, ticked or not.
    Tick(bool),
}

/// A group of rows that folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Skills that an occupation asks for.
    Skills(Relation, Kind),
    SkillGroups,
    Practice,
    SimilarSkills,
    ClosestOccupations,
    MovesHere,
    MovesOn,
    Tracks,
    /// Occupations that ask for a skill.
    Occupations(Relation),
    GoalSkills,
    Steps,
    RelatedSkills,
    Milestones,
    Certificates,
    Evidence,
}

/// What keys act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Section(Section),
    Skill(SkillIx),
    Occupation(OccupationIx),
    /// A step of the route, by number.
    Step(usize),
    Track(TrackId),
    Milestone(MilestoneId),
    /// A certificate, by its name.
    Certificate(String),
    /// The move of the step that the page is about.
    Move,
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Blank,
    /// A line of text behind the name of a fact or the space for it; without either it is running text.
    Text {
        name: Option<&'static str>,
        text: String,
        tone: Tone,
    },
    /// A share from 0 to 1 with its bar.
    Share {
        name: &'static str,
        share: f64,
        text: String,
    },
    Heading {
        title: String,
        remark: String,
        /// How many of how many are held.
        figures: Option<(usize, usize)>,
    },
    /// A skill with its state; `remark` in place of the reason for the state.
    Skill {
        skill: SkillIx,
        remark: Option<String>,
    },
    /// An occupation with its status; `remark` in place of its code.
    Occupation {
        occupation: OccupationIx,
        remark: Option<String>,
    },
    Entry {
        marker: Marker,
        text: String,
        remark: String,
    },
    /// The move of a step, with the key that makes it.
    Move {
        text: String,
        done: bool,
        remark: String,
    },
}
