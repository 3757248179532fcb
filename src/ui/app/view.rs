//! Drawing the app, and what it keeps of a frame: the areas that take clicks and the sizes of panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{App, SMALLEST};
use crate::ui::app::frame;
use crate::ui::input::command::Command;
use crate::ui::model::action::Tab;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::view_context::ViewContext;

impl App {
    pub(super) fn view_context(&self) -> ViewContext<'_> {
        ViewContext {
            model: &self.model,
            theme: &self.theme,
            keymap: &self.keymap,
        }
    }

    /// Draws the app. The same state gives the same frame.
    pub fn view(&self, area: Rect, buf: &mut Buffer) -> HitMap {
        let ctx = self.view_context();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            let quit = ctx.key(self.key_context().0, false, Command::Quit);
            frame::too_small(&quit, area, buf);
            return HitMap::default();
        }
        let mut hits = self.view_screen(area, buf);
        for overlay in &self.overlays {
            hits = overlay.view(ctx, area, buf);
        }
        if self.theme.signs.ascii {
            frame::to_ascii(buf);
        }
        hits
    }

    /// Draws the screen without overlays.
    fn view_screen(&self, area: Rect, buf: &mut Buffer) -> HitMap {
        let ctx = self.view_context();
        let (context, typing) = self.key_context();
        let mut commands = match self.overlays.last() {
            Some(_) => Vec::new(),
            None => match self.tab {
                Tab::Path => self.path.footer(&self.model),
                Tab::Roles => self.roles.footer().to_vec(),
                Tab::Skills => self.skills.footer().to_vec(),
                Tab::Guide => self.guide.footer(),
                Tab::Market => self.market.footer(&self.model),
            },
        };
        if self.model.is_trial() && self.overlays.is_empty() && !typing {
            let ends = [(Command::Keep, "keep it"), (Command::Drop, "drop it")];
            commands.splice(..0, ends);
        }
        let footer = frame::Footer {
            context,
            typing,
            commands: &commands,
            toast: self.toast.as_deref(),
        };
        let mut hits = HitMap::default();
        let body = frame::draw(ctx, self.tab, &footer, area, buf, &mut hits);
        match self.tab {
            Tab::Path => self.path.view(ctx, body, buf, &mut hits),
            Tab::Roles => self.roles.view(ctx, body, buf, &mut hits),
            Tab::Skills => self.skills.view(ctx, body, buf, &mut hits),
            Tab::Guide => self.guide.view(ctx, body, buf, &mut hits),
            Tab::Market => self.market.view(ctx, body, buf, &mut hits),
        }
        if let Some(text) = &self.toast {
            frame::toast(ctx, text, area, buf);
        }
        hits
    }

    /// Keeps the click areas and pane sizes of the last frame. Returns whether to draw again, because the width of a
    /// pane changed and its lines wrap elsewhere.
    pub fn drawn(&mut self, hits: HitMap) -> bool {
        let moved = self.model.view.panes.differs_in_width(&hits.panes);
        self.model.view.panes.update(&hits.panes);
        self.hits = hits;
        moved
    }
}
