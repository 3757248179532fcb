//! Sentences about an advert that was read.

use jiff::civil::Date;

use super::certificate::own;
use super::skill;
use crate::adverts::{Basis, Duty, Lean, Met, Need, Responsibility, ResponsibilityClass};
use crate::profile::{Certificate, Claim, ConditionKey, ConditionKind};
use crate::text::{plural, truncate};
use crate::usecase::advert_report::{AdvertReport, ClassReport, ConditionRow, Quote, TermRow};
use crate::usecase::near_evidence::NearEvidence;

/// How many skills are only perhaps asked for, and of how many the person said so: "2, yours to say; they count nowhere
/// until then; 1 accepted". `None` without any.
pub(crate) fn perhaps(open: usize, accepted: usize) -> Option<String> {
    let open_ones = format!("{open}, yours to say; they count nowhere until then");
    match (open, accepted) {
        (0, 0) => None,
        (_, 0) => Some(open_ones),
        (0, _) => Some(format!("{accepted} accepted")),
        _ => Some(format!("{open_ones}; {accepted} accepted")),
    }
}

/// What is said of an advert in German.
pub(crate) const GERMAN: &str = "The advert is in German: only words are compared, not meanings.";

/// What is said of skills that are only perhaps asked for.
pub(crate) const PERHAPS: &str = "Perhaps asked for; these count nowhere until you say so.";

/// What stands above the evidence that comes nearest to each gap.
pub(crate) const SAY: &str = "What to say about each gap: your evidence that comes nearest";

/// Why nothing can be decided about a skill.
pub(crate) const STAYS_QUOTED: &str = "the advert's own words name it: it stays quoted";

/// What the classes of responsibility are. The names of duties are those of [`duty`].
pub(crate) const CLASSES: &str = "\
Whole programme: at least three of five duties (policy, enforcement across departments, risk decisions, resilience \
planning, recovery), and a budget or people of its own; of one entity where the post is its CISO.
One area: a post of nobody's CISO that has something of its own. Advisory: it advises and does not decide.
Not known: the advert says too little to tell.";

/// How many duties the class of a whole programme is judged by.
const DUTIES: usize = 5;

/// Words of the advert in quotation marks, cut to `columns`; empty where it has none.
pub(crate) fn quote(quote: &Quote, columns: usize) -> String {
    if quote.words.is_empty() {
        String::new()
    } else {
        format!("\"{}\"", truncate(&quote.words, columns))
    }
}

/// "16 skills in ESCO's words: you bring 3; required 1 of 13".
pub(crate) fn counts(report: &AdvertReport) -> String {
    let counts = &report.counts;
    let asked = plural(counts.asked, "skill", "skills");
    let mut out = format!("{asked} in ESCO's words: you bring {}", counts.held);
    if counts.required > 0 {
        let (held, required) = (counts.required_held, counts.required);
        out = format!("{out}; required {held} of {required}");
    }
    if !report.not_in_esco.is_empty() {
        let (known, all) = (report.worked_with(), report.not_in_esco.len());
        out = format!("{out}; and {known} of {all} that ESCO lacks");
    }
    out
}

/// How strongly something is asked for; empty where the advert does not say.
pub(crate) fn need(need: Need) -> &'static str {
    match need {
        Need::Required => "required",
        Need::Nice => "nice to have",
        Need::Unsaid => "",
    }
}

/// Whether a condition is met.
pub(crate) fn met(row: &ConditionRow) -> &'static str {
    match row.standing.met {
        Met::Yes => "met",
        Met::No => "not met",
        Met::Unknown => "you have not said",
    }
}

/// What of the record bears on a condition: "you: CISA until 2027-01", "you noted 3 years", "you said no on 3 Nov".
/// Empty where the record says nothing.
pub(crate) fn basis(row: &ConditionRow, today: Date) -> String {
    let own = |certificates: &[Certificate]| {
        let texts: Vec<String> = certificates.iter().map(|c| own(c, today)).collect();
        format!("you: {}", texts.join(" · "))
    };
    match &row.standing.basis {
        None => String::new(),
        Some(Basis::Certificates(certificates) | Basis::Equivalent(certificates)) => {
            own(certificates)
        }
        Some(Basis::Answer { met, text, on }) => {
            let word = if *met { "yes" } else { "no" };
            let day = skill::day(*on, today);
            if *text == row.condition.text {
                format!("you said {word} on {day}")
            } else {
                format!("you said {word} to \"{text}\" on {day}")
            }
        }
        Some(Basis::LowerFigure(figure)) => {
            format!("you noted {}", amount(&row.condition.key, *figure))
        }
        Some(Basis::Claim { language, claim }) => {
            let word = match claim {
                Claim::Held => "held",
                Claim::Learning => "learning",
                Claim::Missing => "not held",
            };
            format!("you marked {language} as {word}")
        }
        Some(Basis::RoleYears(years)) => {
            let years = plural(*years as usize, "year", "years");
            format!("your roles began {years} ago")
        }
    }
}

