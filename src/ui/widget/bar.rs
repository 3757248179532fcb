//! A share as a bar and as a percentage. One function rounds, so that two places never disagree.

use ratatui::text::Span;

use crate::ui::theme::Theme;

pub use crate::planning::explain::percent;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_never_claims_the_end() {
        assert_eq!(percent(0.999), " 99 %");
        assert_eq!(percent(0.001), "  1 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.0), "  0 %");
    }
}
