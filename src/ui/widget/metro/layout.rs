//! Where the stations of a metro map stand: columns by distance to the goal, rows by track, and the way
//! each line takes between them. Knows nothing of drawing; a place is a column and a row of the plan,
//! not of the terminal.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{GridCell, Segment};
use super::lanes::assign_lanes;
use crate::catalog::OccupationIx;

/// A line of the map: one route of a track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapLine {
    /// Which of the tracks, from 0; decides the colour.
    pub track: usize,
    /// What stands before the line; empty for a further line of the same track.
    pub title: String,
    /// The same where room is short.
    pub short_title: String,
    /// The stations, the start first. At least two.
    pub stations: Vec<OccupationIx>,
    /// Whether the person's route runs on it.
    pub mine: bool,
    /// The station at which their route begins, by place: not the first where they joined midway.
    pub from: usize,
}

impl MapLine {
    /// The stations of the person's route; none where it runs elsewhere.
    pub fn own(&self) -> &[OccupationIx] {
        let own = self.stations.get(self.from..).unwrap_or_default();
        if self.mine { own } else { &[] }
    }
}

/// A map with every station in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapLayout {
    /// Stations.
    pub places: BTreeMap<OccupationIx, GridCell>,
    /// Segments, the person's last so that they lie on top.
    pub segments: Vec<Segment>,
    /// How many columns there are.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
    /// The row of each line's title: that of its start. Where another line's title stands there already it is a row of
    /// its own, to be joined to the start.
    pub titles: Vec<usize>,
    /// How many columns the strip before each column of stations has, in which lines turn.
    pub strips: Vec<usize>,
}

impl MapLayout {
    /// Places the stations of `lines`, of which line i has row i.
    pub fn new(lines: &[MapLine]) -> Self {
        let columns = columns(lines);
        let rows = Rows::place(lines, &columns);
        let mut layout = Self {
            columns: columns.values().max().map_or(0, |c| c + 1),
            rows: lines.len(),
            places: columns
                .iter()
                .map(|(station, column)| {
                    (
                        *station,
                        GridCell {
                            column: *column,
                            row: rows.of[station],
                        },
                    )
                })
                .collect(),
            segments: Vec::new(),
            titles: Vec::new(),
            strips: Vec::new(),
        };
        layout.run(lines);
        layout.assign_titles(lines);
        layout.compact_rows();
        layout.strips = assign_lanes(&mut layout.segments, &layout.places, layout.columns);
        layout
    }

    /// Gives each line's title the row of its start.
    fn assign_titles(&mut self, lines: &[MapLine]) {
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let mut own: Vec<Option<usize>> = vec![None; lines.len()];
        let titled = |line: &MapLine| !line.title.is_empty();
        for (i, line) in lines.iter().enumerate().filter(|(_, l)| titled(l)) {
            let row = self.places[&line.stations[0]].row;
            own[i] = taken.insert(row).then_some(row);
        }
        // Rows in which nothing begins: a title there would be taken for that of what does.
        let begins: BTreeSet<usize> = lines
            .iter()
            .map(|l| self.places[&l.stations[0]].row)
            .collect();
        for (i, line) in lines.iter().enumerate() {
            let start = self.places[&line.stations[0]].row;
            if own[i].is_none() && titled(line) {
                let free = |row: &usize| !taken.contains(row) && !begins.contains(row);
                own[i] = (0..=self.places.len() + 2 * lines.len())
                    .filter(free)
                    .min_by_key(|row| row.abs_diff(start));
                taken.extend(own[i]);
            }
            self.titles.push(own[i].unwrap_or(start));
        }
    }

    /// Takes out the rows in which nothing is left.
    fn compact_rows(&mut self) {
        let mut used: BTreeSet<usize> = self.places.values().map(|p| p.row).collect();
        used.extend(self.segments.iter().map(|s| s.lane));
        used.extend(&self.titles);
        let rank: BTreeMap<usize, usize> = used.into_iter().zip(0..).collect();
        for place in self.places.values_mut() {
            place.row = rank[&place.row];
        }
        for segment in &mut self.segments {
            segment.lane = rank[&segment.lane];
        }
        for row in &mut self.titles {
            *row = rank[row];
        }
        self.rows = rank.len();
    }