/// A figure of a condition with its unit: "3 years", "B2", "5 days a month".
fn amount(key: &ConditionKey, figure: u32) -> String {
    let named = |names: &[&str]| {
        let name = figure.checked_sub(1).and_then(|at| names.get(at as usize));
        name.map_or_else(|| figure.to_string(), |name| (*name).to_owned())
    };
    match key.kind {
        ConditionKind::Years => plural(figure as usize, "year", "years"),
        ConditionKind::Onsite => {
            let days = plural(figure as usize, "day", "days");
            let period = key.subject.rsplit_once("a ").map(|(_, period)| period);
            match period.filter(|period| matches!(*period, "month" | "quarter" | "year")) {
                Some(period) => format!("{days} a {period}"),
                None => days,
            }
        }
        ConditionKind::Travel if key.subject.is_empty() => format!("{figure} %"),
        ConditionKind::Travel => format!("{figure} {}", key.subject),
        ConditionKind::Language => named(&["A1", "A2", "B1", "B2", "C1", "C2"]),
        ConditionKind::Degree => {
            named(&["a bachelor's degree", "a master's degree", "a doctorate"])
        }
        ConditionKind::Certificate | ConditionKind::Clearance | ConditionKind::Permit => {
            figure.to_string()
        }
    }
}

/// Where the words of an advert lean.
pub(crate) fn lean(lean: Lean) -> &'static str {
    match lean {
        Lean::Governance => "governance",
        Lean::Technology => "technology",
        Lean::Even => "governance and technology alike",
    }
}

/// What a class of responsibility is called.
pub(crate) fn class_name(class: ResponsibilityClass) -> &'static str {
    match class {
        ResponsibilityClass::Advisory => "advisory",
        ResponsibilityClass::OneArea => "one area",
        ResponsibilityClass::EntityProgramme => "whole programme of one entity",
        ResponsibilityClass::Programme => "whole programme",
        ResponsibilityClass::Unknown => "not known",
    }
}

fn duty(duty: Duty) -> &'static str {
    match duty {
        Duty::Policy => "policy",
        Duty::CrossDepartmentEnforcement => "enforcement across departments",
        Duty::RiskDecisions => "risk decisions",
        Duty::ResiliencePlanning => "resilience planning",
        Duty::RecoveryReadiness => "recovery",
        Duty::Budget => "budget",
        Duty::People => "people",
    }
}

/// "class not known: 2 of 5 duties (policy, recovery), budget stated".
pub(crate) fn class(report: &ClassReport) -> String {
    let proposed = class_with(report.class, report.duties.iter().map(|(duty, _)| *duty));
    set_class(report.set, proposed)
}

/// The class that a person set before the one that is proposed.
pub(crate) fn set_class(set: Option<ResponsibilityClass>, proposed: String) -> String {
    match set {
        Some(class) => format!("you set: {}; read: {proposed}", class_name(class)),
        None => proposed,
    }
}

/// The class that is proposed of an advert, with its reasons.
pub(crate) fn class_of(proposed: &Responsibility) -> String {
    class_with(
        proposed.class,
        proposed.duties.iter().map(|(duty, _)| *duty),
    )
}

fn class_with(class: ResponsibilityClass, duties: impl Iterator<Item = Duty>) -> String {
    let is_own = |of: &Duty| matches!(of, Duty::Budget | Duty::People);
    let (own, five): (Vec<Duty>, Vec<Duty>) = duties.partition(is_own);
    let names = |duties: &[Duty], between: &str| {
        let names: Vec<&str> = duties.iter().map(|d| duty(*d)).collect();
        names.join(between)
    };
    let five = match five.len() {
        0 => format!("none of {DUTIES} duties"),
        count => format!("{count} of {DUTIES} duties ({})", names(&five, ", ")),
    };
    let own = match own.len() {
        0 => "no budget or people stated".to_owned(),
        _ => format!("{} stated", names(&own, " and ")),
    };
    format!("class {}: {five}, {own}", class_name(class))
}

/// A piece of evidence that comes near to a gap: `"led the tender" (2017-05-02, supported)`.
pub(crate) fn near_evidence(near: &NearEvidence) -> String {
    let part = near.part.map_or("", |part| part.word());
    let said = [near.date.to_string(), part.to_owned()];
    let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
    format!("\"{}\" ({})", near.note, said.join(", "))
}

/// What is said of gaps to which no evidence comes near; their names follow.
pub(crate) fn no_evidence(count: usize) -> String {
    let gaps = plural(count, "gap", "gaps");
    format!("Nothing of your evidence comes near to {gaps}:")
}

/// Whether the person worked with a term that ESCO lacks.
pub(crate) fn worked_with(term: &TermRow) -> &'static str {
    if term.worked_with {
        "you worked with it"
    } else {
        "you have not said"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_and_the_duties_are_explained() {
        let told = crate::text::fold(CLASSES);
        for class in ResponsibilityClass::ALL {
            let name = class_name(class).replace(" of one entity", "");
            assert!(told.contains(&name), "{name}");
        }
        let duties = [
            Duty::Policy,
            Duty::CrossDepartmentEnforcement,
            Duty::RiskDecisions,
            Duty::ResiliencePlanning,
            Duty::RecoveryReadiness,
        ];
        assert_eq!(duties.len(), DUTIES);
        for name in duties.map(duty) {
            assert!(told.contains(name), "{name}");
        }
    }

    #[test]
    fn figures_have_the_period_of_their_condition() {
        let amount = |key: &str| {
            let key = ConditionKey::parse(key).unwrap();
            amount(&key, key.figure)
        };
        assert_eq!(amount("travel//30"), "30 %");
        assert_eq!(amount("travel/days a month/5"), "5 days a month");
        assert_eq!(amount("onsite/hamburg a year/10"), "10 days a year");
        assert_eq!(amount("onsite/hamburg/2"), "2 days");
        assert_eq!(amount("language/german/5"), "C1");
    }
}
