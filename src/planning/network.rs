//! The fixed graph of a person: which moves are thinkable for them, and what each costs.
//!
//! A move u → v is judged on the person's skills with the essential skills of u held and its optional ones likely. It
//! is thinkable when v's coverage then reaches the leap; it costs the hours of v's essential skills then missing and
//! [`super::hours::MOVE`]. Knows nothing of starts, goals and routes.
//!
//! Nearly all pairs of occupations share too little, so most are never looked at. Coverage of v from the person alone
//! is known; what u must add to it is a sum over skills they share. If all of v's commoner skills together cannot add
//! that much, u must share one of the rarer ones: only those lists are walked (prefix filtering, as in joins of
//! similar sets), and what is left is completed from bits. A sum that comes within a hair of the leap is added up
//! again in the order in which [`super::gap::coverage`] adds, so that rounding never decides.

use super::gap::Leap;
use super::ground::{Askers, Ground};
use super::hours::MOVE;
use super::standing::{LIKELY, Standing, share};
use crate::catalog::OccupationIx;

/// How near to the leap a coverage is added up again.
const BAND: f64 = 1e-9;

/// A thinkable move, seen from where it starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Position of the occupation it leads to.
    pub to: u32,
    /// Its hours.
    pub cost: u32,
    /// Coverage on arrival, 0 to 1, from the person's skills and those of the occupation before it.
    pub coverage: f64,
}

/// All thinkable moves of a person at one leap.
#[derive(Clone, Debug)]
pub struct Network {
    starts: Vec<u32>,
    edges: Vec<Edge>,
    /// Whether the person's own skills reach the leap: every occupation leads there. Such moves are not listed.
    open: Vec<bool>,
    /// The positions of those.
    all_open: Vec<u32>,
}

/// The largest leap that a move may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// The small leap.
    Small,
    /// The medium leap.
    Medium,
    /// The large leap.
    Large,
    /// Any move is thinkable.
    Any,
}

impl Limit {
    /// All limits, the strictest first.
    pub const ALL: [Self; 4] = [Self::Small, Self::Medium, Self::Large, Self::Any];

    /// The leap, if there is a limit at all.
    pub fn leap(self) -> Option<Leap> {
        match self {
            Self::Small => Some(Leap::Small),
            Self::Medium => Some(Leap::Medium),
            Self::Large => Some(Leap::Large),
            Self::Any => None,
        }
    }

    /// The least coverage that a move must have, 0 to 1.
    pub fn least(self) -> f64 {
        self.leap().map_or(0.0, Leap::least)
    }

    /// The word shown and written.
    pub fn word(self) -> &'static str {
        self.leap().map_or("any", Leap::word)
    }
}

impl Network {
    /// The moves that are thinkable for a person within this limit.
    pub fn new(ground: &Ground, standing: &Standing, limit: Limit) -> Self {
        let least = limit.least();
        let count = ground.len();
        let open: Vec<bool> = (0..count)
            .map(|v| share(standing.covered[v], ground.points[v]) >= least)
            .collect();
        let mut search = Leads::new(ground, standing, least);
        let mut found: Vec<(u32, Edge)> = Vec::new();
        for v in (0..count).filter(|v| !open[*v]) {
            search.to(v, &mut found);
        }
        // Rows by start. The ends came ascending, so each row is ascending too.
        let mut starts = vec![0; count + 1];
        for (from, _) in &found {
            starts[*from as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let nothing = Edge {
            to: 0,
            cost: 0,
            coverage: 0.0,
        };
        let mut edges = vec![nothing; found.len()];
        let mut next = starts.clone();
        for (from, edge) in found {
            let place = &mut next[from as usize];
            edges[*place as usize] = edge;
            *place += 1;
        }
        Self {
            starts,
            edges,
            all_open: (0..count as u32).filter(|v| open[*v as usize]).collect(),
            open,
        }
    }

    /// The moves from an occupation to those that the person's own skills do not open, by where they lead.
    pub(super) fn from(&self, u: usize) -> &[Edge] {
        &self.edges[self.starts[u] as usize..self.starts[u + 1] as usize]
    }

    /// Positions of the occupations that the person's own skills open: every other occupation leads there.
    pub(super) fn all_open(&self) -> &[u32] {
        &self.all_open
    }

    /// Whether the move from `u` to `v` is thinkable.
    pub(super) fn leads(&self, u: usize, v: usize) -> bool {
        let listed = || {
            let row = self.from(u);
            row.binary_search_by_key(&(v as u32), |e| e.to).is_ok()
        };
        u != v && (self.open[v] || listed())
    }

    /// Every thinkable move from an occupation with its cost, by where it leads.
    pub fn moves(
        &self,
        ground: &Ground,
        standing: &Standing,
        from: OccupationIx,
    ) -> Vec<(OccupationIx, u32)> {
        let u = from.index();
        let open = self.all_open.iter().map(|v| *v as usize);
        let open = open
            .filter(|v| *v != u)
            .map(|v| (v as u32, standing.cost(ground, u, v)));
        let listed = self.from(u).iter().map(|e| (e.to, e.cost));
        let mut all: Vec<_> = listed.chain(open).collect();
        all.sort_unstable();
        all.into_iter()
            .map(|(to, cost)| (OccupationIx(to), cost))
            .collect()
    }

    /// How many moves are listed: those to occupations that the person's own skills do not open.
    pub fn listed(&self) -> usize {
        self.edges.len()
    }
}

/// Finds who leads to an occupation; what it needs for that is kept from one to the next.
struct Leads<'a> {
    ground: &'a Ground,
    standing: &'a Standing,
    least: f64,
    /// For which occupation the sums were begun, by start.
    seen: Vec<u32>,
    /// Rarity points that a start adds.
    points: Vec<f64>,
    /// Hours that a start saves.
    saved: Vec<u32>,
    touched: Vec<u32>,
}

impl<'a> Leads<'a> {
    fn new(ground: &'a Ground, standing: &'a Standing, least: f64) -> Self {
        let count = ground.len();
        Self {
            ground,
            standing,
            least,
            seen: vec![u32::MAX; count],
            points: vec![0.0; count],
            saved: vec![0; count],
            touched: Vec::new(),
        }
    }