    /// Lays the segments between the stations.
    fn run(&mut self, lines: &[MapLine]) {
        let mut segments: BTreeMap<(OccupationIx, OccupationIx), Segment> = BTreeMap::new();
        for line in lines {
            for (at, pair) in line.stations.windows(2).enumerate() {
                let (mut from, mut to) = (pair[0], pair[1]);
                // A map's lines have no direction: two tracks that run between the same stations share the piece.
                if self.places[&from] > self.places[&to] {
                    std::mem::swap(&mut from, &mut to);
                }
                let segment = segments.entry((from, to)).or_insert_with(|| Segment {
                    from,
                    to,
                    tracks: BTreeSet::new(),
                    mine: false,
                    lane: 0,
                    leave: 0,
                    enter: 0,
                });
                segment.tracks.insert(line.track);
                segment.mine |= line.mine && at >= line.from;
            }
        }
        let mut segments: Vec<Segment> = segments.into_values().collect();
        for segment in &mut segments {
            segment.lane = self.lane(self.places[&segment.from], self.places[&segment.to]);
        }
        segments.sort_by_key(|s| s.mine);
        self.segments = segments;
    }

    /// The row in which a segment runs: its left end's if nothing stands in the way, else its right end's,
    /// else the nearest free one.
    fn lane(&self, from: GridCell, to: GridCell) -> usize {
        let free = |row: usize| {
            !self
                .places
                .values()
                .any(|p| p.row == row && p.column > from.column && p.column < to.column)
        };
        if free(from.row) {
            return from.row;
        }
        if free(to.row) {
            return to.row;
        }
        let most = self.places.values().map(|p| p.row).max().unwrap_or(0) + 1;
        (0..=most)
            .filter(|r| free(*r))
            .min_by_key(|r| r.abs_diff(to.row))
            .unwrap_or(most)
    }

    /// The station that the arrow key leads to from `at`, `preferred` winning where lines part.
    pub fn neighbour(
        &self,
        at: OccupationIx,
        direction: Direction,
        preferred: &[OccupationIx],
    ) -> Option<OccupationIx> {
        let here = *self.places.get(&at)?;
        let best = |candidates: Vec<OccupationIx>| {
            candidates.into_iter().min_by_key(|station| {
                let place = self.places[station];
                (
                    !preferred.contains(station),
                    place.row.abs_diff(here.row),
                    place.column.abs_diff(here.column),
                )
            })
        };
        match direction {
            Direction::Left | Direction::Right => {
                let wanted = |station: &OccupationIx| {
                    let column = self.places[station].column;
                    if direction == Direction::Right {
                        column > here.column
                    } else {
                        column < here.column
                    }
                };
                let along = self.segments.iter().filter_map(|s| {
                    if s.from == at {
                        Some(s.to)
                    } else if s.to == at {
                        Some(s.from)
                    } else {
                        None
                    }
                });
                best(along.filter(wanted).collect())
            }
            Direction::Up | Direction::Down => {
                let ahead = self.places.iter().filter(|(_, p)| {
                    if direction == Direction::Down {
                        p.row > here.row
                    } else {
                        p.row < here.row
                    }
                });
                ahead
                    .min_by_key(|(_, p)| {
                        (
                            p.column.abs_diff(here.column) * 3 + p.row.abs_diff(here.row),
                            p.column,
                        )
                    })
                    .map(|(station, _)| *station)
            }
        }
    }
}

/// An arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Along a line towards the start.
    Left,
    /// Along a line towards the goal.
    Right,
    /// To the station above.
    Up,
    /// To the station below.
    Down,
}

