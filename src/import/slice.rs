//! The slice of ESCO that is embedded: which occupations `slice.toml` names, and `esco.json` made from them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::classification::{Classification, RawOccupation, ReadError, asked_by};
use super::esco;
use super::hierarchy::Hierarchy;
use super::problem::Problems;
use crate::catalog::Relation;
use crate::catalog::from_json::{EscoFile, EscoOccupation, EscoSkill, IscoTitle, SCHEMA};
use crate::catalog::label::join_labels;

/// The slice that cisopath ships.
pub const SHIPPED: &str = include_str!("../../data/slice.toml");

/// What must be said where ESCO is used.
const ATTRIBUTION: &str = "This service uses the ESCO classification of the European Commission.";

/// Which occupations belong to a slice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SliceSpec {
    /// Everything named by any of these.
    pub include: Vec<Include>,
}

/// One line of a slice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Include {
    /// Beginning of an ISCO-08 group's code.
    pub isco: Option<String>,
    /// One ESCO code.
    pub code: Option<String>,
    /// Why they belong.
    pub why: String,
}

/// Why a slice could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SliceError {
    /// The slice file is not what it should be.
    #[error("the slice file is not valid: {0}")]
    Spec(String),
    /// A line names nothing.
    #[error("the slice names {0}, which the classification does not have")]
    Nothing(String),
    /// The download cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl SliceSpec {
    /// A slice from the text of `slice.toml`.
    ///
    /// # Errors
    /// [`SliceError::Spec`] when it is not TOML of this form, or a line names both or neither of group and code.
    pub fn parse(text: &str) -> Result<Self, SliceError> {
        let spec: Self =
            toml::from_str(text).map_err(|e| SliceError::Spec(e.message().to_owned()))?;
        if spec
            .include
            .iter()
            .any(|i| i.isco.is_some() == i.code.is_some())
        {
            return Err(SliceError::Spec(
                "each [[include]] names isco or code".to_owned(),
            ));
        }
        Ok(spec)
    }
}

impl Include {
    fn names(&self, occupation: &RawOccupation) -> bool {
        self.isco
            .as_ref()
            .is_some_and(|g| occupation.isco.starts_with(g.as_str()))
            || self.code.as_ref().is_some_and(|c| *c == occupation.code)
    }
}

/// Reads a download and cuts the slice from it.
///
/// # Errors
/// [`SliceError`] as its variants say.
pub fn rebuild(
    folder: &Path,
    slice_toml: &str,
    release: Option<&str>,
) -> Result<(EscoFile, Problems), SliceError> {
    let spec = SliceSpec::parse(slice_toml)?;
    let options = esco::Options {
        language: Some("en"),
        release,
    };
    let reading = esco::read(&[folder.to_owned()], options, &mut |_| true)?;
    Ok((extract(&reading.classification, &spec)?, reading.problems))
}

/// Cuts a slice: the occupations it names (by ESCO code), all skills they ask for (by URI), and for each skill how many
/// occupations of the whole classification ask for it.
///
/// # Errors
/// [`SliceError::Nothing`] when a line of the slice names no occupation, and as [`whole`].
pub fn extract(classification: &Classification, spec: &SliceSpec) -> Result<EscoFile, SliceError> {
    for each in &spec.include {
        if !classification.occupations.values().any(|o| each.names(o)) {
            let name = each.isco.as_ref().map(|g| format!("ISCO group {g}"));
            let name = name.or_else(|| each.code.clone()).unwrap_or_default();
            return Err(SliceError::Nothing(name));
        }
    }
    let chosen = classification.occupations.iter();
    let chosen = chosen.filter(|(_, o)| spec.include.iter().any(|i| i.names(o)));
    Ok(file(classification, chosen.collect(), false)?)
}

/// The whole of a classification: every occupation (by ESCO code) and every skill (by URI).
///
/// # Errors
/// [`ReadError::TooMany`] when its skill groups do not fit into a catalogue.
pub fn whole(classification: &Classification) -> Result<EscoFile, ReadError> {
    file(
        classification,
        classification.occupations.iter().collect(),
        true,
    )
}

