//! The form of `esco.json`, and the columns made of it.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::columns::{Columns, Details, IscoGroup, OccupationColumns, SkillColumns, StringColumn};
use super::error::LoadError;
use super::id::{GroupIx, OccupationUri, SkillIx, SkillUri};
use super::skill_group::SkillGroup;
use super::skill_type::{Kind, ReuseLevel};

/// The form of `esco.json` that this version reads and writes.
pub const SCHEMA: u32 = 2;

/// `esco.json`: labels and relations of a part of the classification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscoFile {
    /// [`SCHEMA`].
    pub schema: u32,
    /// ESCO's release, such as `1.2.0`.
    pub release: Box<str>,
    pub language: Box<str>,
    /// What must be said where the data are used.
    pub attribution: Box<str>,
    /// Occupations of the whole classification: N of the rarity formula.
    pub occupations_in_all: u32,
    /// ISCO-08 groups in use, ascending by code.
    pub isco: Vec<IscoTitle>,
    /// The skill groups in use and those above them, each followed by those below it.
    pub skill_groups: Vec<EscoGroup>,
    /// The occupations, by ESCO code.
    pub occupations: Vec<EscoOccupation>,
    /// The skills, by URI.
    pub skills: Vec<EscoSkill>,
}

/// An ISCO-08 group in `esco.json`: code and title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IscoTitle(pub Box<str>, pub Box<str>);

/// A skill group in `esco.json`: code, title, and the index of the group above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscoGroup(pub Box<str>, pub Box<str>, pub Option<u16>);

/// An occupation in `esco.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscoOccupation {
    pub uri: OccupationUri,
    /// ESCO code, such as `2529.1`.
    pub code: Box<str>,
    /// ISCO-08 group by code.
    pub isco: Box<str>,
    pub label: Box<str>,
    /// Alternative labels, joined.
    pub alt: Box<str>,
    /// Indices of essential skills, ascending.
    pub essential: Vec<u32>,
    /// Indices of optional skills, ascending.
    pub optional: Vec<u32>,
}

/// A skill in `esco.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscoSkill {
    pub uri: SkillUri,
    pub label: Box<str>,
    pub kind: Kind,
    pub reuse: ReuseLevel,
    /// n of the rarity formula: occupations of the whole classification that ask for it.
    pub n: u32,
    /// Indices of its skill groups.
    pub groups: Box<[u16]>,
    /// Alternative labels, joined.
    pub alt: Box<str>,
}

impl EscoFile {
    /// The columns of the file. `descriptions` are those of its occupations, then those of its skills; none at all where
    /// they are not known.
    ///
    /// # Errors
    /// [`LoadError`] when the file has another schema, its groups are no tree, or an index points at no entry.
    pub(super) fn columns<'d>(
        &self,
        descriptions: impl IntoIterator<Item = &'d str>,
    ) -> Result<(Columns, Details), LoadError> {
        if self.schema != SCHEMA {
            return Err(LoadError::Schema {
                file: "esco.json",
                found: self.schema,
                known: SCHEMA,
            });
        }
        let (jobs, skills) = (&self.occupations, &self.skills);
        let groups = self.skill_groups.iter();
        let groups = groups.map(|EscoGroup(code, title, above)| (&**code, &**title, *above));
        let (isco, isco_of_jobs) = self.isco_groups()?;
        let job_uris: StringColumn = jobs.iter().map(|o| &*o.uri).collect();
        let skill_uris: StringColumn = skills.iter().map(|s| &*s.uri).collect();
        let columns = Columns {
            release: self.release.clone(),
            language: self.language.clone(),
            occupations_in_all: self.occupations_in_all,
            occupations: OccupationColumns {
                by_uri: job_uris.order(),
                uris: job_uris,
                codes: jobs.iter().map(|o| &*o.code).collect(),
                labels: jobs.iter().map(|o| &*o.label).collect(),
                isco: isco_of_jobs,
                essential: jobs.iter().map(|o| ascending(&o.essential)).collect(),
                optional: jobs.iter().map(|o| ascending(&o.optional)).collect(),
            },
            skills: SkillColumns {
                by_uri: skill_uris.order(),
                uris: skill_uris,
                labels: skills.iter().map(|s| &*s.label).collect(),
                kinds: skills.iter().map(|s| s.kind).collect(),
                reuse_levels: skills.iter().map(|s| s.reuse).collect(),
                asked_by: skills.iter().map(|s| s.n).collect(),
                groups: skills
                    .iter()
                    .map(|s| s.groups.iter().copied().map(GroupIx))
                    .collect(),
            },
            isco,
            groups: SkillGroup::tree(groups.collect()).ok_or(LoadError::Inconsistent)?,
            rarities: OnceLock::new(),
            required_by: OnceLock::new(),
        };
        columns.check()?;
        let mut descriptions = descriptions.into_iter();
        let details = Details {
            occupation_labels: jobs.iter().map(|o| &*o.alt).collect(),
            skill_labels: skills.iter().map(|s| &*s.alt).collect(),
            occupation_descriptions: descriptions.by_ref().take(jobs.len()).collect(),
            skill_descriptions: descriptions.collect(),
        };
        Ok((columns, details))
    }

    /// The columns encoded in two parts: what the first frame needs, and alternative labels and descriptions.
    ///
    /// # Errors
    /// As the function `columns`.
    pub fn to_binary<'d>(
        &self,
        descriptions: impl IntoIterator<Item = &'d str>,
    ) -> Result<[Vec<u8>; 2], LoadError> {
        let (columns, details) = self.columns(descriptions)?;
        Ok([
            postcard::to_allocvec(&columns)?,
            postcard::to_allocvec(&details)?,
        ])
    }

    /// The ISCO-08 groups, and the index of each occupation's group. A group that the file does not list has no title.
    fn isco_groups(&self) -> Result<(Vec<IscoGroup>, Vec<u16>), LoadError> {
        let group = |code: &str, label: &str| IscoGroup {
            code: code.into(),
            label: label.into(),
        };
        let mut groups: Vec<IscoGroup> = self
            .isco
            .iter()
            .map(|IscoTitle(code, title)| group(code, title))
            .collect();
        let mut of_jobs = Vec::with_capacity(self.occupations.len());
        for occupation in &self.occupations {
            let known = groups
                .iter()
                .rposition(|group| *group.code == *occupation.isco);
            let at = known.unwrap_or_else(|| {
                groups.push(group(&occupation.isco, ""));
                groups.len() - 1
            });
            of_jobs.push(u16::try_from(at).map_err(|_| LoadError::Inconsistent)?);
        }
        Ok((groups, of_jobs))
    }
}

