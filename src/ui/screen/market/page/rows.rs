//! The rows of the page of an advert, from its fields and from the report of what was read.

use super::build::{Builder, Entry, Remark};
use super::content::{PageRow, Section, Sign, Target, Tone};
use crate::adverts::{Answer, PostKind, Tier};
use crate::market::Advert;
use crate::posting::PlaceBasis;
use crate::text::plural;
use crate::ui::model::Model;
use crate::ui::model::market::AdvertReading;
use crate::ui::widget::page::Page;
use crate::usecase::advert_report::{AdvertReport, SkillRow};
use crate::wording::{advert as wording, market};

/// Columns that a quote has at most.
const QUOTE: usize = 60;

pub(super) fn rows(
    model: &Model,
    page: &Page<Target>,
    advert: &Advert,
    width: usize,
) -> Vec<PageRow> {
    let mut out = Builder::new(page, width);
    fields(&mut out, advert);
    if let Some(report) = model.advert_report(advert.id) {
        post(&mut out, model, &report);
        conditions(&mut out, model, &report);
        skills(&mut out, model, &report);
        checklist(&mut out, &report);
        questions(&mut out, &report);
        say(&mut out, model, &report);
        pay(&mut out, advert, Some(&report));
    } else {
        out.blank();
        let said = match model.market.reading(advert) {
            AdvertReading::Read(_) | AdvertReading::Waiting => "reading…",
            AdvertReading::NoText => {
                "It was kept without a text: save the page again and add it, or paste its text."
            }
            AdvertReading::Lost => "The file of its text is gone: add the advert again.",
        };
        out.text(Tone::Caution, 0, said);
        pay(&mut out, advert, None);
    }
    out.done()
}

/// Organisation, places, dates and states.
fn fields(out: &mut Builder<'_>, advert: &Advert) {
    let mut first = vec![advert.organisation.clone()];
    let forms = market::employment(&advert.employment_types);
    first.extend(forms.into_iter().map(str::to_owned));
    first.retain(|text| !text.is_empty());
    if !first.is_empty() {
        out.text(Tone::Plain, 0, &first.join(" · "));
    }
    let places = advert.places.iter();
    let places: Vec<String> = places
        .map(|place| {
            let basis = match place.basis {
                PlaceBasis::Stated => String::new(),
                basis => format!(", {}", market::basis(basis)),
            };
            format!("{}{basis}", market::place(place))
        })
        .collect();
    let places = if places.is_empty() {
        "none stated; the country is not known".to_owned()
    } else {
        places.join("; ")
    };
    out.fact("Where", &places, Some(&Target::Place));
    let again = advert.posted_again.iter().map(ToString::to_string);
    let again: Vec<String> = again.collect();
    let dates = [
        ("posted", advert.posted.map(|day| day.to_string())),
        (
            "again",
            Some(again.join(", ")).filter(|days| !days.is_empty()),
        ),
        ("until", advert.until.map(|day| day.to_string())),
        ("first kept", Some(advert.first_seen.to_string())),
    ];
    let dates = dates.into_iter();
    let dates: Vec<String> = dates
        .filter_map(|(name, day)| Some(format!("{name} {}", day?)))
        .collect();
    out.fact("When", &dates.join(" · "), None);
    for change in &advert.states {
        let line = format!("{} {} {}", change.state.word(), change.date, change.note);
        out.fact("You", line.trim_end(), None);
    }
}

fn post(out: &mut Builder<'_>, model: &Model, report: &AdvertReport) {
    out.blank();
    let quote = wording::quote(&report.post_quote, QUOTE);
    let mut post = market::post_title(report.post).to_owned();
    if let Some(step) = report.step {
        post = format!("{post}, step {} of your route", step.number);
    } else if report.post == PostKind::Unclear {
        "unclear: no sentence says which post it is".clone_into(&mut post);
    }
    out.fact(
        "Post",
        format!("{post}  {quote}").trim_end(),
        Some(&Target::Post),
    );
    for found in report.occupations.iter().filter(|o| o.is_likely()) {
        let occupation = model.catalog.occupation(found.occupation);
        let text = format!("{}, {}", occupation.label(), occupation.code());
        out.fact(
            "In ESCO",
            &text,
            Some(&Target::Occupation(found.occupation)),
        );
    }
    if report.language == "de" {
        out.text(Tone::Caution, 0, wording::GERMAN);
    }
}

fn conditions(out: &mut Builder<'_>, model: &Model, report: &AdvertReport) {
    if report.conditions.is_empty() {
        return;
    }
    let open = out.heading(Section::Conditions, true, "CONDITIONS", "read these first");
    if !open {
        return;
    }
    let entries = report.conditions.iter().enumerate().map(|(at, row)| {
        let basis = wording::basis(row, model.now.on);
        let said = if basis.is_empty() {
            wording::met(row).to_owned()
        } else {
            format!("{}, {basis}", wording::met(row))
        };
        Entry {
            sign: Sign::Met(row.standing.met),
            label: &row.quote.words,
            need: wording::need(row.condition.need),
            remark: Remark::Whole(said),
            target: Target::Condition(at),
        }
    });
    out.entries(entries.collect());
}

