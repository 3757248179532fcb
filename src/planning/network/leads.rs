//! Who leads to an occupation: the moves of a person's graph, seen from where they end.
//!
//! Nearly all pairs of occupations share too little, so most are never looked at. Coverage of v from the person alone
//! is known; what u must add to it is a sum over skills they share. If all of v's commoner skills together cannot add
//! that much, u must share one of the rarer ones: only those lists are walked (prefix filtering, as in joins of
//! similar sets), and what is left is completed from bits. A sum that comes within a hair of the leap is added up
//! again in the order in which [`super::super::gap::coverage`] adds, so that rounding never decides.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Edge, Limit};
use crate::planning::ground::Ground;
use crate::planning::hours::MOVE;
use crate::planning::standing::{LIKELY, Standing, share};

/// How near to the leap a coverage is added up again.
const BAND: f64 = 1e-9;

/// Finds who leads to an occupation; what it needs for that is kept from one to the next.
pub(super) struct Leads<'a> {
    ground: &'a Ground,
    standing: &'a Standing,
    least: f64,
    /// What each start brings to the occupation that is asked about.
    brought: Vec<Brought>,
    /// What each skill adds for this person.
    gains: Arc<[Gains]>,
    /// The same of the common skills, by their place.
    common: Vec<Gains>,
    touched: Vec<u32>,
    /// Which common skills are still to be added: 64-bit words that are not 0, with their place.
    asked: Vec<(usize, u64)>,
}

/// What a start brings to an occupation. The three stand together because they are asked for together.
#[derive(Clone, Copy)]
struct Brought {
    /// Rarity points that it adds.
    points: f64,
    /// Hours that it saves.
    saved: u32,
    /// The occupation for which this was begun.
    seen: u32,
}

/// What a skill adds for a person.
#[derive(Clone, Copy)]
pub(super) struct Gains {
    /// Rarity points where it is essential to the start.
    essential: f64,
    /// Rarity points where it is optional there.
    optional: f64,
    /// Hours that it saves where it is essential.
    hours: u32,
    /// Whether the person holds it: then nobody brings it.
    held: bool,
}

