//! The frame around every screen: the tabs with the progress of the route, the footer with keys, and the notice when
//! the terminal is too small.

mod trial_bar;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::{sanitize, truncate, width, wrap};
use crate::ui::app::SMALLEST;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Access;
use crate::ui::model::action::Tab;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::bar;
use crate::ui::widget::hints::{self, Hints};
use crate::ui::widget::rows::line_width;
use crate::wording;

/// Under this width the name of the program gives way to what stands at the right.
const WITH_NAME: u16 = 76;

/// Rows that a message takes at most.
const TOAST_ROWS: usize = 4;

#[derive(Clone, Copy, Debug)]
pub struct Footer<'a> {
    /// The context whose keys apply.
    pub context: KeyContext,
    /// Whether printable keys are text.
    pub typing: bool,
    /// Commands that work now, the most useful first, each with a word for it.
    pub commands: &'a [(Command, &'static str)],
    /// A message in place of the keys.
    pub toast: Option<&'a str>,
}

/// Draws tabs and footer and returns the area that is left.
pub fn draw(
    ctx: ViewContext<'_>,
    tab: Tab,
    footer: &Footer<'_>,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut HitMap,
) -> Rect {
    let head = Rect { height: 1, ..area };
    let bottom = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    tabs(ctx, tab, head, buf, hits);
    footer_row(ctx, footer, bottom, buf, hits);
    let mut body = Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    };
    if ctx.model.is_trial() {
        trial_bar::row(ctx, Rect { height: 1, ..body }, buf, hits);
        body.y += 1;
        body.height -= 1;
    }
    body
}

fn tabs(ctx: ViewContext<'_>, tab: Tab, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
    let theme = ctx.theme;
    let mut x = area.x + 1;
    let put = |x: &mut u16, text: &str, style: Style, buf: &mut Buffer| {
        let at = *x;
        buf.set_stringn(
            at,
            area.y,
            text,
            usize::from(area.right().saturating_sub(at)),
            style,
        );
        *x += width(text) as u16;
        Rect {
            x: at,
            width: *x - at,
            ..area
        }
    };
    if area.width >= WITH_NAME {
        put(&mut x, "cisopath", theme.title, buf);
        x += 2;
    }
    for each in Tab::ALL {
        let style = if each == tab {
            theme.tab
        } else {
            theme.tab_idle
        };
        // A key of one column stands before the name; a longer one would take the row.
        let key = ctx.shown_key(KeyContext::Everywhere, false, each.command());
        let text = match key.filter(|key| width(key) == 1) {
            Some(key) => format!(" {key} {} ", each.title()),
            None => format!(" {} ", each.title()),
        };
        let place = put(&mut x, &text, style, buf);
        hits.click(place, each.command());
    }
    let right = Rect {
        x: x + 1,
        width: area.right().saturating_sub(x + 2),
        ..area
    };
    let Some(badge) = ctx
        .model
        .is_trial()
        .then(|| trial_bar::badge(ctx, usize::from(right.width)))
        .flatten()
    else {
        progress(ctx, right, buf);
        return;
    };
    let needed = crate::text::width(&badge.content) as u16;
    buf.set_span(right.right() - needed, right.y, &badge, needed);
    progress(
        ctx,
        Rect {
            width: right.width.saturating_sub(needed + 1),
            ..right
        },
        buf,
    );
}

/// Draws "IT auditor → CISO ██████░░ step 1 of 3", as much as fits, aligned right.
fn progress(ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) {
    let Some(plan) = ctx.model.plan() else {
        return;
    };
    let catalog = &ctx.model.catalog;
    let theme = ctx.theme;
    let share = plan.progress();
    let names = format!(
        "{} {} {}",
        catalog.short_name(plan.start),
        theme.signs.arrow,
        catalog.short_name(plan.goal)
    );
    let place = wording::plan::place(plan);
    if plan.steps.is_empty() {
        // A bar would fill for a route that has no step.
        let goal = catalog.short_name(plan.goal);
        let text = format!("{goal} {} {place}", theme.signs.dot);
        let columns = (width(&text) as u16).min(area.width);
        let x = area.right() - columns;
        buf.set_stringn(x, area.y, text, usize::from(columns), theme.title);
        return;
    }
    for bar_width in [16_u16, 8, 0] {
        let mut spans = Vec::new();
        if bar_width > 0 {
            spans.push(Span::styled(names.clone(), theme.text));
            spans.push(Span::raw("  "));
            spans.extend(bar::spans(share, bar_width, theme));
            spans.push(Span::raw(" "));
        }
        spans.push(Span::styled(place.clone(), theme.title));
        let line = Line::from(spans);
        if line_width(&line) <= usize::from(area.width) {
            let x = area.right() - line_width(&line) as u16;
            buf.set_line(x, area.y, &line, area.width);
            return;
        }
    }
}

