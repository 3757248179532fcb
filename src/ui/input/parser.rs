//! Parses the units of the splitter with the parser of termina.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use termina::escape::csi::{Csi, Device};
use termina::escape::osc::{ColorOrQuery, DynamicColorNumber, Osc};
use termina::event::{KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use termina::{Event, Parser};

use super::splitter::Unit;
use super::terminal_event::{Input, Reply};

/// The input of a unit, if it has one.
pub(super) fn parse(unit: Unit) -> Option<Input> {
    match unit {
        Unit::Alt(c) => {
            let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT);
            Some(Input::Key(key))
        }
        Unit::Paste(bytes) => Some(Input::Paste(String::from_utf8_lossy(&bytes).into_owned())),
        Unit::Sequence(bytes) => input(event(&bytes)?),
    }
}

/// Parses a complete sequence. Each gets its own parser, so that an unknown one cannot jam the next.
fn event(bytes: &[u8]) -> Option<Event> {
    let (last, before) = bytes.split_last()?;
    let mut parser = Parser::default();
    parser.parse(before, true);
    // What is complete before its end was misread.
    if parser.pop().is_some() {
        return None;
    }
    parser.parse(&[*last], false);
    parser.pop()
}

fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Input::Key(KeyEvent::new(
            code(key.code)?,
            modifiers(key.modifiers),
        ))),
        Event::Mouse(MouseEvent {
            kind, column, row, ..
        }) => match kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(column, row)),
            MouseEventKind::ScrollDown => Some(Input::Wheel(column, row, true)),
            MouseEventKind::ScrollUp => Some(Input::Wheel(column, row, false)),
            _ => None,
        },
        Event::FocusIn => Some(Input::Focus),
        Event::Osc(Osc::ChangeDynamicColors(number, colours)) => {
            let [ColorOrQuery::Color(colour)] = colours.as_slice() else {
                return None;
            };
            let rgb = [colour.red, colour.green, colour.blue];
            match number {
                DynamicColorNumber::TextForegroundColor => {
                    Some(Input::Reply(Reply::Foreground(rgb)))
                }
                DynamicColorNumber::TextBackgroundColor => {
                    Some(Input::Reply(Reply::Background(rgb)))
                }
                _ => None,
            }
        }
        Event::Csi(Csi::Device(Device::DeviceAttributes(()))) => {
            Some(Input::Reply(Reply::Attributes))
        }
        _ => None,
    }
}

/// The key as an event of crossterm, in which keys are bound; none for keys that cannot be bound.
fn code(code: termina::event::KeyCode) -> Option<KeyCode> {
    use termina::event::KeyCode as Code;
    Some(match code {
        Code::Char(c) => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Backspace => KeyCode::Backspace,
        Code::Tab => KeyCode::Tab,
        Code::Escape => KeyCode::Esc,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::BackTab => KeyCode::BackTab,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Insert => KeyCode::Insert,
        Code::Delete => KeyCode::Delete,
        Code::Function(number) => KeyCode::F(number),
        _ => return None,
    })
}

fn modifiers(modifiers: termina::event::Modifiers) -> KeyModifiers {
    use termina::event::Modifiers;
    let known = [
        (Modifiers::SHIFT, KeyModifiers::SHIFT),
        (Modifiers::ALT, KeyModifiers::ALT),
        (Modifiers::CONTROL, KeyModifiers::CONTROL),
        (Modifiers::SUPER, KeyModifiers::SUPER),
        (Modifiers::HYPER, KeyModifiers::HYPER),
        (Modifiers::META, KeyModifiers::META),
    ];
    let pressed = known.into_iter().filter(|(m, _)| modifiers.contains(*m));
    pressed.map(|(_, m)| m).collect()
}