/// The file of the chosen occupations with the skills that they ask for, or all skills.
fn file(
    classification: &Classification,
    mut chosen: Vec<(&String, &RawOccupation)>,
    all_skills: bool,
) -> Result<EscoFile, ReadError> {
    chosen.sort_by_key(|(uri, o)| (segments(&o.code), *uri));
    let places: HashMap<&str, usize> = chosen
        .iter()
        .enumerate()
        .map(|(at, (uri, _))| (uri.as_str(), at))
        .collect();
    // Relations name occupations and skills by their places in the order of URIs.
    let all: Vec<&str> = classification.skills.keys().map(String::as_str).collect();
    let chosen_place: Vec<Option<usize>> = classification
        .occupations
        .keys()
        .map(|uri| places.get(uri.as_str()).copied())
        .collect();

    let relevant: Vec<(usize, Relation, &str)> = classification
        .relations
        .iter()
        .filter_map(|(o, relation, s)| {
            let occupation = *chosen_place.get(*o as usize)?;
            Some((occupation?, *relation, *all.get(*s as usize)?))
        })
        .collect();
    let uris: BTreeSet<&str> = if all_skills {
        all.into_iter().collect()
    } else {
        relevant.iter().map(|(_, _, s)| *s).collect()
    };
    let numbers: BTreeMap<&str, u32> = uris.iter().copied().zip(0..).collect();

    let mut lists: Vec<[BTreeSet<u32>; 2]> = vec![Default::default(); chosen.len()];
    for (occupation, relation, skill) in relevant {
        let list = usize::from(relation == Relation::Optional);
        lists[occupation][list].insert(numbers[skill]);
    }
    let occupations: Vec<EscoOccupation> = chosen
        .into_iter()
        .zip(lists)
        .map(|((uri, o), [essential, optional])| EscoOccupation {
            uri: uri.as_str().into(),
            code: o.code.as_str().into(),
            isco: o.isco.as_str().into(),
            label: o.names.label.as_str().into(),
            alt: join_labels(o.names.alternative_labels.iter().map(String::as_str)).into(),
            essential: essential.into_iter().collect(),
            optional: optional.into_iter().collect(),
        })
        .collect();
    let codes: BTreeSet<&str> = occupations.iter().map(|o| &*o.isco).collect();
    let hierarchy = Hierarchy::above(classification, &uris)?;
    let skills = skills(classification, &uris, &hierarchy);
    Ok(EscoFile {
        schema: SCHEMA,
        release: classification.release.as_str().into(),
        language: classification.language.as_str().into(),
        attribution: ATTRIBUTION.into(),
        occupations_in_all: classification.occupations.len() as u32,
        isco: codes
            .into_iter()
            .map(|code| {
                let title = classification.isco.get(code).cloned().unwrap_or_default();
                IscoTitle(code.into(), title.into())
            })
            .collect(),
        skill_groups: hierarchy.groups,
        occupations,
        skills,
    })
}

/// The skills of a slice with the places of their groups.
fn skills(
    classification: &Classification,
    uris: &BTreeSet<&str>,
    hierarchy: &Hierarchy<'_>,
) -> Vec<EscoSkill> {
    let asked_by = asked_by(classification);
    let by_uri = classification.skills.keys().map(String::as_str);
    let n: HashMap<&str, u32> = by_uri.zip(asked_by).collect();
    uris.iter()
        .filter_map(|uri| Some((*uri, classification.skills.get(*uri)?)))
        .map(|(uri, skill)| EscoSkill {
            uri: (*uri).into(),
            label: skill.names.label.as_str().into(),
            kind: skill.kind,
            reuse: skill.reuse_level,
            n: n.get(uri).copied().unwrap_or(0),
            groups: hierarchy.of(uri).into(),
            alt: join_labels(skill.names.alternative_labels.iter().map(String::as_str)).into(),
        })
        .collect()
}

/// The descriptions of a file's occupations, then of its skills, in its order.
pub fn descriptions<'c>(
    classification: &'c Classification,
    file: &EscoFile,
) -> impl Iterator<Item = &'c str> {
    let occupations = file.occupations.iter();
    let occupations =
        occupations.map(|o| Some(&classification.occupations.get(&*o.uri)?.names.description));
    let skills = file.skills.iter();
    let skills = skills.map(|s| Some(&classification.skills.get(&*s.uri)?.names.description));
    let all = occupations.chain(skills);
    all.map(|text| text.map_or("", String::as_str))
}

/// A code by its numbers, so that 2529.10 comes after 2529.9.
fn segments(code: &str) -> Vec<u32> {
    code.split('.')
        .map(|s| s.parse().unwrap_or(u32::MAX))
        .collect()
}

