//! A classification in a form that is read back without parsing: a text, one of alternative labels, and one list of
//! numbers.
//!
//! The numbers are the columns of `catalog::tables`, one behind the other; they come as a stream, so that nothing is kept
//! twice. Every string stands in its text in the order in which it is read, and the numbers say where it ends. Most of the
//! strings are alternative labels, which need not be there when a catalogue is loaded. Knows nothing of files, versions and
//! checksums: whoever keeps the bytes vouches for them. What does not fit together all the same is an error, never a
//! panic.

use std::io::Read;

use arcstr::ArcStr;

use super::columns::{LabelColumn, Strings};
use super::csr::Csr;
use super::gather::gathered;
use super::id::{GroupIx, SkillIx};
use super::label::{Labels, LaterText};
use super::load::{EscoFile, Head, LoadError, SCHEMA};
use super::occupation::IscoGroup;
use super::skill::{Kind, ReuseLevel};
use super::skill_group::{GroupRow, build_tree};
use super::tables::{OccupationColumns, SkillColumns, Tables};
use super::uri::Uris;
use crate::text::fold_into;
use crate::text::letters::LetterSets;

/// What was read does not make a classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the columns of the catalogue do not fit together")]
pub struct Broken;

/// What stands for no group above a group.
const TOP: u32 = u32::MAX;

/// How many bytes of numbers are read at a time.
const PIECE: usize = 1 << 14;

/// A classification in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// Little-endian numbers of 32 bits.
    pub numbers: Vec<u8>,
    /// All strings but these:
    pub text: String,
    /// Alternative labels.
    pub alternatives: String,
    /// The letters of the skills' labels, skill by skill, the preferred one first ([`LetterSets`]).
    pub skill_letters: Vec<u8>,
}

impl Packed {
    /// Packs a classification.
    ///
    /// # Errors
    /// [`LoadError`] when the file does not fit together.
    pub fn new(file: &EscoFile<'_>) -> Result<Self, LoadError> {
        let tables = gathered(file, None)?;
        let mut out = Self::default();
        out.number(file.schema);
        out.string(&file.release);
        out.number(file.occupations_in_all);
        out.count(tables.groups.len());
        for group in &tables.groups {
            out.string(&group.code);
            out.string(&group.title);
            out.number(group.above.map_or(TOP, |above| above.0.into()));
        }
        out.count(tables.isco.len());
        for group in &tables.isco {
            out.string(&group.code);
            out.string(&group.label);
        }
        out.occupations(&tables);
        out.skills(&tables);
        Ok(out)
    }

    fn occupations(&mut self, tables: &Tables) {
        let of = &tables.occupations;
        self.count(of.uris.len());
        self.uris(&of.uris);
        for strings in [&of.codes, &of.labels] {
            self.strings(strings);
        }
        self.numbers(of.isco.iter().map(|at| u32::from(*at)));
        self.alternatives((0..of.uris.len()).map(|at| of.alternative_labels.get(at)));
        for lists in [&of.essential, &of.optional] {
            self.lists(lists, |skill| skill.0);
        }
        // Sorting by URI is most of what linking would cost.
        let order = tables.occupations_by_uri.as_deref().unwrap_or_default();
        self.count(order.len());
        self.numbers(order.iter().copied());
    }

    fn skills(&mut self, tables: &Tables) {
        let of = &tables.skills;
        self.count(of.uris.len());
        self.uris(&of.uris);
        self.strings(&of.labels);
        self.numbers(of.kinds.iter().map(|kind| *kind as u32));
        self.numbers(of.reuse_levels.iter().map(|level| *level as u32));
        self.numbers(of.asked_by.iter().copied());
        self.alternatives((0..of.uris.len()).map(|at| of.alternative_labels.get(at)));
        let mut folded = String::new();
        for (at, label) in of.labels.iter().enumerate() {
            for label in std::iter::once(label).chain(of.alternative_labels.get(at).iter()) {
                folded.clear();
                fold_into(&mut folded, label);
                LetterSets::pack(&folded, &mut self.skill_letters);
            }
        }
        self.lists(&of.groups, |group| group.0.into());
        let order = tables.skills_by_uri.as_deref().unwrap_or_default();
        self.count(order.len());
        self.numbers(order.iter().copied());
    }

