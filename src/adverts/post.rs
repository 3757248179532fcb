//! Which post an advert describes.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::phrasing::{PostPhrases, PostRule, PostSign, Where};
use super::section::Section;
use super::sentence::Sentence;
use crate::posting::Span;

/// The post that an advert describes, seen from somebody who wants to be chief information security officer.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// CISO of a group.
    CisoGroup,
    /// CISO of one entity.
    CisoEntity,
    Deputy,
    /// An officer who advises.
    Advisory,
    ReportsToCiso,
    /// An occupation of the person's route.
    RouteStep,
    /// For a time, or for several clients.
    Interim,
    /// Sales under a similar title.
    Vendor,
    #[default]
    Unclear,
}

impl PostKind {
    pub const ALL: [Self; 9] = [
        Self::CisoGroup,
        Self::CisoEntity,
        Self::Deputy,
        Self::Advisory,
        Self::ReportsToCiso,
        Self::RouteStep,
        Self::Interim,
        Self::Vendor,
        Self::Unclear,
    ];

    /// The word in JSON and in options.
    pub fn word(self) -> &'static str {
        match self {
            Self::CisoGroup => "ciso_group",
            Self::CisoEntity => "ciso_entity",
            Self::Deputy => "deputy",
            Self::Advisory => "advisory",
            Self::ReportsToCiso => "reports_to_ciso",
            Self::RouteStep => "route_step",
            Self::Interim => "interim",
            Self::Vendor => "vendor",
            Self::Unclear => "unclear",
        }
    }

    pub fn is_ciso(self) -> bool {
        matches!(self, Self::CisoGroup | Self::CisoEntity)
    }
}

/// A post with the words that say so; none where it is unclear, or where only a title apart from the text says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Post {
    pub kind: PostKind,
    pub span: Option<Span>,
}

/// How many sentences behind the title say which post it is.
const LEAD: usize = 12;

/// The post, as title and lead have it. `apart` is a title that the text does not begin with; `is_step` says whether
/// the title means an occupation of the person's route.
pub(super) fn post(
    apart: Option<&str>,
    sentences: &[Sentence<'_>],
    phrases: &PostPhrases,
    is_step: bool,
) -> Post {
    let apart = apart.map(|text| Sentence {
        text,
        start: 0,
        section: Section::Title,
    });
    let (title, rest) = match (&apart, sentences) {
        (Some(title), all) => (title, all),
        (None, [title, rest @ ..]) => (title, rest),
        (None, []) => return Post::default(),
    };
    // Words of a title that stands apart have no place in the text.
    let span_of = |sentence: &Sentence<'_>, range: Range<usize>| {
        let in_text = apart.is_none() || sentence.section != Section::Title;
        in_text.then(|| sentence.span(&range))
    };
    let whole_title = span_of(title, 0..title.text.len());
    let lead: Vec<&Sentence<'_>> = rest
        .iter()
        .filter(|sentence| sentence.section.asks())
        .take(LEAD)
        .collect();
    let named = phrases.ciso_title.is_in(title.text) && !phrases.no_ciso_title.is_in(title.text);
    // A title that names the office itself is not outweighed by a line to the CISO of the group.
    let literal = named && phrases.office_named.is_in(title.text);
    for PostRule {
        kind: sign,
        r#where: place,
        patterns,
    } in &phrases.rules
    {
        let titles = (*place != Where::Lead).then_some(title);
        let leads = (*place != Where::Title)
            .then_some(&lead)
            .into_iter()
            .flatten()
            .copied();
        let leads = leads
            .filter(|_| !(literal && matches!(sign, PostSign::Deputy | PostSign::ReportsToCiso)));
        let mut places = titles.into_iter().chain(leads);
        let found =
            places.find_map(|sentence| Some(span_of(sentence, patterns.find(sentence.text)?)));
        let found = found.or_else(|| {
            let own = *sign == PostSign::Ciso && literal;
            own.then_some(whole_title)
        });
        let Some(span) = found else {
            continue;
        };
        let kind = match sign {
            PostSign::Vendor => PostKind::Vendor,
            PostSign::Interim => PostKind::Interim,
            PostSign::Deputy => PostKind::Deputy,
            PostSign::Advisory => PostKind::Advisory,
            PostSign::ReportsToCiso => PostKind::ReportsToCiso,
            PostSign::Ciso => match ciso(title, &lead, phrases) {
                Some(kind) => kind,
                None => return Post::default(),
            },
        };
        return Post { kind, span };
    }
    if named && let Some(kind) = ciso(title, &lead, phrases) {
        return Post {
            kind,
            span: whole_title,
        };
    }
    if is_step {
        return Post {
            kind: PostKind::RouteStep,
            span: whole_title,
        };
    }
    Post::default()
}

/// Of the group or of one entity; none where no sentence says whom the post reports to or what it does.
fn ciso(title: &Sentence<'_>, lead: &[&Sentence<'_>], phrases: &PostPhrases) -> Option<PostKind> {
    if !lead
        .iter()
        .any(|sentence| phrases.statement.is_in(sentence.text))
    {
        return None;
    }
    let all = || std::iter::once(title).chain(lead.iter().copied());
    let says =
        |patterns: &super::pattern::Patterns| all().any(|sentence| patterns.is_in(sentence.text));
    Some(if says(&phrases.group) && !says(&phrases.entity) {
        PostKind::CisoGroup
    } else {
        PostKind::CisoEntity
    })
}
