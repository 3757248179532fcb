//! A condition and a record: whether it is met, and what of the record says so.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::condition::Condition;
use crate::catalog::Catalog;
use crate::profile::{Certificate, Claim, ConditionKind, Profile};
use crate::text::{fold, name_key};

/// Whether a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Met {
    Yes,
    No,
    /// The record does not say it.
    Unknown,
}

/// What of the record bears on a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Certificates among those that are asked for, in whatever state.
    Certificates(Vec<Certificate>),
    /// Certificates that may be taken as equivalent.
    Equivalent(Vec<Certificate>),
    /// What was said, to this condition or to one that decides it.
    Answer { met: bool, text: String, on: Date },
    /// A lower figure that was said yes to.
    LowerFigure(u32),
    /// The claim about a language; it has no level.
    Claim { language: String, claim: Claim },
    /// The years since the first role.
    RoleYears(u32),
}

/// Whether a condition is met, and what of the record says so; without a basis the record says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub met: Met,
    pub basis: Option<Basis>,
}

impl Standing {
    const UNSAID: Self = Self {
        met: Met::Unknown,
        basis: None,
    };

    fn new(met: Met, basis: Basis) -> Self {
        Self {
            met,
            basis: Some(basis),
        }
    }
}

/// Whether the record shows a condition met: by what the person said to it, by their certificates, by a claim about a
/// language, by the dates of their roles.
pub fn standing(
    condition: &Condition,
    catalog: &Catalog,
    profile: &Profile,
    today: Date,
) -> Standing {
    let key = &condition.key;
    let said = profile.condition_answer(key).map(|answer| {
        let basis = Basis::Answer {
            met: answer.met,
            text: answer.text.clone(),
            on: answer.when.on,
        };
        Standing::new(if answer.met { Met::Yes } else { Met::No }, basis)
    });
    let shown = match condition.kind {
        ConditionKind::Certificate => certificates(condition, catalog, profile, today),
        ConditionKind::Language => language(condition, catalog, profile),
        ConditionKind::Years => years(condition, profile, today),
        _ => Standing::UNSAID,
    };
    // A certificate that is held outweighs an older no.
    let is_held = condition.kind == ConditionKind::Certificate && shown.met == Met::Yes;
    match said {
        Some(said) if !is_held => said,
        _ if shown.met != Met::Unknown => shown,
        _ => Standing {
            met: Met::Unknown,
            basis: profile
                .condition_figure(key)
                .map(Basis::LowerFigure)
                .or(shown.basis),
        },
    }
}

/// A certificate that is held meets; one that is expired or only planned does not.
fn certificates(
    condition: &Condition,
    catalog: &Catalog,
    profile: &Profile,
    today: Date,
) -> Standing {
    let named = |name: &String| {
        let mut all = profile.certificates.iter();
        all.find(|(id, certificate)| is_named(catalog, id, certificate, name))
            .map(|(_, certificate)| certificate)
    };
    let found: Vec<Option<&Certificate>> = condition.names.iter().map(named).collect();
    let is_valid = |found: Option<&Certificate>| found.is_some_and(|c| c.is_valid(today));
    let met = if condition.any {
        found.iter().copied().any(is_valid)
    } else {
        !found.is_empty() && found.iter().copied().all(is_valid)
    };
    let known: Vec<Certificate> = found.iter().flatten().copied().cloned().collect();
    if met {
        return Standing::new(Met::Yes, Basis::Certificates(known));
    }
    if condition.accepts_equivalent {
        let valid = profile.certificates.values().filter(|c| c.is_valid(today));
        let valid: Vec<Certificate> = valid.cloned().collect();
        if !valid.is_empty() {
            return Standing::new(Met::Unknown, Basis::Equivalent(valid));
        }
    }
    if known.is_empty() {
        return Standing::UNSAID;
    }
    let is_lacking = known.iter().any(|c| !c.is_valid(today));
    let met = if is_lacking { Met::No } else { Met::Unknown };
    Standing::new(met, Basis::Certificates(known))
}

/// Whether an advert's name means a certificate of the record. "GIAC" means each of that issuer's.
fn is_named(catalog: &Catalog, id: &str, certificate: &Certificate, name: &str) -> bool {
    let key = name_key(name);
    if key == id || key == name_key(&certificate.name) {
        return true;
    }
    let known = catalog.certifications.named(id);
    known.is_some_and(|known| {
        let issuer = format!("{} ", fold(name));
        known.is_called(name) || fold(&known.title).starts_with(&issuer)
    })
}

