//! What is shown while no advert is kept: how to bring the first one, and where the files lie.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::{WIDEST, paragraph};
use crate::ui::widget::pane::pane;

pub(super) fn view(ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) {
    let theme = ctx.theme;
    let market = &ctx.model.market;
    let inner = pane("Adverts", "none kept yet", true, theme, area, buf);
    let mut rest = Rect {
        width: inner.width.min(WIDEST as u16),
        ..inner
    };
    let mut say = |text: &str, style| {
        rest = paragraph(text, style, rest, buf);
        rest = Rect {
            y: rest.y.saturating_add(1).min(area.bottom()),
            height: rest.height.saturating_sub(1),
            ..rest
        };
    };
    if let Some(problem) = market.problem() {
        say(problem, theme.caution);
        return;
    }
    say(
        "Bring adverts of posts that interest you. Each is read against ESCO and your record, on this computer.",
        theme.text,
    );
    let add = ctx.key(KeyContext::Market, false, Command::AddAdvert);
    say(
        &format!(
            "Copy the text of an advert and paste it here, or press {add} and name a saved page (HTML, MHTML or text)."
        ),
        theme.accent,
    );
    say(
        "In a shell: cisopath advert add FILE… keeps several at once.",
        theme.text,
    );
    say(
        &format!(
            "Fields and notes are kept in {}, texts in {}. The pages themselves are not kept.",
            market.path().display(),
            market.folder().display()
        ),
        theme.dim,
    );
    say(
        "A work laptop is the employer's: what you keep on it, the employer can read.",
        theme.caution,
    );
}
