//! The skills of an occupation in groups, as they are shown.

use super::Catalog;
use super::id::{OccupationIx, SkillIx};
use super::relation::Relation;
use super::skill_type::Kind;

/// Skills of one occupation that share relation and kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RelationGroup {
    pub relation: Relation,
    pub kind: Kind,
    /// The skills, by label.
    pub skills: Vec<SkillIx>,
}

/// The skills of an occupation as ESCO publishes them, in groups: essential knowledge, skill, untyped,
/// then the same for optional; empty groups are left out, the skills stand by label. A pair that ESCO
/// has in both lists stands in both groups.
pub(crate) fn groups(catalog: &Catalog, occupation: OccupationIx) -> Vec<RelationGroup> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn the_chief_ict_security_officer_has_all_five_groups() {
        let ciso = CATALOG.occupation_by_code("2529.1").unwrap();
        let counts: Vec<_> = groups(&CATALOG, ciso)
            .into_iter()
            .map(|g| (g.relation, g.kind, g.skills.len()))
            .collect();
        assert_eq!(
            counts,
            [
                (Relation::Essential, Kind::Knowledge, 21),
                (Relation::Essential, Kind::Skill, 25),
                (Relation::Essential, Kind::Untyped, 1),
                (Relation::Optional, Kind::Knowledge, 16),
                (Relation::Optional, Kind::Skill, 18),
            ]
        );
    }
}