/// A claim says nothing about a level.
fn language(condition: &Condition, catalog: &Catalog, profile: &Profile) -> Standing {
    let claim = |name: &String| {
        let skills = catalog.skills().filter(|skill| skill.label() == name);
        let mut marks = skills.filter_map(|skill| profile.skills.get(skill.uri()));
        let claim = marks.next()?.claim;
        Some((name.clone(), claim))
    };
    let claims: Vec<(String, Claim)> = condition.names.iter().filter_map(claim).collect();
    let basis = |(language, claim): &(String, Claim)| Basis::Claim {
        language: language.clone(),
        claim: *claim,
    };
    let held = claims.iter().find(|(_, claim)| *claim == Claim::Held);
    match (held, claims.first()) {
        (Some(held), _) if condition.key.figure == 0 => Standing::new(Met::Yes, basis(held)),
        (Some(held), _) => Standing::new(Met::Unknown, basis(held)),
        (None, Some(denied)) if claims.len() == condition.names.len() => {
            Standing::new(Met::No, basis(denied))
        }
        _ => Standing::UNSAID,
    }
}

/// Not met if the first dated role began fewer years ago than are asked for. Whether longer ones were of that kind only
/// the person can say.
fn years(condition: &Condition, profile: &Profile, today: Date) -> Standing {
    let Some(asked) = condition.years else {
        return Standing::UNSAID;
    };
    let starts = profile.roles_held.iter().map(|role| role.from);
    // None if any role lacks a start date.
    let starts: Option<Vec<Date>> = starts.collect();
    let Some(first) = starts.and_then(|starts| starts.into_iter().min()) else {
        return Standing::UNSAID;
    };
    let days = first
        .until(today)
        .map_or(0, |span| i64::from(span.get_days()));
    if days < i64::from(asked) * 365 {
        let years = u32::try_from(days / 365).unwrap_or_default();
        Standing::new(Met::No, Basis::RoleYears(years))
    } else {
        Standing::UNSAID
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::civil::date;
    use serde_json::Map;

    use super::super::conditions::read;
    use super::*;
    use crate::profile::{ConditionAnswer, Mark, Moment, RoleHeld};

    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

    const TODAY: Date = date(2026, 11, 23);

    fn now() -> Moment {
        Moment {
            on: TODAY,
            at: "2026-11-23T12:00:00Z".parse().unwrap(),
        }
    }

    fn of(profile: &Profile, sentence: &str) -> Standing {
        let conditions = read(sentence);
        assert_eq!(conditions.len(), 1, "{sentence}: {conditions:?}");
        standing(&conditions[0], &CATALOG, profile, TODAY)
    }

    fn met(profile: &Profile, sentence: &str) -> Met {
        of(profile, sentence).met
    }

    fn holding(certificates: &[(&str, Option<Date>, bool)]) -> Profile {
        let mut profile = Profile::default();
        for (name, until, planned) in certificates {
            let certificate = Certificate {
                until: *until,
                planned: *planned,
                ..Certificate::new(name, now())
            };
            let id = CATALOG.certifications.key(name);
            profile.certificates.insert(id, certificate);
        }
        profile
    }

    fn saying(sentence: &str, met: bool) -> Profile {
        let condition = read(sentence).remove(0);
        let answer = ConditionAnswer {
            met,
            text: condition.text.clone(),
            when: now(),
            unknown: Map::new(),
        };
        let mut profile = Profile::default();
        let key = condition.key.to_string();
        profile.conditions.insert(key, answer);
        profile
    }

    #[test]
    fn a_certificate_that_is_held_meets() {
        let cisa = holding(&[("CISA", None, false)]);
        assert_eq!(met(&cisa, "You must hold a CISA."), Met::Yes);
        assert_eq!(met(&cisa, "A CISM or a CISA is required."), Met::Yes);
        assert_eq!(met(&cisa, "You must hold a CISM."), Met::Unknown);
        let equivalent = of(
            &cisa,
            "A CISSP, a CISM or an equivalent certificate is required.",
        );
        assert_eq!(equivalent.met, Met::Unknown);
        assert!(matches!(equivalent.basis, Some(Basis::Equivalent(held)) if held.len() == 1));
        let lead = holding(&[("ISO 27001 Lead Auditor", None, false)]);
        assert!(lead.certificates.contains_key("iso-27001-lead-auditor"));
        assert_eq!(met(&lead, "ISO 27001 Lead Auditor preferred."), Met::Yes);
        let giac = holding(&[("GSLC", None, false)]);
        assert_eq!(
            met(&giac, "At least one GIAC certificate is essential."),
            Met::Yes
        );
        let own = holding(&[("T.I.S.P.", None, false)]);
        assert_eq!(met(&own, "You must hold a TISP."), Met::Yes);
    }

    #[test]
    fn an_expired_or_planned_certificate_does_not_meet() {
        let expired = holding(&[("CISA", Some(date(2025, 1, 31)), false)]);
        let found = of(&expired, "You must hold a CISA.");
        assert_eq!(found.met, Met::No);
        assert!(matches!(found.basis, Some(Basis::Certificates(_))));
        let planned = holding(&[("CISA", None, true)]);
        assert_eq!(met(&planned, "You must hold a CISA."), Met::No);
        let renewed = holding(&[("CISA", Some(date(2026, 11, 30)), false)]);
        assert_eq!(met(&renewed, "You must hold a CISA."), Met::Yes);
    }

    #[test]
    fn an_answer_is_known_to_the_next_advert() {
        let yes = saying("At least eight years of leading a team.", true);
        assert_eq!(
            met(&yes, "At least five years of leading a team."),
            Met::Yes
        );
        let more = of(&yes, "At least ten years of leading a team.");
        assert_eq!(
            (more.met, more.basis),
            (Met::Unknown, Some(Basis::LowerFigure(8)))
        );
        let no = saying("Five years in information security are a must.", false);
        assert_eq!(
            met(&no, "8+ years in information security are a must."),
            Met::No
        );
        let c1 = saying("German at C1 level is required.", true);
        assert_eq!(met(&c1, "Deutschkenntnisse auf Niveau B2."), Met::Yes);
        assert_eq!(met(&c1, "Fluent German, spoken and written."), Met::Yes);
        let permit = saying("You have the right to work in the UK.", true);
        assert_eq!(
            met(&permit, "You are eligible to work in the United Kingdom."),
            Met::Yes
        );
        let travel = saying("Travel up to 30 %.", true);
        assert_eq!(met(&travel, "Reisebereitschaft von 20 %."), Met::Yes);
        let master = saying("You hold a master's degree.", true);
        assert_eq!(met(&master, "You hold a bachelor's degree."), Met::Yes);
        assert_eq!(met(&master, "A degree in computer science."), Met::Unknown);
        let office = saying("Two days a week on site in Hamburg.", false);
        assert_eq!(
            met(&office, "Three days a week on site in Hamburg."),
            Met::No
        );
        let two = saying("Two days a month in the office.", true);
        assert_eq!(met(&two, "Two days a week in the office."), Met::Unknown);
        assert_eq!(met(&two, "One day a month in the office."), Met::Yes);
        let far = saying("60 days of travel a year.", true);
        assert_eq!(met(&far, "Travel up to 5 days a month."), Met::Unknown);
        let some = saying("Two days a week on site in Hamburg.", true);
        assert_eq!(met(&some, "Vor Ort in Hamburg."), Met::Unknown);
        let cleared = saying("A security clearance is required.", true);
        assert_eq!(met(&cleared, "A security clearance is required."), Met::Yes);
    }

    #[test]
    fn a_claim_about_a_language_has_no_level() {
        // The embedded catalogue has no languages: another skill takes the part of one.
        let language = CATALOG.skills().next().unwrap();
        let ask = |sentence| {
            let mut condition = read(sentence).remove(0);
            condition.names = vec![language.label().to_owned()];
            condition
        };
        let of = |profile: &Profile, sentence| standing(&ask(sentence), &CATALOG, profile, TODAY);
        let mut profile = Profile::default();
        let mark = |claim| Mark {
            claim,
            when: now(),
            unknown: Map::new(),
        };
        profile
            .skills
            .insert(language.uri().into(), mark(Claim::Held));
        assert_eq!(of(&profile, "You speak German.").met, Met::Yes);
        let levelled = of(&profile, "German at C1 level is required.");
        assert_eq!(levelled.met, Met::Unknown);
        assert!(matches!(levelled.basis, Some(Basis::Claim { .. })));
        profile
            .skills
            .insert(language.uri().into(), mark(Claim::Missing));
        let denied = of(&profile, "German at C1 level is required.");
        assert_eq!(denied.met, Met::No);
    }

    #[test]
    fn short_roles_do_not_make_long_years() {
        let mut profile = Profile::default();
        let mut role = RoleHeld::new("o");
        role.from = Some(date(2023, 11, 1));
        profile.roles_held.push(role);
        let found = of(&profile, "At least five years of leading a team.");
        assert_eq!(
            (found.met, found.basis),
            (Met::No, Some(Basis::RoleYears(3)))
        );
        assert_eq!(
            met(&profile, "At least two years of leading a team."),
            Met::Unknown
        );
    }
}
