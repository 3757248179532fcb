//! The map of the world: borders in braille, and how many adverts there are in each country or region.
//!
//! What is counted is the screen's business: the widget knows countries with counts, a viewport and a theme.

mod labels;
mod projection;
mod raster;
#[cfg(test)]
mod tests;
pub mod viewport;

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Context, Line};

pub use self::labels::Label;
use self::labels::Placement;
use self::projection::Projection;
use self::raster::Raster;
pub use self::viewport::Viewport;
use crate::geography::{Arc, Bounds, Country, Outlines};
use crate::ui::model::theme::Theme;

/// Degrees of latitude in a dot up to which borders are drawn between countries; beyond, only coasts are.
const BORDERS_UP_TO: f64 = 0.9;

/// What a map shows.
pub struct WorldMap<'a> {
    /// Of the countries that have any.
    pub counts: &'a BTreeMap<Country, usize>,
    pub selected: Option<Country>,
    pub viewport: Viewport,
    pub theme: &'a Theme,
}

/// Where everything stands on a map of a certain size.
pub struct MapLayout {
    area: Rect,
    projection: Projection,
    raster: Raster,
    /// The counts. They do not touch each other.
    pub labels: Vec<Label>,
    /// Countries in view that are too small for their count.
    pub unlabelled: Vec<Country>,
    /// Countries with a count that are out of view.
    pub outside: Vec<Country>,
}

impl WorldMap<'_> {
    /// Places everything in `area`.
    pub fn layout(&self, area: Rect) -> MapLayout {
        let projection = Projection::new(&self.viewport, area);
        let raster = Raster::new(&projection);
        let Placement {
            labels,
            unlabelled,
            outside,
        } = Placement::new(self.counts, &projection, &raster);
        MapLayout {
            area,
            labels: labels
                .into_iter()
                .map(|label| label.moved_by(area))
                .collect(),
            unlabelled,
            outside,
            projection,
            raster,
        }
    }

    /// Draws the map as it was laid out.
    pub fn draw(&self, layout: &MapLayout, buf: &mut Buffer) {
        let area = layout.area.intersection(buf.area);
        if area != layout.area || area.is_empty() {
            return;
        }
        if !self.theme.signs.ascii {
            let lines = |context: &mut Context<'_>| self.draw_lines(&layout.projection, context);
            Canvas::default()
                .marker(Marker::Braille)
                .x_bounds(layout.projection.x_range())
                .y_bounds(layout.projection.y_range())
                .paint(lines)
                .render(area, buf);
        }
        for position in area.positions() {
            if self.theme.signs.ascii {
                buf[position].set_symbol(self.ascii_land(layout, position));
            }
            buf[position].set_style(self.land_style(layout, position));
        }
        for label in &layout.labels {
            self.draw_label(label, layout, buf);
        }
    }

    fn draw_lines(&self, projection: &Projection, context: &mut Context<'_>) {
        let view = projection.bounds();
        let visible = |arc: &&Arc| {
            let is_islet = |bounds: &Bounds| arc.is_closed() && projection.is_speck(bounds);
            arc.bounds
                .is_some_and(|bounds| bounds.meets(&view) && !is_islet(&bounds))
        };
        let is_drawn = |arc: &&Arc| match arc.countries.as_slice() {
            [_] => true,
            [a, b] => a != b && projection.latitude_of_dot() <= BORDERS_UP_TO,
            _ => false,
        };
        // Cells are styled by what lies in them, so the colour of the lines does not matter.
        let color = self.theme.land.fg.unwrap_or_default();
        for arc in Outlines::embedded()
            .arcs
            .iter()
            .filter(visible)
            .filter(is_drawn)
        {
            let points = arc.points().map(|(longitude, latitude)| {
                (
                    projection.x(longitude),
                    projection.upwards(projection.y(latitude)),
                )
            });
            for ((x1, y1), (x2, y2)) in points.clone().zip(points.skip(1)) {
                context.draw(&Line::new(x1, y1, x2, y2, color));
            }
        }
    }

    /// The style of the land and borders in a cell.
    fn land_style(&self, layout: &MapLayout, position: Position) -> Style {
        let (x, y) = layout.cell(position);
        let counted = |country: &Country| self.counts.contains_key(country);
        let is_selected = |country: &Country| self.selected == Some(*country);
        let in_cell = layout.raster.countries_in(x, y);
        let style = if in_cell.iter().any(is_selected) {
            self.theme.land_selected
        } else if in_cell.iter().any(counted) {
            self.theme.land_counted
        } else {
            self.theme.land
        };
        match layout.raster.main(x, y) {
            Some(country) if counted(&country) => style.patch(self.theme.land_tint),
            _ => style,
        }
    }

    /// What stands for the land in a cell, in ASCII: dots for land, colons for countries with a count, plus signs for
    /// the edges of these.
    fn ascii_land(&self, layout: &MapLayout, position: Position) -> &'static str {
        let (x, y) = layout.cell(position);
        let in_cell = layout.raster.countries_in(x, y);
        let counted = in_cell
            .iter()
            .any(|country| self.counts.contains_key(country));
        match in_cell.as_slice() {
            [] => " ",
            [_] if counted => ":",
            [_] => ".",
            _ if counted => "+",
            _ => ".",
        }
    }

    fn draw_label(&self, label: &Label, layout: &MapLayout, buf: &mut Buffer) {
        let Rect { x, y, width, .. } = label.area;
        for position in label.area.positions() {
            buf[position].reset();
        }
        // A number stands free of the lines beside it where that costs no other country its border.
        for side in [x.checked_sub(1), x.checked_add(width)]
            .into_iter()
            .flatten()
        {
            let position = Position::new(side, y);
            let is_inside = layout.area.contains(position);
            let (column, row) = layout.cell(position);
            let owner = layout.raster.main(column, row);
            let is_free =
                label.region.is_some() || owner.is_some_and(|c| label.countries.contains(&c));
            if is_inside && is_free {
                buf[position].set_symbol(" ");
            }
        }
        let is_selected = self
            .selected
            .is_some_and(|country| label.countries.contains(&country));
        let style = if is_selected {
            self.theme.selected
        } else {
            self.theme.count
        };
        buf.set_string(x, y, &label.text, style);
    }
}

impl MapLayout {
    /// The column and row of a position inside the area.
    fn cell(&self, position: Position) -> (usize, usize) {
        (
            usize::from(position.x.saturating_sub(self.area.x)),
            usize::from(position.y.saturating_sub(self.area.y)),
        )
    }

    /// The countries at a position: those of the count that stands there, else those with land in the cell, the ones
    /// with a count only if there are any. The largest part comes first.
    pub fn countries_at(
        &self,
        position: Position,
        counts: &BTreeMap<Country, usize>,
    ) -> Vec<Country> {
        if !self.area.contains(position) {
            return Vec::new();
        }
        let label = self
            .labels
            .iter()
            .find(|label| label.area.contains(position));
        if let Some(label) = label {
            return label.countries.clone();
        }
        let (x, y) = self.cell(position);
        let all = self.raster.countries_in(x, y);
        let counted = all
            .iter()
            .copied()
            .filter(|country| counts.contains_key(country));
        let counted: Vec<_> = counted.collect();
        if counted.is_empty() { all } else { counted }
    }
}
