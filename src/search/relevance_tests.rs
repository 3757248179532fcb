//! What a security professional means stands among the first five rows, on the embedded catalogue.

use std::sync::LazyLock;

use super::abbreviation::initials;
use super::close_items::close_items;
use super::query::Query;
use super::{Boosts, Index, Tier};
use crate::catalog::Catalog;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
static SKILLS: LazyLock<Index> = LazyLock::new(|| Index::skills(&CATALOG));
static OCCUPATIONS: LazyLock<Index> = LazyLock::new(|| Index::occupations(&CATALOG));

fn first_five(index: &Index, query: &str, boosts: &Boosts) -> Vec<String> {
    let results = index.search(query, boosts, 5);
    let labels = results.matches().iter();
    labels
        .map(|hit| index.label(index.preferred(hit.item)).text.to_owned())
        .collect()
}

/// All of `expected` are among the first five rows, in this order.
#[track_caller]
fn check(index: &Index, query: &str, expected: &[&str]) {
    let five = first_five(index, query, &Boosts::none());
    let mut rows = five.iter();
    let all = expected.iter().all(|label| rows.any(|row| row == label));
    assert!(all, "{query:?} gives {five:#?}");
}

/// `expected` are the first rows.
#[track_caller]
fn check_first(index: &Index, query: &str, expected: &[&str]) {
    let five = first_five(index, query, &Boosts::none());
    assert_eq!(
        five.get(..expected.len()).unwrap_or(&five),
        expected,
        "{query:?}"
    );
}

#[test]
fn skills_that_the_field_means_come_first() {
    let isms = "establish an Information Security Management System";
    check_first(&SKILLS, "gdpr", &["GDPR", "data protection"]);
    check_first(&SKILLS, "isms", &[isms]);
    check_first(
        &SKILLS,
        "vendor risk",
        &["assess supplier risks", "supplier management"],
    );
    check_first(&SKILLS, "third party risk", &["assess supplier risks"]);
    check_first(&SKILLS, "27001", &[isms, "ICT security standards"]);
    check_first(&SKILLS, "dr plan", &["manage disaster recovery plans"]);
    check_first(&SKILLS, "pentest", &["perform ICT security testing"]);
    check(
        &SKILLS,
        "pentest",
        &["penetration testing tool", "ethical hacking principles"],
    );
    check_first(&SKILLS, "audit", &["audit techniques"]);
    check_first(&SKILLS, "iso 27001", &[isms, "ICT security standards"]);
    check_first(
        &SKILLS,
        "incident response",
        &["handle cybersecurity incidents"],
    );
    check(
        &SKILLS,
        "risk assessment",
        &["assessment of risks and threats"],
    );
    check_first(
        &SKILLS,
        "board",
        &["liaise with board members", "present reports"],
    );
}

#[test]
fn misspelt_words_and_other_forms_are_found() {
    check_first(&SKILLS, "gdrp", &["GDPR"]);
    check(&SKILLS, "secruity stadards", &["ICT security standards"]);
    check(
        &SKILLS,
        "respond to incidents",
        &["handle cybersecurity incidents"],
    );
    check(
        &SKILLS,
        "complience with legal requirments",
        &["ensure compliance with legal requirements"],
    );
    check_first(&SKILLS, "risc managment", &["risk management"]);
    check_first(&OCCUPATIONS, "IT auditer", &["IT auditor"]);
    check_first(&OCCUPATIONS, "etical hacker", &["ethical hacker"]);
    let hits = SKILLS.search("gdrp", &Boosts::none(), 1).hits;
    assert!(hits[0].tier.is_approximate());
}

#[test]
fn a_query_that_is_answered_in_part_matches_nothing_and_shows_what_says_most_of_it() {
    let results = SKILLS.search("xyzzy defence data", &Boosts::none(), 50);
    assert!(results.is_fallback());
    let hits = results.hits;
    let first = SKILLS.label(SKILLS.preferred(hits[0].item)).text;
    assert!(first.contains("defence data"), "{first}");
    assert!(hits.iter().all(|hit| hit.tier == Tier::Partial));
}

#[test]
fn abbreviations_are_found() {
    let contracted = SKILLS.search("risk mgmt", &Boosts::none(), 9).hits;
    assert!(contracted.iter().all(|hit| hit.tier == Tier::Abbreviation));
    check_first(&SKILLS, "risk mgmt", &["risk management"]);
    check_first(
        &SKILLS,
        "dr exercises",
        &["lead disaster recovery exercises"],
    );
}