    fn number(&mut self, number: u32) {
        self.numbers.extend(number.to_le_bytes());
    }

    fn numbers(&mut self, all: impl Iterator<Item = u32>) {
        for number in all {
            self.number(number);
        }
    }

    fn count(&mut self, count: usize) {
        self.number(count as u32);
    }

    fn string(&mut self, text: &str) {
        self.text.push_str(text);
        self.count(self.text.len());
    }

    fn uris(&mut self, all: &Uris) {
        self.string(all.stem());
        for number in all.numbers() {
            self.numbers.extend(number.to_le_bytes());
        }
        self.count(all.others().len());
        for (at, uri) in all.others() {
            self.number(*at);
            self.string(uri);
        }
    }

    fn strings(&mut self, all: &Strings) {
        for each in all.iter() {
            self.string(each);
        }
    }

    fn alternatives<'t>(&mut self, all: impl Iterator<Item = Labels<'t>>) {
        for labels in all {
            self.alternatives.push_str(labels.joined());
            self.count(self.alternatives.len());
        }
    }

    fn lists<T: Copy>(&mut self, lists: &Csr<T>, number: impl Fn(T) -> u32) {
        self.numbers(lists.starts().iter().copied());
        self.numbers(lists.entries().iter().map(|entry| number(*entry)));
    }
}

/// Reads a classification back from `len` bytes of numbers; its strings are parts of `text`, its alternative labels of
/// `alternatives`.
///
/// # Errors
/// [`Broken`] when numbers and text are not what [`Packed::new`] made of one classification.
pub(super) fn unpack(
    numbers: &mut dyn Read,
    len: usize,
    text: &ArcStr,
    alternatives: &LaterText,
) -> Result<Head, LoadError> {
    let mut from = Reader {
        numbers,
        left: len / size_of::<u32>(),
        text,
        text_read: 0,
        alternatives,
        alternatives_read: 0,
    };
    if from.number()? != SCHEMA {
        return Err(Broken.into());
    }
    let release = from.string()?;
    let in_all = from.number()?;
    let groups = from.groups()?;
    let groups = build_tree(groups).ok_or(LoadError::Groups)?;
    let isco = from.isco()?;
    let (occupations, occupations_by_uri) = from.occupations()?;
    let (skills, skills_by_uri) = from.skills()?;
    if from.left > 0 || from.text_read as usize != text.len() {
        return Err(Broken.into());
    }
    let mut tables = Tables::new(in_all, occupations, skills, isco, groups)?;
    tables.occupations_by_uri = occupations_by_uri;
    tables.skills_by_uri = skills_by_uri;
    Ok(Head {
        release: release.into(),
        occupations_in_all: in_all,
        tables,
    })
}

/// What was not read yet.
struct Reader<'a> {
    numbers: &'a mut dyn Read,
    /// How many numbers there are.
    left: usize,
    text: &'a ArcStr,
    /// How much of it was given out.
    text_read: u32,
    alternatives: &'a LaterText,
    /// How much of them was given out.
    alternatives_read: u32,
}

impl<'a> Reader<'a> {
    /// The next `count` numbers of `N` bytes, a multiple of four. A wrong count asks for no more than there is.
    fn chunks<const N: usize, T>(
        &mut self,
        count: usize,
        of: impl Fn([u8; N]) -> Option<T>,
    ) -> Result<Vec<T>, Broken> {
        let words = count.checked_mul(N / size_of::<u32>()).ok_or(Broken)?;
        self.left = self.left.checked_sub(words).ok_or(Broken)?;
        let mut out = Vec::with_capacity(count);
        let mut piece = [0; PIECE];
        let mut bytes = count * N;
        while bytes > 0 {
            let part = &mut piece[..bytes.min(PIECE)];
            self.numbers.read_exact(part).map_err(|_| Broken)?;
            let (numbers, _) = part.as_chunks();
            for number in numbers {
                out.push(of(*number).ok_or(Broken)?);
            }
            bytes -= part.len();
        }
        Ok(out)
    }

