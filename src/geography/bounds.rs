//! A box of the globe.

use serde::Deserialize;

/// A box between two meridians and two parallels, in degrees; east and north are positive.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(from = "[f64; 4]")]
pub struct Bounds {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

impl From<[f64; 4]> for Bounds {
    /// West, south, east, north.
    fn from([west, south, east, north]: [f64; 4]) -> Self {
        Self {
            west,
            south,
            east,
            north,
        }
    }
}

impl Bounds {
    /// The box around points; an inverted one where there are none.
    pub(crate) fn enclosing(points: impl Iterator<Item = (f64, f64)>) -> Self {
        let none = Self {
            west: f64::MAX,
            south: f64::MAX,
            east: f64::MIN,
            north: f64::MIN,
        };
        points.fold(none, |b, (x, y)| Self {
            west: b.west.min(x),
            south: b.south.min(y),
            east: b.east.max(x),
            north: b.north.max(y),
        })
    }

    /// The box around both.
    pub(crate) fn with(&self, other: &Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    pub(crate) fn width(&self) -> f64 {
        self.east - self.west
    }

    pub(crate) fn height(&self) -> f64 {
        self.north - self.south
    }

    /// Longitude and latitude of the middle.
    pub(crate) fn center(&self) -> (f64, f64) {
        (
            f64::midpoint(self.west, self.east),
            f64::midpoint(self.south, self.north),
        )
    }

    pub(crate) fn contains(&self, (longitude, latitude): (f64, f64)) -> bool {
        (self.west..=self.east).contains(&longitude)
            && (self.south..=self.north).contains(&latitude)
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }
}
