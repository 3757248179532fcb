//! The validator: what the classification and the editorial files must satisfy together. A test and
//! `cisopath doctor` run it.

mod content;
mod routes;

use std::collections::BTreeSet;

use super::Catalog;

/// Milestones there must be at least.
pub(crate) const MILESTONES: usize = 36;
/// Rows of synonyms for skills there must be at least.
pub(crate) const SYNONYMS: usize = 90;
/// Terms there must be at least that are not matched by meaning.
pub(crate) const EXCLUSIONS: usize = 80;
/// Certificates there must be at least.
pub(crate) const CERTIFICATES: usize = 15;
/// Words the guide must have at least.
pub(crate) const GUIDE_WORDS: usize = 1_200;

/// Everything wrong with a catalogue, a sentence each; empty when it is sound.
pub(crate) fn issues(catalog: &Catalog) -> Vec<String> {
    let mut found = Issues {
        catalog,
        found: catalog.reference_problems.clone(),
    };
    found.amounts();
    found.routes();
    found.milestones();
    found.synonyms();
    found.exclusions();
    found.certificates();
    found.practice();
    found.not_assumed();
    found.guide();
    found.found
}

/// The problems found so far, those of the references first.
struct Issues<'a> {
    catalog: &'a Catalog,
    found: Vec<String>,
}

