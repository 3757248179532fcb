//! The sentences of an advert, each with the section in which it stands.

use std::ops::Range;

use super::phrasing::Phrasing;
use super::section::Section;
use crate::posting::Span;

/// A sentence, or a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence<'t> {
    pub(super) text: &'t str,
    /// Where it begins, in code points of the whole.
    pub(super) start: usize,
    pub(super) section: Section,
}

impl Sentence<'_> {
    /// The place of a range of its bytes in the whole.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let count = |to: usize| self.text.get(..to).unwrap_or(self.text).chars().count();
        Span {
            start: self.start + count(range.start),
            end: self.start + count(range.end),
        }
    }
}

/// Longest a heading may be, in characters.
const HEADING: usize = 60;

/// The most words of a question that belongs to the sentence behind it.
const ASKED: usize = 3;

/// Signs that begin a line of a list.
const BULLETS: &[char] = &[
    '-', '*', '•', '·', '–', '—', '▪', '◦', '●', '■', '‣', 'o', '✓', '✔',
];

/// The sentences of a text, its first line as the title.
#[cfg(test)]
pub(super) fn sentences<'t>(text: &'t str, phrasing: &Phrasing) -> Vec<Sentence<'t>> {
    sentences_from(Section::Title, text, phrasing)
}

/// The sentences of a text that begins in a section.
pub(super) fn sentences_from<'t>(
    mut section: Section,
    text: &'t str,
    phrasing: &Phrasing,
) -> Vec<Sentence<'t>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut has_headings = false;
    for line in text.split('\n') {
        let (skipped, content, listed) = content(line);
        let at = start + skipped;
        start += line.chars().count() + 1;
        if content.is_empty() {
            continue;
        }
        if section == Section::Title {
            section = Section::Lead;
            // A page that states its title in a field begins its text with a sentence.
            if !content.ends_with('.') {
                out.push(Sentence {
                    text: content,
                    start: at,
                    section: Section::Title,
                });
                continue;
            }
        }
        if let Some(found) = (!listed).then(|| heading(content, phrasing)).flatten() {
            section = found;
            has_headings = true;
            continue;
        }
        let section = label(content, phrasing)
            .filter(|of_line| *of_line != Section::Excluded)
            .filter(|of_line| !listed || matches!(of_line, Section::Nice | Section::Required))
            .unwrap_or(section);
        let mut from = at;
        for part in split(content, phrasing) {
            let lead = part.len() - part.trim_start().len();
            let lead = part.get(..lead).unwrap_or_default().chars().count();
            if !part.trim().is_empty() {
                out.push(Sentence {
                    text: part.trim(),
                    start: from + lead,
                    section,
                });
            }
            from += part.chars().count();
        }
    }
    if !has_headings {
        let lead = out.iter_mut().filter(|s| s.section == Section::Lead);
        lead.for_each(|sentence| sentence.section = Section::Unknown);
    }
    out
}

/// How many code points stand before the content of a line, the content, and whether it is a line of a list.
fn content(line: &str) -> (usize, &str, bool) {
    let trimmed = line.trim_start();
    let mut rest = trimmed.trim_start_matches('#').trim_start();
    let mut listed = false;
    if let Some(after) = rest
        .strip_prefix(BULLETS)
        .filter(|after| after.starts_with([' ', '\t', '\u{a0}']))
    {
        rest = after.trim_start();
        listed = true;
    }
    let skipped = line.get(..line.len() - rest.len()).unwrap_or_default();
    (skipped.chars().count(), rest.trim_end(), listed)
}

/// Signs around the name of a heading.
fn is_ornament(c: char) -> bool {
    c == '*' || c == '_' || c == ':' || c.is_whitespace()
}

/// The section of which a text is the name.
fn named(name: &str, phrasing: &Phrasing) -> Option<Section> {
    let mut sections = phrasing.sections.iter();
    let found = sections.find(|row| row.patterns.is_all_of(name));
    found.map(|row| row.section)
}

/// The section that a heading begins; none where the line is no heading, as one with figures or with more behind a
/// colon is none. A short line that ends like no sentence begins a part of which nothing is known.
fn heading(line: &str, phrasing: &Phrasing) -> Option<Section> {
    let name = line.trim_matches(is_ornament);
    if line.chars().count() > HEADING
        || name.ends_with(['.', ',', ';', '!'])
        || name.contains(':')
        || name.chars().any(char::is_numeric)
    {
        return None;
    }
    if let Some(section) = named(name, phrasing) {
        return Some(section);
    }
    let bare = line.ends_with(':') || line.starts_with("**") && line.ends_with("**");
    (bare && name.split_whitespace().count() <= 7).then_some(Section::Unknown)
}