#[test]
fn a_word_is_known_by_those_around_it() {
    for (query, meant) in [
        ("manage research daa", "manage research data"),
        (
            "perform multiple tasks at tge same time",
            "perform multiple tasks at the same time",
        ),
        ("statistical process contole", "statistical process control"),
        ("informatations structure", "information structure"),
    ] {
        check_first(&SKILLS, query, &[meant]);
    }
    check_first(
        &OCCUPATIONS,
        "syteme configurator",
        &["system configurator"],
    );
    let results = SKILLS.search("manage research xyz", &Boosts::none(), 9);
    assert_eq!(results.matches(), []);
}

#[test]
fn a_synonym_may_be_misspelt() {
    check_first(&SKILLS, "vendro risk", &["assess supplier risks"]);
    check_first(&OCCUPATIONS, "pentster", &["ethical hacker"]);
    for (query, meant) in [
        ("incedent respons", "handle cybersecurity incidents"),
        (
            "security awarness",
            "set up cybersecurity training programmes",
        ),
        ("third party risk", "assess supplier risks"),
        ("vulnerabilty mgmt", "identify ICT system weaknesses"),
        (
            "bussiness continuty",
            "maintain plan for continuity of operations",
        ),
        ("patch managment", "manage system security"),
        ("kuberntes", "manage ICT virtualisation environments"),
    ] {
        let five = first_five(&SKILLS, query, &Boosts::none());
        assert!(
            five.iter().take(3).any(|label| label == meant),
            "{query}: {five:#?}"
        );
    }
    // ESCO has none of these, and says what lies nearest.
    for (query, nearest) in [
        ("phishng", "execute social engineering tests"),
        ("zero trsut", "ICT network security risks"),
    ] {
        let results = SKILLS.search(query, &Boosts::none(), 3);
        assert!(results.is_fallback() && results.note.is_some(), "{query}");
        let nearest_is = |hit: &super::Hit| SKILLS.label(hit.label).text == nearest;
        assert!(results.hits.iter().any(nearest_is), "{query}");
    }
}

#[test]
fn a_short_query_is_not_found_inside_words_where_something_better_matches() {
    let is_inside = |hit: &super::Hit| (Tier::Substring..=Tier::Abbreviation).contains(&hit.tier);
    for query in ["isms", "ict", "sec", "a"] {
        let hits = SKILLS.search(query, &Boosts::none(), usize::MAX).hits;
        assert!(!hits.iter().any(is_inside), "{query}");
    }
    let hits = SKILLS.search("yber", &Boosts::none(), 5).hits;
    assert!(!hits.is_empty() && hits.iter().all(is_inside));
}

#[test]
fn what_shares_one_common_word_or_scattered_letters_is_not_found() {
    let labels = |query: &str| {
        let results = SKILLS.search(query, &Boosts::none(), usize::MAX);
        let matches = results.matches().iter();
        matches
            .filter(|hit| hit.tier != Tier::Meaning)
            .map(|hit| SKILLS.label(hit.label).text)
            .collect::<Vec<_>>()
    };
    assert!(
        labels("third party risk")
            .iter()
            .all(|label| label.contains("third"))
    );
    for query in ["dmqn", "xqzxqz", "third party fish"] {
        assert_eq!(labels(query), [""; 0], "{query}");
    }
}

#[test]
fn nonsense_by_letters_is_not_found() {
    let matches = |query: &str| -> Vec<&str> {
        let results = SKILLS.search(query, &Boosts::none(), usize::MAX);
        let labels = results.matches().iter();
        labels.map(|hit| SKILLS.label(hit.label).text).collect()
    };
    let labels = |query: &str, word: &str| {
        let matches = matches(query);
        assert!(!matches.is_empty(), "{query}");
        assert!(
            matches
                .iter()
                .all(|label| label.to_lowercase().contains(word)),
            "{query}: {matches:#?}"
        );
    };
    labels("wi-fi", "wi-fi");
    labels("log management", "log");
    labels("encyption", "encrypt");
    for query in ["undo", "wizard", "phising", "ISO/IEC 27099"] {
        assert_eq!(matches(query), [""; 0], "{query}");
    }
    assert!(!matches("log management").contains(&"logistics management"));
    assert!(!matches("email security").contains(&"security"));
    assert!(!matches("physical security").contains(&"Norton Security Deluxe"));
}

