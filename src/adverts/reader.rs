//! The reader: it is made once of a catalogue and reads adverts.

use std::ops::Range;

use super::candidates::Candidates;
use super::checklist::{ChecklistRow, checklist};
use super::condition::Condition;
use super::conditions::conditions;
use super::context::Context;
use super::demands::{Finder, SkillDemand};
use super::label_index::LabelIndex;
use super::pay::{pay, pay_terms};
use super::phrasing::{CommonWords, Phrasing, PhrasingError, SkillPhrases, phrasing};
use super::post::{Post, post};
use super::questions::{Question, questions};
use super::responsibility::{Responsibility, responsibility};
use super::section::Section;
use super::sentence::{Sentence, sentences_from};
use super::word::{SharedWords, Words};
use crate::catalog::resolve::without_seniority;
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::posting::{Pay, PayTerms, Span, is_within};
use crate::search::title::{TitleMatch, titles};
use crate::search::{Boosts, Index};
use crate::text::name_key;

/// How many occupations a title is taken to mean at most.
const OCCUPATIONS: usize = 3;

/// An advert to be read.
#[derive(Clone, Copy, Debug)]
pub struct AdvertText<'a> {
    pub text: &'a str,
    /// The title where it is known; else the first line of the text is taken for it.
    pub title: Option<&'a str>,
    /// The occupations of the person's route.
    pub route: &'a [OccupationIx],
}

/// An occupation that the title of an advert means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OccupationMatch {
    pub occupation: OccupationIx,
    /// 1 where the title, or a part of it, is a name of it alone; less where several share it, or where it merely
    /// resembles one.
    pub score: f32,
}

impl OccupationMatch {
    /// Whether the title means it and nothing else.
    pub fn is_meant(&self) -> bool {
        self.score >= 0.9
    }

    /// Whether the title is a name of it, which one other may share.
    pub fn is_likely(&self) -> bool {
        self.score >= 0.5
    }
}

/// A term that ESCO lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsentTerm {
    /// As the advert writes it first.
    pub text: String,
    pub spans: Vec<Span>,
}

/// What was read in an advert.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The language of the text: `en` or `de`.
    pub language: &'static str,
    pub post: Post,
    pub occupations: Vec<OccupationMatch>,
    pub conditions: Vec<Condition>,
    pub skills: Vec<SkillDemand>,
    pub absent: Vec<AbsentTerm>,
    pub checklist: Vec<ChecklistRow>,
    pub questions: Vec<Question>,
    pub pay: Vec<Pay>,
    pub pay_terms: PayTerms,
    pub responsibility: Responsibility,
}

