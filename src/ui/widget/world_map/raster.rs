//! Which country each dot of the map belongs to.

use std::collections::BTreeMap;

use super::projection::{DOTS, Projection};
use crate::geography::{Arc, Country, Outlines, Shape};

pub(super) struct Raster {
    /// In dots.
    columns: usize,
    rows: usize,
    owners: Vec<Option<Country>>,
    /// The country that has most of each cell, where it has more than half.
    main: Vec<Option<Country>>,
    /// The dots of each country in view.
    counts: BTreeMap<Country, usize>,
}

impl Raster {
    pub(super) fn new(projection: &Projection) -> Self {
        let (columns, rows) = (projection.columns, projection.rows);
        let mut raster = Self {
            columns,
            rows,
            owners: vec![None; columns * rows],
            main: Vec::new(),
            counts: BTreeMap::new(),
        };
        let view = projection.bounds();
        for shape in &Outlines::embedded().shapes {
            if shape.bounds.is_some_and(|bounds| bounds.meets(&view)) {
                raster.fill(shape, projection);
            }
        }
        for country in raster.owners.iter().flatten() {
            *raster.counts.entry(*country).or_default() += 1;
        }
        let (width, height) = raster.size();
        let cells = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        raster.main = cells.map(|(x, y)| raster.majority(x, y)).collect();
        raster
    }

    /// Columns and rows in cells.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.columns / DOTS.0, self.rows / DOTS.1)
    }

    /// Gives a country the dots whose centres are inside its rings.
    fn fill(&mut self, shape: &Shape, projection: &Projection) {
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); self.rows];
        for at in shape.rings.iter().flatten() {
            if let Some(arc) = Outlines::embedded().arcs.get(*at) {
                cross(arc, projection, &mut crossings);
            }
        }
        for (row, mut crossings) in crossings.into_iter().enumerate() {
            crossings.sort_by(f64::total_cmp);
            for span in crossings.chunks_exact(2) {
                let limit = self.columns as f64;
                let edges = [span[0], span[1]].map(|x| x.ceil().clamp(0.0, limit) as usize);
                let start = row * self.columns;
                if let Some(dots) = self.owners.get_mut(start + edges[0]..start + edges[1]) {
                    dots.fill(Some(shape.country));
                }
            }
        }
    }

    /// The dots of a country in view.
    pub(super) fn dots(&self, country: Country) -> usize {
        self.counts.get(&country).copied().unwrap_or_default()
    }

    /// The country that has more than half of a cell.
    pub(super) fn main(&self, x: usize, y: usize) -> Option<Country> {
        let (width, height) = self.size();
        if x >= width || y >= height {
            return None;
        }
        self.main.get(y * width + x).copied().flatten()
    }

    fn majority(&self, x: usize, y: usize) -> Option<Country> {
        let counts = self.cell(x, y);
        let most = counts.into_iter().max_by_key(|(_, dots)| *dots);
        most.filter(|(_, dots)| dots * 2 > DOTS.0 * DOTS.1)
            .map(|(country, _)| country)
    }

    /// The countries with dots in a cell, the largest part first.
    pub(super) fn countries_in(&self, x: usize, y: usize) -> Vec<Country> {
        let mut counts = self.cell(x, y);
        counts.sort_by_key(|(_, dots)| std::cmp::Reverse(*dots));
        counts.into_iter().map(|(country, _)| country).collect()
    }

    /// The countries with dots in a cell, each with their number.
    fn cell(&self, x: usize, y: usize) -> Vec<(Country, usize)> {
        let mut counts: Vec<(Country, usize)> = Vec::new();
        for row in y * DOTS.1..(y + 1) * DOTS.1 {
            let start = row * self.columns + x * DOTS.0;
            let dots = self.owners.get(start..start + DOTS.0).unwrap_or_default();
            for country in dots.iter().flatten() {
                match counts.iter_mut().find(|(known, _)| known == country) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((*country, 1)),
                }
            }
        }
        counts
    }
}

/// Notes where an arc crosses the middle of each row of dots.
fn cross(arc: &Arc, projection: &Projection, crossings: &mut [Vec<f64>]) {
    let points = arc
        .points()
        .map(|(longitude, latitude)| (projection.x(longitude), projection.y(latitude)));
    let pairs = points.clone().zip(points.skip(1));
    let limit = crossings.len() as f64;
    for ((ax, ay), (bx, by)) in pairs {
        let first = ay.min(by).ceil().clamp(0.0, limit) as usize;
        let last = ay.max(by).ceil().clamp(0.0, limit) as usize;
        for (row, crossings) in crossings.iter_mut().enumerate().take(last).skip(first) {
            crossings.push(ax + (row as f64 - ay) / (by - ay) * (bx - ax));
        }
    }
}
