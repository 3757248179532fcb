//! A frame as an SVG picture, for the README: what the planner really draws, with the colours of a common
//! dark terminal.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Size of a cell in the picture's units.
const CELL: (f32, f32) = (8.4, 18.0);
const INK: &str = "#c9d1d9";
const PAPER: &str = "#0d1117";

fn hex(color: Color, default: &'static str) -> String {
    let named = match color {
        Color::Black => "#484f58",
        Color::Red | Color::LightRed => "#ff7b72",
        Color::Green => "#3fb950",
        Color::LightGreen => "#56d364",
        Color::Yellow => "#d29922",
        Color::LightYellow => "#e3b341",
        Color::Blue | Color::LightBlue => "#79c0ff",
        Color::Magenta | Color::LightMagenta => "#d2a8ff",
        Color::Cyan => "#39c5cf",
        Color::LightCyan => "#56d4dd",
        Color::Gray => "#b1bac4",
        Color::DarkGray => "#6e7681",
        Color::White => "#f0f6fc",
        Color::Indexed(grey @ 232..) => {
            let level = 8 + (u16::from(grey) - 232) * 10;
            return format!("#{level:02x}{level:02x}{level:02x}");
        }
        _ => default,
    };
    named.to_owned()
}

/// Foreground, background and weight of a cell.
fn look(cell: &Cell) -> (String, Option<String>, bool, bool) {
    let mut fg = hex(cell.fg, INK);
    let mut bg = (cell.bg != Color::Reset).then(|| hex(cell.bg, PAPER));
    if cell.modifier.contains(Modifier::REVERSED) {
        let paper = bg.take().unwrap_or_else(|| PAPER.to_owned());
        bg = Some(std::mem::replace(&mut fg, paper));
    }
    let bold = cell.modifier.contains(Modifier::BOLD);
    (fg, bg, bold, cell.modifier.contains(Modifier::UNDERLINED))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The picture of a frame.
pub fn svg(buf: &Buffer, title: &str) -> String {
    let area = buf.area;
    let (w, h) = CELL;
    let width = f32::from(area.width) * w + 24.0;
    let height = f32::from(area.height) * h + 24.0;
    let mut out = String::new();
    writeln!(out, r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1} {height:.1}" role="img" aria-label="{title}">"#).unwrap();
    writeln!(
        out,
        r#"<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>"#
    )
    .unwrap();
    writeln!(out, r#"<g font-family="ui-monospace,'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace" font-size="14" xml:space="preserve">"#).unwrap();
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let (fg, bg, bold, underlined) = look(&buf[(x, y)]);
            let mut end = x;
            let mut text = String::new();
            while end < area.right()
                && look(&buf[(end, y)]) == (fg.clone(), bg.clone(), bold, underlined)
            {
                text.push_str(buf[(end, y)].symbol());
                end += 1;
            }
            let (left, top) = (12.0 + f32::from(x) * w, 12.0 + f32::from(y) * h);
            let wide = f32::from(end - x) * w;
            if let Some(bg) = &bg {
                writeln!(out, r#"<rect x="{left:.1}" y="{top:.1}" width="{wide:.1}" height="{h:.1}" fill="{bg}"/>"#).unwrap();
            }
            if !text.trim().is_empty() {
                let weight = if bold { r#" font-weight="bold""# } else { "" };
                let line = if underlined {
                    r#" text-decoration="underline""#
                } else {
                    ""
                };
                let base = top + 13.5;
                writeln!(out, r#"<text x="{left:.1}" y="{base:.1}" textLength="{wide:.1}" lengthAdjust="spacingAndGlyphs" fill="{fg}"{weight}{line}>{}</text>"#, escaped(&text)).unwrap();
            }
            x = end;
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}
