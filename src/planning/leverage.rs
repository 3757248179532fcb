//! Which missing skill does most: how much it shortens the best routes, and which close occupations it brings within
//! the leap.
//!
//! A skill shortens a route by its own hours where the route asks for it, and by more where a stop can then be left
//! out. Routes that only the skill makes thinkable are not looked for.

use super::atlas::{Atlas, Found};
use super::closeness::nearest;
use super::network::Limit;
use super::standing::share;
use super::told::Teller;
use crate::catalog::{OccupationIx, SkillIx};
use crate::text::{grouped, plural};

/// How many of the start's closest occupations count as close.
pub const CLOSE: usize = 50;

/// What one skill would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lever {
    /// Which skill.
    pub skill: SkillIx,
    /// What it takes, in hours.
    pub hours: u32,
    /// Hours by which the shortest route gets shorter.
    pub saves: u32,
    /// Hours by which all the routes looked at get shorter together.
    pub saves_in_all: u32,
    /// Hours by which the route gets shorter that gains most.
    pub most: u32,
    /// How many of them get shorter.
    pub routes: usize,
    /// Close occupations that it brings within the limit, the closest first.
    pub opens: Vec<OccupationIx>,
}

impl Lever {
    /// What it is sorted by: hours saved on all routes together, then occupations opened.
    pub fn weight(&self) -> (u32, usize) {
        (self.saves_in_all, self.opens.len())
    }

    /// "saves 60 hours on 3 routes, opens 4 roles". Hours are those of one route, for nobody walks several.
    pub fn words(&self) -> String {
        let mut out = Vec::new();
        if self.routes > 0 {
            let even = self.most as usize * self.routes == self.saves_in_all as usize;
            let up_to = if even { "" } else { "up to " };
            let hours = grouped(self.most as usize);
            let unit = if self.most == 1 { "hour" } else { "hours" };
            let routes = plural(self.routes, "route", "routes");
            out.push(format!("saves {up_to}{hours} {unit} on {routes}"));
        }
        if !self.opens.is_empty() {
            out.push(format!(
                "opens {}",
                plural(self.opens.len(), "role", "roles")
            ));
        }
        out.join(", ")
    }
}

/// Every skill that is not held and does something, the most useful first: by hours saved on all routes together, then
/// by occupations opened, then by label. `routes` start in `from`; skills are held there as the routes assume.
pub fn levers(atlas: &Atlas<'_>, from: OccupationIx, routes: &[Found], limit: Limit) -> Vec<Lever> {
    let catalog = atlas.catalog;
    let base = atlas.base(Some(from));
    let close: Vec<OccupationIx> = nearest(catalog, from, CLOSE)
        .into_iter()
        .map(|(o, _)| o)
        .collect();
    let stations = routes.iter().flat_map(|r| r.occupations.iter().skip(1));
    let mut asked: Vec<SkillIx> = stations
        .chain(&close)
        .flat_map(|o| catalog.occupation(*o).essential().iter().copied())
        .filter(|s| !base.get(*s).is_held())
        .collect();
    asked.sort_unstable();
    asked.dedup();

    let mut teller = Teller::new(atlas.ground, &atlas.standing, from);
    let before: Vec<u32> = routes.iter().map(Found::hours).collect();
    let shortest = before.iter().min().copied().unwrap_or(0);
    let mut out = Vec::new();
    for skill in asked {
        let after: Vec<u32> = teller.supposing(skill, |teller| {
            let told = routes.iter().map(|route| {
                let told = teller.tell(&route.occupations);
                // A curated route keeps its stops.
                if route.curated.is_some() {
                    return told.total();
                }
                teller.shorten(told, limit.least(), &[]).total()
            });
            told.collect()
        });
        let saved = before.iter().zip(&after).map(|(b, a)| b.saturating_sub(*a));
        let lever = Lever {
            skill,
            hours: atlas.ground.hours.of(skill),
            saves: shortest.saturating_sub(after.iter().min().copied().unwrap_or(0)),
            saves_in_all: saved.clone().sum(),
            most: saved.clone().max().unwrap_or(0),
            routes: saved.filter(|hours| *hours > 0).count(),
            opens: opened(atlas, &teller, &close, skill, limit),
        };
        if lever.routes > 0 || !lever.opens.is_empty() {
            out.push(lever);
        }
    }
    out.sort_by(|a, b| {
        let label = |l: &Lever| catalog.skill(l.skill).label();
        let by_weight = b.weight().cmp(&a.weight());
        by_weight.then_with(|| label(a).cmp(label(b)))
    });
    out
}