fn ascending(list: &[u32]) -> impl Iterator<Item = SkillIx> {
    let mut list: Vec<SkillIx> = list.iter().copied().map(SkillIx).collect();
    list.sort_unstable();
    list.into_iter()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::catalog::{Catalog, EMBEDDED_ESCO, OccupationIx};

    static EMBEDDED: LazyLock<EscoFile> =
        LazyLock::new(|| serde_json::from_str(EMBEDDED_ESCO).unwrap());

    #[test]
    fn what_was_encoded_comes_back() {
        let parts = EMBEDDED.to_binary(["one", "two"]).unwrap();
        let columns: Columns = postcard::from_bytes(&parts[0]).unwrap();
        let details: Details = postcard::from_bytes(&parts[1]).unwrap();
        columns.check().unwrap();
        assert_eq!(postcard::to_allocvec(&columns).unwrap(), parts[0]);
        assert_eq!(details, EMBEDDED.columns(["one", "two"]).unwrap().1);
        for (at, uri) in (0..).zip(columns.occupations.uris.iter()) {
            assert_eq!(columns.occupation_by_uri(uri), Some(OccupationIx(at)));
        }
    }

    #[test]
    fn an_index_that_points_at_no_skill_is_refused() {
        let mut file = EMBEDDED.clone();
        file.occupations[0].essential.push(9999);
        assert!(matches!(file.columns([]), Err(LoadError::Inconsistent)));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
            static PARTS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| EMBEDDED.to_binary([]).unwrap());
            let look_at = |[columns, details]: [Vec<u8>; 2]| {
                let Ok(catalog) = Catalog::from_binary(&columns, move || details) else {
                    return;
                };
                for each in catalog.skills() {
                    assert!(each.rarity() >= 0.0 && each.uri().len() < 1 << 20);
                    assert!(each.essential_for().len() <= catalog.occupations().len());
                    assert!(each.groups().iter().all(|g| catalog.skill_group(*g).ix == *g));
                    assert!(each.label().len() + each.alternative_labels().joined().len() < 1 << 20);
                }
                for each in catalog.occupations() {
                    assert!(each.essential().len() + each.optional().len() <= 2 * catalog.skills().len());
                    assert!(each.isco().code.len() + each.code().len() + each.description().len() < 1 << 20);
                }
            };
            for part in [0, 1] {
                let mut wrong = PARTS.clone();
                let place = at.index(wrong[part].len());
                wrong[part][place] = byte;
                look_at(wrong.clone());
                let end = cut.index(wrong[part].len());
                wrong[part].truncate(end);
                look_at(wrong);
            }
        }
    }
}
