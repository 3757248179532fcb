//! Names on the embedded catalogue: what each rule decides, and that every label has its owner.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::*;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

fn skill_label(ix: SkillIx) -> String {
    CATALOG.skill(ix).label().to_string()
}

#[track_caller]
fn check_skill(name: &str, expected: &[&str]) {
    let found: Vec<String> = match skill(&CATALOG, name) {
        Resolved::One(ix) => vec![skill_label(ix)],
        Resolved::Several(all) => all.into_iter().map(skill_label).collect(),
        Resolved::Broad { .. } | Resolved::Near(_) => unreachable!("{name} is a skill"),
        Resolved::None => Vec::new(),
    };
    assert_eq!(found, expected, "{name}");
}

#[track_caller]
fn check_occupation(name: &str, expected: &[&str]) {
    let code = |ix| CATALOG.occupation(ix).code().to_string();
    let found: Vec<String> = match occupation(&CATALOG, name) {
        Resolved::One(ix) | Resolved::Near(ix) => vec![code(ix)],
        Resolved::Several(all) => all.into_iter().map(code).collect(),
        Resolved::Broad { bearer, others } => [&[bearer][..], &others]
            .concat()
            .into_iter()
            .map(code)
            .collect(),
        Resolved::None => Vec::new(),
    };
    assert_eq!(found, expected, "{name}");
}

#[test]
fn a_label_that_one_skill_has_means_it() {
    check_skill("nmap", &["penetration testing tool"]);
    check_skill("cloud computing", &["cloud technologies"]);
    check_skill("IoT", &["Internet of Things"]);
    check_skill("IAM", &["digital identity management"]);
    check_skill("data privacy", &["data protection"]);
    check_skill("strategic plan", &["strategic planning"]);
    check_skill("scrum", &["ICT project management methodologies"]);
}

#[test]
fn a_pin_wins_over_a_label_and_stands_first_in_its_row() {
    check_skill("risk assessment", &["assessment of risks and threats"]);
    check_skill("crypto", &["ICT encryption"]);
    let isms = "establish an Information Security Management System";
    check_skill("ISO 27001", &[isms, "ICT security standards"]);
    check_skill(
        "risk treatment plan",
        &["implement ICT risk management", "address identified risks"],
    );
}

#[test]
fn what_a_row_alone_names_is_meant() {
    check_skill(
        "statement of applicability",
        &["establish an Information Security Management System"],
    );
    check_occupation("ISMS manager", &["2529.8", "1213.9"]);
    check_occupation("pen tester", &["2529.4"]);
}

#[test]
fn titles_that_one_occupation_has_mean_it() {
    check_occupation("head of information security", &["2529.1"]);
    check_occupation("CISO", &["2529.1"]);
    check_occupation("audit manager", &["2519.2"]);
    // Two have it, and both are shown.
    check_occupation("IT security officer", &["3512.3", "2529.1"]);
    check_occupation("xqzxqz", &[]);
}

#[test]
fn a_title_for_which_a_row_names_several_is_asked_about() {
    check_occupation("information security officer", &["2529.8", "2529.1"]);
    check_occupation("ISO", &["2529.8", "2529.1"]);
    check_occupation("security officer", &["3512.3", "1219.1.2", "2529.1"]);
    check_occupation("internal auditor", &["2411.1.7", "2511.18", "2411.1.2"]);
    // The label of one of them as well.
    check_occupation("project manager", &["1330.7", "1219.6"]);
    check_occupation("security manager", &["2529.8", "1219.1.2", "5414.1.8"]);
    check_occupation("CDO", &["1330.1", "1330.3"]);
}

#[test]
fn beginnings_of_words_mean_the_one_title_that_has_them() {
    check_occupation("it audit", &["2511.18"]);
    check_occupation("network admin", &["2522.1.1"]);
    check_occupation("chief information sec", &["2529.1"]);
    for vague in [
        "security",
        "audit",
        "it",
        "security man",
        "-",
        "ict sec",
        "auditor it",
    ] {
        check_occupation(vague, &[]);
    }
}

