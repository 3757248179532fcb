//! What a missing skill does for the routes, in words.

use super::figures;
use crate::planning::skill_impact::SkillImpact;
use crate::text::plural;

/// "needed on 5 routes"; none where no route asks for it.
pub fn needed(impact: &SkillImpact) -> Option<String> {
    let routes = plural(impact.routes, "route", "routes");
    (impact.routes > 0).then(|| format!("needed on {routes}"))
}

/// "opens 2 roles"; none where it opens none.
pub fn opened(impact: &SkillImpact) -> Option<String> {
    let roles = plural(impact.opens.len(), "role", "roles");
    (!impact.opens.is_empty()).then(|| format!("opens {roles}"))
}

/// "about 60 h of study · needed on 5 routes · opens 2 roles".
pub fn sentence(impact: &SkillImpact) -> String {
    let more = [needed(impact), opened(impact)].into_iter().flatten();
    let parts: Vec<String> = std::iter::once(figures::study(impact.hours))
        .chain(more)
        .collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{OccupationIx, SkillIx};

    #[test]
    fn what_is_not_so_is_left_out() {
        let mut impact = SkillImpact {
            skill: SkillIx(0),
            hours: 60,
            routes: 5,
            opens: vec![OccupationIx(1)],
        };
        let said = "about 60 h of study · needed on 5 routes · opens 1 role";
        assert_eq!(sentence(&impact), said);
        (impact.routes, impact.hours) = (0, 1_290);
        assert_eq!(sentence(&impact), "about 1,290 h of study · opens 1 role");
    }
}
