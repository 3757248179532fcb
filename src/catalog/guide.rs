//! The guide: editorial text in sections, with facts that carry their source and links into the planner.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id::{Basis, SectionId};

#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    Paragraph {
        text: Box<str>,
    },
    List {
        items: Vec<Box<str>>,
    },
    /// Things to look for or to ask.
    Checklist {
        items: Vec<Box<str>>,
    },
    /// A figure or rule of another author, with its source.
    Fact {
        text: Box<str>,
        source: Box<str>,
        /// The source's name, with year or sample.
        source_name: Box<str>,
        /// The year or day to which it applies.
        as_of: Box<str>,
    },
}

/// Where a link of the guide leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LinkTarget {
    /// A skill, by URI.
    Skill,
    /// An occupation, by URI.
    Occupation,
    /// A track, by id.
    Track,
    /// A milestone, by id.
    Milestone,
    /// Another section, by id.
    Section,
    /// A screen: `path`, `roles` or `skills`.
    Screen,
}

#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Link {
    pub to: LinkTarget,
    pub id: Box<str>,
    pub label: Box<str>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Section {
    pub id: SectionId,
    pub title: Box<str>,
    pub blocks: Vec<Block>,
    #[serde(default)]
    pub links: Vec<Link>,
}

/// All of `guide.json`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Guide {
    pub basis: Basis,
    /// The day on which it was last checked.
    pub as_of: Box<str>,
    /// What it is and is not.
    pub disclaimer: Box<str>,
    pub sections: Vec<Section>,
}

impl Guide {
    /// The words of all sections, facts and points included.
    pub fn word_count(&self) -> usize {
        let words = |text: &str| text.split_whitespace().count();
        self.sections
            .iter()
            .flat_map(|s| &s.blocks)
            .map(|b| match b {
                Block::Paragraph { text } | Block::Fact { text, .. } => words(text),
                Block::List { items } | Block::Checklist { items } => {
                    items.iter().map(|i| words(i)).sum()
                }
            })
            .sum()
    }
}