fn skills(out: &mut Builder<'_>, model: &Model, report: &AdvertReport) {
    let entry = |row: &SkillRow, sign: Sign, quote: String, target: Target| Entry {
        sign,
        label: model.catalog.skill(row.skill).label(),
        need: wording::need(row.need),
        remark: Remark::Quote(quote),
        target,
    };
    let counts = wording::counts(report);
    if out.heading(Section::Asked, true, "ASKED FOR", counts) {
        let entries = report.skills_of(Tier::Sure).map(|row| {
            let mut quote = wording::quote(&row.quote, QUOTE);
            if row.is_accepted {
                quote = format!("you accepted {quote}");
            }
            let sign = Sign::State(row.state, model.states().is_denied(row.skill));
            entry(row, sign, quote, Target::Skill(row.skill))
        });
        out.entries(entries.collect());
    }
    // What was accepted stays here as well, to be taken back.
    let to_decide = report.skills.iter();
    let to_decide: Vec<&SkillRow> = to_decide
        .filter(|row| row.tier == Tier::Maybe || row.is_accepted)
        .collect();
    let accepted = to_decide.iter().filter(|row| row.is_accepted).count();
    if let Some(remark) = wording::perhaps(to_decide.len() - accepted, accepted)
        && out.heading(Section::Perhaps, false, "PERHAPS", remark)
    {
        let entries = to_decide.into_iter().map(|row| {
            let quote = wording::quote(&row.quote, QUOTE);
            let sign = Sign::Tick(row.is_accepted);
            entry(row, sign, quote, Target::Perhaps(row.skill))
        });
        out.entries(entries.collect());
    }
    if report.not_in_esco.is_empty() {
        return;
    }
    let remark = format!(
        "you worked with {} of {}",
        report.worked_with(),
        report.not_in_esco.len()
    );
    if out.heading(Section::Lacking, true, "ESCO LACKS", remark) {
        let entries = report.not_in_esco.iter().map(|term| Entry {
            sign: Sign::Tick(term.worked_with),
            label: &term.name,
            need: if term.worked_with { "worked with" } else { "" },
            remark: Remark::Quote(wording::quote(&term.quote, QUOTE)),
            target: Target::Term(term.name.clone()),
        });
        out.entries(entries.collect());
    }
}

fn checklist(out: &mut Builder<'_>, report: &AdvertReport) {
    let count = |answer| {
        report
            .checklist
            .iter()
            .filter(|row| row.answer == answer)
            .count()
    };
    let all = [
        Answer::Yes,
        Answer::No,
        Answer::Vague,
        Answer::Ask,
        Answer::Silent,
    ];
    let counted = all.map(|answer| format!("{} {}", answer.word(), count(answer)));
    if !out.heading(Section::Mandate, true, "MANDATE", counted.join(" · ")) {
        return;
    }
    for (at, row) in report.checklist.iter().enumerate() {
        let tone = match row.answer {
            Answer::Silent => continue,
            Answer::Yes => Tone::Accent,
            Answer::Ask | Answer::No => Tone::Caution,
            Answer::Vague => Tone::Plain,
        };
        let quote = wording::quote(&row.quote, QUOTE);
        let target = Target::Answer(at);
        out.word((tone, row.answer.word()), &row.title, &quote, Some(&target));
    }
    let silent = report.silent();
    if !silent.is_empty() {
        out.word((Tone::Dim, "silent"), &silent.join(" · "), "", None);
    }
    let lean = format!("It leans to {}.", wording::lean(report.lean));
    out.text(Tone::Dim, 2, &lean);
}

fn questions(out: &mut Builder<'_>, report: &AdvertReport) {
    if report.questions.is_empty() {
        return;
    }
    let count = plural(report.questions.len(), "question", "questions");
    if out.heading(Section::Questions, true, "ASK", count) {
        for (at, row) in report.questions.iter().enumerate() {
            let quote = wording::quote(&row.quote, QUOTE);
            let text = format!("{} {quote}", row.text);
            out.paragraph(text.trim_end(), Some(&Target::Question(at)));
        }
    }
}

/// The evidence that comes nearest to what is missing.
fn say(out: &mut Builder<'_>, model: &Model, report: &AdvertReport) {
    if report.gaps.is_empty() {
        return;
    }
    let gaps = plural(report.gaps.len(), "gap", "gaps");
    let remark = format!("{gaps}: your evidence that comes nearest");
    if !out.heading(Section::Say, false, "SAY", remark) {
        return;
    }
    let mut without = 0;
    for gap in &report.gaps {
        let Some(near) = &gap.near else {
            without += 1;
            continue;
        };
        let label = model.catalog.skill(gap.skill).label();
        let text = format!("{label}: {}", wording::near_evidence(near));
        out.paragraph(&text, Some(&Target::Skill(gap.skill)));
    }
    if without > 0 {
        out.text(Tone::Dim, 2, &format!("{}.", wording::no_evidence(without)));
    }
}

fn pay(out: &mut Builder<'_>, advert: &Advert, report: Option<&AdvertReport>) {
    let stated = report.map_or(&*advert.pay, |report| &*report.pay);
    let stated = if stated.is_empty() {
        &*advert.pay
    } else {
        stated
    };
    let pay: Vec<String> = stated.iter().map(market::pay).collect();
    let pay = if pay.is_empty() {
        "not stated: ask for the range before the first interview".to_owned()
    } else {
        pay.join("; ")
    };
    if !out.heading(Section::Pay, true, "PAY", pay) {
        return;
    }
    for own in &advert.own_pay {
        out.paragraph(&market::own_pay(own), None);
    }
    if let Some(report) = report {
        out.text(Tone::Dim, 2, &format!("{}.", wording::class(&report.class)));
    }
    out.text(Tone::Dim, 2, "e on PAY notes what you were told.");
}
