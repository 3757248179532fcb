//! A classification in a form that is read back without parsing: a text, one of alternative labels, and one list of
//! numbers.
//!
//! Every string stands in its text, one behind the other in the order in which they are read, so that their lengths
//! among the numbers are enough to find them again. Most of the strings are alternative labels, which need not be there
//! when a catalogue is loaded. Knows nothing of files, versions and checksums: whoever keeps the
//! bytes vouches for them. What does not fit together all the same is an error, never a panic.

use arcstr::ArcStr;

use super::id::OccupationIx;
use super::label::{Labels, LaterText};
use super::load::{EscoFile, EscoGroup, Head, IscoTitle, LoadError, SCHEMA};
use super::skill::{Kind, ReuseLevel};
use super::tables::{Builder, NewOccupation, NewSkill, Sizes};

/// The bytes do not hold a classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the packed catalogue does not fit together")]
pub struct Broken;

/// What stands for no group above a group.
const TOP: u32 = u32::MAX;

/// A classification in three parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// Little-endian numbers of 32 bits.
    pub numbers: Vec<u8>,
    /// All strings but these:
    pub text: String,
    /// Alternative labels.
    pub alternatives: String,
}

impl Packed {
    /// Packs a classification.
    pub fn new(file: &EscoFile<'_>) -> Self {
        let mut out = Self::default();
        out.number(file.schema);
        for text in [&file.release, &file.language, &file.attribution] {
            out.string(text);
        }
        out.number(file.occupations_in_all);
        let sizes = file.sizes();
        for size in [
            sizes.occupations,
            sizes.skills,
            sizes.essential,
            sizes.optional,
            sizes.groups,
        ] {
            out.number(size as u32);
        }
        out.count(&file.skill_groups);
        for EscoGroup(code, title, above) in &file.skill_groups {
            out.string(code);
            out.string(title);
            out.number(above.map_or(TOP, u32::from));
        }
        out.count(&file.isco);
        for IscoTitle(code, title) in &file.isco {
            out.string(code);
            out.string(title);
        }
        out.count(&file.occupations);
        for each in &file.occupations {
            for text in [&each.uri, &each.code, &each.isco, &each.label] {
                out.string(text);
            }
            out.alternative(&each.alt);
            for list in [&each.essential, &each.optional] {
                out.count(list);
                out.numbers(list.iter().copied());
            }
        }
        // Sorting by URI is most of what linking would cost.
        let mut by_uri: Vec<u32> = (0..file.occupations.len() as u32).collect();
        by_uri.sort_by_key(|at| &file.occupations[*at as usize].uri);
        out.count(&by_uri);
        out.numbers(by_uri.into_iter());
        out.count(&file.skills);
        for each in &file.skills {
            for text in [&each.uri, &each.label] {
                out.string(text);
            }
            out.alternative(&each.alt);
            out.number(each.kind as u32);
            out.number(each.reuse as u32);
            out.number(each.n);
            out.count(&each.groups);
            out.numbers(each.groups.iter().map(|group| u32::from(*group)));
        }
        out
    }

    fn number(&mut self, number: u32) {
        self.numbers.extend(number.to_le_bytes());
    }

    fn numbers(&mut self, all: impl Iterator<Item = u32>) {
        for number in all {
            self.number(number);
        }
    }

    fn count<T>(&mut self, list: &[T]) {
        self.number(list.len() as u32);
    }

    fn string(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.text.push_str(text);
    }

    fn alternative(&mut self, joined: &str) {
        self.number(joined.len() as u32);
        self.alternatives.push_str(joined);
    }
}

/// Reads a classification back; its strings are parts of `text`, its alternative labels of `alternatives`.
///
/// # Errors
/// [`Broken`] when numbers and text are not what [`Packed::new`] made of one classification.
pub(super) fn unpack(
    numbers: &[u8],
    text: &ArcStr,
    alternatives: &LaterText,
) -> Result<Head, LoadError> {
    let mut from = Reader {
        numbers,
        text,
        alternatives,
        alternatives_read: 0,
    };
    if from.number()? != SCHEMA {
        return Err(Broken.into());
    }
    let [release, _language, _attribution] = from.strings()?;
    let occupations_in_all = from.number()?;
    let sizes = Sizes {
        occupations: from.count()?,
        skills: from.count()?,
        essential: from.count()?,
        optional: from.count()?,
        groups: from.count()?,
    };
    let mut builder = Builder::new(text, occupations_in_all, sizes);
    from.each(|from| {
        let [code, title] = from.strings()?;
        let above = match from.number()? {
            TOP => None,
            above => Some(u16::try_from(above).map_err(|_| Broken)?),
        };
        builder.group(code, title, above);
        Ok(())
    })?;
    from.each(|from| {
        let [code, title] = from.strings()?;
        builder.isco(code, title);
        Ok(())
    })?;
    let (mut essential, mut optional) = (Vec::new(), Vec::new());
    from.each(|from| from.occupation(&mut builder, &mut essential, &mut optional))?;
    let mut by_uri = Vec::new();
    from.list(&mut by_uri, OccupationIx)?;
    let mut groups = Vec::new();
    from.each(|from| from.skill(&mut builder, &mut groups))?;
    let count = builder.occupation_count();
    let rest = !from.numbers.is_empty() || !from.text.is_empty();
    if rest || by_uri.iter().any(|ix| ix.index() >= count) {
        return Err(Broken.into());
    }
    Ok(Head {
        release: release.into(),
        occupations_in_all,
        tables: builder.finish(Some(by_uri))?,
    })
}