#[test]
fn articles_do_not_matter() {
    for query in ["manage a budget", "manage the budget", "manage our budget"] {
        check_first(&SKILLS, query, &["manage budgets"]);
    }
    check_first(&SKILLS, "train our employees", &["train employees"]);
    check_first(&SKILLS, "security", &["cyber security"]);
}

#[test]
fn half_typed_terms_are_found() {
    check_first(&SKILLS, "vendor ri", &["assess supplier risks"]);
    check_first(&SKILLS, "DR pl", &["manage disaster recovery plans"]);
    check(&SKILLS, "iso 270", &["ICT security standards"]);
    check(&SKILLS, "risk", &["risk management"]);
}

#[test]
fn occupations_that_the_field_means_come_first() {
    check_first(&OCCUPATIONS, "pentester", &["ethical hacker"]);
    check_first(&OCCUPATIONS, "CISA", &["IT auditor"]);
    check_first(&OCCUPATIONS, "ISO 27001 lead auditor", &["IT auditor"]);
    check(
        &OCCUPATIONS,
        "audit",
        &["IT auditor", "ICT auditor manager"],
    );
    check(&OCCUPATIONS, "isms", &["cybersecurity risk manager"]);
    // Another occupation has that very label, but this one is meant.
    check_first(
        &OCCUPATIONS,
        "network administrator",
        &["ICT network administrator", "ICT system administrator"],
    );
}

#[test]
fn the_pinned_owner_of_a_name_comes_first_whatever_concerns_the_person() {
    let ciso = CATALOG.occupation_by_code("2529.1").unwrap();
    let other = CATALOG.occupation_by_code("2529.6").unwrap();
    let ranks = (0..CATALOG.occupations().len()).map(|item| u8::from(item != other.index()));
    for boosts in [Boosts::none(), Boosts::new(ranks.collect())] {
        let hits = OCCUPATIONS.search("CISO", &boosts, 2).hits;
        assert_eq!(hits[0].item, ciso.0);
        assert_eq!(hits[1].item, other.0);
    }
}

#[test]
fn a_half_typed_title_never_contradicts_a_pin() {
    for pin in &CATALOG.synonyms.pinned {
        let owner = pin.occupation.ix.unwrap();
        let name = pin.name.to_lowercase();
        for (end, _) in name.char_indices().skip(1) {
            let query = name.get(..end).unwrap();
            for hit in OCCUPATIONS.search(query, &Boosts::none(), 200).hits {
                let label = OCCUPATIONS.label(hit.label).text;
                let shown = label.to_lowercase() == name;
                assert!(!shown || hit.item == owner.0, "{query}: {label}");
            }
        }
        // The whole name finds the owner first, and the others that ESCO gives it to.
        let hits = OCCUPATIONS.search(&name, &Boosts::none(), 200).hits;
        assert_eq!(hits[0].item, owner.0, "{name}");
        for other in pin.also.iter().filter_map(|o| o.ix) {
            assert!(hits.iter().any(|hit| hit.item == other.0), "{name}");
        }
    }
    check_first(&OCCUPATIONS, "network adm", &["ICT network administrator"]);
    check_first(&OCCUPATIONS, "network eng", &["ICT network engineer"]);
}

#[test]
fn what_concerns_the_person_comes_first_within_a_tier() {
    let wanted = CATALOG
        .skills()
        .find(|s| s.label() == "execute ICT audits")
        .unwrap();
    let ranks = (0..CATALOG.skills().len()).map(|item| u8::from(item != wanted.ix.index()));
    let boosts = Boosts::new(ranks.collect());
    assert_eq!(
        first_five(&SKILLS, "audit", &boosts)[0],
        "execute ICT audits"
    );
    assert_eq!(first_five(&SKILLS, "gdpr", &boosts)[0], "GDPR");
}

#[test]
fn nothing_asked_lists_everything() {
    let results = SKILLS.search("  ", &Boosts::none(), 3);
    assert_eq!(results.total, 1464);
    let five = first_five(&SKILLS, "", &Boosts::none());
    assert!(
        five.is_sorted_by_key(|label| label.to_lowercase()),
        "{five:#?}"
    );
    assert_eq!(SKILLS.search("audit", &Boosts::none(), 0).hits, []);
}

#[test]
fn terms_without_a_counterpart_are_told() {
    let note = |query: &str| SKILLS.search(query, &Boosts::none(), 1).note;
    for named in [" Siem ", "phishing", "soc2", "sox", "nist csf", "CISA"] {
        assert!(note(named).is_some(), "{named}");
    }
    assert!(note("gdpr").is_none() && note("").is_none());
}

