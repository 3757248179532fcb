//! The panes: the parts of a frame that scroll and whose rows take clicks.

use ratatui::layout::Rect;

/// A pane of a screen or an overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The map of Path.
    Map,
    /// The steps of Path.
    Steps,
    /// The selected step of Path.
    Detail,
    /// The list of Roles or Skills.
    List,
    /// The page of an occupation or a skill.
    Page,
    /// The sections of the guide.
    Sections,
    /// The text of a section.
    Section,
    /// The map of the adverts.
    WorldMap,
    /// The content of the overlay on top.
    Overlay,
    /// The choices below the text of an overlay.
    Choices,
}

/// The number of panes.
const PANES: usize = Pane::Choices as usize + 1;

/// The size of each pane, in rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaneSizes([(usize, usize); PANES]);

impl PaneSizes {
    /// The same size for every pane.
    pub(crate) fn new(height: usize, width: usize) -> Self {
        Self([(height, width); PANES])
    }

    pub fn height(&self, pane: Pane) -> usize {
        self.0[pane as usize].0
    }

    pub fn width(&self, pane: Pane) -> usize {
        self.0[pane as usize].1
    }

    pub(crate) fn set(&mut self, pane: Pane, area: Rect) {
        self.0[pane as usize] = (usize::from(area.height), usize::from(area.width));
    }

    /// Whether a pane that was drawn has another width than here.
    pub(crate) fn differs_in_width(&self, drawn: &Self) -> bool {
        let mut pairs = self.0.iter().zip(&drawn.0);
        pairs.any(|(old, new)| new.1 > 0 && old.1 != new.1)
    }

    /// Takes the sizes of the panes that were drawn; the others keep theirs.
    pub(crate) fn update(&mut self, drawn: &Self) {
        for (old, new) in self.0.iter_mut().zip(&drawn.0) {
            if new.0 > 0 {
                old.0 = new.0;
            }
            if new.1 > 0 {
                old.1 = new.1;
            }
        }
    }
}
