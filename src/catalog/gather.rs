//! Gathering a classification entry by entry, from the form of `esco.json`.
//!
//! Its short strings are copied into columns. Alternative labels, which are most of the text, stay where they are when the
//! file's text is there to share. Knows nothing of how that text came.

use std::ops::Range;
use std::sync::Arc;

use arcstr::ArcStr;

use super::columns::LabelColumn;
use super::id::{GroupIx, SkillIx};
use super::label::LaterText;
use super::lazy::Lazily;
use super::load::{EscoFile, EscoGroup, IscoTitle, LoadError};
use super::occupation::IscoGroup;
use super::packed::Broken;
use super::skill_group::build_tree;
use super::tables::{OccupationColumns, SkillColumns, Tables};

/// The columns of a file. `text` is the text that it was read from, where there is one.
///
/// # Errors
/// [`LoadError`] when its groups are no tree or a place points outside the file.
pub(super) fn gathered(file: &EscoFile<'_>, text: Option<&ArcStr>) -> Result<Tables, LoadError> {
    let groups = file.skill_groups.iter();
    let groups = groups.map(|EscoGroup(code, title, above)| (&**code, &**title, *above));
    let groups = build_tree(groups.collect()).ok_or(LoadError::Groups)?;
    let (isco, places) = isco(file)?;
    let (jobs, skills) = (&file.occupations, &file.skills);
    let joined = jobs
        .iter()
        .map(|o| &*o.alt)
        .chain(skills.iter().map(|s| &*s.alt));
    let (alternatives, mut of_jobs) = alternatives(joined, text);
    let of_skills = of_jobs.split_off(jobs.len());
    let occupations = OccupationColumns {
        uris: jobs.iter().map(|o| &*o.uri).collect(),
        codes: jobs.iter().map(|o| &*o.code).collect(),
        labels: jobs.iter().map(|o| &*o.label).collect(),
        isco: places,
        alternative_labels: LabelColumn::new(&alternatives, of_jobs),
        essential: jobs.iter().map(|o| ascending(&o.essential)).collect(),
        optional: jobs.iter().map(|o| ascending(&o.optional)).collect(),
    };
    let skills = SkillColumns {
        uris: skills.iter().map(|s| &*s.uri).collect(),
        labels: skills.iter().map(|s| &*s.label).collect(),
        alternative_labels: LabelColumn::new(&alternatives, of_skills),
        kinds: skills.iter().map(|s| s.kind).collect(),
        reuse_levels: skills.iter().map(|s| s.reuse).collect(),
        asked_by: skills.iter().map(|s| s.n).collect(),
        groups: skills
            .iter()
            .map(|s| s.groups.iter().copied().map(GroupIx))
            .collect(),
    };
    let tables = Tables::new(file.occupations_in_all, occupations, skills, isco, groups)?;
    Ok(tables.ordered())
}

/// The ISCO-08 groups of a file, and the place of each occupation's group among them. A group without a title is
/// listed without one.
fn isco(file: &EscoFile<'_>) -> Result<(Vec<IscoGroup>, Vec<u16>), Broken> {
    let mut groups: Vec<IscoGroup> = Vec::new();
    for IscoTitle(code, title) in &file.isco {
        groups.push(IscoGroup {
            code: (&**code).into(),
            label: (&**title).into(),
        });
    }
    let mut places = Vec::new();
    for occupation in &file.occupations {
        let known = groups
            .iter()
            .rposition(|group| *group.code == *occupation.isco);
        let at = known.unwrap_or_else(|| {
            groups.push(IscoGroup {
                code: (&*occupation.isco).into(),
                label: "".into(),
            });
            groups.len() - 1
        });
        places.push(u16::try_from(at).map_err(|_| Broken)?);
    }
    Ok((groups, places))
}

fn ascending(list: &[u32]) -> impl Iterator<Item = SkillIx> {
    let mut list: Vec<SkillIx> = list.iter().copied().map(SkillIx).collect();
    list.sort_unstable();
    list.into_iter()
}

/// Alternative labels and where those of each entry stand: in `text` where all of them are parts of it, else in one of
/// their own. A string that was written with an escape is no part of its file.
fn alternatives<'a>(
    all: impl Iterator<Item = &'a str> + Clone,
    text: Option<&ArcStr>,
) -> (LaterText, Vec<Range<u32>>) {
    let ready = |text: ArcStr| Arc::new(Lazily::ready(text));
    if let Some(text) = text
        && let Some(places) = all.clone().map(|part| place(text, part)).collect()
    {
        return (ready(text.clone()), places);
    }
    let mut own = String::new();
    let mut places = Vec::new();
    for part in all {
        let start = own.len() as u32;
        own.push_str(part);
        places.push(start..own.len() as u32);
    }
    (ready(own.into()), places)
}

/// Where a part stands in a text; none when it is no part of it.
fn place(text: &ArcStr, part: &str) -> Option<Range<u32>> {
    if part.is_empty() {
        return Some(0..0);
    }
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let end = start + part.len();
    (end <= text.len()).then_some(start as u32..end as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_in_the_text_they_are_parts_of() {
        let text = ArcStr::from("one,two");
        let check = |all: &[&str], shared: bool| {
            let (later, places) = alternatives(all.iter().copied(), Some(&text));
            assert_eq!(ArcStr::ptr_eq(&later, &text), shared, "{all:?}");
            let got = places
                .iter()
                .map(|p| &later[p.start as usize..p.end as usize]);
            assert_eq!(got.collect::<Vec<_>>(), all);
        };
        check(&[&text[4..], "", &text[..3]], true);
        check(&[&text[..3], "of another"], false);
    }
}