#[test]
fn only_a_title_that_says_so_means_the_chief() {
    let chief = CATALOG.goal().unwrap();
    let labels = CATALOG.occupation(chief).alternative_labels().iter();
    let rows = CATALOG.synonyms.occupations.iter();
    let terms = rows.flat_map(|r| &r.terms).map(|t| &**t);
    let pins = CATALOG.synonyms.pinned.iter().map(|p| &*p.name);
    let short = CATALOG.tracks.stations.iter().map(|s| &*s.short);
    let means_it = |name: &&str| occupation(&CATALOG, name) == Resolved::One(chief);
    let names = labels.chain(terms).chain(pins).chain(short);
    let names: Vec<String> = names.filter(means_it).map(fold).collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names {
        let says_so = ["chief", "ciso", "head of information security"];
        assert!(says_so.iter().any(|word| name.contains(word)), "{name}");
    }
}

#[test]
fn a_word_of_many_titles_does_not_mean_the_one_that_is_also_called_that() {
    let Resolved::Broad { bearer, others } = occupation(&CATALOG, "Tester") else {
        panic!("it is a word of many titles");
    };
    assert_eq!(CATALOG.occupation(bearer).label(), "software tester");
    assert_eq!(others.len(), 5);
    assert!(!others.contains(&bearer));
}

/// The labels that one thing alone has, and which no preferred label is, with what they mean beside their owner.
fn meant_otherwise<'a, T: Copy + Ord>(
    labels: impl Iterator<Item = (T, &'a str)>,
    preferred: &[String],
    resolve: impl Fn(&str) -> Resolved<T>,
) -> Vec<String> {
    let mut owners: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (owner, label) in labels {
        let of_label = owners.entry(fold(label)).or_default();
        if !of_label.contains(&owner) {
            of_label.push(owner);
        }
    }
    let alone = owners
        .into_iter()
        .filter(|(label, of_label)| of_label.len() == 1 && !preferred.contains(label));
    alone
        .filter(|(label, of_label)| resolve(label).one() != Some(of_label[0]))
        .map(|(label, _)| label)
        .collect()
}

#[test]
fn a_title_that_one_occupation_has_means_it_unless_it_is_pinned() {
    let all = CATALOG.occupations();
    let labels = all.clone().flat_map(|o| {
        let labels = o.alternative_labels();
        labels.iter().map(move |l| (o.ix, l))
    });
    let preferred: Vec<String> = all.map(|o| fold(o.label())).collect();
    let found = meant_otherwise(labels, &preferred, |name| occupation(&CATALOG, name));
    let pinned = ["audit manager", "network administrator", "network engineer"];
    // For these a row names several, or one that merely comes near.
    let asked = [
        "cdo",
        "cyber security engineer",
        "cybersecurity analyst",
        "cybersecurity engineer",
        "cybersecurity programme director",
        "head it security officer",
        "head of it security",
        "ict manager",
        "information security officer",
        "internal auditor",
        "iso",
        "security architect",
        "security officer",
        "security operations manager",
    ];
    // A word of many titles names none.
    let broad = found.iter().filter(|name| {
        let resolved = occupation(&CATALOG, name);
        matches!(resolved, Resolved::Broad { .. })
    });
    assert_eq!(broad.collect::<Vec<_>>(), ["tester"]);
    let of = |name: &&String| *name != "tester" && !asked.contains(&&***name);
    assert_eq!(found.iter().filter(of).collect::<Vec<_>>(), pinned);
    for name in asked {
        let resolved = occupation(&CATALOG, name);
        let is_asked = matches!(resolved, Resolved::Several(_) | Resolved::Near(_));
        assert!(is_asked, "{name}");
    }
    for name in pinned {
        let pins = &CATALOG.synonyms.pinned;
        assert!(pins.iter().any(|p| fold(&p.name) == name), "{name}");
    }
}

