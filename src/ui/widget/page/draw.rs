//! The two ends of a row of a page.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::content::{Content, Marker, NAMES, Row, Tone};
use crate::text::sanitize;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::theme::Theme;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::list_view::Ends;
use crate::ui::widget::occupation_line::OccupationStatus;
use crate::ui::widget::rows::line_width;
use crate::ui::widget::{bar, skill_line};
use crate::wording::figures;

/// Columns of a pane from which on bars are long.
const WIDE: u16 = 64;

pub(crate) fn ends(ctx: ViewContext<'_>, row: &Row, width: u16) -> Ends<'static> {
    let theme = ctx.theme;
    let bar_width = if width >= WIDE { 15 } else { 8 };
    let marked = |(sign, style): (&str, Style), text: &str, text_style| {
        Line::from(vec![
            Span::styled(format!("{sign} "), style),
            Span::styled(plain(text, theme), text_style),
        ])
    };
    let dim = |text: &str| Line::styled(plain(text, theme), theme.dim);
    let (mut left, right) = match &row.content {
        Content::Blank => Default::default(),
        Content::Text { name, text, tone } => {
            let text = Span::styled(plain(text, theme), tone_style(*tone, theme));
            let name = name.map(|name| fact_name(name, theme));
            (name.into_iter().chain([text]).collect(), Line::default())
        }
        Content::Share { name, share, text } => {
            let mut spans = vec![fact_name(name, theme)];
            spans.push(Span::styled(
                format!("{:>5}", figures::coverage(*share)),
                theme.text,
            ));
            spans.push(Span::raw("  "));
            spans.extend(bar::spans(*share, bar_width, theme));
            spans.push(Span::styled(format!("  {}", plain(text, theme)), theme.dim));
            (Line::from(spans), Line::default())
        }
        Content::Heading {
            title,
            remark,
            figures,
        } => {
            let sign = match row.open {
                Some(true) => theme.signs.unfolded,
                _ => theme.signs.folded,
            };
            let mut right = dim(remark);
            if let Some((held, of)) = figures {
                let text = format!("  {held:>2} of {of:<2}  ");
                right.push_span(Span::styled(text, theme.text));
                let share = *held as f64 / (*of).max(1) as f64;
                right.spans.extend(bar::spans(share, bar_width, theme));
            }
            (marked((sign, theme.dim), title, theme.title), right)
        }
        Content::Skill { skill, remark } => {
            let (left, right) = skill_line::parts(ctx, *skill, None);
            (left, remark.as_deref().map_or(right, dim))
        }
        Content::Occupation { occupation, remark } => {
            let (sign, style) = OccupationStatus::of(ctx.model, *occupation).sign(theme);
            let sign = if sign == " " { theme.signs.point } else { sign };
            let occupation = ctx.model.catalog.occupation(*occupation);
            let remark = remark.as_deref().unwrap_or(occupation.code());
            (
                marked((sign, style), occupation.label(), theme.text),
                dim(remark),
            )
        }
        Content::Entry {
            marker,
            text,
            remark,
        } => {
            let (sign, style) = match marker {
                Marker::Point => ((theme.signs.point, theme.dim), theme.text),
                Marker::Tick(true) => ((theme.signs.ticked, theme.held), theme.dim),
                Marker::Tick(false) => ((theme.signs.unticked, theme.text), theme.text),
            };
            (marked(sign, text, style), dim(remark))
        }
        Content::Move { text, done, remark } => {
            let (sign, style) = if *done {
                (theme.signs.ticked, theme.held)
            } else {
                (theme.signs.unticked, theme.accent)
            };
            let mut right = dim(remark);
            let key = ctx.key(KeyContext::Path, false, Command::Complete);
            right.push_span(Span::styled(key, theme.key));
            (marked((sign, style), text, style), right)
        }
    };
    if row.indent > 0 {
        let indent = " ".repeat(usize::from(row.indent));
        left.spans.insert(0, Span::raw(indent));
    }
    // What is said of every row gives way to the label; figures and what is said of this one do not.
    let both = line_width(&left) + 1 + line_width(&right);
    let stays = match row.content {
        Content::Skill { ref remark, .. } | Content::Occupation { ref remark, .. } => {
            remark.is_some()
        }
        Content::Move { .. } => true,
        _ => row.open.is_some(),
    };
    if stays || both <= usize::from(width) {
        (left, right)
    } else {
        (left, Line::default())
    }
}

fn fact_name(name: &str, theme: &Theme) -> Span<'static> {
    Span::styled(format!("{name:<NAMES$}"), theme.dim)
}

fn tone_style(tone: Tone, theme: &Theme) -> Style {
    match tone {
        Tone::Plain => theme.text,
        Tone::Dim => theme.dim,
        Tone::Accent => theme.accent,
        Tone::Caution => theme.caution,
    }
}

/// A text without control characters, in ASCII where only that is drawn.
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
