//! Puts the rows of the page of an advert together: text wrapped, groups with their headings.

use super::content::{Content, PageRow, Section, Sign, Target, Tone};
use crate::text::{truncate, width, wrap};
use crate::ui::widget::page::{Page, Row};

/// Columns of a need, such as "nice to have", with the space behind it.
const NEED: usize = 14;

/// Columns of the names of facts with the space behind them.
const NAMES: usize = 11;

/// The widest line of prose.
const PROSE: usize = 96;

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
        let parts = vec![
            (Tone::Title, format!("{title}  ")),
            (Tone::Plain, remark.into()),
        ];
        let content = Content {
            sign: Sign::Fold(open),
            parts,
            right: String::new(),
        };
        self.push(0, content, Some(target)).open = Some(open);
        open
    }

    /// A row of a group: what it is about, how strongly it is asked for, and a remark or the words of the advert.
    pub(super) fn entry(
        &mut self,
        sign: Sign,
        label: &str,
        need: &str,
        remark: &str,
        target: Target,
    ) {
        // What is left of a sign and the indent.
        let room = self.width.saturating_sub(4);
        let label_room = (room * 2 / 5).clamp(16, 44);
        let label = truncate(label, label_room);
        let gap = " ".repeat(label_room + 1 - width(&label));
        let left = room.saturating_sub(label_room + 1 + NEED);
        let parts = vec![
            (Tone::Plain, format!("{label}{gap}")),
            (Tone::Dim, format!("{need:<NEED$}")),
            (Tone::Dim, truncate(remark, left).into_owned()),
        ];
        self.line(2, sign, parts, Some(target));
    }

    /// A row that begins with a word in a column.
    pub(super) fn word(
        &mut self,
        (tone, word): (Tone, &str),
        label: &str,
        remark: &str,
        target: Option<Target>,
    ) {
        let label = if remark.is_empty() {
            label.to_owned()
        } else {
            let gap = 24_usize.saturating_sub(width(label));
            format!("{label}{}", " ".repeat(gap + 1))
        };
        let parts = vec![
            (tone, format!("{word:<7}")),
            (Tone::Plain, label),
            (Tone::Dim, remark.to_owned()),
        ];
        self.line(2, Sign::None, parts, target);
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
