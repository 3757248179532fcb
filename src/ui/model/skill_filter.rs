//! The filter of the list of skills. Values of one facet widen it, facets narrow each other.

use crate::catalog::{Kind, OccupationIx, ReuseLevel, SkillIx, StepId};
use crate::profile::SkillState;
use crate::ui::model::Model;

/// A property by which skills are filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Knowledge, skill or untyped.
    Kind,
    /// The person's state.
    State,
    /// A step of the route that asks for it.
    Step,
    /// How widely it is used.
    Reuse,
    /// An occupation that asks for it.
    Occupation,
}

impl Facet {
    /// All facets in the order of the chooser.
    pub const ALL: [Self; 5] = [
        Self::Kind,
        Self::State,
        Self::Step,
        Self::Reuse,
        Self::Occupation,
    ];

    /// The word before its values.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::State => "state",
            Self::Step => "step",
            Self::Reuse => "reuse",
            Self::Occupation => "occupation",
        }
    }
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Kind(Kind),
    State(SkillState),
    /// The step's id.
    Step(StepId),
    Reuse(ReuseLevel),
    Occupation(OccupationIx),
}

impl Value {
    pub fn facet(&self) -> Facet {
        match self {
            Self::Kind(_) => Facet::Kind,
            Self::State(_) => Facet::State,
            Self::Step(_) => Facet::Step,
            Self::Reuse(_) => Facet::Reuse,
            Self::Occupation(_) => Facet::Occupation,
        }
    }

    /// Whether a skill has this value.
    pub fn fits(&self, model: &Model, skill: SkillIx) -> bool {
        let asks = |occupation: OccupationIx| {
            let occupation = model.catalog.occupation(occupation);
            occupation.requires(skill) || occupation.accepts(skill)
        };
        match self {
            Self::Kind(kind) => model.catalog.skill(skill).kind() == *kind,
            Self::State(state) => model.states().get(skill) == *state,
            Self::Step(id) => model.step(id).is_some_and(|s| asks(s.to)),
            Self::Reuse(level) => model.catalog.skill(skill).reuse_level() == *level,
            Self::Occupation(occupation) => asks(*occupation),
        }
    }

    /// The label in the chooser.
    pub fn title(&self, model: &Model) -> String {
        match self {
            Self::Kind(kind) => kind.title().to_owned(),
            Self::State(state) => match state {
                SkillState::HeldMarked => "held, marked by you".to_owned(),
                SkillState::HeldFromRole => "held, from a role".to_owned(),
                state => state.word().to_owned(),
            },
            Self::Step(id) => {
                let at = model
                    .plan()
                    .and_then(|p| p.steps.iter().position(|s| s.id == *id));
                match (at, model.step(id)) {
                    (Some(at), Some(step)) => {
                        let name = |ix| model.catalog.short_name(ix);
                        format!("{} {} → {}", at + 1, name(step.from), name(step.to))
                    }
                    _ => "a step of another route".to_owned(),
                }
            }
            Self::Reuse(ReuseLevel::Unstated) => "no level stated".to_owned(),
            Self::Reuse(level) => level.word().to_owned(),
            Self::Occupation(occupation) => {
                model.catalog.occupation(*occupation).label().to_string()
            }
        }
    }

    /// The label in the line of active filters.
    fn short(&self, model: &Model) -> String {
        match self {
            Self::Step(id) => model
                .plan()
                .and_then(|p| p.steps.iter().position(|s| s.id == *id))
                .map_or_else(|| "of another route".to_owned(), |at| (at + 1).to_string()),
            Self::State(state) => state.word().to_owned(),
            Self::Occupation(occupation) => model.catalog.short_name(*occupation).to_owned(),
            other => other.title(model),
        }
    }
}

/// A filter of skills; without values it admits every skill.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    values: Vec<Value>,
}

impl Filter {
    pub fn of(values: Vec<Value>) -> Self {
        Self { values }
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub fn values(&self) -> &[Value] {
        &self.values
    }

    pub fn has(&self, value: &Value) -> bool {
        self.values.contains(value)
    }

    /// Adds a value, or removes it.
    pub fn toggle(&mut self, value: Value) {
        match self.values.iter().position(|v| *v == value) {
            Some(at) => {
                self.values.remove(at);
            }
            None => self.values.push(value),
        }
    }

    pub fn clear(&mut self) {
        self.values.clear();
    }

    /// Whether a skill has one of the values of each facet that has any.
    pub fn admits(&self, model: &Model, skill: SkillIx) -> bool {
        self.admits_but(None, model, skill)
    }

    /// The same without one facet: the chooser counts what each of its values would give.
    pub fn admits_but(&self, but: Option<Facet>, model: &Model, skill: SkillIx) -> bool {
        Facet::ALL
            .into_iter()
            .filter(|f| Some(*f) != but)
            .all(|facet| {
                let mut asked = self.values.iter().filter(|v| v.facet() == facet).peekable();
                asked.peek().is_none() || asked.any(|v| v.fits(model, skill))
            })
    }

    /// The filter as text, such as "kind: knowledge · state: missing, learning".
    pub fn describe(&self, model: &Model) -> String {
        let facets = Facet::ALL.into_iter().filter_map(|facet| {
            let of_facet = self.values.iter().filter(|v| v.facet() == facet);
            let names: Vec<String> = of_facet.map(|v| v.short(model)).collect();
            (!names.is_empty()).then(|| format!("{}: {}", facet.word(), names.join(", ")))
        });
        facets.collect::<Vec<_>>().join(" · ")
    }
}
