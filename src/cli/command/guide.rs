//! `guide`: the guide's sections, and one of them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::Basis;
use crate::catalog::guide::{Block, Guide, Link, LinkTarget, Section};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::names::unknown_id;
use crate::cli::output::{Lines, Reply, Table};
use crate::text::{fold, folds_to, normalize, wrap};

/// Columns of running text.
const WIDE: usize = 96;

/// The list of sections, or one section.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum GuideReply<'a> {
    All { guide: Contents<'a> },
    One { section: SectionReply<'a> },
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Contents<'a> {
    #[serde(flatten)]
    origin: Origin<'a>,
    sections: Vec<SectionName<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct SectionReply<'a> {
    #[serde(flatten)]
    name: SectionName<'a>,
    #[serde(flatten)]
    origin: Origin<'a>,
    blocks: &'a [Block],
    links: &'a [Link],
}

/// Where the text of the guide comes from.
#[derive(Serialize, JsonSchema)]
struct Origin<'a> {
    basis: Basis,
    as_of: &'a str,
    disclaimer: &'a str,
}

/// A section by its names.
#[derive(Serialize, JsonSchema)]
struct SectionName<'a> {
    id: &'a str,
    title: &'a str,
}

impl<'a> Origin<'a> {
    fn of(guide: &'a Guide) -> Self {
        Self {
            basis: guide.basis,
            as_of: &guide.as_of,
            disclaimer: &guide.disclaimer,
        }
    }
}

impl<'a> SectionName<'a> {
    fn of(section: &'a Section) -> Self {
        Self {
            id: &section.id,
            title: &section.title,
        }
    }
}

/// All sections, or the one that is named by id or title.
pub(super) fn guide(context: &Context, section: Option<&str>) -> Result<Reply, Failure> {
    match section {
        Some(name) => show(context, name),
        None => list(context),
    }
}

fn list(context: &Context) -> Result<Reply, Failure> {
    let guide = &context.catalog()?.guide;
    let contents = Contents {
        origin: Origin::of(guide),
        sections: guide.sections.iter().map(SectionName::of).collect(),
    };
    let answer = GuideReply::All { guide: contents };
    let mut table = Table::default();
    for section in &guide.sections {
        table.row([section.id.to_string(), section.title.to_string()]);
    }
    let mut text = Lines::default();
    text.table(&table).gap();
    paragraph(&mut text, &guide.disclaimer);
    text.line(format!(
        "Basis: {}, as of {}. `cisopath guide SECTION` shows a section.",
        guide.basis.word(),
        guide.as_of
    ));
    Ok(Reply::new(answer, text.done()))
}

fn show(context: &Context, name: &str) -> Result<Reply, Failure> {
    let guide = &context.catalog()?.guide;
    let wanted = fold(&normalize(name));
    let mut sections = guide.sections.iter();
    let section = sections.find(|s| folds_to(&s.id, &wanted) || folds_to(&s.title, &wanted));
    let Some(section) = section else {
        let known = guide.sections.iter().map(|s| (&*s.id, &*s.title));
        return Err(
            unknown_id("section of the guide", name, known).hint("`cisopath guide` lists them")
        );
    };
    let answer = GuideReply::One {
        section: SectionReply {
            name: SectionName::of(section),
            origin: Origin::of(guide),
            blocks: &section.blocks,
            links: &section.links,
        },
    };
    let mut text = text_of(section);
    text.gap();
    paragraph(&mut text, &guide.disclaimer);
    Ok(Reply::new(answer, text.done()))
}

/// The command that shows what a link leads to; none for a screen.
fn follow(link: &Link) -> Option<String> {
    let id = &link.id;
    match link.to {
        LinkTarget::Skill => Some(format!("cisopath skill {id}")),
        LinkTarget::Occupation => Some(format!("cisopath role {id}")),
        LinkTarget::Track => Some("cisopath tracks".to_owned()),
        LinkTarget::Milestone => Some(format!("cisopath milestone {id}")),
        LinkTarget::Section => Some(format!("cisopath guide {id}")),
        LinkTarget::Screen => None,
    }
}

fn text_of(section: &Section) -> Lines {
    let mut text = Lines::default();
    text.line(&section.title);
    for block in &section.blocks {
        text.gap();
        match block {
            Block::Paragraph { text: words } => paragraph(&mut text, words),
            Block::List { items } => points(&mut text, "-", items),
            Block::Checklist { items } => points(&mut text, "[ ]", items),
            Block::Fact {
                text: fact,
                source,
                source_name,
                as_of,
            } => {
                paragraph(&mut text, fact);
                text.line(format!("  Source: {source_name}, {as_of}"))
                    .line(format!("  {source}"));
            }
        }
    }
    let mut table = Table::indented(2);
    for link in &section.links {
        if let Some(command) = follow(link) {
            table.row([link.label.to_string(), command]);
        }
    }
    let links = table.text();
    if !links.is_empty() {
        text.gap().line("See also").table(&table);
    }
    text
}

fn paragraph(text: &mut Lines, words: &str) {
    for line in wrap(words, WIDE) {
        text.line(line);
    }
}

fn points(text: &mut Lines, sign: &str, items: &[Box<str>]) {
    for item in items {
        let mut lead = sign;
        for line in wrap(item, WIDE - sign.len() - 1) {
            text.line(format!("{lead:width$} {line}", width = sign.len()));
            lead = "";
        }
    }
}
