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

use std::ops::Range;
use std::panic::resume_unwind;

use super::gap::Leap;
use super::ground::Ground;
use super::hours::MOVE;
use super::standing::{LIKELY, Standing, share};
use crate::catalog::OccupationIx;

/// How near to the leap a coverage is added up again.
const BAND: f64 = 1e-9;

/// From so many occupations on, half of the moves are looked for by a thread beside: below that it would take longer to
/// start one.
const LARGE: usize = 1_000;

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
        Self::found(ground, standing, limit, ground.len() >= LARGE)
    }

    /// The same; half of it is found by a thread beside if that is wanted, which changes no answer.
    pub(super) fn found(ground: &Ground, standing: &Standing, limit: Limit, beside: bool) -> Self {
        let least = limit.least();
        let count = ground.len();
        let open: Vec<bool> = (0..count)
            .map(|v| share(standing.covered[v], ground.points[v]) >= least)
            .collect();
        let gains = gains(ground, standing);
        let leads = |range: Range<usize>| {
            let mut search = Leads::new(ground, standing, &gains, least);
            let mut found: Vec<(u32, Edge)> = Vec::new();
            for v in range.filter(|v| !open[*v]) {
                search.to(v, &mut found);
            }
            found
        };
        let found = if beside {
            std::thread::scope(|scope| {
                let second = scope.spawn(|| leads(count / 2..count));
                let first = leads(0..count / 2);
                [first, second.join().unwrap_or_else(|p| resume_unwind(p))]
            })
        } else {
            [leads(0..count), Vec::new()]
        };
        // Rows by start. The ends came ascending, so each row is ascending too.
        let mut starts = vec![0; count + 1];
        for (from, _) in found.iter().flatten() {
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
        let mut edges = vec![nothing; found.iter().map(Vec::len).sum()];
        let mut next = starts.clone();
        for (from, edge) in found.into_iter().flatten() {
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
    /// What each start brings to the occupation that is asked about.
    brought: Vec<Brought>,
    /// What each skill adds for this person.
    gains: &'a [Gains],
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
struct Gains {
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
    fn new(ground: &'a Ground, standing: &'a Standing, gains: &'a [Gains], least: f64) -> Self {
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
            gains,
            common: ground.common.iter().map(|s| gains[*s as usize]).collect(),
            touched: Vec::new(),
            asked: Vec::new(),
        }
    }

    fn to(&mut self, v: usize, found: &mut Vec<(u32, Edge)>) {
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
fn gains(ground: &Ground, standing: &Standing) -> Vec<Gains> {
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