/// The occupations of `close` that are not within the limit and would be with the skill.
fn opened(
    atlas: &Atlas<'_>,
    teller: &Teller<'_>,
    close: &[OccupationIx],
    skill: SkillIx,
    limit: Limit,
) -> Vec<OccupationIx> {
    let coverage = |occupation: OccupationIx, with: bool| {
        let at = occupation.index();
        let skills = atlas.ground.essential.of(at).iter();
        let covered = skills.fold(0.0, |sum, s| {
            let weight = if with && *s == skill.0 {
                1.0
            } else {
                teller.weight(SkillIx(*s))
            };
            sum + atlas.ground.rarity[*s as usize] * weight
        });
        share(covered, atlas.ground.points[at])
    };
    let asking = close
        .iter()
        .copied()
        .filter(|o| atlas.ground.needs(o.index(), skill.0));
    asking
        .filter(|o| coverage(*o, false) < limit.least() && coverage(*o, true) >= limit.least())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::planning::atlas::Query;
    use crate::planning::testing::ground;
    use crate::profile::{Said, States};

    #[test]
    fn words_are_exact() {
        let lever = Lever {
            skill: SkillIx(0),
            hours: 60,
            saves: 60,
            saves_in_all: 180,
            most: 60,
            routes: 3,
            opens: vec![OccupationIx(1)],
        };
        assert_eq!(lever.words(), "saves 60 hours on 3 routes, opens 1 role");
        let uneven = Lever {
            saves_in_all: 1_290,
            most: 1_200,
            routes: 2,
            opens: Vec::new(),
            ..lever.clone()
        };
        assert_eq!(uneven.words(), "saves up to 1,200 hours on 2 routes");
        let opener = Lever {
            routes: 0,
            saves_in_all: 0,
            most: 0,
            ..lever
        };
        assert_eq!(opener.words(), "opens 1 role");
    }

    #[test]
    fn a_lever_does_what_it_says() {
        let catalog = Catalog::embedded().unwrap();
        let ground = ground(&catalog);
        let auditor = catalog.occupation_by_code("2511.18").unwrap();
        let goal = catalog.goal().unwrap();
        let states = States::derive(&catalog, &[auditor], []);
        let roles = [auditor];
        let atlas = Atlas::new(&catalog, &ground, &states, &roles);
        let routes = atlas.routes(&Query::new(auditor, goal)).routes;
        let all = levers(&atlas, auditor, &routes, Limit::Medium);
        assert!(all.is_sorted_by(|a, b| a.saves_in_all >= b.saves_in_all));
        let first = &all[0];
        assert!(first.saves >= first.hours && first.routes == routes.len());

        let opener = all.iter().find(|l| !l.opens.is_empty()).unwrap();
        for lever in [first, opener] {
            let states = States::derive(&catalog, &roles, [(lever.skill, Said::Held)]);
            let after = Atlas::new(&catalog, &ground, &states, &roles);
            for opened in &lever.opens {
                assert!(atlas.standing().coverage(&ground, *opened) < Limit::Medium.least());
                assert!(after.standing().coverage(&ground, *opened) >= Limit::Medium.least());
            }
            let best = after.routes(&Query::new(auditor, goal)).routes;
            assert!(best[0].hours() <= routes[0].hours() - lever.saves);
        }
    }
}