impl Issues<'_> {
    fn report(&mut self, issue: String) {
        self.found.push(issue);
    }

    /// There is enough of everything.
    fn amounts(&mut self) {
        let catalog = self.catalog;
        let synonyms = catalog.synonyms.synonyms.len();
        let exclusions = catalog.exclusions.exclusions.len();
        let certificates = catalog.certifications.certifications.len();
        for (what, least, found) in [
            ("milestones", MILESTONES, catalog.milestones.len()),
            ("rows of synonyms", SYNONYMS, synonyms),
            (
                "rows of terms excluded from meaning",
                EXCLUSIONS,
                exclusions,
            ),
            ("certificates", CERTIFICATES, certificates),
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
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::catalog::from_json::SCHEMA;
    use crate::catalog::{EditorialText, LoadError};

    #[test]
    fn the_embedded_catalogue_is_sound() {
        let issues = issues(&Catalog::embedded().unwrap());
        assert!(issues.is_empty(), "{issues:#?}");
    }

    /// The files of a small catalogue, sound but for its size: three occupations on one route.
    struct Small(Value);

    fn occupation(n: usize) -> Value {
        json!({"uri": format!("o{n}"), "label": format!("job {n}"), "code": format!("1.{n}")})
    }

    impl Small {
        fn new() -> Self {
            let themes = [
                "policy ownership",
                "incident preparation",
                "stakeholder communication",
                "risk to decision",
                "people and budget",
                "technical depth",
            ];
            let milestone = |(i, theme): (usize, &&str)| {
                json!({"id": format!("m{i}"), "title": "t", "theme": theme, "topics": if i == 0 { vec!["privacy"] } else { vec![] },
                       "hours": [1, 2], "months": [1, 2], "needs": "n", "evidence": "e",
                       "skills": [{"uri": "s0", "label": "skill 0"}]})
            };
            let milestones: Vec<Value> = themes.iter().enumerate().map(milestone).collect();
            let transition = |from: usize, to: usize, ids: [&str; 3]| {
                json!({"id": format!("t{from}{to}"), "from": occupation(from), "to": occupation(to),
                       "move": "advancement", "basis": "editorial", "why": "w", "milestones": ids})
            };
            let station = |n: usize| {
                let mut station = occupation(n);
                station["short"] = json!(format!("s{n}"));
                station
            };
            Self(json!({
                "tracks": {"basis": "editorial",
                    "goal": occupation(2),
                    "stations": [station(0), station(1), station(2)],
                    "transitions": [transition(0, 1, ["m0", "m1", "m2"]), transition(1, 2, ["m3", "m4", "m5"])],
                    "tracks": [{"id": "k", "title": "K", "summary": "s", "routes": [
                        {"id": "r", "title": "R", "why": "w", "basis": "editorial", "transitions": ["t01", "t12"]}]}]
                },
                "milestones": {"basis": "editorial", "milestones": milestones},
                "practice": {"basis": "editorial", "title": "p", "for": occupation(2), "skills": [
                    {"uri": "s1", "label": "skill 1", "why": "w"}]},
                "synonyms": {"basis": "editorial", "synonyms": [{"terms": ["a"], "targets": [{"uri": "s0", "label": "skill 0", "fit": "exact"}]}],
                    "occupations": [], "absent": [{"terms": ["b"], "note": "n"}], "pinned": []},
                "never": {"basis": "editorial", "exclusions": [{"terms": ["c d"], "reason": "r"}]},
                "certifications": {"basis": "published", "certifications": [{"id": "c", "name": "C", "title": "C", "issuer": "I",
                    "experience": {"months": null, "text": ""}, "upkeep": {"cycle_years": null, "credits": null, "yearly_minimum": null},
                    "sources": [{"url": "https://example.org/c", "for": "upkeep"}], "verify_url": "https://www.example.org/", "as_of": "2026-11-23", "confidence": "A",
                    "helps": [{"track": "k"}], "helps_basis": "editorial"}]},
                "frameworks": {"basis": "editorial", "as_of": "2026-11-23", "occupations": []},
                "guide": {"basis": "editorial", "as_of": "2026-11-23", "disclaimer": "d", "sections": [
                    {"id": "g", "title": "G", "blocks": [{"kind": "paragraph", "text": "x"}],
                     "links": [{"to": "section", "id": "g", "label": "l"}]}]},
            }))
        }

        /// Sets the value at a path such as `tracks/goal/uri`.
        fn set(&mut self, path: &str, value: Value) {
            let (parent, key) = path.rsplit_once('/').unwrap();
            let parent = self.0.pointer_mut(&format!("/{parent}")).unwrap();
            match key.parse::<usize>() {
                Ok(at) => parent[at] = value,
                Err(_) => parent[key] = value,
            }
        }

        fn load(&self) -> Result<Catalog, LoadError> {
            let esco = json!({
                "schema": SCHEMA, "release": "0", "language": "en", "attribution": "a", "occupations_in_all": 10,
                "isco": [], "skill_groups": [],
                "occupations": (0..3).map(|n| json!({"uri": format!("o{n}"), "code": format!("1.{n}"), "isco": "1",
                    "label": format!("job {n}"), "alt": "", "essential": [0], "optional": []})).collect::<Vec<_>>(),
                "skills": (0..2).map(|n| json!({"uri": format!("s{n}"), "label": format!("skill {n}"), "kind": "skill",
                    "reuse": "unstated", "n": 1, "groups": [], "alt": ""})).collect::<Vec<_>>(),
            });
            let text = |file: &str| self.0[file].to_string();
            let editorial = EditorialText {
                tracks: &text("tracks"),
                milestones: &text("milestones"),
                practice: &text("practice"),
                synonyms: &text("synonyms"),
                never: &text("never"),
                certifications: &text("certifications"),
                frameworks: &text("frameworks"),
                guide: &text("guide"),
            };
            Catalog::from_json(&esco.to_string(), &editorial)
        }

        /// The issues other than its size.
        fn issues(&self) -> Vec<String> {
            let mut all = issues(&self.load().unwrap());
            all.retain(|issue| !issue.ends_with("are the least"));
            all
        }
    }

    /// Each case sets values of the small catalogue, and gives a part of the issue that is then found.
    fn check(cases: &str) {
        for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
            let (changes, expected) = case.split_once(" => ").unwrap();
            let mut small = Small::new();
            for change in changes.split(" and ") {
                let (path, value) = change.split_once(" = ").unwrap();
                small.set(path, serde_json::from_str(value).unwrap());
            }
            let issues = small.issues();
            let is_found = issues.iter().any(|issue| issue.contains(expected));
            assert!(is_found, "{case}: {issues:#?}");
        }
    }

    #[test]
    fn the_small_catalogue_is_sound_but_small() {
        assert_eq!(Small::new().issues(), Vec::<String>::new());
        assert_eq!(issues(&Small::new().load().unwrap()).len(), 5);
    }

    #[test]
    fn dangling_references_and_wrong_labels_are_refused() {
        check(
            r#"
            tracks/goal/uri = "x" => tracks, goal: no occupation x
            tracks/stations/0/label = "x" => "x" is called "job 0"
            milestones/milestones/0/skills/0/uri = "x" => no skill x
            synonyms/synonyms/0/targets/0/uri = "x" => no skill x
            tracks/transitions/0/milestones/0 = "x" => no milestone x
            tracks/tracks/0/routes/0/transitions/0 = "x" => no transition x
            certifications/certifications/0/helps/0/track = "x" => no track x
            guide/sections/0/links/0/id = "x" => leads nowhere
            "#,
        );
    }

    #[test]
    fn routes_connect_end_at_the_goal_and_meet_the_themes() {
        check(
            r#"
            tracks/tracks/0/routes/0/transitions = ["t01", "t01"] => does not begin where
            tracks/tracks/0/routes/0/transitions = ["t01"] => does not end at the goal
            milestones/milestones/4/theme = "technical depth" => route r: no milestone of people and budget
            milestones/milestones/0/topics = [] => route r: no privacy milestone
            "#,
        );
    }

    #[test]
    fn a_route_passes_no_occupation_twice() {
        let mut small = Small::new();
        let mut back = small.0["tracks"]["transitions"][0].clone();
        back["id"] = json!("t10");
        (back["from"], back["to"]) = (occupation(1), occupation(0));
        let transitions = &mut small.0["tracks"]["transitions"];
        transitions.as_array_mut().unwrap().push(back);
        let there_and_back = json!(["t01", "t10", "t01", "t12"]);
        small.set("tracks/tracks/0/routes/0/transitions", there_and_back);
        let issues = small.issues();
        assert!(issues.iter().any(|i| i.contains("passes job 0 twice")));
    }

    #[test]
    fn milestones_have_skills_and_sensible_ranges() {
        check(
            r#"
            milestones/milestones/0/skills = [] => 0 skills
            milestones/milestones/0/hours = [3, 2] => hours
            tracks/transitions/0/milestones = ["m0"] => 1 milestones
            "#,
        );
    }

    #[test]
    fn a_synonym_that_hits_two_things_or_a_label_of_another_says_so() {
        let two = r#"[{"uri": "s0", "label": "skill 0", "fit": "exact"}, {"uri": "s1", "label": "skill 1", "fit": "near"}]"#;
        check(&format!(
            "synonyms/synonyms/0/targets = {two} => hits 2 skills without saying why"
        ));
        check(
            r#"
            synonyms/absent/0/terms = ["A"] => stands in two rows
            synonyms/synonyms/0/terms = ["Skill 1"] => synonym Skill 1: ESCO gives it to "skill 1", which no note says
            synonyms/occupations = [{"terms": ["Job 1"], "targets": [{"uri": "o0", "label": "job 0", "fit": "exact"}]}] => synonym Job 1: ESCO gives it to "job 1", which no note says
            synonyms/pinned = [{"name": "job 1", "uri": "o0", "label": "job 0"}] => pinned job 1: ESCO gives it to "job 1" too
            "#,
        );
    }

    #[test]
    fn an_excluded_term_has_a_reason_and_is_no_exact_synonym() {
        check(
            r#"
            never/exclusions/0/reason = "" => excluded c d: no reason
            never/exclusions/0/terms = [] => a row of exclusions has no term
            never/exclusions/0/terms = ["c d", "C-D"] => the excluded term c d stands there twice
            never/exclusions/0/terms = ["A"] => excluded A: a synonym means "skill 0" by it exactly
            "#,
        );
    }

    #[test]
    fn no_file_is_read_without_its_basis() {
        for (path, key) in [
            ("/tracks", "basis"),
            ("/milestones", "basis"),
            ("/practice", "basis"),
            ("/synonyms", "basis"),
            ("/never", "basis"),
            ("/certifications", "basis"),
            ("/certifications/certifications/0", "helps_basis"),
            ("/frameworks", "basis"),
            ("/guide", "basis"),
        ] {
            let mut small = Small::new();
            let object = small.0.pointer_mut(path).unwrap();
            object.as_object_mut().unwrap().remove(key).unwrap();
            let error = small.load().unwrap_err();
            let source = std::error::Error::source(&error).unwrap().to_string();
            let missing = format!("missing field `{key}`");
            assert!(source.contains(&missing), "{source}");
        }
    }

    #[test]
    fn practice_asks_for_what_esco_does_not_and_assumes_what_it_does() {
        let row = r#"{"uri": "o0", "label": "job 0", "code": "1.0"}"#;
        check(&format!(
            r#"
            practice/skills/0 = {{"uri": "s0", "label": "skill 0", "why": "w"}} => ESCO asks for skill 0 already
            practice/not_assumed = [{{"occupation": {row}, "why": "w", "skills": [{{"uri": "s1", "label": "skill 1"}}]}}] => not assumed of job 0: ESCO does not ask for skill 1
            practice/not_assumed = [{{"occupation": {row}, "why": "", "skills": [{{"uri": "s0", "label": "skill 0"}}]}}] => not assumed of job 0: does not say why
            "#
        ));
    }

    #[test]
    fn certificates_name_source_day_and_confidence() {
        check(
            r#"
            certifications/certifications/0/sources = [] and certifications/certifications/0/experience/text = "Five years." => no source
            certifications/certifications/0/sources/0/url = "https://example.com/c" => https://example.com/c is no page of its issuer
            certifications/certifications/0/verify_url = null => no page of its issuer
            certifications/certifications/0/confidence = "D" => confidence
            certifications/certifications/0/as_of = "soon" => no day
            "#,
        );
    }

    #[test]
    fn ids_and_short_names_are_unique() {
        check(
            r#"
            tracks/transitions/1/id = "t01" => transition t01 stands there twice
            tracks/stations/1/short = "s0" => short name s0 stands there twice
            tracks/stations/1/short = "seventeen letters" => longer than 16
            "#,
        );
    }
}
