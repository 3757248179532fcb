//! Puts the rows of the page of an advert together: text wrapped, groups with their headings.

use super::content::{Content, PageRow, Section, Sign, Target, Tone};
use crate::text::{truncate, width, wrap};
use crate::ui::widget::page::{Page, Row};

/// Blank columns between two columns of a group.
const GAP: usize = 2;

/// Columns of the word before an item of the checklist, and of the item, with the space behind them.
const WORD: usize = 7;
const ITEM: usize = 25;

/// Lines that the words of the advert take at most beside an entry.
const QUOTE_LINES: usize = 2;

/// Columns of the names of facts with the space behind them.
const NAMES: usize = 11;

/// The widest line of prose.
const PROSE: usize = 96;

/// A row of a group: what it is about, how strongly it is asked for, and a remark or the words of the advert.
pub(super) struct Entry<'a> {
    pub(super) sign: Sign,
    pub(super) label: &'a str,
    pub(super) need: &'static str,
    pub(super) remark: Remark,
    pub(super) target: Target,
}

/// What stands beside an entry.
pub(super) enum Remark {
    /// All of it is shown.
    Whole(String),
    /// Words of the advert, which its text shows in full.
    Quote(String),
}

impl Remark {
    /// The lines that are shown in some columns.
    fn lines(&self, room: usize) -> Vec<String> {
        match self {
            Self::Whole(text) => wrap(text, room),
            Self::Quote(text) => first_lines(text, room, QUOTE_LINES),
        }
    }
}

/// The first lines of a text, with an ellipsis where there are more.
fn first_lines(text: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, room);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(truncate(&rest, room).into_owned());
    }
    lines
}

/// A column of a row: its lines, and the columns that it takes.
struct Cell {
    tone: Tone,
    lines: Vec<String>,
    width: usize,
}