/// What adverts are read with: the labels of one catalogue and the phrasings.
pub struct Reader {
    phrasing: &'static Phrasing,
    words: Words,
    labels: LabelIndex,
    candidates: Option<Candidates>,
    occupations: Index,
    phrases: Vec<(SkillIx, &'static SkillPhrases)>,
    doing: Vec<u64>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl Reader {
    /// Reads against one catalogue.
    ///
    /// # Errors
    /// Only when the program was built with phrasings that are no valid file, which its tests exclude.
    pub fn new(catalog: &Catalog) -> Result<Self, PhrasingError> {
        let phrasing = phrasing()?;
        let words = Words::new(catalog.language());
        let mut shared = SharedWords::new(&words);
        let labels = LabelIndex::new(catalog, &mut shared);
        let candidates = Candidates::new(catalog, &mut shared);
        let phrases = phrasing.skills.iter();
        let phrases = phrases.filter_map(|row| Some((catalog.skill_by_uri(&row.uri)?, row)));
        Ok(Self {
            phrases: phrases.collect(),
            doing: phrasing.doing.iter().map(|verb| words.stem(verb)).collect(),
            labels,
            candidates,
            occupations: Index::occupations(catalog),
            phrasing,
            words,
        })
    }

    /// Reads an advert. `catalog` is the one that the reader was made of.
    pub fn read(&self, catalog: &Catalog, advert: &AdvertText<'_>) -> Reading {
        let phrasing = self.phrasing;
        let first = advert.text.trim_start().lines().next().unwrap_or_default();
        let apart = advert.title.filter(|title| !first.contains(*title));
        let begins = if apart.is_some() {
            Section::Lead
        } else {
            Section::Title
        };
        let sentences = sentences_from(begins, advert.text, phrasing);
        let language = language(advert.text, &phrasing.common_words);
        let title = advert
            .title
            .or(sentences.first().map(|s| s.text))
            .unwrap_or_default();
        let occupations = self.occupations(catalog, title);
        let surest = occupations.first().filter(|found| found.is_meant());
        let is_step = surest.is_some_and(|found| advert.route.contains(&found.occupation));
        let post = post(apart, &sentences, &phrasing.post, is_step);
        let absent: Vec<Vec<Range<usize>>> =
            sentences.iter().map(|s| self.absent_places(s)).collect();
        let finder = Finder {
            catalog,
            phrasing,
            labels: &self.labels,
            words: &self.words,
            // The table of word vectors is English.
            candidates: self.candidates.as_ref().filter(|_| language == "en"),
            phrases: &self.phrases,
            doing: &self.doing,
        };
        let checklist = checklist(&sentences, phrasing);
        let pay = pay(&sentences, phrasing);
        Reading {
            language,
            conditions: conditions(&sentences, phrasing),
            skills: finder.find(&sentences, &absent),
            absent: self.absent_terms(&sentences, &absent),
            questions: questions(&sentences, &checklist, &pay, post.kind, phrasing),
            responsibility: responsibility(&sentences, &checklist, post.kind, phrasing),
            post,
            occupations,
            checklist,
            pay,
            pay_terms: pay_terms(advert.text, &phrasing.pay),
        }
    }

    fn occupations(&self, catalog: &Catalog, title: &str) -> Vec<OccupationMatch> {
        let title = bare_title(title);
        if title.is_empty() {
            return Vec::new();
        }
        let named = |title: &str| {
            let boosts = Boosts::none();
            let found = titles(catalog, &self.occupations, title, &boosts, OCCUPATIONS);
            let score = |at: usize| match found.title_match {
                TitleMatch::First if at == 0 => 1.0,
                TitleMatch::Several(count) if at < count => 1.0 / count as f32,
                _ => 0.3 / (at + 1) as f32,
            };
            let hits = found.hits.iter().enumerate();
            let matches = hits.map(|(at, hit)| OccupationMatch {
                occupation: OccupationIx(hit.item),
                score: score(at),
            });
            (found.title_match, matches.collect::<Vec<_>>())
        };
        let (title_match, whole) = named(&title);
        if title_match != TitleMatch::Nearest {
            return whole;
        }
        // "CISO & data protection officer" names two.
        let mut out: Vec<OccupationMatch> = Vec::new();
        for part in parts(&title) {
            let (title_match, matches) = named(part);
            let count = match title_match {
                TitleMatch::First => 1,
                TitleMatch::Several(count) => count,
                TitleMatch::Nearest => 0,
            };
            for found in matches.into_iter().take(count) {
                if !out.iter().any(|known| known.occupation == found.occupation) {
                    out.push(found);
                }
            }
        }
        out.truncate(OCCUPATIONS);
        if out.is_empty() { whole } else { out }
    }

    /// The places of terms that ESCO lacks; a longer term wins over one inside it.
    fn absent_places(&self, sentence: &Sentence<'_>) -> Vec<Range<usize>> {
        let text = sentence.text;
        let lower = text.to_lowercase();
        // Places in the one are places in the other.
        let lower = (lower.len() == text.len()).then_some(&*lower);
        let mut found: Vec<Range<usize>> = Vec::new();
        for term in &self.phrasing.absent {
            let cased = term.chars().any(char::is_uppercase);
            let hay = lower.filter(|_| !cased).unwrap_or(text);
            for (at, _) in hay.match_indices(&**term) {
                let range = at..at + term.len();
                let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let before = text.get(..range.start).and_then(|t| t.chars().next_back());
                let after = text.get(range.end..).and_then(|t| t.chars().next());
                if !is_word(before) && !is_word(after) {
                    found.push(range);
                }
            }
        }
        let longest = |at: &Range<usize>| {
            !found
                .iter()
                .any(|other| other != at && is_within(at, other))
        };
        let mut out: Vec<Range<usize>> = found.iter().filter(|at| longest(at)).cloned().collect();
        out.sort_by_key(|at| at.start);
        out.dedup();
        out
    }

    /// What the forms of a term have in common: "NIS-2" is "NIS2".
    fn absent_key(&self, term: &str) -> String {
        let forms = &self.phrasing.absent_forms;
        name_key(forms.get(term).map_or(term, |usual| usual))
    }

    fn absent_terms(
        &self,
        sentences: &[Sentence<'_>],
        absent: &[Vec<Range<usize>>],
    ) -> Vec<AbsentTerm> {
        let mut out: Vec<AbsentTerm> = Vec::new();
        for (sentence, found) in sentences.iter().zip(absent) {
            let context = Context::new(sentence, self.phrasing);
            for at in found
                .iter()
                .filter(|at| context.asks() && !context.is_negated(at))
            {
                let text = sentence.text.get(at.clone()).unwrap_or_default();
                let span = sentence.span(at);
                let key = self.absent_key(text);
                let same = |known: &&mut AbsentTerm| self.absent_key(&known.text) == key;
                match out.iter_mut().find(same) {
                    Some(known) => known.spans.push(span),
                    None => out.push(AbsentTerm {
                        text: text.to_owned(),
                        spans: vec![span],
                    }),
                }
            }
        }
        out
    }
}

/// A title without what adverts add to it: notes in parentheses, the share of a post, its rank.
fn bare_title(title: &str) -> String {
    let mut depth = 0_u32;
    let outside = title.chars().filter(|c| {
        depth += u32::from(*c == '(');
        let keep = depth == 0;
        depth = depth.saturating_sub(u32::from(*c == ')'));
        keep
    });
    let outside: String = outside.collect();
    let first = outside.split([',', '|', '–']).next().unwrap_or_default();
    without_seniority(first)
}

/// The titles that a title of several joins.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let joints = [" & ", " and ", " und ", " / ", "/", " + "];
    let joint = joints.into_iter().find(|joint| title.contains(joint));
    let parts = joint.map(|joint| title.split(joint).map(str::trim));
    parts.into_iter().flatten().filter(|part| !part.is_empty())
}

/// The language of a text, German or else English, by its commonest words.
fn language(text: &str, common: &CommonWords) -> &'static str {
    let is_one_of = |list: &[Box<str>], word: &str| list.iter().any(|known| **known == *word);
    let mut counts = [0_usize; 2];
    for word in text.split(|c: char| !c.is_alphabetic()).take(400) {
        let word = word.to_lowercase();
        counts[0] += usize::from(is_one_of(&common.german, &word));
        counts[1] += usize::from(is_one_of(&common.english, &word));
    }
    if counts[0] > counts[1] { "de" } else { "en" }
}
