//! The part of the world that a map shows.

use crate::geography::{Bounds, Country, Outlines, Region};

/// The part of the world that a map shows at least; what the area has room for beside it is shown too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    pub(super) bounds: Bounds,
}

/// The nearest that a map shows, in degrees from top to bottom.
const LEAST_HEIGHT: f64 = 2.0;
/// How much one step of zooming enlarges.
const ZOOM: f64 = 1.5;
/// The part of the viewport by which one step moves it.
const STEP: f64 = 0.15;

impl Viewport {
    /// A region.
    pub fn of(region: Region) -> Self {
        Self {
            bounds: region.view(),
        }
    }

    /// The surroundings of a country.
    pub fn centered_on(country: Country) -> Self {
        let Some(shape) = Outlines::embedded().shape(country) else {
            return Self::of(Region::WORLD);
        };
        // The extent of a square country of that size; bounds would reach to its far islands.
        let side = (shape.area.sqrt() * 2.0).clamp(4.0, 90.0);
        let (x, y) = shape.point;
        let bounds = [x - side, y - side / 2.0, x + side, y + side / 2.0];
        Self::limited(bounds.into())
    }

    /// Enlarged by so many steps about its centre; made smaller where they are negative.
    #[must_use]
    pub fn zoomed(self, steps: i32) -> Self {
        let (x, y) = self.bounds.center();
        let world = Region::WORLD.view();
        let least = LEAST_HEIGHT / self.bounds.height();
        let most = world.width() / self.bounds.width();
        let factor = ZOOM.powi(-steps).clamp(least.min(most), most);
        let (width, height) = (self.bounds.width() * factor, self.bounds.height() * factor);
        let bounds = [
            x - width / 2.0,
            y - height / 2.0,
            x + width / 2.0,
            y + height / 2.0,
        ];
        Self::limited(bounds.into())
    }

    /// Moved by so many steps to the east and to the north.
    #[must_use]
    pub fn moved(self, east: i32, north: i32) -> Self {
        let x = self.bounds.width() * STEP * f64::from(east);
        let y = self.bounds.height() * STEP * f64::from(north);
        let Bounds {
            west,
            south,
            east,
            north,
        } = self.bounds;
        Self::limited([west + x, south + y, east + x, north + y].into())
    }

    /// With its centre on the map of the world.
    fn limited(bounds: Bounds) -> Self {
        let world = Region::WORLD.view();
        let (x, y) = bounds.center();
        let east = x.clamp(world.west, world.east) - x;
        let north = y.clamp(world.south, world.north) - y;
        let bounds = [
            bounds.west + east,
            bounds.south + north,
            bounds.east + east,
            bounds.north + north,
        ];
        Self {
            bounds: bounds.into(),
        }
    }
}
