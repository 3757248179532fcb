//! The validator: what the classification and the editorial files must satisfy together. A test and
//! `cisopath doctor` run it.

mod content;
mod routes;

use std::collections::BTreeSet;

use super::Catalog;
use super::reference::{OccupationRef, SkillRef};

/// Milestones there must be at least.
pub(crate) const MILESTONES: usize = 36;
/// Rows of synonyms for skills there must be at least.
pub(crate) const SYNONYMS: usize = 90;
/// Certificates there must be at least.
pub(crate) const CERTIFICATES: usize = 15;
/// Words the guide must have at least.
pub(crate) const GUIDE_WORDS: usize = 1_200;

/// Everything wrong with a catalogue, a sentence each; empty when it is sound.
pub(crate) fn issues(catalog: &Catalog) -> Vec<String> {
    let mut found = Issues {
        catalog,
        found: Vec::new(),
    };
    found.references();
    found.amounts();
    found.routes();
    found.milestones();
    found.synonyms();
    found.certificates();
    found.practice();
    found.not_assumed();
    found.guide();
    found.found
}

/// What was found so far.
struct Issues<'a> {
    catalog: &'a Catalog,
    found: Vec<String>,
}

impl Issues<'_> {
    fn report(&mut self, issue: String) {
        self.found.push(issue);
    }

    fn skill(&mut self, place: &str, reference: &SkillRef) {
        match reference.ix {
            None => self.report(format!("{place}: no skill {}", reference.uri)),
            Some(ix) if *self.catalog.skill(ix).label() != *reference.label => {
                let label = self.catalog.skill(ix).label();
                self.report(format!(
                    "{place}: \"{}\" is called \"{label}\"",
                    reference.label
                ));
            }
            Some(_) => {}
        }
    }

    fn occupation(&mut self, place: &str, reference: &OccupationRef) {
        let Some(ix) = reference.ix else {
            return self.report(format!("{place}: no occupation {}", reference.uri));
        };
        let occupation = self.catalog.occupation(ix);
        if *occupation.label() != *reference.label {
            let label = occupation.label();
            self.report(format!(
                "{place}: \"{}\" is called \"{label}\"",
                reference.label
            ));
        }
        if !reference.code.is_empty() && *reference.code != *occupation.code() {
            let code = occupation.code();
            self.report(format!("{place}: {} has the code {code}", reference.label));
        }
    }

    /// Every reference leads somewhere, under the label it names.
    fn references(&mut self) {
        let catalog = self.catalog;
        let tracks = &catalog.tracks;
        self.occupation("tracks, goal", &tracks.goal);
        for station in &tracks.stations {
            self.occupation("tracks, stations", &station.occupation);
        }
        for transition in &tracks.transitions {
            let place = format!("transition {}", transition.id);
            self.occupation(&place, &transition.from);
            self.occupation(&place, &transition.to);
            for near in &transition.near {
                self.skill(&place, near);
            }
        }
        for milestone in &catalog.milestones {
            for skill in &milestone.skills {
                self.skill(&format!("milestone {}", milestone.id), skill);
            }
        }
        let synonyms = &catalog.synonyms;
        for row in &synonyms.synonyms {
            for target in &row.targets {
                self.skill(&format!("synonym {:?}", row.terms), &target.skill);
            }
        }
        for row in &synonyms.occupations {
            for target in &row.targets {
                self.occupation(&format!("synonym {:?}", row.terms), &target.occupation);
            }
        }
        for row in &synonyms.absent {
            for near in &row.nearest {
                self.skill(&format!("absent {:?}", row.terms), near);
            }
        }
        for pin in &synonyms.pinned {
            self.occupation(&format!("pinned {}", pin.name), &pin.occupation);
            for other in &pin.also {
                self.occupation(&format!("pinned {}", pin.name), other);
            }
        }
        for row in &catalog.frameworks.occupations {
            self.occupation("frameworks", &row.occupation);
        }
    }

    /// There is enough of everything.
    fn amounts(&mut self) {
        let catalog = self.catalog;
        for (what, least, found) in [
            ("milestones", MILESTONES, catalog.milestones.len()),
            (
                "rows of synonyms",
                SYNONYMS,
                catalog.synonyms.synonyms.len(),
            ),
            (
                "certificates",
                CERTIFICATES,
                catalog.certifications.certifications.len(),
            ),
            (
                "words in the guide",
                GUIDE_WORDS,
                catalog.guide.word_count(),
            ),
        ] {
            if found < least {
                self.report(format!("{found} {what}, where {least} are the least"));
            }
        }
    }

    /// Ids that must be unique.
    fn unique<'b>(&mut self, what: &str, ids: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if id.is_empty() {
                self.report(format!("{what} without an id"));
            } else if !seen.insert(id) {
                self.report(format!("{what} {id} stands there twice"));
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::catalog::from_json::SCHEMA;
    use crate::catalog::{EditorialText, LoadError};

    #[test]
    fn the_embedded_catalogue_is_sound() {
        let issues = issues(&Catalog::embedded().unwrap());
        assert!(issues.is_empty(), "{issues:#?}");
    }

    /// A small catalogue, sound but for its size: three occupations on one route.
    pub(crate) struct Small {
        pub(crate) tracks: Value,
        pub(crate) milestones: Value,
        pub(crate) practice: Value,
        pub(crate) synonyms: Value,
        pub(crate) certifications: Value,
        pub(crate) frameworks: Value,
        pub(crate) guide: Value,
    }

    fn occupation(n: usize) -> Value {
        json!({"uri": format!("o{n}"), "label": format!("job {n}"), "code": format!("1.{n}")})
    }

    impl Small {
        pub(crate) fn new() -> Self {
            let themes = [
                "policy ownership",
                "incident preparation",
                "stakeholder communication",
                "risk to decision",
                "people and budget",
                "technical depth",
            ];
            let milestones: Vec<Value> = themes
                .iter()
                .enumerate()
                .map(|(i, theme)| {
                    json!({"id": format!("m{i}"), "title": "t", "theme": theme, "topics": if i == 0 { vec!["privacy"] } else { vec![] },
                           "hours": [1, 2], "months": [1, 2], "needs": "n", "evidence": "e",
                           "skills": [{"uri": "s0", "label": "skill 0"}]})
                })
                .collect();
            let transition = |from: usize, to: usize, ids: [&str; 3]| {
                json!({"id": format!("t{from}{to}"), "from": occupation(from), "to": occupation(to),
                       "move": "advancement", "basis": "editorial", "why": "w", "milestones": ids})
            };
            let station = |n: usize| {
                let mut station = occupation(n);
                station["short"] = json!(format!("s{n}"));
                station
            };
            Self {
                tracks: json!({"basis": "editorial",
                    "goal": occupation(2),
                    "stations": [station(0), station(1), station(2)],
                    "transitions": [transition(0, 1, ["m0", "m1", "m2"]), transition(1, 2, ["m3", "m4", "m5"])],
                    "tracks": [{"id": "k", "title": "K", "summary": "s", "routes": [
                        {"id": "r", "title": "R", "why": "w", "basis": "editorial", "transitions": ["t01", "t12"]}]}]
                }),
                milestones: json!({"basis": "editorial", "milestones": milestones}),
                practice: json!({"basis": "editorial", "title": "p", "for": occupation(2), "skills": [
                    {"uri": "s1", "label": "skill 1", "why": "w"}]}),
                synonyms: json!({"basis": "editorial", "synonyms": [{"terms": ["a"], "targets": [{"uri": "s0", "label": "skill 0", "fit": "exact"}]}],
                    "occupations": [], "absent": [{"terms": ["b"], "note": "n"}], "pinned": []}),
                certifications: json!({"basis": "published", "certifications": [{"id": "c", "name": "C", "title": "C", "issuer": "I",
                    "experience": {"months": null, "text": ""}, "upkeep": {"cycle_years": null, "credits": null, "yearly_minimum": null},
                    "sources": [{"url": "https://example.org/c", "for": "upkeep"}], "verify_url": "https://www.example.org/", "as_of": "2026-11-23", "confidence": "A",
                    "helps": [{"track": "k"}], "helps_basis": "editorial"}]}),
                frameworks: json!({"basis": "editorial", "as_of": "2026-11-23", "occupations": []}),
                guide: json!({"basis": "editorial", "as_of": "2026-11-23", "disclaimer": "d", "sections": [
                    {"id": "g", "title": "G", "blocks": [{"kind": "paragraph", "text": "x"}],
                     "links": [{"to": "section", "id": "g", "label": "l"}]}]}),
            }
        }

        pub(crate) fn load(&self) -> Catalog {
            self.try_load().unwrap()
        }

        fn try_load(&self) -> Result<Catalog, LoadError> {
            let esco = json!({
                "schema": SCHEMA, "release": "0", "language": "en", "attribution": "a", "occupations_in_all": 10,
                "isco": [], "skill_groups": [],
                "occupations": (0..3).map(|n| json!({"uri": format!("o{n}"), "code": format!("1.{n}"), "isco": "1",
                    "label": format!("job {n}"), "alt": "", "essential": [0], "optional": []})).collect::<Vec<_>>(),
                "skills": (0..2).map(|n| json!({"uri": format!("s{n}"), "label": format!("skill {n}"), "kind": "skill",
                    "reuse": "unstated", "n": 1, "groups": [], "alt": ""})).collect::<Vec<_>>(),
            });
            let text = EditorialText {
                tracks: &self.tracks.to_string(),
                milestones: &self.milestones.to_string(),
                practice: &self.practice.to_string(),
                synonyms: &self.synonyms.to_string(),
                certifications: &self.certifications.to_string(),
                frameworks: &self.frameworks.to_string(),
                guide: &self.guide.to_string(),
            };
            Catalog::from_json(&esco.to_string(), &text)
        }

        /// The issues other than its size.
        fn issues(&self) -> Vec<String> {
            let all = issues(&self.load());
            all.into_iter()
                .filter(|f| !f.ends_with("are the least"))
                .collect()
        }
    }

    /// One thing is broken; the issue found contains `expected`.
    fn check(break_it: impl FnOnce(&mut Small), expected: &str) {
        let mut small = Small::new();
        break_it(&mut small);
        let issues = small.issues();
        assert!(
            issues.iter().any(|f| f.contains(expected)),
            "{expected}: {issues:#?}"
        );
    }

    #[test]
    fn the_small_catalogue_is_sound_but_small() {
        assert_eq!(Small::new().issues(), Vec::<String>::new());
        assert_eq!(issues(&Small::new().load()).len(), 4);
    }

    #[test]
    fn dangling_references_and_wrong_labels_are_refused() {
        check(
            |s| s.tracks["goal"]["uri"] = json!("x"),
            "tracks, goal: no occupation x",
        );
        check(
            |s| s.tracks["stations"][0]["label"] = json!("x"),
            "\"x\" is called \"job 0\"",
        );
        check(
            |s| s.milestones["milestones"][0]["skills"][0]["uri"] = json!("x"),
            "no skill x",
        );
        check(
            |s| s.synonyms["synonyms"][0]["targets"][0]["uri"] = json!("x"),
            "no skill x",
        );
        check(
            |s| s.tracks["transitions"][0]["milestones"][0] = json!("x"),
            "no milestone x",
        );
        check(
            |s| s.tracks["tracks"][0]["routes"][0]["transitions"][0] = json!("x"),
            "no transition x",
        );
        check(
            |s| s.certifications["certifications"][0]["helps"][0]["track"] = json!("x"),
            "no track x",
        );
        check(
            |s| s.guide["sections"][0]["links"][0]["id"] = json!("x"),
            "leads nowhere",
        );
    }

    #[test]
    fn routes_must_connect_end_at_the_goal_and_not_go_round() {
        check(
            |s| s.tracks["tracks"][0]["routes"][0]["transitions"] = json!(["t01", "t01"]),
            "does not begin where",
        );
        check(
            |s| s.tracks["tracks"][0]["routes"][0]["transitions"] = json!(["t01"]),
            "does not end at the goal",
        );
        check(
            |s| {
                let mut back = s.tracks["transitions"][0].clone();
                back["id"] = json!("t10");
                (back["from"], back["to"]) = (occupation(1), occupation(0));
                s.tracks["transitions"].as_array_mut().unwrap().push(back);
                s.tracks["tracks"][0]["routes"][0]["transitions"] =
                    json!(["t01", "t10", "t01", "t12"]);
            },
            "passes job 0 twice",
        );
    }

    #[test]
    fn a_route_meets_the_five_themes_and_privacy() {
        check(
            |s| s.milestones["milestones"][4]["theme"] = json!("technical depth"),
            "route r: no milestone of people and budget",
        );
        check(
            |s| s.milestones["milestones"][0]["topics"] = json!([]),
            "route r: no privacy milestone",
        );
    }

    #[test]
    fn milestones_have_skills_and_sensible_ranges() {
        check(
            |s| s.milestones["milestones"][0]["skills"] = json!([]),
            "0 skills",
        );
        check(
            |s| s.milestones["milestones"][0]["hours"] = json!([3, 2]),
            "hours",
        );
        check(
            |s| s.tracks["transitions"][0]["milestones"] = json!(["m0"]),
            "1 milestones",
        );
    }

    #[test]
    fn a_synonym_that_hits_two_things_says_so() {
        let two = json!([{"uri": "s0", "label": "skill 0", "fit": "exact"}, {"uri": "s1", "label": "skill 1", "fit": "near"}]);
        check(
            |s| s.synonyms["synonyms"][0]["targets"] = two,
            "hits 2 skills without saying why",
        );
        check(
            |s| s.synonyms["absent"][0]["terms"] = json!(["A"]),
            "stands in two rows",
        );
    }

    #[test]
    fn a_term_that_is_a_label_of_something_else_says_so() {
        check(
            |s| s.synonyms["synonyms"][0]["terms"] = json!(["Skill 1"]),
            "synonym Skill 1: ESCO gives it to \"skill 1\", which no note says",
        );
        check(
            |s| {
                let targets = json!([{"uri": "o0", "label": "job 0", "fit": "exact"}]);
                s.synonyms["occupations"] = json!([{"terms": ["Job 1"], "targets": targets}]);
            },
            "synonym Job 1: ESCO gives it to \"job 1\", which no note says",
        );
        check(
            |s| s.synonyms["pinned"] = json!([{"name": "job 1", "uri": "o0", "label": "job 0"}]),
            "pinned job 1: ESCO gives it to \"job 1\" too",
        );
    }

    #[test]
    fn no_file_is_read_without_its_basis() {
        let refused = |take: fn(&mut Small) -> &mut Value, place: &str, key: &str| {
            let mut small = Small::new();
            let object = take(&mut small).pointer_mut(place).unwrap();
            object.as_object_mut().unwrap().remove(key).unwrap();
            let error = small.try_load().unwrap_err();
            let source = std::error::Error::source(&error).unwrap().to_string();
            assert!(
                source.contains(&format!("missing field `{key}`")),
                "{source}"
            );
        };
        refused(|s| &mut s.tracks, "", "basis");
        refused(|s| &mut s.milestones, "", "basis");
        refused(|s| &mut s.practice, "", "basis");
        refused(|s| &mut s.synonyms, "", "basis");
        refused(|s| &mut s.certifications, "", "basis");
        refused(
            |s| &mut s.certifications,
            "/certifications/0",
            "helps_basis",
        );
        refused(|s| &mut s.frameworks, "", "basis");
        refused(|s| &mut s.guide, "", "basis");
    }

    #[test]
    fn practice_skills_are_none_of_the_goals() {
        check(
            |s| s.practice["skills"][0] = json!({"uri": "s0", "label": "skill 0", "why": "w"}),
            "ESCO asks for skill 0 already",
        );
    }

    #[test]
    fn what_is_not_assumed_is_asked_by_esco() {
        let row = |skill: usize, why: &str| {
            json!([{"occupation": occupation(0), "why": why,
                    "skills": [{"uri": format!("s{skill}"), "label": format!("skill {skill}")}]}])
        };
        check(
            |s| s.practice["not_assumed"] = row(1, "w"),
            "not assumed of job 0: ESCO does not ask for skill 1",
        );
        check(
            |s| s.practice["not_assumed"] = row(0, ""),
            "not assumed of job 0: does not say why",
        );
    }

    #[test]
    fn certificates_name_source_day_and_confidence() {
        check(
            |s| {
                let each = &mut s.certifications["certifications"][0];
                each["sources"] = json!([]);
                each["experience"]["text"] = json!("Five years.");
            },
            "no source",
        );
        check(
            |s| {
                let each = &mut s.certifications["certifications"][0];
                each["sources"][0]["url"] = json!("https://example.com/c");
            },
            "https://example.com/c is no page of its issuer",
        );
        check(
            |s| s.certifications["certifications"][0]["verify_url"] = json!(null),
            "no page of its issuer",
        );
        check(
            |s| s.certifications["certifications"][0]["confidence"] = json!("D"),
            "confidence",
        );
        check(
            |s| s.certifications["certifications"][0]["as_of"] = json!("soon"),
            "no day",
        );
    }

    #[test]
    fn ids_and_short_names_are_unique() {
        check(
            |s| s.tracks["transitions"][1]["id"] = json!("t01"),
            "transition t01 stands there twice",
        );
        check(
            |s| s.tracks["stations"][1]["short"] = json!("s0"),
            "short name s0 stands there twice",
        );
        check(
            |s| s.tracks["stations"][1]["short"] = json!("seventeen letters"),
            "longer than 16",
        );
    }
}
