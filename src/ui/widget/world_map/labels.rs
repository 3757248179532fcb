//! Where the counts stand: each inside its country, or one for a whole region where its countries have no room.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::Rect;

use super::projection::{DOTS, Projection};
use super::raster::Raster;
use crate::geography::{Country, Outlines, Region, Shape};
use crate::text::width;

/// Countries smaller than this (square degrees) stand in the list only, where the map has no cell for them and their
/// neighbours have their own counts: Luxembourg, Malta, Singapore.
const SMALL: f64 = 0.5;
/// What it costs a region's name to cover a cell of another region, in cells of distance.
const FOREIGN_CELL: usize = 3;

/// A count on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub area: Rect,
    pub text: String,
    pub count: usize,
    /// Those that are counted.
    pub countries: Vec<Country>,
    /// The region whose countries are counted together.
    pub region: Option<Region>,
}

impl Label {
    /// Moved from the origin to where the area begins.
    pub(super) fn moved_by(mut self, area: Rect) -> Self {
        self.area.x += area.x;
        self.area.y += area.y;
        self
    }
}

/// The counts on a map whose upper left cell is the origin.
#[derive(Default)]
pub(super) struct Placement {
    pub(super) labels: Vec<Label>,
    pub(super) unlabelled: Vec<Country>,
    pub(super) outside: Vec<Country>,
}

type Counts = BTreeMap<Country, usize>;

impl Placement {
    pub(super) fn new(counts: &Counts, projection: &Projection, raster: &Raster) -> Self {
        // Each attempt that fails says which region has no room for the counts of its parts.
        let mut merged: BTreeSet<Region> = BTreeSet::new();
        loop {
            let placer = Placer {
                counts,
                projection,
                raster,
                placement: Self::default(),
            };
            match placer.place(&merged) {
                Ok(placement) => return placement,
                Err(region) => {
                    merged.retain(|part| part.with_parents().all(|parent| parent != region));
                    merged.insert(region);
                }
            }
        }
    }
}

struct Placer<'a> {
    counts: &'a Counts,
    projection: &'a Projection,
    raster: &'a Raster,
    placement: Placement,
}

/// Whether a country can be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visibility {
    /// Its middle or most of it.
    Mostly,
    /// Some land at the edge.
    Partly,
    Outside,
}

