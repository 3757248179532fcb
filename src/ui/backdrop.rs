//! What lies under an overlay, kept while only the overlay changes: most of a frame's time goes into drawing what is
//! not touched.
//!
//! Frames look the same with it and without; it decides nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::App;
use crate::ui::model::hit_map::HitMap;

/// The screen as it was drawn under the overlays of the last frame.
#[derive(Debug, Default)]
pub struct Backdrop(Option<Buffer>);

impl Backdrop {
    /// Draws the planner as [`App::view`] does into `buf`, whose area is the whole screen and which is blank: what is kept
    /// is all of it.
    pub fn draw(&mut self, app: &App, area: Rect, buf: &mut Buffer) -> HitMap {
        if !app.has_overlay() {
            self.0 = None;
            return app.view(area, buf);
        }
        match &self.0 {
            // Cell by cell: `Buffer::clone_from` makes a new buffer every time.
            Some(kept) if app.is_still() && kept.area == area && buf.area == area => {
                buf.content.clone_from_slice(&kept.content);
            }
            _ => {
                app.view_screen(area, buf);
                self.0 = Some(buf.clone());
            }
        }
        app.view_overlays(area, buf)
    }
}
