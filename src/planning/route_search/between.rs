//! The walk in the fewest moves between two occupations, looked for from both ends at once (bidirectional breadth-first
//! search).
//!
//! Both ends are widened by whole layers, the smaller one first, until they meet: for one question that takes a hundred rows
//! of the graph or so instead of the whole, more with every stop that is asked for. A walk passes every stop that is asked
//! for; it may pass another place twice where that is the shortest way to do so. Knows nothing of hours.

use crate::catalog::OccupationIx;
use crate::planning::route_search::k_shortest::PathQuery;
use crate::planning::route_search::transition_graph::Around;

/// Not seen from this end.
const UNSEEN: u32 = u32::MAX;

/// What came of looking.
pub(super) enum Met {
    /// The walk, both ends included.
    Walk(Vec<OccupationIx>),
    /// There is none.
    Never,
    /// So much was looked at that no more is wanted.
    Tired,
}

/// Looks for walks.
pub(super) struct Between<'m, 'a> {
    around: &'m mut Around<'a>,
    way: &'m PathQuery,
    /// How many rows of the graph may be looked at.
    patience: usize,
}

/// What was reached from one end. A place is an occupation and which of the stops asked for were passed on arrival.
struct Side {
    /// By place, the one that it was reached from; an end was reached from itself.
    from: Vec<u32>,
    /// The places that were reached last.
    layer: Vec<u32>,
    /// Moves to them.
    moves: usize,
}

impl Side {
    fn new(places: usize, end: u32) -> Self {
        let mut from = vec![UNSEEN; places];
        from[end as usize] = end;
        Self {
            from,
            layer: vec![end],
            moves: 0,
        }
    }

    /// Notes a place; says whether `other` had reached it.
    fn reach(&mut self, place: u32, from: u32, other: &Self) -> bool {
        if self.from[place as usize] != UNSEEN {
            return false;
        }
        self.from[place as usize] = from;
        self.layer.push(place);
        other.from[place as usize] != UNSEEN
    }

    /// The places back to the end, from this one.
    fn back(&self, mut place: u32) -> Vec<u32> {
        let mut out = vec![place];
        while self.from[place as usize] != place {
            place = self.from[place as usize];
            out.push(place);
        }
        out
    }
}

impl<'m, 'a> Between<'m, 'a> {
    pub(super) fn new(around: &'m mut Around<'a>, way: &'m PathQuery) -> Self {
        Self {
            around,
            way,
            patience: usize::MAX,
        }
    }

    /// The same; it gives up when so many rows of the graph were looked at.
    pub(super) fn patient(mut self, rows: usize) -> Self {
        self.patience = rows;
        self
    }

    /// The walk in the fewest moves.
    pub(super) fn walk(&mut self) -> Met {
        let stops = self.way.via.len();
        if self.way.from == self.way.to || stops >= self.way.moves {
            return Met::Never;
        }
        let all = (1 << stops) - 1;
        let places = (all + 1) * self.around.len();
        let mut ahead = Side::new(places, self.place(0, self.way.from.0));
        let mut behind = Side::new(places, self.place(all, self.way.to.0));
        loop {
            let is_spent = ahead.layer.is_empty()
                || behind.layer.is_empty()
                || ahead.moves + behind.moves == self.way.moves;
            if is_spent {
                return Met::Never;
            }
            let met = if ahead.layer.len() <= behind.layer.len() {
                self.widen(&mut ahead, &behind, Self::onward)
            } else {
                self.widen(&mut behind, &ahead, Self::backward)
            };
            if let Some(place) = met {
                let mut walk = ahead.back(place);
                walk.reverse();
                walk.extend(&behind.back(place)[1..]);
                let count = self.around.len();
                let occupation = |place: u32| OccupationIx((place as usize % count) as u32);
                return Met::Walk(walk.into_iter().map(occupation).collect());
            }
            if self.around.looked_at() >= self.patience {
                return Met::Tired;
            }
        }
    }

    fn place(&self, passed: usize, occupation: u32) -> u32 {
        (passed * self.around.len()) as u32 + occupation
    }

    /// Takes one end a move further. The place where the ends meet, if they do.
    fn widen(
        &mut self,
        side: &mut Side,
        other: &Side,
        moves: fn(&mut Self, u32, &mut dyn FnMut(u32)),
    ) -> Option<u32> {
        let layer = std::mem::take(&mut side.layer);
        side.moves += 1;
        let mut met = None;
        for place in layer {
            moves(self, place, &mut |next| {
                if side.reach(next, place, other) && met.is_none() {
                    met = Some(next);
                }
            });
            if met.is_some() || self.around.looked_at() >= self.patience {
                break;
            }
        }
        met
    }

    /// Every move out of a place.
    fn onward(&mut self, place: u32, each: &mut dyn FnMut(u32)) {
        let count = self.around.len();
        let (passed, u) = (place as usize / count, place as usize % count);
        let PathQuery { from, to, .. } = *self.way;
        if u == to.index() {
            return;
        }
        let way = self.way;
        let mut each = |v: u32| {
            let bit = bit(way, v);
            let is_stop = v == to.0 || !way.closed[v as usize];
            if is_stop && v != from.0 && v as usize != u && passed & bit == 0 {
                each(((passed | bit) * count) as u32 + v);
            }
        };
        for v in self.around.from(u) {
            each(*v);
        }
        for v in self.around.open() {
            each(*v);
        }
    }

    /// Every move into a place.
    fn backward(&mut self, place: u32, each: &mut dyn FnMut(u32)) {
        let count = self.around.len();
        let (passed, v) = (place as usize / count, place as usize % count);
        let PathQuery { from, to, .. } = *self.way;
        if v == from.index() {
            return;
        }
        let way = self.way;
        let before = passed & !bit(way, v as u32);
        let mut each = |u: u32| {
            // Whoever stands on a stop that is asked for has passed it; whoever stands at the start has passed none.
            let is_stop = if u == from.0 {
                before == 0
            } else {
                !way.closed[u as usize] && before & bit(way, u) == bit(way, u)
            };
            if is_stop && u != to.0 && u as usize != v {
                each((before * count) as u32 + u);
            }
        };
        for u in self.around.to(v) {
            each(*u);
        }
        if self.around.is_open(v) {
            (0..count as u32).for_each(each);
        }
    }
}

/// Which bit stands for an occupation that every walk passes; 0 for another.
pub(super) fn bit(way: &PathQuery, occupation: u32) -> usize {
    let at = way.via.iter().position(|w| w.0 == occupation);
    at.map_or(0, |at| 1 << at)
}
