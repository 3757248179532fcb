//! Draws a row of a page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::build::NAMES;
use super::{Content, Marker, PageRow, Tone};
use crate::text::sanitize;
use crate::ui::model::theme::Theme;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::occupation_line::OccupationStatus;
use crate::ui::widget::rows::{self, RowSelection};
use crate::ui::widget::{bar, skill_line};
use crate::wording::figures;

/// From this width on bars are long.
const WIDE: u16 = 64;

pub(super) fn row(
    ctx: ViewContext<'_>,
    row: &PageRow,
    selection: RowSelection,
    place: Rect,
    buf: &mut Buffer,
) {
    let theme = ctx.theme;
    let (mut left, right) = match &row.content {
        Content::Blank => return,
        Content::Text { name, text, tone } => (
            text_line(*name, text, tone_style(*tone, theme), theme),
            Line::default(),
        ),
        Content::Share { name, share, text } => {
            let mut line = text_line(
                Some(name),
                &format!("{:>5}", figures::coverage(*share)),
                theme.text,
                theme,
            );
            line.push_span(Span::raw("  "));
            line.spans.extend(bar::spans(
                *share,
                if place.width >= WIDE { 15 } else { 8 },
                theme,
            ));
            line.push_span(Span::styled(format!("  {}", plain(text, theme)), theme.dim));
            (line, Line::default())
        }
        Content::Heading {
            title,
            open,
            remark,
            figures,
        } => {
            let sign = if *open {
                theme.signs.unfolded
            } else {
                theme.signs.folded
            };
            let left = Line::from(vec![
                Span::styled(format!("{sign} "), theme.dim),
                Span::styled(plain(title, theme), theme.title),
            ]);
            (left, figures_line(remark, *figures, place.width, theme))
        }
        Content::Skill { skill, remark } => {
            let (left, right) = skill_line::parts(ctx, *skill, None);
            let right = match remark {
                Some(remark) => Line::styled(plain(remark, theme), theme.dim),
                None => right,
            };
            (left, right)
        }
        Content::Occupation { occupation, remark } => {
            let (sign, style) = OccupationStatus::of(ctx.model, *occupation).sign(theme);
            let sign = if sign == " " { theme.signs.point } else { sign };
            let occupation = ctx.model.catalog.occupation(*occupation);
            let remark = remark.as_deref().unwrap_or(occupation.code());
            let left = Line::from(vec![
                Span::styled(format!("{sign} "), style),
                Span::styled(sanitize(occupation.label()).into_owned(), theme.text),
            ]);
            (left, Line::styled(plain(remark, theme), theme.dim))
        }
        Content::Entry { sign, text, remark } => {
            let (sign, style) = match sign {
                Marker::Point => (theme.signs.point, theme.dim),
                Marker::Tick(true) => (theme.signs.ticked, theme.held),
                Marker::Tick(false) => (theme.signs.unticked, theme.text),
            };
            let left = Line::from(vec![
                Span::styled(format!("{sign} "), style),
                Span::styled(plain(text, theme), theme.text),
            ]);
            (left, Line::styled(plain(remark, theme), theme.dim))
        }
    };
    if row.indent > 0 {
        left.spans
            .insert(0, Span::raw(" ".repeat(usize::from(row.indent))));
    }
    // A remark gives way to what it remarks upon.
    let both = rows::line_width(&left) + 1 + rows::line_width(&right);
    let heading = matches!(row.content, Content::Heading { .. });
    let right = if heading || both <= usize::from(place.width) {
        right
    } else {
        Line::default()
    };
    rows::row(left, right, selection, theme, place, buf);
}

fn text_line(name: Option<&str>, text: &str, style: Style, theme: &Theme) -> Line<'static> {
    let mut spans = Vec::new();
    if let Some(name) = name {
        spans.push(Span::styled(format!("{name:<NAMES$}"), theme.dim));
    }
    spans.push(Span::styled(plain(text, theme), style));
    Line::from(spans)
}

/// "2 selected  5 of 21  ██░░": the columns of all headings of a page stand below each other.
fn figures_line(
    remark: &str,
    figures: Option<(usize, usize)>,
    width: u16,
    theme: &Theme,
) -> Line<'static> {
    let mut spans = vec![Span::styled(plain(remark, theme), theme.dim)];
    if let Some((held, of)) = figures {
        spans.push(Span::styled(
            format!("  {held:>2} of {of:<2}  "),
            theme.text,
        ));
        let share = if of == 0 {
            0.0
        } else {
            held as f64 / of as f64
        };
        spans.extend(bar::spans(share, if width >= WIDE { 15 } else { 8 }, theme));
    }
    Line::from(spans)
}

fn tone_style(tone: Tone, theme: &Theme) -> Style {
    match tone {
        Tone::Plain => theme.text,
        Tone::Dim => theme.dim,
        Tone::Accent => theme.accent,
        Tone::Caution => theme.caution,
    }
}

/// Text of ours and of others, harmless, in ASCII where only that is drawn.
fn plain(text: &str, theme: &Theme) -> String {
    let text = sanitize(text);
    if theme.signs.ascii {
        text.replace('→', theme.signs.arrow)
            .replace('·', theme.signs.dot)
            .replace('–', "-")
    } else {
        text.into_owned()
    }
}
