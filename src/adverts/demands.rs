//! The skills that an advert asks for, with the words that show each, in two tiers.
//!
//! Quoted (`sure`) is a skill of which the advert's own words are a label, an unambiguous alternative label, an exact
//! synonym or a phrasing of `data/reading.json`. A noun shows an action skill only with a verb of doing. What was
//! found by word forms or by meaning is `maybe`: it enters no count before the person accepts it.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::candidates::{Candidates, Named};
use super::conditions::language_places;
use super::context::{Context, Need, Verb};
use super::label_index::{LabelHit, LabelIndex, LabelKind};
use super::phrasing::{Phrasing, SkillPhrases};
use super::section::Section;
use super::sentence::Sentence;
use super::word::{Word, Words};
use crate::catalog::{Catalog, Kind, SkillIx};
use crate::posting::{Span, is_within, overlap};
use crate::text::folds_to;

/// The most skills that one sentence perhaps asks for.
const MOST: usize = 3;

/// How certain it is that an advert asks for a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Perhaps: the person decides.
    Maybe,
    /// Quoted.
    Sure,
}

/// How a skill was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum How {
    Label,
    Synonym,
    Phrase,
    /// In meaning.
    Meaning,
}

/// A skill that an advert asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillDemand {
    pub skill: SkillIx,
    pub tier: Tier,
    pub how: How,
    pub need: Need,
    /// Skills of one group are alternatives: "A or B" is one demand.
    pub group: Option<usize>,
    /// The words that show it, in the order of the text.
    pub spans: Vec<Span>,
    /// The logarithm of the odds that the advert asks for it, by which what is only perhaps asked for is ordered;
    /// infinite for what is quoted.
    pub log_odds: f32,
}

/// A skill found in one sentence.
#[derive(Clone, Debug)]
struct Hit {
    at: Range<usize>,
    skill: SkillIx,
    tier: Tier,
    how: How,
    log_odds: f32,
    /// By which words a skill that is only perhaps asked for was found.
    named: Named,
}

/// What finds skills in sentences.
pub(super) struct Finder<'r> {
    pub(super) catalog: &'r Catalog,
    pub(super) phrasing: &'r Phrasing,
    pub(super) labels: &'r LabelIndex,
    pub(super) words: &'r Words,
    pub(super) candidates: Option<&'r Candidates>,
    /// The skills with phrasings of their own, where the catalogue has them.
    pub(super) phrases: &'r [(SkillIx, &'r SkillPhrases)],
    /// The stems of the verbs of doing.
    pub(super) doing: &'r [u64],
}