/// Columns: the longest way to the end of the lines decides, starts stand at the left. A move that would close
/// a circle between two lines does not count.
fn columns(lines: &[MapLine]) -> BTreeMap<OccupationIx, usize> {
    let mut after: BTreeMap<OccupationIx, BTreeSet<OccupationIx>> = BTreeMap::new();
    let mine_first = lines
        .iter()
        .filter(|l| l.mine)
        .chain(lines.iter().filter(|l| !l.mine));
    for line in mine_first {
        for pair in line.stations.windows(2) {
            after.entry(pair[1]).or_default();
            if pair[0] != pair[1] && !reaches(&after, pair[1], pair[0]) {
                after.entry(pair[0]).or_default().insert(pair[1]);
            } else {
                after.entry(pair[0]).or_default();
            }
        }
    }
    let mut distance: BTreeMap<OccupationIx, usize> = BTreeMap::new();
    for station in after.keys() {
        distance_to_end(*station, &after, &mut distance);
    }
    let most = distance.values().copied().max().unwrap_or(0);
    let entered: BTreeSet<OccupationIx> = after.values().flatten().copied().collect();
    distance
        .into_iter()
        .map(|(station, far)| {
            (
                station,
                if entered.contains(&station) {
                    most - far
                } else {
                    0
                },
            )
        })
        .collect()
}

fn reaches(
    after: &BTreeMap<OccupationIx, BTreeSet<OccupationIx>>,
    from: OccupationIx,
    to: OccupationIx,
) -> bool {
    from == to
        || after
            .get(&from)
            .is_some_and(|next| next.iter().any(|n| reaches(after, *n, to)))
}

fn distance_to_end(
    station: OccupationIx,
    after: &BTreeMap<OccupationIx, BTreeSet<OccupationIx>>,
    known: &mut BTreeMap<OccupationIx, usize>,
) -> usize {
    if let Some(distance) = known.get(&station) {
        return *distance;
    }
    let next: Vec<OccupationIx> = after
        .get(&station)
        .map(|s| s.iter().copied().collect())
        .unwrap_or_default();
    let distance = next
        .into_iter()
        .map(|n| distance_to_end(n, after, known) + 1)
        .max()
        .unwrap_or(0);
    known.insert(station, distance);
    distance
}

/// Rows, given one after the other: what most lines share comes first.
struct Rows {
    of: BTreeMap<OccupationIx, usize>,
}

impl Rows {
    fn place(lines: &[MapLine], columns: &BTreeMap<OccupationIx, usize>) -> Self {
        let mut uses: BTreeMap<OccupationIx, Vec<usize>> = BTreeMap::new();
        for (row, line) in lines.iter().enumerate() {
            for station in &line.stations {
                uses.entry(*station).or_default().push(row);
            }
        }
        let mut order: Vec<OccupationIx> = uses.keys().copied().collect();
        order.sort_by_key(|s| (std::cmp::Reverse(uses[s].len()), columns[s], uses[s][0]));
        // Starts keep the row of their line, whatever else wants it.
        let starts: BTreeMap<OccupationIx, usize> = lines
            .iter()
            .enumerate()
            .rev()
            .map(|(row, l)| (l.stations[0], row))
            .collect();
        order.sort_by_key(|s| !(columns[s] == 0 && starts.contains_key(s)));
        let mut rows = Self {
            of: BTreeMap::new(),
        };
        for station in order {
            let users = &uses[&station];
            let wanted = match starts.get(&station) {
                Some(row) if columns[&station] == 0 => *row,
                _ => users[users.len() / 2],
            };
            let column = columns[&station];
            let mut near: Vec<usize> = (0..=lines.len() * 2).collect();
            near.sort_by_key(|row| (row.abs_diff(wanted), std::cmp::Reverse(*row)));
            let row = near
                .into_iter()
                .find(|row| rows.is_free(*row, column, station, lines, columns))
                .unwrap_or(lines.len() * 2 + station.index());
            rows.of.insert(station, row);
        }
        rows
    }