    /// What the skill adds where it is essential and where it is optional, and the hours it saves where it is essential.
    fn gains(&self, skill: u32) -> (f64, f64, u32) {
        let rarity = self.ground.rarity[skill as usize];
        let weight = self.standing.weight[skill as usize];
        let optional = if self.standing.rises[skill as usize] {
            rarity * LIKELY
        } else {
            0.0
        };
        (
            rarity * (1.0 - weight),
            optional,
            self.ground.hours_of(skill),
        )
    }

    fn to(&mut self, v: usize, found: &mut Vec<(u32, Edge)>) {
        let ground = self.ground;
        let all = ground.points[v];
        let covered = self.standing.covered[v];
        let wanted = self.least * all - covered - BAND * all;
        let lacking = || {
            let skills = ground.by_use.of(v).iter().copied();
            skills.filter(|s| self.standing.weight[*s as usize] < 1.0)
        };
        let skills: Vec<u32> = lacking().collect();
        let mut rest: f64 = skills.iter().map(|s| self.gains(*s).0).sum();
        self.touched.clear();
        let mut at = 0;
        while at < skills.len() && rest >= wanted {
            rest -= self.gains(skills[at]).0;
            self.walk(v, skills[at]);
            at += 1;
        }
        let (points, holds) = (&self.points, &self.standing.holds);
        self.touched.retain(|u| {
            let place = *u as usize;
            points[place] + rest >= wanted && place != v && !holds[place]
        });
        for skill in &skills[at..] {
            self.complete(v, *skill);
        }
        for u in &self.touched {
            let place = *u as usize;
            if self.points[place] < wanted {
                continue;
            }
            let mut coverage = (covered + self.points[place]) / all;
            if (coverage - self.least).abs() < BAND * 2.0 {
                coverage = self.standing.coverage_from(ground, place, v);
                if coverage < self.least {
                    continue;
                }
            }
            let edge = Edge {
                to: v as u32,
                cost: MOVE + self.standing.open_hours[v] - self.saved[place],
                coverage,
            };
            found.push((*u, edge));
        }
    }

    /// Adds a skill for everybody who asks for it.
    fn walk(&mut self, v: usize, skill: u32) {
        let (essential, optional, hours) = self.gains(skill);
        let (needed, welcomed) = self.ground.asked_by(skill);
        for (list, gain, hours) in [(needed, essential, hours), (welcomed, optional, 0)] {
            for u in list {
                let place = *u as usize;
                if self.seen[place] != v as u32 {
                    self.seen[place] = v as u32;
                    self.points[place] = 0.0;
                    self.saved[place] = 0;
                    self.touched.push(*u);
                }
                self.points[place] += gain;
                self.saved[place] += hours;
            }
        }
    }

    /// Adds a skill for those who are still in question.
    fn complete(&mut self, v: usize, skill: u32) {
        let (essential, optional, hours) = self.gains(skill);
        match self.ground.askers(skill) {
            Askers::Few(needed, welcomed) => {
                for (list, gain, hours) in [(needed, essential, hours), (welcomed, optional, 0)] {
                    for u in list.iter().map(|u| *u as usize) {
                        if self.seen[u] == v as u32 {
                            self.points[u] += gain;
                            self.saved[u] += hours;
                        }
                    }
                }
            }
            Askers::Many(needed, welcomed) => {
                let bit = |bits: &[u64], u: usize| bits[u / 64] >> (u % 64) & 1 == 1;
                for u in self.touched.iter().map(|u| *u as usize) {
                    if bit(needed, u) {
                        self.points[u] += essential;
                        self.saved[u] += hours;
                    } else if bit(welcomed, u) {
                        self.points[u] += optional;
                    }
                }
            }
        }
    }
}