impl Finder<'_> {
    /// The skills of all sentences, once each: the quoted ones in the order in which they are first asked for, then the
    /// others, the likeliest first. `absent` are the places of terms that ESCO lacks, in bytes of each sentence.
    pub(super) fn find(
        &self,
        sentences: &[Sentence<'_>],
        absent: &[Vec<Range<usize>>],
    ) -> Vec<SkillDemand> {
        let mut out: Vec<SkillDemand> = Vec::new();
        let mut groups = 0;
        for (sentence, absent) in sentences.iter().zip(absent) {
            let context = Context::new(sentence, self.phrasing);
            if !context.asks() {
                continue;
            }
            let hits = self.in_sentence(&context, absent);
            let alternatives = alternatives(sentence.text, &hits);
            for (hit, group) in hits.iter().zip(&alternatives) {
                let need = context.need(&hit.at);
                let span = sentence.span(&hit.at);
                if let Some(known) = out.iter_mut().find(|demand| demand.skill == hit.skill) {
                    merge(known, hit, need, span);
                } else {
                    out.push(SkillDemand {
                        skill: hit.skill,
                        tier: hit.tier,
                        how: hit.how,
                        need,
                        group: group.map(|group| groups + group),
                        spans: vec![span],
                        log_odds: hit.log_odds,
                    });
                }
            }
            groups += alternatives
                .iter()
                .flatten()
                .max()
                .map_or(0, |most| most + 1);
        }
        out.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds));
        out
    }

    fn in_sentence(&self, context: &Context<'_, '_>, absent: &[Range<usize>]) -> Vec<Hit> {
        let text = context.sentence.text;
        let words = self.words.of(text);
        let (mut hits, compounds) = self.labels(context, &words);
        hits.extend(self.phrases(text));
        let offices: Vec<Range<usize>> = self.phrasing.offices.find_all(text).collect();
        // A certificate is a condition.
        let certificates = self.phrasing.conditions.certificates.find_all(text);
        let certificates: Vec<Range<usize>> = certificates.collect();
        // So are years of something and a degree in it.
        let years = self.phrasing.conditions.years.find_all(text);
        let degrees = self.phrasing.conditions.degree.find_all(text);
        let conditions: Vec<Range<usize>> = years.chain(degrees).collect();
        let languages = language_places(context, &self.phrasing.conditions);
        let employments = self.phrasing.employment.find_all(text);
        let employments: Vec<Range<usize>> = employments.collect();
        hits.retain(|hit| {
            let certificate = certificates.iter().any(|range| overlap(range, &hit.at));
            let office = offices.iter().any(|range| is_within(&hit.at, range));
            let is_absent = absent.iter().any(|range| overlap(range, &hit.at));
            let condition = conditions.iter().any(|range| is_within(&hit.at, range));
            let language = languages.iter().any(|(range, _)| is_within(&hit.at, range));
            let employment = employments.iter().any(|range| overlap(range, &hit.at));
            !context.is_negated(&hit.at)
                && !certificate
                && !language
                && !employment
                && (hit.how == How::Phrase || !is_absent && !office && !condition)
        });
        let helped =
            |hit: &Hit| hit.how == How::Phrase && self.verb(context, &hit.at) == Verb::Helping;
        let demoted: Vec<bool> = hits
            .iter()
            .map(|hit| helped(hit) || is_inside_longer(hit, &hits))
            .collect();
        for (hit, demoted) in hits.iter_mut().zip(demoted) {
            if demoted || context.sentence.section == Section::Title {
                hit.tier = Tier::Maybe;
            }
        }
        // Of one skill the surest hit, then the longest.
        hits.sort_by_key(|hit| {
            (
                hit.skill,
                std::cmp::Reverse((hit.tier, hit.at.len())),
                hit.how,
            )
        });
        hits.dedup_by_key(|hit| hit.skill);
        let (mut out, perhaps): (Vec<Hit>, Vec<Hit>) =
            hits.into_iter().partition(|hit| hit.tier == Tier::Sure);
        if context.sentence.section != Section::Title {
            let mut perhaps = self.likely(context, &words, &out, perhaps);
            perhaps.retain(|hit| hit.named == Named::Phrase || !compounds.contains(&hit.skill));
            out.extend(perhaps);
        }
        out.sort_by_key(|hit| (hit.at.start, hit.skill));
        out
    }

    /// The likely ones of the skills that a sentence perhaps asks for: those found by words and those near in meaning.
    fn likely(
        &self,
        context: &Context<'_, '_>,
        words: &[Word],
        quoted: &[Hit],
        mut found: Vec<Hit>,
    ) -> Vec<Hit> {
        for hit in &mut found {
            hit.log_odds = 0.0;
        }
        if let Some(candidates) = self.candidates {
            let named: Vec<(SkillIx, Named)> =
                found.iter().map(|hit| (hit.skill, hit.named)).collect();
            let mut by_words = found;
            let likely = candidates.likely(context.sentence.text, words, &named);
            found = likely
                .into_iter()
                .map(|candidate| {
                    let known = by_words.iter().position(|hit| hit.skill == candidate.skill);
                    let known = known.map(|at| by_words.swap_remove(at));
                    let log_odds = candidate.log_odds;
                    known.map_or(
                        Hit {
                            at: candidate.at,
                            skill: candidate.skill,
                            tier: Tier::Maybe,
                            how: How::Meaning,
                            log_odds,
                            named: Named::Nowhere,
                        },
                        |hit| Hit { log_odds, ..hit },
                    )
                })
                .collect();
        }
        found.retain(|hit| {
            let said = |quoted: &Hit| quoted.skill == hit.skill || is_within(&hit.at, &quoted.at);
            !context.is_negated(&hit.at) && !quoted.iter().any(said)
        });
        found.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds));
        found.truncate(MOST);
        found
    }

    /// The skills that labels name, and those whose label a compound merely resembles.
    fn labels(&self, context: &Context<'_, '_>, words: &[Word]) -> (Vec<Hit>, Vec<SkillIx>) {
        let text = context.sentence.text;
        let found = self.labels.find(text, words);
        let listed = |list: &[Box<str>], hit: &LabelHit| {
            let word = text.get(hit.at.clone()).unwrap_or_default();
            list.iter()
                .any(|entry| folds_to(entry, &crate::text::fold(word)))
        };
        let found = found
            .into_iter()
            .filter(|hit| !listed(&self.phrasing.never_quoted, hit));
        let (compounds, found): (Vec<LabelHit>, Vec<LabelHit>) =
            found.partition(|hit| self.is_compound(hit, text));
        let hits = found
            .into_iter()
            .map(|hit| Hit {
                tier: if listed(&self.phrasing.ambiguous, &hit) {
                    Tier::Maybe
                } else {
                    self.tier(context, &hit)
                },
                log_odds: f32::INFINITY,
                named: match hit.kind {
                    LabelKind::Preferred | LabelKind::Alternative => Named::Nowhere,
                    // An abbreviation shares no word with the label that it stands for.
                    LabelKind::Synonym { .. } if hit.capitals => Named::Phrase,
                    LabelKind::Synonym { .. } | LabelKind::Near => Named::Term,
                },
                how: match hit.kind {
                    LabelKind::Preferred | LabelKind::Alternative => How::Label,
                    LabelKind::Synonym { .. } | LabelKind::Near => How::Synonym,
                },
                at: hit.at,
                skill: hit.skill,
            })
            .collect();
        (hits, compounds.iter().map(|hit| hit.skill).collect())
    }

    fn verb(&self, context: &Context<'_, '_>, at: &Range<usize>) -> Verb {
        context.verb(at, |word| self.doing.contains(&self.words.stem(word)))
    }

    /// Whether a label of a skill quotes it there.
    fn tier(&self, context: &Context<'_, '_>, hit: &LabelHit) -> Tier {
        let verb = self.verb(context, &hit.at);
        let knowledge = self.catalog.skill(hit.skill).kind() == Kind::Knowledge;
        let text = context
            .sentence
            .text
            .get(hit.at.clone())
            .unwrap_or_default();
        let first = self.words.stem(first_word(text));
        let begins_with_verb = hit.words > 1 && self.doing.contains(&first);
        let sure = match hit.kind {
            LabelKind::Near => false,
            _ if hit.ambiguous || verb == Verb::Helping => false,
            _ if !begins_with_verb && self.is_part_of_longer(context.sentence.text, &hit.at) => {
                false
            }
            // "Electricity" may be anything.
            LabelKind::Preferred if hit.words == 1 => {
                let is_name = text.chars().any(char::is_uppercase) && hit.at.start > 0;
                knowledge && (is_name || verb == Verb::Knowing)
            }
            LabelKind::Preferred => true,
            LabelKind::Alternative if hit.words == 1 && !hit.capitals => false,
            LabelKind::Alternative if knowledge => true,
            LabelKind::Alternative => begins_with_verb,
            LabelKind::Synonym { rank } => {
                if knowledge {
                    verb != Verb::Doing
                } else {
                    rank == 0
                        && (begins_with_verb
                            || verb == Verb::Doing
                            || hit.capitals && verb == Verb::None)
                }
            }
        };
        if sure { Tier::Sure } else { Tier::Maybe }
    }

    /// Whether a noun stands where the labels of a skill have its verb: the "management team" is no team to manage.
    fn is_compound(&self, hit: &LabelHit, text: &str) -> bool {
        let skill = self.catalog.skill(hit.skill);
        let text = text.get(hit.at.clone()).unwrap_or_default();
        let first = first_word(text).to_lowercase();
        let is_noun = ["ment", "tion", "ments", "tions"]
            .iter()
            .any(|ending| first.ends_with(ending));
        let mut labels = std::iter::once(skill.label()).chain(skill.alternative_labels().iter());
        matches!(hit.kind, LabelKind::Preferred | LabelKind::Alternative)
            && is_noun
            && hit.words > 1
            && skill.kind() != Kind::Knowledge
            && !labels.any(|label| first_word(label).to_lowercase() == first)
    }

    /// Whether a phrase goes on as a longer name: "risk assessment" in "risk assessment tools".
    fn is_part_of_longer(&self, text: &str, at: &Range<usize>) -> bool {
        let before = text.get(..at.start).unwrap_or_default();
        let after = text.get(at.end..).unwrap_or_default();
        let left = before.strip_suffix(['-', '(']);
        let left = left.and_then(|rest| rest.chars().next_back());
        let right = after.strip_prefix('-');
        let right = right.and_then(|rest| rest.chars().next());
        let mut joined = [left, right].into_iter().flatten();
        joined.any(char::is_alphanumeric)
            || self
                .phrasing
                .longer
                .find(after)
                .is_some_and(|found| found.start == 1)
    }

    fn phrases(&self, text: &str) -> Vec<Hit> {
        let mut out = Vec::new();
        for (skill, phrases) in self.phrases {
            for (tier, patterns) in [(Tier::Sure, &phrases.sure), (Tier::Maybe, &phrases.maybe)] {
                out.extend(patterns.find(text).map(|at| Hit {
                    at,
                    skill: *skill,
                    tier,
                    how: How::Phrase,
                    log_odds: f32::INFINITY,
                    named: Named::Phrase,
                }));
            }
        }
        out
    }
}