    /// Whether nothing stands in this cell and no straight piece between two placed stations of the row runs
    /// through it that does not stop here.
    fn is_free(
        &self,
        row: usize,
        column: usize,
        station: OccupationIx,
        lines: &[MapLine],
        columns: &BTreeMap<OccupationIx, usize>,
    ) -> bool {
        if self
            .of
            .iter()
            .any(|(s, r)| *r == row && columns[s] == column)
        {
            return false;
        }
        lines
            .iter()
            .flat_map(|l| l.stations.windows(2))
            .all(|pair| {
                let (a, b) = (pair[0], pair[1]);
                if a == station || b == station {
                    return true;
                }
                let both = self.of.get(&a) == Some(&row) && self.of.get(&b) == Some(&row);
                let (left, right) = (columns[&a].min(columns[&b]), columns[&a].max(columns[&b]));
                !(both && left < column && column < right)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(track: usize, stations: &[u32], mine: bool) -> MapLine {
        MapLine {
            track,
            title: String::new(),
            short_title: String::new(),
            stations: stations.iter().map(|s| OccupationIx(*s)).collect(),
            mine,
            from: 0,
        }
    }

    fn default_map() -> MapLayout {
        MapLayout::new(&[
            line(0, &[10, 1, 0], false),
            line(1, &[20, 21, 1, 0], false),
            line(2, &[30, 1, 5, 0], false),
            line(3, &[40, 41, 1, 0], true),
            line(4, &[50, 51, 1, 0], false),
        ])
    }

    #[test]
    fn shared_stations_stand_once_and_in_the_middle() {
        let map = default_map();
        assert_eq!(map.columns, 5);
        assert_eq!(map.places[&OccupationIx(1)], GridCell { column: 2, row: 2 });
        assert_eq!(map.places[&OccupationIx(0)], GridCell { column: 4, row: 2 });
        assert_eq!(
            map.places[&OccupationIx(10)],
            GridCell { column: 0, row: 0 }
        );
        // The detour does not stand on the direct line.
        assert_ne!(map.places[&OccupationIx(5)].row, 2);
    }

    #[test]
    fn arrows_follow_the_lines() {
        let map = default_map();
        let go = |at, direction| map.neighbour(OccupationIx(at), direction, &[OccupationIx(0)]);
        assert_eq!(go(40, Direction::Right), Some(OccupationIx(41)));
        assert_eq!(go(41, Direction::Right), Some(OccupationIx(1)));
        assert_eq!(
            go(1, Direction::Right),
            Some(OccupationIx(0)),
            "the person's own route first"
        );
        assert_eq!(go(40, Direction::Up), Some(OccupationIx(30)));
        assert_eq!(go(10, Direction::Up), None);
    }

    #[test]
    fn two_directions_between_two_stations_share_the_piece() {
        let map = MapLayout::new(&[line(0, &[1, 2, 3, 9], true), line(1, &[4, 3, 2, 9], false)]);
        let between = map
            .segments
            .iter()
            .filter(|s| [s.from, s.to].iter().all(|x| [2, 3].contains(&x.0)))
            .count();
        assert_eq!(between, 1);
    }

    proptest! {
        #[test]
        fn every_station_has_a_place_of_its_own(
            lines in proptest::collection::vec(
                (0usize..5, proptest::sample::subsequence((0u32..12).collect::<Vec<_>>(), 2..7).prop_shuffle(), any::<bool>()),
                1..9,
            )
        ) {
            let lines: Vec<_> = lines.iter().map(|(t, s, m)| line(*t, s, *m)).collect();
            let map = MapLayout::new(&lines);
            let places: BTreeSet<_> = map.places.values().collect();
            prop_assert_eq!(places.len(), map.places.len());
            for line in &lines {
                for station in &line.stations {
                    prop_assert!(map.places[station].row < map.rows);
                    prop_assert!(map.places[station].column < map.columns);
                }
            }
            for segment in &map.segments {
                let (a, b) = (map.places[&segment.from], map.places[&segment.to]);
                prop_assert!(!map.places.values().any(|p| p.row == segment.lane && a.column < p.column && p.column < b.column));
            }
        }
    }
}