impl Placer<'_> {
    /// Places all counts, those of `merged` regions together.
    ///
    /// # Errors
    /// The region whose parts have no room.
    fn place(mut self, merged: &BTreeSet<Region>) -> Result<Placement, Region> {
        let mut small = Vec::new();
        for (country, count) in by_count(
            self.counts
                .iter()
                .map(|(country, count)| (*country, *count)),
        ) {
            let is_merged = Region::of(country)
                .with_parents()
                .any(|region| merged.contains(&region));
            if is_merged {
                continue;
            }
            match self.visibility(country) {
                Visibility::Outside => self.placement.outside.push(country),
                _ if self.place_in(country, count) => {}
                Visibility::Partly => self.placement.outside.push(country),
                Visibility::Mostly if is_small(country) => small.push(country),
                Visibility::Mostly => return Err(Region::of(country)),
            }
        }
        for country in small {
            let region = Region::of(country);
            let has_count = |label: &Label| {
                label
                    .countries
                    .iter()
                    .any(|other| Region::of(*other) == region)
            };
            if !self.placement.labels.iter().any(has_count) {
                return Err(region);
            }
            self.placement.unlabelled.push(country);
        }
        let members = |region: Region| {
            self.counts
                .keys()
                .copied()
                .filter(move |country| region.contains(*country))
        };
        let counted = merged
            .iter()
            .map(|region| (*region, members(*region).map(|c| self.counts[&c]).sum()));
        for (region, count) in by_count(counted) {
            let countries: Vec<Country> = members(region).collect();
            if countries
                .iter()
                .all(|country| self.visibility(*country) == Visibility::Outside)
            {
                self.placement.outside.extend(countries);
            } else if let Some(label) = self.region_label(region, count, &countries) {
                self.placement.labels.push(label);
            } else if let Some(parent) = region.parent() {
                return Err(parent);
            } else {
                self.placement.unlabelled.extend(countries);
            }
        }
        Ok(self.placement)
    }

    fn visibility(&self, country: Country) -> Visibility {
        let Some(shape) = Outlines::embedded().shape(country) else {
            return Visibility::Outside;
        };
        let dots = self.raster.dots(country) as f64;
        let (longitude, latitude) = shape.point;
        let middle = (self.projection.nearest_turn(longitude), latitude);
        let has_middle = self.projection.bounds().contains(middle);
        if has_middle || dots > 0.0 && dots * 2.0 >= self.projection.dots(shape.area) {
            Visibility::Mostly
        } else if dots > 0.0 {
            Visibility::Partly
        } else {
            Visibility::Outside
        }
    }

    /// Whether a text of this area touches no other.
    fn is_free(&self, area: Rect) -> bool {
        let left = area.x.saturating_sub(1);
        let wide = Rect::new(left, area.y, area.right() + 1 - left, 1);
        self.placement
            .labels
            .iter()
            .all(|label| !label.area.intersects(wide))
    }

    /// Places the count of a country deep inside it; `false` if it has no room.
    fn place_in(&mut self, country: Country, count: usize) -> bool {
        let text = count.to_string();
        let length = text.len();
        let (columns, rows) = self.raster.size();
        let is_own = |x: usize, y: usize| self.raster.main(x, y) == Some(country);
        let target = self.cell_of(country);
        let mut best: Option<(usize, Reverse<usize>, Rect)> = None;
        for y in 0..rows {
            for x in 0..(columns + 1).saturating_sub(length) {
                if !(x..x + length).all(|x| is_own(x, y)) {
                    continue;
                }
                let area = Rect::new(x as u16, y as u16, length as u16, 1);
                if !self.is_free(area) {
                    continue;
                }
                let around = (y.saturating_sub(1)..=y + 1)
                    .flat_map(|y| (x.saturating_sub(1)..=x + length).map(move |x| (x, y)));
                let depth = around.filter(|(x, y)| is_own(*x, *y)).count();
                let distance = distance((x + length / 2, y), target);
                if best.is_none_or(|(d, Reverse(far), _)| (depth, far) > (d, distance)) {
                    best = Some((depth, Reverse(distance), area));
                }
            }
        }
        let Some((_, _, area)) = best else {
            return false;
        };
        self.placement.labels.push(Label {
            area,
            text,
            count,
            countries: vec![country],
            region: None,
        });
        true
    }

    /// The count of a region with its name, on its land or beside it.
    fn region_label(&self, region: Region, count: usize, countries: &[Country]) -> Option<Label> {
        let (columns, rows) = self.raster.size();
        let full = format!("{} {count}", region.name());
        let has_room = width(&full) * 5 <= columns;
        let text = if has_room {
            full
        } else {
            format!("{} {count}", region.short_name())
        };
        let length = width(&text);
        let target = self.middle_of(countries);
        let mut best: Option<(usize, Rect)> = None;
        for y in 0..rows {
            for x in 0..(columns + 1).saturating_sub(length) {
                let area = Rect::new(x as u16, y as u16, length as u16, 1);
                let cost = distance((x + length / 2, y), target);
                if best.is_some_and(|(least, _)| least <= cost) || !self.is_free(area) {
                    continue;
                }
                let foreign = (x..x + length).filter_map(|x| self.raster.main(x, y));
                let foreign = foreign.filter(|country| !region.contains(*country)).count();
                let cost = cost + foreign * FOREIGN_CELL;
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, area));
                }
            }
        }
        let (_, area) = best.filter(|(_, area)| self.is_at(*area, target))?;
        Some(Label {
            area,
            text,
            count,
            countries: countries.to_vec(),
            region: Some(region),
        })
    }

    /// Whether a text stands near enough to the cell that it is about.
    fn is_at(&self, area: Rect, (x, y): (usize, usize)) -> bool {
        let (columns, rows) = self.raster.size();
        let (left, right) = (usize::from(area.left()), usize::from(area.right()));
        let aside = left.saturating_sub(x).max(x.saturating_sub(right));
        let above = usize::from(area.y).abs_diff(y);
        aside <= columns / 8 && above <= (rows / 5).max(1)
    }

    /// The cell of a country's middle, or the nearest one of the map.
    fn cell_of(&self, country: Country) -> (usize, usize) {
        self.middle_of(&[country])
    }

    /// The cell of the middle of countries, weighted by their counts, or the nearest one of the map.
    fn middle_of(&self, countries: &[Country]) -> (usize, usize) {
        // Longitudes are averaged as directions: the islands of the Pacific lie on both sides of the antimeridian.
        let (mut sine, mut cosine, mut latitude, mut weight) = (0.0, 0.0, 0.0, 0.0);
        for country in countries {
            let Some(shape) = Outlines::embedded().shape(*country) else {
                continue;
            };
            let count = self.counts.get(country).copied().unwrap_or(1) as f64;
            let (sin, cos) = shape.point.0.to_radians().sin_cos();
            sine += count * sin;
            cosine += count * cos;
            latitude += count * shape.point.1;
            weight += count;
        }
        let longitude = self
            .projection
            .nearest_turn(f64::atan2(sine, cosine).to_degrees());
        let (columns, rows) = self.raster.size();
        let cell = |dots: f64, size: usize, cells: usize| {
            let last = cells.saturating_sub(1) as f64;
            (dots / size as f64).round().clamp(0.0, last) as usize
        };
        (
            cell(self.projection.x(longitude), DOTS.0, columns),
            cell(
                self.projection.y(latitude / f64::max(weight, 1.0)),
                DOTS.1,
                rows,
            ),
        )
    }
}

/// The distance of two cells in columns; a row is two columns high.
fn distance((ax, ay): (usize, usize), (bx, by): (usize, usize)) -> usize {
    ax.abs_diff(bx) + 2 * ay.abs_diff(by)
}

fn is_small(country: Country) -> bool {
    let area = |shape: &Shape| shape.area;
    Outlines::embedded().shape(country).map_or(0.0, area) < SMALL
}

/// The largest count first.
fn by_count<T: Ord + Copy>(counts: impl Iterator<Item = (T, usize)>) -> Vec<(T, usize)> {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by_key(|(key, count)| (Reverse(*count), *key));
    counts
}