    /// The next `count` numbers of 32 bits.
    fn column<T>(&mut self, count: usize, of: impl Fn(u32) -> Option<T>) -> Result<Vec<T>, Broken> {
        self.chunks(count, |bytes| of(u32::from_le_bytes(bytes)))
    }

    fn uris(&mut self, count: usize) -> Result<Uris, Broken> {
        let stem = self.string()?;
        let numbers = self.chunks(count, |bytes| Some(u128::from_le_bytes(bytes)))?;
        let mut others = Vec::new();
        for _ in 0..self.number()? {
            others.push((self.number()?, self.string()?.into()));
        }
        Uris::new(stem, numbers, others).ok_or(Broken)
    }

    fn number(&mut self) -> Result<u32, Broken> {
        self.left = self.left.checked_sub(1).ok_or(Broken)?;
        let mut bytes = [0; size_of::<u32>()];
        self.numbers.read_exact(&mut bytes).map_err(|_| Broken)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn string(&mut self) -> Result<&'a str, Broken> {
        let (start, end) = (self.text_read, self.number()?);
        self.text_read = end;
        self.text.get(start as usize..end as usize).ok_or(Broken)
    }

    fn strings(&mut self, count: usize) -> Result<Strings, Broken> {
        let ends = self.column(count, Some)?;
        let strings = Strings::new(self.text, self.text_read, ends).ok_or(Broken)?;
        self.text_read = strings.end();
        Ok(strings)
    }

    fn alternatives(&mut self, count: usize) -> Result<LabelColumn, Broken> {
        let ends = self.column(count, Some)?;
        let mut start = self.alternatives_read;
        let mut places = Vec::with_capacity(count);
        for end in ends {
            places.push(start..end);
            start = end;
        }
        self.alternatives_read = start;
        Ok(LabelColumn::new(self.alternatives, places))
    }

    fn lists<T>(&mut self, count: usize, of: impl Fn(u32) -> Option<T>) -> Result<Csr<T>, Broken> {
        let starts = self.column(count.checked_add(1).ok_or(Broken)?, Some)?;
        let all = self.column(starts.last().map_or(0, |end| *end as usize), of)?;
        Csr::new(all, starts).ok_or(Broken)
    }

    /// The order of `count` URIs; none where they stand in it.
    fn order(&mut self, count: usize) -> Result<Option<Vec<u32>>, Broken> {
        let len = self.number()? as usize;
        let known = |at: u32| ((at as usize) < count).then_some(at);
        match len {
            0 => Ok(None),
            len if len == count => self.column(len, known).map(Some),
            _ => Err(Broken),
        }
    }

