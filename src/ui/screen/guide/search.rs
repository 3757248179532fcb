//! Which sections of the guide contain what is searched.

use crate::catalog::guide::{Block, Guide, Section};
use crate::text::fold;
use crate::ui::widget::flow::QueryWords;

/// The sections that contain every word, by position, in their order; all of them for no words.
pub(super) fn sections(guide: &Guide, words: &QueryWords) -> Vec<usize> {
    let contains = |section| words.is_empty() || words.all_in(&fold(&text(section)));
    (0..guide.sections.len())
        .filter(|i| contains(&guide.sections[*i]))
        .collect()
}

/// Everything a section says, as one text.
fn text(section: &Section) -> String {
    let mut out = String::from(&*section.title);
    let mut add = |part: &str| {
        out.push('\n');
        out.push_str(part);
    };
    for block in &section.blocks {
        match block {
            Block::Paragraph { text } => add(text),
            Block::List { items } | Block::Checklist { items } => items.iter().for_each(|i| add(i)),
            Block::Fact {
                text,
                source,
                source_name,
                as_of,
            } => {
                for part in [text, source, source_name, as_of] {
                    add(part);
                }
            }
        }
    }
    section.links.iter().for_each(|l| add(&l.label));
    out
}