/// What stands at the right of the footer: how many skills are selected, and how far the record is saved.
fn status(ctx: ViewContext<'_>) -> String {
    let status = match (ctx.model.access(), ctx.model.save_status.saved) {
        _ if ctx.model.is_trial() => "what if · not saved ".to_owned(),
        (Access::ReadOnly(_), _) => "read-only ".to_owned(),
        (Access::Write, _) if ctx.model.save_status.unsaved.is_some() => "not saved ".to_owned(),
        (Access::Write, _) if ctx.model.save_status.saving => "saving ".to_owned(),
        (Access::Write, Some(at)) => {
            let zone = ctx.model.zone.clone();
            format!("saved {} ", at.at.to_zoned(zone).strftime("%H:%M"))
        }
        (Access::Write, None) => String::new(),
    };
    let selection = &ctx.model.view.selection;
    if selection.is_empty() {
        status
    } else if status.is_empty() {
        format!("{} ", selection.count())
    } else {
        format!("{} {} {status}", selection.count(), ctx.theme.signs.dot)
    }
}

fn footer_row(
    ctx: ViewContext<'_>,
    footer: &Footer<'_>,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut HitMap,
) {
    let theme = ctx.theme;
    let status = status(ctx);
    let status_width = width(&status) as u16;
    let room = area.width.saturating_sub(status_width + 1);
    let style = if ctx.model.is_trial() {
        theme.caution
    } else {
        theme.dim
    };
    buf.set_string(area.right() - status_width, area.y, &status, style);
    if footer.toast.is_some() {
        // It is drawn over the screen: see `toast`.
        return;
    }
    let mut keys = footer.commands.to_vec();
    if ctx.model.plan().is_none() {
        // Without a start there is one thing to do.
        keys.insert(0, (Command::Begin, "say where you are"));
    }
    keys.retain(|(command, _)| !(command.changes_record() && ctx.model.is_read_only()));
    let place = Rect {
        x: area.x + 1,
        width: room.saturating_sub(1),
        ..area
    };
    let keys = Hints::new(footer.context, footer.typing, &keys).of_screen();
    hints::draw(ctx, keys, place, buf, hits);
}

/// Draws a message at the foot of a screen that is drawn. One that does not fit beside the status takes rows above it.
pub fn toast(ctx: ViewContext<'_>, text: &str, area: Rect, buf: &mut Buffer) {
    let text = sanitize(text);
    let status = width(&status(ctx)) as u16;
    let room = usize::from(area.width.saturating_sub(status + 2));
    let lines = if width(&text) <= room {
        vec![text.into_owned()]
    } else {
        wrap(&text, room)
    };
    let shown = lines.len().min(TOAST_ROWS);
    let top = area.bottom().saturating_sub(shown as u16);
    for (at, line) in lines.iter().take(shown).enumerate() {
        let y = top + at as u16;
        if y + 1 < area.bottom() {
            for x in area.left()..area.right() {
                buf[(x, y)].reset();
            }
        }
        buf.set_string(area.x + 1, y, truncate(line, room), ctx.theme.accent);
    }
}

/// Draws the notice for a terminal that is too small.
pub fn too_small(quit: &str, area: Rect, buf: &mut Buffer) {
    let lines = [
        "cisopath needs a little more room".to_owned(),
        format!(
            "{} × {} at least, now {} × {}",
            SMALLEST.0, SMALLEST.1, area.width, area.height
        ),
        format!("{quit} quits"),
    ];
    let top = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
    for (line, text) in (top..area.bottom()).zip(lines) {
        let text = truncate(&text, usize::from(area.width));
        let x = area.x + area.width.saturating_sub(width(&text) as u16) / 2;
        buf.set_string(x, line, text, Style::new());
    }
}

/// Replaces punctuation by ASCII of the same width. Letters stay as they are.
pub fn to_ascii(buf: &mut Buffer) {
    for cell in &mut buf.content {
        let plain = match cell.symbol() {
            "·" | "–" | "—" | "•" => "-",
            "…" => "~",
            "→" | "▸" | "≥" | "›" => ">",
            "←" => "<",
            "↑" => "^",
            "↓" => "v",
            "“" | "”" => "\"",
            "‘" | "’" => "'",
            "×" => "x",
            "≈" => "=",
            _ => continue,
        };
        cell.set_symbol(plain);
    }
}
