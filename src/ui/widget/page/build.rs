//! Puts the rows of a page together: text wrapped, groups with their headings.

use super::{Content, Marker, PROSE, Page, PageRow, Target, Tone};
use crate::catalog::{OccupationIx, SkillIx};
use crate::text::wrap;
use crate::ui::model::Model;

/// Columns of a fact's name with the air after it.
pub(super) const NAMES: usize = 13;

/// In a long text the cursor may rest on every so many lines, so that no screen is too small to read it.
const STRIDE: usize = 8;

/// Puts rows together.
#[derive(Debug)]
pub struct Builder<'a> {
    /// Catalogue and record.
    pub model: &'a Model,
    page: &'a Page,
    width: usize,
    group: u8,
    rows: Vec<PageRow>,
}

impl<'a> Builder<'a> {
    /// For a pane of `width` columns.
    pub fn new(model: &'a Model, page: &'a Page, width: usize) -> Self {
        Self {
            model,
            page,
            width: width.max(8),
            group: 0,
            rows: Vec::new(),
        }
    }

    /// The rows.
    pub fn rows(self) -> Vec<PageRow> {
        self.rows
    }

    /// Columns of the pane.
    pub fn width(&self) -> usize {
        self.width
    }

    fn push(&mut self, indent: u16, content: Content, target: Target, live: bool) {
        self.rows.push(PageRow {
            indent,
            content,
            target,
            live,
            group: self.group,
        });
    }

    /// A row of air, unless there is one already.
    pub fn blank(&mut self) {
        if self
            .rows
            .last()
            .is_some_and(|r| r.content != Content::Blank)
        {
            self.push(0, Content::Blank, Target::Text, false);
        }
    }

    /// Running text.
    pub fn text(&mut self, indent: u16, text: &str, tone: Tone) {
        let width = self.width.min(PROSE).saturating_sub(usize::from(indent));
        for (at, text) in wrap(text, width).into_iter().enumerate() {
            let live = at % STRIDE == STRIDE - 1;
            self.push(
                indent,
                Content::Text {
                    name: None,
                    text,
                    tone,
                },
                Target::Text,
                live,
            );
        }
    }

    /// ESCO's description, where the person imported one.
    pub fn description(&mut self, description: &str) {
        let mut name = "ESCO says";
        for paragraph in description.lines() {
            self.fact(name, paragraph, Tone::Plain);
            name = "";
        }
    }

    /// A fact with its name; a word too long for that place (an address) stands alone, and speaks for itself.
    pub fn fact(&mut self, name: &'static str, text: &str, tone: Tone) {
        let room = self.width.min(PROSE).saturating_sub(NAMES);
        let widest = text
            .split_whitespace()
            .map(crate::text::width)
            .max()
            .unwrap_or(0);
        if widest > room {
            for (at, text) in wrap(text, self.width).into_iter().enumerate() {
                self.push(
                    0,
                    Content::Text {
                        name: None,
                        text,
                        tone,
                    },
                    Target::Text,
                    at == 0,
                );
            }
            return;
        }
        for (at, text) in wrap(text, room).into_iter().enumerate() {
            let name = Some(if at == 0 { name } else { "" });
            let live = at % STRIDE == 0;
            self.push(0, Content::Text { name, text, tone }, Target::Text, live);
        }
    }

    /// A share as a fact.
    pub fn share(&mut self, name: &'static str, share: f64, text: String) {
        self.push(0, Content::Share { name, share, text }, Target::Text, true);
    }

    /// The heading of group `fold`; what follows belongs to it. Gives whether it is open.
    pub fn heading(
        &mut self,
        (fold, usually): (u8, bool),
        title: String,
        remark: String,
        figures: Option<(usize, usize)>,
    ) -> bool {
        self.group = fold;
        let open = self.page.is_open(fold, usually);
        self.push(
            0,
            Content::Heading {
                title,
                open,
                remark,
                figures,
            },
            Target::Fold(fold),
            true,
        );
        open
    }

    /// A skill in the group.
    pub fn skill(&mut self, skill: SkillIx, remark: Option<String>) {
        self.push(
            2,
            Content::Skill { skill, remark },
            Target::Skill(skill),
            true,
        );
    }

    /// As many rows are on their way: skills of which many occupations ask have long pages.
    pub fn expect(&mut self, count: usize) {
        self.rows.reserve(count);
    }

    /// An occupation in the group, with its code where there is no remark.
    pub fn occupation(&mut self, occupation: OccupationIx, remark: Option<String>) {
        let content = Content::Occupation { occupation, remark };
        self.push(2, content, Target::Occupation(occupation), true);
    }

    /// Something else in the group.
    pub fn entry(&mut self, sign: Marker, text: String, remark: String, target: Target) {
        self.push(2, Content::Entry { sign, text, remark }, target, true);
    }
}
