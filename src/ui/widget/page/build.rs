//! Puts the rows of a page together: text wrapped, groups with their headings.

use super::content::{Content, Marker, NAMES, PROSE, Page, Row, Section, Target, Tone};
use crate::catalog::{OccupationIx, SkillIx};
use crate::text::wrap;
use crate::ui::model::Model;

/// Collects rows for a pane of a width.
#[derive(Debug)]
pub(crate) struct Builder<'a> {
    pub(crate) model: &'a Model,
    page: &'a Page,
    pub(crate) width: usize,
    pub(crate) rows: Vec<Row>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(model: &'a Model, page: &'a Page, width: usize) -> Self {
        Self {
            model,
            page,
            width: width.max(8),
            rows: Vec::new(),
        }
    }

    fn push(&mut self, indent: u16, content: Content, target: Option<Target>) -> &mut Row {
        self.rows.push(Row {
            indent,
            ..Row::new(content, target)
        });
        let last = self.rows.len() - 1;
        &mut self.rows[last]
    }

    /// A blank row, unless the last one is blank.
    pub(crate) fn blank(&mut self) {
        let last = self.rows.last();
        if last.is_some_and(|r| r.content != Content::Blank) {
            self.push(0, Content::Blank, None);
        }
    }

    /// Running text, dim.
    pub(crate) fn text(&mut self, indent: u16, text: &str) {
        self.text_in(Tone::Dim, indent, text);
    }

    /// Running text in a tone.
    pub(crate) fn text_in(&mut self, tone: Tone, indent: u16, text: &str) {
        let room = self.width.min(PROSE).saturating_sub(usize::from(indent));
        for text in wrap(text, room) {
            let name = None;
            self.push(indent, Content::Text { name, text, tone }, None);
        }
    }

    /// ESCO's description, where the person imported one.
    pub(crate) fn description(&mut self, description: &str) {
        let mut name = "ESCO says";
        for paragraph in description.lines() {
            self.fact(name, paragraph);
            name = "";
        }
    }

    /// A fact with its name.
    pub(crate) fn fact(&mut self, name: &'static str, text: &str) {
        self.fact_in(Tone::Plain, name, text);
    }

    /// A fact with its name, in a tone; one with a word that is too long for its column (an address) has no name.
    pub(crate) fn fact_in(&mut self, tone: Tone, name: &'static str, text: &str) {
        let room = self.width.min(PROSE).saturating_sub(NAMES);
        let widths = text.split_whitespace().map(crate::text::width);
        let (name, room) = if widths.max().unwrap_or(0) > room {
            (None, self.width)
        } else {
            (Some(name), room)
        };
        for (at, text) in wrap(text, room).into_iter().enumerate() {
            let name = name.map(|name| if at == 0 { name } else { "" });
            self.push(0, Content::Text { name, text, tone }, None);
        }
    }

    pub(crate) fn share(&mut self, name: &'static str, share: f64, text: String) {
        self.push(0, Content::Share { name, share, text }, None);
    }

    fn fold(&mut self, indent: u16, content: Content, target: Target, usually: bool) -> bool {
        let open = self.page.is_open(&target, usually);
        self.push(indent, content, Some(target)).open = Some(open);
        open
    }

    /// The heading of a section that is usually open or not; gives whether it is now.
    pub(crate) fn heading(
        &mut self,
        section: Section,
        usually: bool,
        title: impl Into<String>,
        remark: impl Into<String>,
        figures: Option<(usize, usize)>,
    ) -> bool {
        let content = Content::Heading {
            title: title.into(),
            remark: remark.into(),
            figures,
        };
        self.fold(0, content, Target::Section(section), usually)
    }

    /// An entry with particulars below it that are usually shown or not; gives whether they are now.
    pub(crate) fn folding_entry(
        &mut self,
        indent: u16,
        (marker, text, remark): (Marker, String, String),
        target: Target,
        usually: bool,
    ) -> bool {
        let content = Content::Entry {
            marker,
            text,
            remark,
        };
        self.fold(indent, content, target, usually)
    }

    pub(crate) fn skill(&mut self, indent: u16, skill: SkillIx, remark: Option<String>) {
        let content = Content::Skill { skill, remark };
        self.push(indent, content, Some(Target::Skill(skill)));
    }

    /// How many of some skills are held, and how many there are.
    pub(crate) fn held(&self, skills: &[SkillIx]) -> (usize, usize) {
        (self.model.states().count_held(skills), skills.len())
    }

    /// A section of skills, with how many of them are held.
    pub(crate) fn skills(
        &mut self,
        section: Section,
        usually: bool,
        title: &str,
        skills: &[SkillIx],
    ) {
        if self.heading(section, usually, title, "", Some(self.held(skills))) {
            for skill in skills {
                self.skill(2, *skill, None);
            }
        }
    }

    pub(crate) fn occupation(&mut self, occupation: OccupationIx, remark: Option<String>) {
        let content = Content::Occupation { occupation, remark };
        self.push(2, content, Some(Target::Occupation(occupation)));
    }

    pub(crate) fn entry(
        &mut self,
        marker: Marker,
        text: impl Into<String>,
        remark: impl Into<String>,
        target: Option<Target>,
    ) {
        let content = Content::Entry {
            marker,
            text: text.into(),
            remark: remark.into(),
        };
        self.push(2, content, target);
    }

    pub(crate) fn make_move(&mut self, text: String, done: bool, remark: String) {
        let content = Content::Move { text, done, remark };
        self.push(0, content, Some(Target::Move));
    }
}