/// What was not read yet.
struct Reader<'n, 'a> {
    numbers: &'n [u8],
    text: &'a str,
    alternatives: &'a LaterText,
    /// How much of them was given out.
    alternatives_read: u32,
}

impl<'a> Reader<'_, 'a> {
    fn number(&mut self) -> Result<u32, Broken> {
        let (number, rest) = self.numbers.split_first_chunk().ok_or(Broken)?;
        self.numbers = rest;
        Ok(u32::from_le_bytes(*number))
    }

    fn string(&mut self) -> Result<&'a str, Broken> {
        let len = self.number()? as usize;
        let (string, rest) = self.text.split_at_checked(len).ok_or(Broken)?;
        self.text = rest;
        Ok(string)
    }

    fn labels(&mut self) -> Result<Labels, Broken> {
        let start = self.alternatives_read;
        let end = start.checked_add(self.number()?).ok_or(Broken)?;
        self.alternatives_read = end;
        Ok(Labels::part(self.alternatives, start..end))
    }

    fn strings<const N: usize>(&mut self) -> Result<[&'a str; N], Broken> {
        let mut out = [""; N];
        for string in &mut out {
            *string = self.string()?;
        }
        Ok(out)
    }

    /// How many entries follow. Each takes a number at least: a wrong count asks for no more than there is.
    fn count(&mut self) -> Result<usize, Broken> {
        let count = self.number()? as usize;
        if count > self.numbers.len() / size_of::<u32>() {
            return Err(Broken);
        }
        Ok(count)
    }

    fn each(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        for _ in 0..self.count()? {
            read(self)?;
        }
        Ok(())
    }

    /// Numbers, in place of what `out` held.
    fn list<T>(&mut self, out: &mut Vec<T>, of: impl Fn(u32) -> T) -> Result<(), Broken> {
        let len = self.count()? * size_of::<u32>();
        let (mine, rest) = self.numbers.split_at_checked(len).ok_or(Broken)?;
        self.numbers = rest;
        out.clear();
        let (numbers, _) = mine.as_chunks();
        out.extend(numbers.iter().map(|number| of(u32::from_le_bytes(*number))));
        Ok(())
    }

    fn occupation(
        &mut self,
        builder: &mut Builder<'_>,
        essential: &mut Vec<u32>,
        optional: &mut Vec<u32>,
    ) -> Result<(), Broken> {
        let [uri, code, isco, label] = self.strings()?;
        let alternative = self.labels()?;
        self.list(essential, |skill| skill)?;
        self.list(optional, |skill| skill)?;
        builder.occupation(NewOccupation {
            uri,
            code,
            isco,
            label,
            alternative,
            essential,
            optional,
        });
        Ok(())
    }

    fn skill(&mut self, builder: &mut Builder<'_>, groups: &mut Vec<u16>) -> Result<(), Broken> {
        let [uri, label] = self.strings()?;
        let alternative = self.labels()?;
        let (kind, reuse) = (self.number()? as usize, self.number()? as usize);
        let n = self.number()?;
        self.list(groups, |group| u16::try_from(group).unwrap_or(u16::MAX))?;
        builder.skill(NewSkill {
            uri,
            label,
            alternative,
            kind: *Kind::ALL.get(kind).ok_or(Broken)?,
            reuse: *ReuseLevel::ALL.get(reuse).ok_or(Broken)?,
            n,
            groups,
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::Catalog;
    use crate::catalog::description::Descriptions;
    use crate::catalog::lazy::Lazily;
    use crate::catalog::load::EMBEDDED_ESCO;

    fn embedded() -> EscoFile<'static> {
        serde_json::from_str(&EMBEDDED_ESCO).unwrap()
    }

    #[test]
    fn what_was_packed_comes_back() {
        let packed = Packed::new(&embedded());
        let alternatives = packed.alternatives;
        let kept = Catalog::from_packed(
            &packed.numbers,
            &packed.text.into(),
            Lazily::new(move || alternatives.into()),
            Lazily::ready(Descriptions::default()),
        )
        .unwrap();
        let known = Catalog::embedded().unwrap();
        assert_eq!(kept.occupations(), known.occupations());
        assert_eq!(kept.skills(), known.skills());
        assert_eq!(kept.skill_groups(), known.skill_groups());
        assert_eq!(kept.title(), known.title());
        for occupation in known.occupations() {
            assert_eq!(kept.occupation_by_uri(&occupation.uri), Some(occupation.ix));
        }
    }

    #[test]
    fn kinds_and_levels_are_packed_by_their_place() {
        assert!(
            Kind::ALL
                .into_iter()
                .enumerate()
                .all(|(at, kind)| kind as usize == at)
        );
        assert!(
            ReuseLevel::ALL
                .into_iter()
                .enumerate()
                .all(|(at, level)| level as usize == at)
        );
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(at in 0_usize..4000, byte: u8, cut in 0_usize..4000) {
            let Packed { mut numbers, text, .. } = Packed::new(&embedded());
            let nothing = LaterText::new(Lazily::ready(ArcStr::new()));
            numbers[at] = byte;
            let shorter = ArcStr::from(text.get(..cut / 2).unwrap_or_default());
            let text = ArcStr::from(text);
            drop(unpack(&numbers, &text, &nothing));
            drop(unpack(&numbers[..cut], &text, &nothing));
            drop(unpack(&numbers, &shorter, &nothing));
        }
    }
}
