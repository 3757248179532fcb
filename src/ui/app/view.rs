//! How the planner is drawn, and what it keeps of a frame: where clicks land and how large panes are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{App, SMALLEST, Under};
use crate::ui::app::frame;
use crate::ui::input::command::Command;
use crate::ui::model::action::Tab;
use crate::ui::model::hit_map::Hits;
use crate::ui::model::view_context::Scene;

impl App {
    /// What everything that is drawn is told.
    pub(super) fn scene(&self) -> Scene<'_> {
        Scene {
            session: &self.session,
            theme: &self.theme,
            keymap: &self.keymap,
        }
    }

    /// Draws the planner. Pure: the same state gives the same frame.
    pub fn view(&self, area: Rect, buf: &mut Buffer) -> Hits {
        let hits = self.view_screen(area, buf);
        if self.has_overlay() {
            return self.view_overlays(area, buf);
        }
        hits
    }

    /// Whether something lies on top of the screen.
    pub fn has_overlay(&self) -> bool {
        !self.layers.is_empty()
    }

    /// Whether nothing changed since the last frame but what lies on top.
    pub fn is_still(&self) -> bool {
        self.under == Under::Same
    }

    /// Draws what lies on top of the screen, over it.
    pub fn view_overlays(&self, area: Rect, buf: &mut Buffer) -> Hits {
        let mut hits = Hits::default();
        if !is_too_small(area) {
            for overlay in &self.layers {
                hits = overlay.view(self.scene(), area, buf);
            }
        }
        if self.theme.signs.ascii {
            frame::to_ascii(buf);
        }
        hits
    }

    /// Draws the screen without what lies on top, or that there is no room for it.
    pub fn view_screen(&self, area: Rect, buf: &mut Buffer) -> Hits {
        let scene = self.scene();
        if is_too_small(area) {
            let quit = scene.key(self.place().0, false, Command::Quit);
            frame::too_small(&quit, area, buf);
            return Hits::default();
        }
        let (place, typing) = self.place();
        let mut footer = match self.layers.last() {
            Some(_) => Vec::new(),
            None => match self.tab {
                Tab::Path => self.path.footer(&self.session),
                Tab::Roles => self.roles.footer(),
                Tab::Skills => self.skills.footer(),
                Tab::Guide => self.guide.footer(),
            },
        };
        if self.session.is_trial() && self.layers.is_empty() && !typing {
            let ends = [(Command::Keep, "keep it"), (Command::Drop, "drop it")];
            footer.splice(..0, ends);
        }
        let foot = frame::Foot {
            place,
            typing,
            commands: &footer,
            toast: self.toast.as_deref(),
        };
        let mut hits = Hits::default();
        let body = frame::draw(scene, self.tab, &foot, area, buf, &mut hits);
        match self.tab {
            Tab::Path => self.path.view(scene, body, buf, &mut hits),
            Tab::Roles => self.roles.view(scene, body, buf, &mut hits),
            Tab::Skills => self.skills.view(scene, body, buf, &mut hits),
            Tab::Guide => self.guide.view(scene, body, buf, &mut hits),
        }
        if self.theme.signs.ascii {
            frame::to_ascii(buf);
        }
        hits
    }

    /// Keeps what the last frame said of clicks and pane sizes. Says whether it must be drawn again, because a pane has
    /// another width and its lines are broken elsewhere.
    pub fn drawn(&mut self, hits: Hits) -> bool {
        let old = self.session.widths;
        let moved = old
            .iter()
            .zip(hits.widths)
            .any(|(old, new)| new > 0 && *old != new);
        let anchor = moved.then(|| self.path.anchor(&self.session));
        // What an overlay hides keeps the size it had.
        let heights = self.session.heights.iter_mut().zip(hits.heights);
        let widths = self.session.widths.iter_mut().zip(hits.widths);
        for (kept, new) in heights.chain(widths).filter(|(_, new)| *new > 0) {
            *kept = new;
        }
        self.hits = hits;
        self.under = match anchor {
            Some(_) => Under::Changed,
            None => Under::Same,
        };
        let Some(anchor) = anchor else { return false };
        // Lines are broken elsewhere now: the cursor stays with what it is on.
        self.path.settle(anchor, &self.session);
        true
    }
}

/// Whether there is no room for the planner.
fn is_too_small(area: Rect) -> bool {
    area.width < SMALLEST.0 || area.height < SMALLEST.1
}