/// Collects rows for a pane of a width.
pub(super) struct Builder<'a> {
    page: &'a Page<Target>,
    width: usize,
    rows: Vec<PageRow>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(page: &'a Page<Target>, width: usize) -> Self {
        Self {
            page,
            width: width.max(24),
            rows: Vec::new(),
        }
    }

    pub(super) fn done(self) -> Vec<PageRow> {
        self.rows
    }

    fn push(&mut self, indent: u16, content: Content, target: Option<Target>) -> &mut PageRow {
        self.rows.push(Row {
            indent,
            ..Row::new(content, target)
        });
        let last = self.rows.len() - 1;
        &mut self.rows[last]
    }

    fn line(
        &mut self,
        indent: u16,
        sign: Sign,
        parts: Vec<(Tone, String)>,
        target: Option<Target>,
    ) {
        let right = String::new();
        self.push(indent, Content { sign, parts, right }, target);
    }

    /// A blank row, unless the last one is blank.
    pub(super) fn blank(&mut self) {
        let is_blank = self
            .rows
            .last()
            .is_none_or(|row| row.content.parts.is_empty());
        if !is_blank {
            self.line(0, Sign::None, Vec::new(), None);
        }
    }

    /// Running text.
    pub(super) fn text(&mut self, tone: Tone, indent: u16, text: &str) {
        let room = self.width.min(PROSE).saturating_sub(usize::from(indent));
        for text in wrap(text, room) {
            self.line(indent, Sign::None, vec![(tone, text)], None);
        }
    }

    /// A fact with its name. What does not fit stands in further lines.
    pub(super) fn fact(&mut self, name: &str, text: &str, target: Option<&Target>) {
        let room = self.width.min(PROSE).saturating_sub(NAMES);
        for (at, text) in wrap(text, room).into_iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            let parts = vec![(Tone::Dim, format!("{name:<NAMES$}")), (Tone::Plain, text)];
            self.line(0, Sign::None, parts, target.cloned());
            if at > 0
                && let Some(row) = self.rows.last_mut()
            {
                row.continues = true;
            }
        }
    }

    /// The heading of a group that is usually open or not; gives whether it is now.
    pub(super) fn heading(
        &mut self,
        section: Section,
        usually: bool,
        title: &str,
        remark: impl Into<String>,
    ) -> bool {
        self.blank();
        let target = Target::Section(section);
        let open = self.page.is_open(&target, usually);
        let title = format!("{title}  ");
        // The sign and the title stand before the first line of the remark, the sign's columns before the others.
        let room = self.width.saturating_sub(2 + width(&title));
        let lines = wrap(&remark.into(), room);
        let mut lines = lines.into_iter();
        let first = lines.next().unwrap_or_default();
        let content = Content {
            sign: Sign::Fold(open),
            parts: vec![(Tone::Title, title), (Tone::Plain, first)],
            right: String::new(),
        };
        self.push(0, content, Some(target.clone())).open = Some(open);
        let rest = lines.collect::<Vec<_>>().join(" ");
        for line in wrap(&rest, self.width.saturating_sub(2)) {
            if !line.is_empty() {
                self.further_line(2, vec![(Tone::Plain, line)], Some(target.clone()));
            }
        }
        open
    }

    /// A line that belongs to the row above.
    fn further_line(&mut self, indent: u16, parts: Vec<(Tone, String)>, target: Option<Target>) {
        self.line(indent, Sign::None, parts, target);
        if let Some(row) = self.rows.last_mut() {
            row.continues = true;
        }
    }

    /// The rows of a group in columns as wide as they need: what does not fit in its column is wrapped there.
    pub(super) fn entries(&mut self, entries: Vec<Entry<'_>>) {
        // What is left of a sign and the indent.
        let room = self.width.saturating_sub(4);
        let need = entries.iter().map(|entry| width(entry.need)).max();
        let need = need.filter(|need| *need > 0).map_or(0, |need| need + GAP);
        let longest = entries.iter().map(|entry| width(entry.label)).max();
        let label = longest.unwrap_or(0).min((room * 2 / 5).clamp(16, 44)) + GAP;
        let left = room.saturating_sub(label + need).max(8);
        for entry in entries {
            let cells = vec![
                Cell {
                    tone: Tone::Plain,
                    lines: wrap(entry.label, label - GAP),
                    width: label,
                },
                Cell {
                    tone: Tone::Dim,
                    lines: vec![entry.need.to_owned()],
                    width: need,
                },
                Cell {
                    tone: Tone::Dim,
                    lines: entry.remark.lines(left),
                    width: 0,
                },
            ];
            self.cells(entry.sign, &cells, Some(&entry.target));
        }
    }

    /// A row that begins with a word in a column.
    pub(super) fn word(
        &mut self,
        (tone, word): (Tone, &str),
        label: &str,
        quote: &str,
        target: Option<&Target>,
    ) {
        let room = self.width.saturating_sub(2 + WORD).max(16);
        let word = Cell {
            tone,
            lines: vec![word.to_owned()],
            width: WORD,
        };
        let cells = if quote.is_empty() {
            vec![
                word,
                Cell {
                    tone: Tone::Plain,
                    lines: wrap(label, room),
                    width: 0,
                },
            ]
        } else {
            vec![
                word,
                Cell {
                    tone: Tone::Plain,
                    lines: wrap(label, ITEM - 1),
                    width: ITEM,
                },
                Cell {
                    tone: Tone::Dim,
                    lines: first_lines(quote, room.saturating_sub(ITEM).max(8), QUOTE_LINES),
                    width: 0,
                },
            ]
        };
        self.cells(Sign::None, &cells, target);
    }

    /// A row in columns, of as many lines as the longest column.
    fn cells(&mut self, sign: Sign, cells: &[Cell], target: Option<&Target>) {
        let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        for at in 0..height.max(1) {
            let parts = cells.iter().map(|cell| {
                let text = cell.lines.get(at).map_or("", |line| line);
                let gap = " ".repeat(cell.width.saturating_sub(width(text)));
                (cell.tone, format!("{text}{gap}"))
            });
            let parts = parts.collect();
            let target = target.cloned();
            if at == 0 {
                self.line(2, sign, parts, target);
            } else {
                // Columns of the sign stay blank.
                let indent = if sign == Sign::None { 2 } else { 4 };
                self.further_line(indent, parts, target);
            }
        }
    }

    /// A row of running text that can be selected; further lines belong to it.
    pub(super) fn paragraph(&mut self, text: &str, target: Option<&Target>) {
        let room = self.width.min(PROSE).saturating_sub(2);
        for (at, text) in wrap(text, room).into_iter().enumerate() {
            self.line(2, Sign::None, vec![(Tone::Plain, text)], target.cloned());
            if at > 0
                && let Some(row) = self.rows.last_mut()
            {
                row.continues = true;
            }
        }
    }
}