    fn groups(&mut self) -> Result<Vec<GroupRow<'a>>, Broken> {
        let mut out = Vec::new();
        for _ in 0..self.number()? {
            let (code, title) = (self.string()?, self.string()?);
            let above = match self.number()? {
                TOP => None,
                above => Some(u16::try_from(above).map_err(|_| Broken)?),
            };
            out.push((code, title, above));
        }
        Ok(out)
    }

    fn isco(&mut self) -> Result<Vec<IscoGroup>, Broken> {
        let mut out = Vec::new();
        for _ in 0..self.number()? {
            let [code, label] = [self.string()?, self.string()?].map(Box::from);
            out.push(IscoGroup { code, label });
        }
        Ok(out)
    }

    fn occupations(&mut self) -> Result<(OccupationColumns, Option<Vec<u32>>), Broken> {
        let count = self.number()? as usize;
        let skill = |ix| Some(SkillIx(ix));
        let columns = OccupationColumns {
            uris: self.uris(count)?,
            codes: self.strings(count)?,
            labels: self.strings(count)?,
            isco: self.column(count, |at| u16::try_from(at).ok())?,
            alternative_labels: self.alternatives(count)?,
            essential: self.lists(count, skill)?,
            optional: self.lists(count, skill)?,
        };
        Ok((columns, self.order(count)?))
    }

    fn skills(&mut self) -> Result<(SkillColumns, Option<Vec<u32>>), Broken> {
        let count = self.number()? as usize;
        let columns = SkillColumns {
            uris: self.uris(count)?,
            labels: self.strings(count)?,
            kinds: self.column(count, |kind| Kind::ALL.get(kind as usize).copied())?,
            reuse_levels: self.column(count, |at| ReuseLevel::ALL.get(at as usize).copied())?,
            asked_by: self.column(count, Some)?,
            alternative_labels: self.alternatives(count)?,
            groups: self.lists(count, |at| u16::try_from(at).ok().map(GroupIx))?,
        };
        Ok((columns, self.order(count)?))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::catalog::Catalog;
    use crate::catalog::description::Descriptions;
    use crate::catalog::lazy::Lazily;
    use crate::catalog::load::EMBEDDED_ESCO;

    static PACKED: LazyLock<Packed> = LazyLock::new(|| Packed::new(&embedded()).unwrap());

    fn embedded() -> EscoFile<'static> {
        serde_json::from_str(&EMBEDDED_ESCO).unwrap()
    }

    #[test]
    fn what_was_packed_comes_back() {
        let packed = Packed::new(&embedded()).unwrap();
        let alternatives = packed.alternatives;
        let kept = Catalog::from_packed(
            &mut &*packed.numbers,
            packed.numbers.len(),
            &packed.text.into(),
            Lazily::new(move || alternatives.into()),
            Lazily::ready(Descriptions::none()),
        )
        .unwrap();
        let known = Catalog::embedded().unwrap();
        assert!(kept.occupations().eq(known.occupations()));
        assert!(kept.skills().eq(known.skills()));
        assert_eq!(kept.skill_groups(), known.skill_groups());
        assert_eq!(kept.title(), known.title());
        for occupation in known.occupations() {
            assert_eq!(
                kept.occupation_by_uri(&occupation.uri()),
                Some(occupation.ix)
            );
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
        fn no_bytes_make_it_panic(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
            let Packed { mut numbers, text, alternatives, .. } = PACKED.clone();
            let alternatives = ArcStr::from(alternatives);
            let try_with = |numbers: &[u8], text: &ArcStr| {
                let catalog = Catalog::from_packed(
                    &mut &*numbers,
                    numbers.len(),
                    text,
                    Lazily::ready(alternatives.clone()),
                    Lazily::ready(Descriptions::none()),
                );
                let Ok(catalog) = catalog else { return };
                // What is let through can be looked at whole.
                let (jobs, skills) = (catalog.occupations().len(), catalog.skills().len());
                for each in catalog.skills() {
                    assert!(each.essential_for().len() + each.optional_for().len() <= 2 * jobs);
                    assert!(each.rarity() >= 0.0 && each.groups().len() <= catalog.skill_groups().len());
                    assert!(each.label().len() + each.alternative_labels().joined().len() < 1 << 20);
                }
                for each in catalog.occupations() {
                    assert!(each.essential().len() + each.optional().len() <= 2 * skills);
                    assert!(!each.isco().code.is_empty() && each.code().len() < 1 << 20);
                }
            };
            let place = at.index(numbers.len());
            numbers[place] = byte;
            let shorter = ArcStr::from(text.get(..cut.index(text.len())).unwrap_or_default());
            let text = ArcStr::from(text);
            try_with(&numbers, &text);
            try_with(&numbers[..cut.index(numbers.len())], &text);
            try_with(&numbers, &shorter);
        }
    }
}
