//! A share as a bar.

use ratatui::text::Span;

use crate::ui::model::theme::Theme;

/// `share` (0 to 1) as a bar of `width` columns.
pub fn spans(share: f64, width: u16, theme: &Theme) -> [Span<'static>; 2] {
    let width = usize::from(width);
    let mut full = (share.clamp(0.0, 1.0) * width as f64).round() as usize;
    if share > 0.0 && share < 1.0 && width > 1 {
        full = full.clamp(1, width - 1);
    }
    [
        Span::styled(theme.signs.bar_full.repeat(full), theme.bar),
        Span::styled(theme.signs.bar_empty.repeat(width - full), theme.bar_empty),
    ]
}