impl<'a> Leads<'a> {
    pub(super) fn new(
        ground: &'a Ground,
        standing: &'a Standing,
        gains: Arc<[Gains]>,
        least: f64,
    ) -> Self {
        let nothing = Brought {
            points: 0.0,
            saved: 0,
            seen: u32::MAX,
        };
        Self {
            ground,
            standing,
            least,
            brought: vec![nothing; ground.len()],
            common: ground.common.iter().map(|s| gains[*s as usize]).collect(),
            gains,
            touched: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// Puts the moves to an occupation that the person's own skills do not open into `found`, each with its start.
    pub(super) fn to(&mut self, v: usize, found: &mut Vec<(u32, Edge)>) {
        let ground = self.ground;
        let all = ground.points[v];
        let covered = self.standing.covered[v];
        let wanted = self.least * all - covered - BAND * all;
        let asked = ground.by_use.of(v).iter();
        let lacking = asked.map(|s| (*s, self.gains[*s as usize]));
        let skills: Vec<(u32, Gains)> = lacking.filter(|(_, gains)| !gains.held).collect();
        let mut rest: f64 = skills.iter().map(|(_, gains)| gains.essential).sum();
        self.touched.clear();
        let mut at = 0;
        while at < skills.len() && rest >= wanted {
            let (skill, gains) = skills[at];
            rest -= gains.essential;
            self.walk(v as u32, skill, gains);
            at += 1;
        }
        let (brought, holds) = (&self.brought, &self.standing.holds);
        self.touched.retain(|u| {
            let place = *u as usize;
            brought[place].points + rest >= wanted && place != v && !holds[place]
        });
        self.asked.clear();
        for (skill, gains) in &skills[at..] {
            match ground.place(*skill) {
                None => self.complete(v as u32, *skill, *gains),
                Some(place) => self.ask(place as usize),
            }
        }
        self.complete_common();
        for u in &self.touched {
            let place = *u as usize;
            let brought = self.brought[place];
            if brought.points < wanted {
                continue;
            }
            let mut coverage = (covered + brought.points) / all;
            if (coverage - self.least).abs() < BAND * 2.0 {
                coverage = self.standing.coverage_from(ground, place, v);
                if coverage < self.least {
                    continue;
                }
            }
            let edge = Edge {
                to: v as u32,
                cost: MOVE + self.standing.open_hours[v] - brought.saved,
                coverage,
            };
            found.push((*u, edge));
        }
    }

    /// Adds a skill for everybody who asks for it.
    fn walk(&mut self, v: u32, skill: u32, gains: Gains) {
        let (needed, welcomed) = self.ground.asked_by(skill);
        for (list, points, saved) in gains.by_list(needed, welcomed) {
            for u in list {
                let Some(brought) = self.brought.get_mut(*u as usize) else {
                    continue;
                };
                if brought.seen == v {
                    brought.points += points;
                    brought.saved += saved;
                } else {
                    *brought = Brought {
                        points,
                        saved,
                        seen: v,
                    };
                    self.touched.push(*u);
                }
            }
        }
    }

    /// Adds a skill that few ask for, for those who are still in question.
    fn complete(&mut self, v: u32, skill: u32, gains: Gains) {
        let (needed, welcomed) = self.ground.asked_by(skill);
        for (list, points, saved) in gains.by_list(needed, welcomed) {
            for u in list {
                if let Some(brought) = self.brought.get_mut(*u as usize)
                    && brought.seen == v
                {
                    brought.points += points;
                    brought.saved += saved;
                }
            }
        }
    }

    /// Notes a common skill that is still to be added.
    fn ask(&mut self, place: usize) {
        let (word, bit) = (place / 64, 1 << (place % 64));
        // The skills come by how many ask for them, and so do their places.
        match self.asked.last_mut() {
            Some((last, bits)) if *last == word => *bits |= bit,
            _ => self.asked.push((word, bit)),
        }
    }

    /// Adds the common skills that were noted, for those who are still in question.
    fn complete_common(&mut self) {
        for u in self.touched.iter().map(|u| *u as usize) {
            let asks = self.ground.asks(u);
            let Some(brought) = self.brought.get_mut(u) else {
                continue;
            };
            for (word, asked) in &self.asked {
                let [needs, welcomes] = asks[*word];
                for gains in places(*word, needs & asked).map(|place| self.common[place]) {
                    brought.points += gains.essential;
                    brought.saved += gains.hours;
                }
                for gains in places(*word, welcomes & asked).map(|place| self.common[place]) {
                    brought.points += gains.optional;
                }
            }
        }
    }
}

/// The places of the bits in a word.
fn places(word: usize, mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| word * 64 + bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}

/// What each skill adds for a person.
pub(super) fn gains(ground: &Ground, standing: &Standing) -> Arc<[Gains]> {
    let of = |(skill, rarity): (u32, &f64)| {
        let weight = standing.weight[skill as usize];
        let rises = standing.rises[skill as usize];
        Gains {
            essential: rarity * (1.0 - weight),
            optional: if rises { rarity * LIKELY } else { 0.0 },
            hours: ground.hours_of(skill),
            held: weight >= 1.0,
        }
    };
    (0..).zip(&ground.rarity).map(of).collect()
}

impl Gains {
    /// The points and hours that go with each of two lists: those to whom the skill is essential, and optional.
    fn by_list<T>(self, essential: T, optional: T) -> [(T, f64, u32); 2] {
        [
            (essential, self.essential, self.hours),
            (optional, self.optional, 0),
        ]
    }
}

/// The moves to single occupations, found when they are asked for and kept.
pub(in crate::planning) struct Inward<'a> {
    leads: Leads<'a>,
    rows: HashMap<usize, Vec<(usize, f64)>>,
    found: Vec<(u32, Edge)>,
}

impl<'a> Inward<'a> {
    /// The moves of a person within this limit.
    pub(in crate::planning) fn new(
        ground: &'a Ground,
        standing: &'a Standing,
        limit: Limit,
    ) -> Self {
        Self {
            leads: Leads::new(ground, standing, gains(ground, standing), limit.least()),
            rows: HashMap::new(),
            found: Vec::new(),
        }
    }

    /// Whether the person's own skills open an occupation: then everybody leads there.
    pub(in crate::planning) fn is_open(&self, v: usize) -> bool {
        let leads = &self.leads;
        share(leads.standing.covered[v], leads.ground.points[v]) >= leads.least
    }

    /// Who leads to an occupation with what coverage; nobody where it is open.
    pub(in crate::planning) fn to(&mut self, v: usize) -> &[(usize, f64)] {
        let open = self.is_open(v);
        let (leads, found) = (&mut self.leads, &mut self.found);
        self.rows.entry(v).or_insert_with(|| {
            if !open {
                leads.to(v, found);
            }
            let each = |(from, edge): (u32, Edge)| (from as usize, edge.coverage);
            found.drain(..).map(each).collect()
        })
    }
}