/// The file as text: one record a line, so that what a release changed can be read in a diff; the same value gives the
/// same bytes.
///
/// # Errors
/// When a value cannot be written as JSON, which these types exclude.
pub fn to_json(file: &EscoFile) -> Result<String, serde_json::Error> {
    let fields = [
        ("schema", serde_json::to_string(&file.schema)?),
        ("release", serde_json::to_string(&file.release)?),
        ("language", serde_json::to_string(&file.language)?),
        ("attribution", serde_json::to_string(&file.attribution)?),
        (
            "occupations_in_all",
            serde_json::to_string(&file.occupations_in_all)?,
        ),
        ("isco", lines(&file.isco)?),
        ("skill_groups", lines(&file.skill_groups)?),
        ("occupations", lines(&file.occupations)?),
        ("skills", lines(&file.skills)?),
    ];
    let fields = fields.map(|(name, value)| format!("\"{name}\":{value}"));
    Ok(format!("{{\n{}\n}}\n", fields.join(",\n")))
}

fn lines<T: Serialize>(items: &[T]) -> Result<String, serde_json::Error> {
    let lines: Result<Vec<String>, _> = items.iter().map(serde_json::to_string).collect();
    Ok(format!("[\n{}\n]", lines?.join(",\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::EMBEDDED_ESCO;
    use crate::import::classification::{Names, RawSkill};

    #[test]
    fn the_shipped_slice_is_valid_and_says_why() {
        let spec = SliceSpec::parse(SHIPPED).unwrap();
        assert!(spec.include.iter().all(|i| !i.why.is_empty()));
    }

    #[test]
    fn the_committed_file_is_what_the_importer_writes() {
        let file: EscoFile = serde_json::from_str(EMBEDDED_ESCO).unwrap();
        assert!(to_json(&file).unwrap() == EMBEDDED_ESCO);
        let spec = SliceSpec::parse(SHIPPED).unwrap();
        for occupation in &file.occupations {
            let raw = RawOccupation {
                code: occupation.code.to_string(),
                isco: occupation.isco.to_string(),
                ..RawOccupation::default()
            };
            assert!(
                spec.include.iter().any(|i| i.names(&raw)),
                "{}",
                occupation.code
            );
        }
    }

    fn small() -> Classification {
        let names = |label: String| Names {
            label,
            ..Names::default()
        };
        let occupation = |code: &str, isco: &str| RawOccupation {
            code: code.to_owned(),
            isco: isco.to_owned(),
            names: names(format!("job {code}")),
        };
        let skill = |label: &str| RawSkill {
            names: names(label.to_owned()),
            ..RawSkill::default()
        };
        Classification {
            release: "9".to_owned(),
            language: "en".to_owned(),
            occupations: [
                ("o1".to_owned(), occupation("2529.10", "2529")),
                ("o2".to_owned(), occupation("2529.9", "2529")),
                ("o3".to_owned(), occupation("1111.1", "1111")),
            ]
            .into(),
            skills: [("s1".to_owned(), skill("a")), ("s2".to_owned(), skill("b"))].into(),
            relations: vec![
                (0, Relation::Essential, 1),
                (0, Relation::Optional, 1),
                (2, Relation::Optional, 1),
                (2, Relation::Optional, 0),
            ],
            ..Classification::default()
        }
    }

    #[test]
    fn a_slice_keeps_the_counts_of_the_whole() {
        let spec = SliceSpec::parse("[[include]]\nisco = \"252\"\nwhy = \"w\"\n").unwrap();
        let file = extract(&small(), &spec).unwrap();
        let codes: Vec<_> = file.occupations.iter().map(|o| &*o.code).collect();
        assert_eq!(codes, ["2529.9", "2529.10"], "by number, not by letter");
        assert_eq!(file.skills.len(), 1, "only what the slice asks for");
        assert_eq!(
            file.skills[0].n, 2,
            "two occupations ask for it in the whole"
        );
        assert_eq!(file.occupations_in_all, 3);
        let first = &file.occupations[1];
        assert_eq!(
            (first.essential.len(), first.optional.len()),
            (1, 1),
            "both lists are kept"
        );
    }

    #[test]
    fn a_line_that_names_nothing_is_refused() {
        let spec = SliceSpec::parse("[[include]]\ncode = \"7.7\"\nwhy = \"w\"\n").unwrap();
        let error = extract(&small(), &spec).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the slice names 7.7, which the classification does not have"
        );
    }
}