#[test]
fn a_list_shows_what_is_meant() {
    for query in ["siem", "itil", "gdpr", "edr", "soc", "hire"] {
        let results = SKILLS.search(query, &Boosts::none(), usize::MAX);
        assert!(results.total <= 25, "{query}: {}", results.total);
        assert!(!results.hits.is_empty(), "{query}");
    }
    for query in ["siem", "edr"] {
        let results = SKILLS.search(query, &Boosts::none(), usize::MAX);
        assert!(results.is_fallback() && results.note.is_some(), "{query}");
    }
}

#[test]
fn a_term_within_a_query_is_what_it_is_about() {
    let isms = "establish an Information Security Management System";
    check_first(&SKILLS, "ISO27001 implementation", &[isms]);
    check_first(&SKILLS, "dora regulation", &["ICT security legislation"]);
    check_first(&SKILLS, "soc analyst", &["collect cyber defence data"]);
    for query in ["zero trust architecture", "siem consulting"] {
        let results = SKILLS.search(query, &Boosts::none(), 9);
        assert!(results.is_fallback() && results.note.is_some(), "{query}");
    }
}

#[test]
fn a_term_is_found_among_other_words_and_in_other_forms() {
    let isms = "establish an Information Security Management System";
    let exercises = "lead disaster recovery exercises";
    for (query, meant) in [
        ("run tabletop exercises", exercises),
        ("organise tabletop exercises", exercises),
        ("knowledge of NIS2 and DORA", "ICT security legislation"),
        ("perform gap analysis against ISO 27001", isms),
        (
            "define KPIs for security",
            "track key performance indicators",
        ),
    ] {
        check(&SKILLS, query, &[meant]);
    }
    for query in [
        "deploy EDR across endpoints",
        "run phishing campaigns",
        "privileged access",
    ] {
        let results = SKILLS.search(query, &Boosts::none(), 9);
        assert!(results.is_fallback() && results.note.is_some(), "{query}");
    }
}

#[test]
fn letters_are_the_initials_of_a_whole_label_or_of_none() {
    for query in ["irp", "epp", "poc", "epss", "pdca", "idp", "vdi"] {
        for hit in SKILLS.search(query, &Boosts::none(), usize::MAX).matches() {
            let label = SKILLS.folded(hit.label);
            let is_whole = initials(label).eq(query.chars());
            assert!(
                hit.tier != Tier::Abbreviation || is_whole,
                "{query}: {label}"
            );
        }
    }
    check_first(&SKILLS, "ASM", &["identify ICT system weaknesses"]);
}

#[test]
fn a_short_name_is_not_the_beginning_of_other_words() {
    for query in ["soc", "CRA", "BCP"] {
        for hit in SKILLS.search(query, &Boosts::none(), usize::MAX).hits {
            let label = SKILLS.label(hit.label).text.to_lowercase();
            let mut words = label.split(|c: char| !c.is_alphanumeric());
            let has_word = words.any(|word| word == query.to_lowercase());
            assert!(has_word || hit.tier >= Tier::Meaning, "{query}: {label}");
        }
    }
}

#[test]
fn the_rank_of_a_title_does_not_matter() {
    check_first(&OCCUPATIONS, "Lead IT auditor", &["IT auditor"]);
    check_first(&OCCUPATIONS, "Senior pentester", &["ethical hacker"]);
}

#[test]
fn hyphens_quotes_and_hidden_characters_do_not_matter() {
    check_first(&SKILLS, "risk-management", &["risk management"]);
    check_first(&SKILLS, "NIS-2", &["ICT security legislation"]);
    check_first(
        &SKILLS,
        "ISO-27001",
        &["establish an Information Security Management System"],
    );
    check_first(
        &SKILLS,
        "identify customer’s needs",
        &["identify customer's needs"],
    );
    check_first(
        &SKILLS,
        "man\u{ad}age\u{200b} contracts",
        &["manage contracts"],
    );
    check_first(&SKILLS, "C++", &["C++"]);
    check_first(&SKILLS, "C#", &["C#"]);
    check(&SKILLS, ".NET", &["ASP.NET"]);
    for hit in SKILLS.search(".NET", &Boosts::none(), usize::MAX).hits {
        let label = SKILLS.label(hit.label).text;
        assert!(label.to_lowercase().contains(".net"), "{label}: {hit:?}");
    }
    check_first(&SKILLS, "CI/CD", &["DevOps"]);
    check_first(
        &OCCUPATIONS,
        "cyber security risk manager",
        &["cybersecurity risk manager"],
    );
    check_first(&SKILLS, "riskmanagement", &["risk management"]);
    let tcp = SKILLS.search("TCP/IP", &Boosts::none(), 1).hits;
    assert!(tcp.iter().all(|hit| hit.tier != Tier::Meaning));
}