/// The section of a line that begins with the name of one and a colon: "Required: CISSP".
fn label(line: &str, phrasing: &Phrasing) -> Option<Section> {
    let (name, _) = line.split_once(':')?;
    named(name.trim_matches(is_ornament), phrasing)
}

/// A line cut behind the ends of its sentences.
fn split<'t>(line: &'t str, phrasing: &Phrasing) -> Vec<&'t str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, c) in line.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let end = at + c.len_utf8();
        let rest = line.get(end..).unwrap_or_default();
        let next = rest.trim_start().chars().next();
        let spaced = rest.starts_with(char::is_whitespace);
        let begins =
            next.is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '"' || c == '“');
        let word = line.get(from..at).unwrap_or_default();
        let word = word
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let word = word.trim_start_matches('(');
        let short = c == '.' && phrasing.abbreviations.iter().any(|known| **known == *word);
        // "31. Dezember" is a date.
        let numbered = word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2;
        let mut months = phrasing.months.iter();
        let dated = numbered && months.any(|month| rest.trim_start().starts_with(&**month));
        // "Spanish? Great, but we do not ask for it." says one thing.
        let part = line.get(from..at).unwrap_or_default();
        let asked = c == '?' && part.split_whitespace().count() <= ASKED;
        if spaced && begins && !short && !asked && !dated {
            out.push(line.get(from..end).unwrap_or_default());
            from = end;
        }
    }
    out.push(line.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::super::phrasing::phrasing;
    use super::*;

    fn read(text: &str) -> Vec<(&str, Section)> {
        let all = sentences(text, phrasing().unwrap());
        for sentence in &all {
            let whole = 0..sentence.text.len();
            assert_eq!(sentence.span(&whole).of(text), sentence.text);
        }
        all.into_iter().map(|s| (s.text, s.section)).collect()
    }

    #[test]
    fn headings_govern_the_lines_below_them() {
        use Section::{About, Benefits, Duties, Lead, Nice, Required, Title, Unknown};
        let text = "CISO (m/w/d)\nWe hire.\n\n## Über uns\nWir sind groß. Sehr.\nYour tasks:\n• Lead the team; plan.\n\
                    What you bring\n- CISSP\n**Nice to have**\n- French\nWhat we offer\n- Lunch\nMore of it:\nx";
        let expected = [
            ("CISO (m/w/d)", Title),
            ("We hire.", Lead),
            ("Wir sind groß.", About),
            ("Sehr.", About),
            ("Lead the team; plan.", Duties),
            ("CISSP", Required),
            ("French", Nice),
            ("Lunch", Benefits),
            ("x", Unknown),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn a_line_with_figures_or_with_more_behind_a_colon_is_no_heading() {
        use Section::{Benefits, Duties, Nice, Required, Title};
        let text = "T\nYour tasks\nCompensation: EUR 80,000–95,000\nMinimum 5 years in audit\nRequired: CISSP\n\
                    **Nice to have:** French\n- Must have: CISM\n- Contact: suppliers\nApply risk methods";
        let expected = [
            ("T", Title),
            ("Compensation: EUR 80,000–95,000", Benefits),
            ("Minimum 5 years in audit", Duties),
            ("Required: CISSP", Required),
            ("**Nice to have:** French", Nice),
            ("Must have: CISM", Required),
            ("Contact: suppliers", Duties),
            ("Apply risk methods", Duties),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn what_a_heading_asks_of_the_candidate_is_required() {
        for heading in [
            "Your profile",
            "What you bring",
            "Requirements",
            "What we're looking for",
            "What we’re looking for",
            "Essential criteria",
            "Minimum qualifications",
            "Your skills and experience",
            "Required skills",
            "What we ask",
            "What we ask of you:",
            "What we expect",
            "Your profile - essential",
            "Requirements (must have)",
            "Essential",
            "Must have",
            "Das erwarten wir von Ihnen",
        ] {
            let text = format!("T\n{heading}\nCISSP");
            assert_eq!(read(&text)[1], ("CISSP", Section::Required), "{heading}");
        }
    }

    #[test]
    fn a_heading_says_that_its_part_of_the_profile_is_a_wish() {
        for heading in ["Your profile – desirable", "Qualifications (nice to have)"] {
            let text = format!("T\n{heading}\nCISSP");
            assert_eq!(read(&text)[1], ("CISSP", Section::Nice), "{heading}");
        }
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        let text = "T\nDr. Müller leads approx. 5 people, e.g. Ann. You report to her! Pay is EUR 1.2 m. 30 days.";
        let texts: Vec<&str> = read(text).into_iter().map(|(text, _)| text).collect();
        let expected = [
            "T",
            "Dr. Müller leads approx. 5 people, e.g. Ann.",
            "You report to her!",
            "Pay is EUR 1.2 m.",
            "30 days.",
        ];
        assert_eq!(texts, expected);
        assert!(read("").is_empty());
    }
}