fn first_word(text: &str) -> &str {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.next().unwrap_or_default()
}

/// Whether the words of a hit are part of the longer words of another one that is quoted.
fn is_inside_longer(hit: &Hit, all: &[Hit]) -> bool {
    all.iter().any(|other| {
        other.tier == Tier::Sure
            && other.skill != hit.skill
            && other.at.len() > hit.at.len()
            && is_within(&hit.at, &other.at)
    })
}

/// Adds one more place to a demand.
fn merge(known: &mut SkillDemand, hit: &Hit, need: Need, span: Span) {
    if hit.tier > known.tier {
        known.tier = hit.tier;
        known.how = hit.how;
        known.need = need;
        known.log_odds = hit.log_odds;
        known.spans.clear();
    }
    if hit.tier == known.tier {
        known.need = known.need.max(need);
        known.log_odds = known.log_odds.max(hit.log_odds);
        known.spans.push(span);
    }
}

/// For each hit the number of its group: those that an "or" joins, or commas and an "or".
fn alternatives(text: &str, hits: &[Hit]) -> Vec<Option<usize>> {
    let mut out = vec![None; hits.len()];
    let mut next = 0;
    let is_sure = |hit: &Hit| hit.tier == Tier::Sure;
    // What its own words name stands in the list too, though it is only perhaps asked for.
    let is_named = |hit: &Hit| {
        let apart = |other: &&Hit| other.skill != hit.skill && overlap(&other.at, &hit.at);
        hit.named != Named::Nowhere && !hits.iter().any(|other| apart(&other))
    };
    let sure: Vec<usize> = (0..hits.len())
        .filter(|at| is_sure(&hits[*at]) || is_named(&hits[*at]))
        .collect();
    let mut from = 0;
    while from < sure.len() {
        let mut to = from;
        let mut has_or = false;
        while let Some(following) = sure.get(to + 1) {
            let between = hits[sure[to]].at.end..hits[*following].at.start;
            match text.get(between).map(joint) {
                Some(Joint::Or) => has_or = true,
                Some(Joint::Comma) => {}
                _ => break,
            }
            to += 1;
        }
        if has_or {
            for at in &sure[from..=to] {
                out[*at] = Some(next);
            }
            next += 1;
        }
        from = to + 1;
    }
    out
}

enum Joint {
    Or,
    Comma,
    Other,
}

/// What stands between two phrases of a list.
fn joint(between: &str) -> Joint {
    let words: Vec<&str> = between
        .split([' ', ',', '/'])
        .filter(|w| !w.is_empty())
        .collect();
    match words.as_slice() {
        [] if between.contains(',') => Joint::Comma,
        [] if between.contains('/') => Joint::Or,
        ["or" | "oder"] | ["or", "a" | "an" | "in" | "of" | "with"] => Joint::Or,
        _ => Joint::Other,
    }
}