#[test]
fn few_rows_in_words_bring_those_close_in_meaning_behind_them() {
    for (query, meant) in [
        ("sign contracts with suppliers", "manage contracts"),
        (
            "keep systems running during a disaster",
            "apply crisis management",
        ),
    ] {
        let hits = SKILLS.search(query, &Boosts::none(), 5).hits;
        let is_meant = |hit: &super::Hit| {
            let label = SKILLS.label(SKILLS.preferred(hit.item)).text;
            hit.tier == Tier::Meaning && label == meant
        };
        assert!(hits.iter().any(is_meant), "{query}: {hits:?}");
    }
    let mut with_close = 0;
    for query in [
        "hire",
        "cloud migration",
        "incident response plan",
        "security",
    ] {
        let results = SKILLS.search(query, &Boosts::none(), usize::MAX);
        let tiers: Vec<Tier> = results.hits.iter().map(|hit| hit.tier).collect();
        assert!(tiers.is_sorted(), "{query}: {tiers:?}");
        let close = tiers.iter().filter(|tier| **tier == Tier::Meaning).count();
        assert!(close <= 10, "{query}");
        assert!(close == 0 || tiers.len() - close < 10, "{query}: {tiers:?}");
        with_close += u32::from(close > 0);
    }
    assert!(with_close > 0);
}

#[test]
fn a_word_without_a_vector_is_not_met_by_meaning() {
    for query in ["xyzzy", "xyzzy suppliers", "suppliers of xyzzy and wombats"] {
        for index in [&SKILLS, &OCCUPATIONS] {
            let results = index.search(query, &Boosts::none(), usize::MAX);
            let is_close = |hit: &super::Hit| hit.tier == Tier::Meaning;
            assert!(!results.matches().iter().any(is_close), "{query}");
        }
    }
}

#[test]
fn excluded_terms_are_not_met_by_meaning() {
    let rows = &CATALOG.exclusions.exclusions;
    let terms: Vec<&str> = rows
        .iter()
        .flat_map(|row| &row.terms)
        .map(|t| &**t)
        .collect();
    assert!(terms.len() >= 80);
    let close = |index: &Index, query: &str| {
        let query = Query::new(query);
        close_items(index, &query, &Boosts::none(), false).close
    };
    for term in &terms {
        for index in [&SKILLS, &OCCUPATIONS] {
            assert_eq!(close(index, term), [], "{term}");
        }
    }
    // Without the list meaning would lead astray.
    let mut catalog = Catalog::embedded().unwrap();
    catalog.exclusions.exclusions.clear();
    let index = Index::skills(&catalog);
    let astray = terms.iter().filter(|term| !close(&index, term).is_empty());
    assert!(astray.count() >= 40);
}

#[test]
fn another_language_than_that_of_the_vectors_is_not_searched_by_meaning() {
    let esco =
        crate::catalog::EMBEDDED_ESCO.replacen(r#""language":"en""#, r#""language":"de""#, 1);
    let german = Catalog::from_json(&esco, &crate::catalog::EMBEDDED_EDITORIAL).unwrap();
    assert_eq!(german.language(), "de");
    let results =
        Index::skills(&german).search("sign contracts with suppliers", &Boosts::none(), 9);
    assert_eq!(results.total, 0);
    let results = SKILLS.search("sign contracts with suppliers", &Boosts::none(), 9);
    assert!(results.total > 0);
}

#[test]
fn what_is_sure_is_told_from_what_may_be_meant() {
    let first = |query: &str| SKILLS.search(query, &Boosts::none(), 1).hits[0];
    for query in ["gdpr", "isms", "risk management", "firewall"] {
        assert!(first(query).is_sure, "{query}");
    }
    for query in [
        "gdrp",
        "soa",
        "sec",
        "risk mgmt",
        "sign contracts with suppliers",
        "iso 2",
    ] {
        assert!(!first(query).is_sure, "{query}");
    }
}
