//! Where a point of the globe lies on the map: an equirectangular projection that fits the viewport.
//!
//! The unit is a dot; each cell has two dots beside each other and four below each other, so a dot is about square.
//! The centre of dot n is n.

use ratatui::layout::Rect;

use super::viewport::Viewport;
use crate::geography::Bounds;

/// How many times a degree of latitude may be stretched to fill the area. Mercator's projection reaches this at 52°.
const MOST_STRETCH: f64 = 1.6;
/// Dots of a cell.
pub(super) const DOTS: (usize, usize) = (2, 4);

pub(super) struct Projection {
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// Degrees at the centre of the first dot.
    west: f64,
    north: f64,
    /// Degrees in a dot.
    step_x: f64,
    step_y: f64,
}

impl Projection {
    /// The projection that shows all of the viewport in the area, as large as possible.
    pub(super) fn new(viewport: &Viewport, area: Rect) -> Self {
        let columns = usize::from(area.width) * DOTS.0;
        let rows = usize::from(area.height) * DOTS.1;
        let bounds = viewport.bounds;
        let (x, y) = bounds.center();
        // A degree of longitude is that much shorter than one of latitude there.
        let true_ratio = y.to_radians().cos().max(0.2);
        let filling =
            columns.max(1) as f64 * bounds.height() / (rows.max(1) as f64 * bounds.width());
        let ratio = filling.clamp(true_ratio / MOST_STRETCH, true_ratio);
        let step_y = f64::max(
            bounds.width() * ratio / columns.max(1) as f64,
            bounds.height() / rows.max(1) as f64,
        );
        let step_x = step_y / ratio;
        Self {
            columns,
            rows,
            west: x - step_x * (columns.saturating_sub(1)) as f64 / 2.0,
            north: y + step_y * (rows.saturating_sub(1)) as f64 / 2.0,
            step_x,
            step_y,
        }
    }

    /// The longitude, a full turn farther if that is nearer to the middle of the map.
    pub(super) fn nearest_turn(&self, longitude: f64) -> f64 {
        let middle = self.bounds().center().0;
        longitude + 360.0 * ((middle - longitude) / 360.0).round()
    }

    /// Dots from the left edge.
    pub(super) fn x(&self, longitude: f64) -> f64 {
        (longitude - self.west) / self.step_x
    }

    /// Dots from the upper edge.
    pub(super) fn y(&self, latitude: f64) -> f64 {
        (self.north - latitude) / self.step_y
    }

    /// Dots from the lower edge, as a canvas counts.
    pub(super) fn upwards(&self, y: f64) -> f64 {
        self.rows.saturating_sub(1) as f64 - y
    }

    pub(super) fn x_range(&self) -> [f64; 2] {
        [0.0, self.columns.saturating_sub(1) as f64]
    }

    pub(super) fn y_range(&self) -> [f64; 2] {
        [0.0, self.rows.saturating_sub(1) as f64]
    }

    /// What the area shows.
    pub(super) fn bounds(&self) -> Bounds {
        Bounds {
            west: self.west,
            south: self.north - self.step_y * self.rows as f64,
            east: self.west + self.step_x * self.columns as f64,
            north: self.north,
        }
    }

    pub(super) fn latitude_of_dot(&self) -> f64 {
        self.step_y
    }

    /// How many dots so many square degrees cover.
    pub(super) fn dots(&self, square_degrees: f64) -> f64 {
        square_degrees / (self.step_x * self.step_y)
    }

    /// Whether a box is smaller than two dots by two.
    pub(super) fn is_speck(&self, bounds: &Bounds) -> bool {
        bounds.width() < 2.0 * self.step_x && bounds.height() < 2.0 * self.step_y
    }
}