#[test]
fn a_label_that_one_skill_has_means_it_unless_a_row_pins_it() {
    let all = CATALOG.skills();
    let labels = all.clone().flat_map(|s| {
        let labels = s.alternative_labels();
        labels.iter().map(move |l| (s.ix, l))
    });
    let preferred: Vec<String> = all.map(|s| fold(s.label())).collect();
    let found = meant_otherwise(labels, &preferred, |name| skill(&CATALOG, name));
    let pinned = [
        "crypto",
        "disaster recovery",
        "programme management",
        "risk assessment",
        "scripting",
        "security standards",
    ];
    assert_eq!(found, pinned);
}

#[test]
fn names_are_compared_folded() {
    check_skill("risk-management", &["risk management"]);
    check_skill("Risk_Management", &["risk management"]);
    check_skill("risk\u{a0}management", &["risk management"]);
    check_skill("risk man\u{ad}age\u{200b}ment", &["risk management"]);
    check_skill("identify customer’s needs", &["identify customer's needs"]);
    check_skill("Objective C", &["Objective-C"]);
    check_skill("c#", &["C#"]);
    check_skill("C++", &["C++"]);
    check_skill("asp.net", &["ASP.NET"]);
    check_occupation("network-administrator", &["2522.1.1"]);
    check_occupation("cyber security risk manager", &["2529.8"]);
    check_occupation("cyber-security risk manager", &["2529.8"]);
    check_occupation("pentester", &["2529.4"]);
}

/// The labels of two words, and those with a hyphen, as they are also written.
fn written_otherwise(label: &str) -> Option<String> {
    let is_pair = label.split(' ').count() == 2;
    match label.contains('-') {
        true => Some(label.replace('-', " ")),
        false if is_pair => Some(label.replace(' ', "-")),
        false => None,
    }
}

#[test]
fn a_hyphen_and_a_space_are_the_same_in_every_label() {
    let mut tried = 0;
    for skill in CATALOG.skills() {
        let Some(other) = written_otherwise(skill.label()) else {
            continue;
        };
        assert_eq!(
            super::skill(&CATALOG, &other).one(),
            Some(skill.ix),
            "{other}"
        );
        tried += 1;
    }
    for of in CATALOG.occupations() {
        let Some(other) = written_otherwise(of.label()) else {
            continue;
        };
        let meant = [other.as_str(), of.label()].map(|name| occupation(&CATALOG, name));
        assert_eq!(meant[0], meant[1], "{other}");
        tried += 1;
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn a_title_that_merely_comes_near_is_not_taken() {
    for (title, nearest) in [("security architect", "2529.7"), ("SOC manager", "2529.7")] {
        let Resolved::Near(ix) = occupation(&CATALOG, title) else {
            panic!("{title} is taken");
        };
        assert_eq!(CATALOG.occupation(ix).code(), nearest);
        assert!(occupation_note(&CATALOG, title).is_some(), "{title}");
    }
    let developer = CATALOG.occupation_by_code("2512.4");
    assert_eq!(occupation(&CATALOG, "developer").one(), developer);
}

#[test]
fn the_rank_of_a_title_does_not_matter() {
    for (title, post) in [
        ("Senior penetration tester", "penetration tester"),
        ("Lead IT auditor", "IT auditor"),
        ("ICT security engineer II", "ICT security engineer"),
        ("Senior SOC manager", "SOC manager"),
        ("Tier 2 security architect", "security architect"),
    ] {
        let meant = [title, post].map(|title| occupation(&CATALOG, title));
        assert_ne!(meant[1], Resolved::None, "{post}");
        assert_eq!(meant[0], meant[1], "{title}");
    }
    assert!(occupation_note(&CATALOG, "Senior SOC manager").is_some());
    for title in ["senior", "lead", "Deputy CISO II"] {
        assert_eq!(occupation(&CATALOG, title).one(), None, "{title}");
    }
}

#[test]
fn candidates_are_two_at_least() {
    let rows = &CATALOG.synonyms;
    for term in rows.synonyms.iter().flat_map(|r| &r.terms) {
        if let Resolved::Several(all) = skill(&CATALOG, term) {
            assert!(all.len() > 1, "{term}");
        }
    }
    for term in rows.occupations.iter().flat_map(|r| &r.terms) {
        if let Resolved::Several(all) = occupation(&CATALOG, term) {
            assert!(all.len() > 1, "{term}");
        }
    }
}
