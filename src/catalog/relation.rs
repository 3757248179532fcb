//! How an occupation relates to a skill, and the groups in which such skills are shown.

use serde::{Deserialize, Serialize};

use super::Catalog;
use super::id::{OccupationIx, SkillIx};
use super::skill::Kind;

/// The relation between an occupation and a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Usually required.
    Essential,
    /// May be required or add value.
    Optional,
}

impl Relation {
    /// Both, essential first.
    pub const ALL: [Self; 2] = [Self::Essential, Self::Optional];

    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Optional => "optional",
        }
    }
}

/// Skills of one occupation that share relation and kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationGroup {
    /// Essential or optional.
    pub relation: Relation,
    /// Knowledge, skill or untyped.
    pub kind: Kind,
    /// The skills, by label.
    pub skills: Vec<SkillIx>,
}

impl RelationGroup {
    /// The heading: "essential knowledge".
    pub fn title(&self) -> String {
        heading(self.relation, self.kind)
    }
}

/// The heading of the skills of one kind: "essential knowledge", "other essential skills".
pub fn heading(relation: Relation, kind: Kind) -> String {
    match kind {
        Kind::Untyped => format!("other {} skills", relation.word()),
        kind => format!("{} {}", relation.word(), kind.title()),
    }
}

/// The skills of an occupation as ESCO publishes them, in groups: essential knowledge, skill, untyped,
/// then the same for optional; empty groups are left out, the skills stand by label. A pair that ESCO
/// has in both lists stands in both groups.
pub fn groups(catalog: &Catalog, occupation: OccupationIx) -> Vec<RelationGroup> {
    let occupation = catalog.occupation(occupation);
    let mut out = Vec::new();
    for relation in Relation::ALL {
        let list = match relation {
            Relation::Essential => occupation.essential(),
            Relation::Optional => occupation.optional(),
        };
        for kind in Kind::ALL {
            let mut skills: Vec<SkillIx> = list
                .iter()
                .copied()
                .filter(|s| catalog.skill(*s).kind() == kind)
                .collect();
            if skills.is_empty() {
                continue;
            }
            skills.sort_by_cached_key(|s| catalog.skill(*s).label().to_lowercase());
            out.push(RelationGroup {
                relation,
                kind,
                skills,
            });
        }
    }
    out
}
