//! A classification in a form that is read back without parsing: one text, and one list of numbers.
//!
//! Every string stands in the text, one behind the other in the order in which they are read, so that their lengths
//! among the numbers are enough to find them again. Knows nothing of files, versions and checksums: whoever keeps the
//! bytes vouches for them. What does not fit together all the same is an error, never a panic.

use arcstr::ArcStr;

use super::id::OccupationIx;
use super::load::{EscoFile, Head, IscoTitle, LoadError, SCHEMA};
use super::skill::{Kind, ReuseLevel};
use super::tables::{Builder, NewOccupation, NewSkill};

/// The bytes do not hold a classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the packed catalogue does not fit together")]
pub struct Broken;

/// A classification in two parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// Little-endian numbers of 32 bits.
    pub numbers: Vec<u8>,
    /// All strings.
    pub text: String,
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
        out.count(&file.skill_groups);
        for title in &file.skill_groups {
            out.string(title);
        }
        out.count(&file.isco);
        for IscoTitle(code, title) in &file.isco {
            out.string(code);
            out.string(title);
        }
        out.count(&file.occupations);
        for each in &file.occupations {
            for text in [&each.uri, &each.code, &each.isco, &each.label, &each.alt] {
                out.string(text);
            }
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
            for text in [&each.uri, &each.label, &each.alt] {
                out.string(text);
            }
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
}

/// Reads a classification back; its strings are parts of `text`.
///
/// # Errors
/// [`Broken`] when numbers and text are not what [`Packed::new`] made of one classification.
pub(super) fn unpack(numbers: &[u8], text: &ArcStr) -> Result<Head, LoadError> {
    let mut from = Reader { numbers, text };
    if from.number()? != SCHEMA {
        return Err(Broken.into());
    }
    let [release, _language, _attribution] = from.strings()?;
    let occupations_in_all = from.number()?;
    let mut skill_groups: Vec<Box<str>> = Vec::new();
    from.each(|from| {
        skill_groups.push(from.string()?.into());
        Ok(())
    })?;
    let mut builder = Builder::new(text, occupations_in_all, skill_groups.len());
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
        skill_groups,
        tables: builder.finish(Some(by_uri))?,
    })
}

/// What was not read yet.
struct Reader<'n, 'a> {
    numbers: &'n [u8],
    text: &'a str,
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
        let [uri, code, isco, label, alt] = self.strings()?;
        self.list(essential, |skill| skill)?;
        self.list(optional, |skill| skill)?;
        builder.occupation(&NewOccupation {
            uri,
            code,
            isco,
            label,
            alt,
            essential,
            optional,
        });
        Ok(())
    }

    fn skill(&mut self, builder: &mut Builder<'_>, groups: &mut Vec<u16>) -> Result<(), Broken> {
        let [uri, label, alt] = self.strings()?;
        let (kind, reuse) = (self.number()? as usize, self.number()? as usize);
        let n = self.number()?;
        self.list(groups, |group| u16::try_from(group).unwrap_or(u16::MAX))?;
        builder.skill(&NewSkill {
            uri,
            label,
            alt,
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
    use crate::catalog::load::EMBEDDED_ESCO;

    fn embedded() -> EscoFile<'static> {
        serde_json::from_str(&EMBEDDED_ESCO).unwrap()
    }

    #[test]
    fn what_was_packed_comes_back() {
        let packed = Packed::new(&embedded());
        let kept = Catalog::from_packed(&packed.numbers, &packed.text.into()).unwrap();
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
            let Packed { mut numbers, text } = Packed::new(&embedded());
            numbers[at] = byte;
            let shorter = ArcStr::from(text.get(..cut / 2).unwrap_or_default());
            let text = ArcStr::from(text);
            drop(unpack(&numbers, &text));
            drop(unpack(&numbers[..cut], &text));
            drop(unpack(&numbers, &shorter));
        }
    }
}
