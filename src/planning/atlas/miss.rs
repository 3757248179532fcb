//! The nearest miss: where no route keeps within the leap, the one whose hardest move comes nearest to it.
//!
//! Found as a widest path (the least coverage along a route as large as can be) over the moves of the large leap and
//! every move out of the start and out of the stops that were asked for: somebody far away from everything misses with
//! their first move, and hears by how much.

use super::{Atlas, Found};
use crate::catalog::OccupationIx;
use crate::planning::candidate::Way;
use crate::planning::network::Limit;
use crate::planning::told::Teller;

/// A route that misses the leap.
#[derive(Clone, Debug, PartialEq)]
pub struct NearestMiss {
    /// The route.
    pub route: Found,
    /// Its hardest move, as a place in the route's steps.
    pub step: usize,
    /// Coverage of that move as the graph judges it: from the occupation before it alone.
    pub coverage: f64,
}

/// The nearest miss; the cheapest route within `limit`, which has one, where the widest way passes a place twice.
pub(super) fn nearest(
    atlas: &Atlas<'_>,
    way: &Way,
    limit: Limit,
    teller: &mut Teller<'_>,
) -> Option<NearestMiss> {
    let widest = Widest::new(atlas, way).path();
    let path = match widest {
        Some(path) => path,
        None => atlas.candidates(limit, way).next()?.occupations,
    };
    let judged = path.windows(2).map(|pair| {
        let [from, to] = [pair[0].index(), pair[1].index()];
        atlas.standing.coverage_from(atlas.ground, from, to)
    });
    let (step, coverage) = judged.enumerate().min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(NearestMiss {
        route: atlas.shown(&teller.tell(&path), None),
        step,
        coverage,
    })
}

/// Widest ways to the goal, by moves left, stops passed and position.
struct Widest<'a> {
    atlas: &'a Atlas<'a>,
    way: &'a Way,
    /// Coverage of every move out of the start and the stops asked for.
    rows: Vec<(OccupationIx, Vec<f64>)>,
    /// The least coverage on the way to the goal; below 0 where there is none.
    width: Vec<f64>,
}

impl<'a> Widest<'a> {
    fn new(atlas: &'a Atlas<'a>, way: &'a Way) -> Self {
        let anchors = std::iter::once(way.from).chain(way.via.iter().copied());
        let count = atlas.ground.len();
        let rows = anchors.map(|anchor| {
            let coverage = (0..count).map(|v| {
                atlas
                    .standing
                    .coverage_from(atlas.ground, anchor.index(), v)
            });
            (anchor, coverage.collect())
        });
        let mut out = Self {
            atlas,
            way,
            rows: rows.collect(),
            width: Vec::new(),
        };
        if way.via.len() < way.moves {
            out.look_back();
        }
        out
    }

    fn masks(&self) -> usize {
        1 << self.way.via.len()
    }

    fn place(&self, moves: usize, passed: usize, u: usize) -> usize {
        (moves * self.masks() + passed) * self.atlas.ground.len() + u
    }

    fn pass(&self, passed: usize, v: usize) -> usize {
        let at = self.way.via.iter().position(|w| w.index() == v);
        at.map_or(passed, |at| passed | 1 << at)
    }

    /// Every move out of `u` that may lie on a route, with its coverage.
    fn each_move(&self, u: usize, mut each: impl FnMut(usize, f64)) {
        let (start, goal) = (self.way.from.index(), self.way.to.index());
        let may_stop = |v: usize| v != u && v != start && (v == goal || !self.way.closed[v]);
        if let Some((_, row)) = self.rows.iter().find(|(o, _)| o.index() == u) {
            for v in (0..row.len()).filter(|v| may_stop(*v)) {
                each(v, row[v]);
            }
            return;
        }
        let network = self.atlas.network(Limit::Large);
        for edge in network.from(u) {
            if may_stop(edge.to as usize) {
                each(edge.to as usize, edge.coverage);
            }
        }
        for v in network.all_open().iter().map(|v| *v as usize) {
            if may_stop(v) {
                // At least what the person's own skills cover: enough to compare, and known without adding up.
                let own = self
                    .atlas
                    .standing
                    .coverage(self.atlas.ground, OccupationIx(v as u32));
                each(v, own);
            }
        }
    }

    fn look_back(&mut self) {
        let (count, masks) = (self.atlas.ground.len(), self.masks());
        let goal = self.way.to.index();
        let mut width = vec![-1.0_f64; (self.way.moves + 1) * masks * count];
        for moves in 0..=self.way.moves {
            width[self.place(moves, masks - 1, goal)] = 1.0;
        }
        for moves in 1..=self.way.moves {
            for u in (0..count).filter(|u| *u != goal) {
                if self.way.closed[u] && u != self.way.from.index() {
                    continue;
                }
                self.each_move(u, |v, coverage| {
                    for passed in 0..masks {
                        let there = width[self.place(moves - 1, self.pass(passed, v), v)];
                        let here = &mut width[self.place(moves, passed, u)];
                        *here = here.max(coverage.min(there));
                    }
                });
            }
        }
        self.width = width;
    }

    /// The widest way with the fewest moves; none when it passes a place twice, or there is none at all.
    fn path(&self) -> Option<Vec<OccupationIx>> {
        if self.width.is_empty() {
            return None;
        }
        let start = self.way.from.index();
        let best = self.width[self.place(self.way.moves, 0, start)];
        if best < 0.0 {
            return None;
        }
        let wide = |moves: usize, passed: usize, u: usize| {
            self.width[self.place(moves, passed, u)] >= best
        };
        let mut left = (1..=self.way.moves).find(|moves| wide(*moves, 0, start))?;
        let (mut at, mut passed) = (start, 0);
        let mut path = vec![self.way.from];
        while at != self.way.to.index() {
            let mut next = None;
            self.each_move(at, |v, coverage| {
                if next.is_none() && coverage >= best && wide(left - 1, self.pass(passed, v), v) {
                    next = Some(v);
                }
            });
            at = next?;
            passed = self.pass(passed, at);
            left -= 1;
            let stop = OccupationIx(at as u32);
            if path.contains(&stop) {
                return None;
            }
            path.push(stop);
        }
        Some(path)
    }
}
