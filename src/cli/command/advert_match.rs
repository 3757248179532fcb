//! `advert match`: an advert read against ESCO and the record.

mod reply;

use std::path::Path;

use super::advert::source::{read, unknown};
use crate::adverts::{
    self, Advert, Condition, Need, Reader, Reading, RecordMatch, SkillDemand, Tier,
};
use crate::catalog::OccupationIx;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::file;
use crate::market::AdvertId;
use crate::planning::plan::Plan;
use crate::posting::{PayUnit, Span};
use crate::text::{plural, thousands, truncate};
use crate::usecase::person::Person;

pub(super) use reply::AdvertMatch;

/// How wide a quoted phrase may be in a table, in columns.
const QUOTE: usize = 60;

pub(super) fn show(context: &Context, name: &str) -> Result<Reply, Failure> {
    let (title, text) = source(context, name)?;
    let catalog = context.catalog()?;
    let person = context.person()?;
    let reader = Reader::new(catalog)
        .map_err(|error| Failure::bug("adverts cannot be read").because(&error))?;
    let route = person.plan.as_ref().map(Plan::stations);
    let route = route.unwrap_or_default();
    let advert = Advert {
        text: &text,
        title: title.as_deref(),
        route: &route,
    };
    let reading = reader.read(catalog, &advert);
    let found = adverts::record_match(&reading.skills, &person.states);
    let step = step_of(&reading, &person, catalog.goal());
    let today = context.now().on;
    let met = |condition: &Condition| adverts::is_met(condition, catalog, &person.profile, today);
    let worked_with = |term: &str| adverts::has_worked_with(term, &person.profile);
    let lines = Report {
        catalog,
        person: &person,
        text: &text,
        reading: &reading,
        found: &found,
    };
    let report = lines.lines(&met);
    let answer = AdvertMatch::new(catalog, &reading, &found, step, &met, &worked_with);
    Ok(Reply::new(answer, report))
}

/// An advert to be read: a kept one by its number, else a file or standard input (`-`).
fn source(context: &Context, name: &str) -> Result<(Option<String>, String), Failure> {
    if let Ok(id) = name.parse() {
        let store = context.market()?;
        let market = store.read()?;
        let advert = market
            .advert(AdvertId(id))
            .ok_or_else(|| unknown(AdvertId(id)))?;
        let text = store.text_of(advert)?;
        let text = text.ok_or_else(|| {
            Failure::no(format!("advert {id} was kept without a text"))
                .hint("save the page again and add it: cisopath advert add FILE")
        })?;
        return Ok((Some(advert.title.clone()), text));
    }
    let path = Path::new(name);
    if name != "-" {
        let cannot = |error| Failure::io(format!("{name} cannot be read")).because(&error);
        let found = path.metadata().and_then(|found| file::regular(&found));
        found.map_err(cannot)?;
    }
    let refused = |why: &str| Failure::data(format!("{name} cannot be read as an advert: {why}"));
    let mut postings =
        read(context, path).map_err(|refusal| refused(&refusal.why.replace("FILE", name)))?;
    match (postings.pop(), postings.len()) {
        (Some(posting), 0) if !posting.text.is_empty() => Ok((
            Some(posting.title).filter(|title| !title.is_empty()),
            posting.text,
        )),
        (Some(_), more @ 1..) => Err(refused(&format!("it holds {} adverts", more + 1))
            .hint("keep them all, then read one by its number: cisopath advert add FILE")),
        _ => Err(refused("it has no text")),
    }
}

/// The step of the person's route that the post would make: to the goal for a chief information security officer.
fn step_of(
    reading: &Reading,
    person: &Person,
    goal: Option<OccupationIx>,
) -> Option<(usize, OccupationIx)> {
    let plan = person.plan.as_ref()?;
    let sure = reading
        .occupations
        .iter()
        .find(|found| found.score >= 0.9)
        .map(|found| found.occupation);
    let meant = if reading.post.kind.is_ciso() {
        goal
    } else {
        sure
    }?;
    let at = plan.steps.iter().position(|step| step.to == meant)?;
    Some((at + 1, meant))
}

/// What people are shown.
struct Report<'a> {
    catalog: &'a crate::catalog::Catalog,
    person: &'a Person,
    text: &'a str,
    reading: &'a Reading,
    found: &'a RecordMatch,
}

impl Report<'_> {
    fn quote(&self, spans: &[Span]) -> String {
        let words = spans
            .first()
            .map(|span| span.of(self.text))
            .unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            words
        } else {
            format!("\"{}\"", truncate(&words, QUOTE))
        }
    }

    fn lines(&self, met: &dyn Fn(&Condition) -> adverts::Met) -> String {
        let reading = self.reading;
        let mut text = Lines::default();
        let post: Vec<Span> = reading.post.span.into_iter().collect();
        text.line(format!(
            "Post: {} {}",
            reading.post.kind.title(),
            self.quote(&post)
        ));
        let mut occupations = Table::indented(2);
        for found in &reading.occupations {
            occupations.row([
                output::code(self.catalog, found.occupation).to_owned(),
                output::label(self.catalog, found.occupation).to_owned(),
                format!("{:.2}", found.score),
            ]);
        }
        text.line("Occupations the title means, with scores")
            .table(&occupations);
        if reading.language == "de" {
            text.line("The advert is in German: only words are compared, not meanings.");
        }
        if !reading.conditions.is_empty() {
            text.gap()
                .line("Conditions, read these first")
                .table(&self.conditions(met));
        }
        text.gap().line(self.summary());
        text.table(&self.skills(Tier::Sure));
        let maybe = reading
            .skills
            .iter()
            .filter(|demand| demand.tier == Tier::Maybe)
            .count();
        if maybe > 0 {
            text.gap()
                .line(format!("Perhaps ({maybe}); these count nowhere"));
            text.table(&self.skills(Tier::Maybe));
        }
        if !reading.not_in_esco.is_empty() {
            let names: Vec<&str> = reading.not_in_esco.iter().map(|term| &*term.text).collect();
            let profile = &self.person.profile;
            let known = names
                .iter()
                .filter(|name| adverts::has_worked_with(name, profile))
                .count();
            let of = format!(
                "Of what ESCO lacks, your evidence names {known} of {}:",
                names.len()
            );
            text.gap().list(&of, &names);
        }
        text.gap()
            .line("The guide's checklist")
            .table(&self.checklist());
        if !reading.questions.is_empty() {
            text.gap().line("Ask");
            for question in &reading.questions {
                text.line(format!(
                    "  {} {}",
                    question.text,
                    self.quote(&question.spans)
                ));
            }
        }
        for pay in &reading.pay {
            text.gap().line(pay_line(pay));
        }
        text.done()
    }

    fn summary(&self) -> String {
        let found = self.found;
        format!(
            "Asks for {} in ESCO's words: you bring {}; required {} of {}",
            plural(found.asked, "skill", "skills"),
            found.held,
            found.required_held,
            found.required
        )
    }

    fn conditions(&self, met: &dyn Fn(&Condition) -> adverts::Met) -> Table {
        let mut table = Table::indented(2);
        for condition in &self.reading.conditions {
            let said = match met(condition) {
                adverts::Met::Yes => "met",
                adverts::Met::No => "not met",
                adverts::Met::Unknown => "you have not said",
            };
            let need = need_word(condition.need);
            table.row([
                condition.kind.word().to_owned(),
                need.to_owned(),
                said.to_owned(),
                self.quote(&condition.spans),
            ]);
        }
        table
    }

    fn skills(&self, tier: Tier) -> Table {
        let mut table = Table::indented(2);
        let mut demands: Vec<&SkillDemand> = self
            .reading
            .skills
            .iter()
            .filter(|d| d.tier == tier)
            .collect();
        demands.sort_by_key(|demand| std::cmp::Reverse(demand.need));
        for demand in demands {
            table.row([
                self.person.states.get(demand.skill).word().to_owned(),
                need_word(demand.need).to_owned(),
                self.catalog.skill(demand.skill).label().to_owned(),
                self.quote(&demand.spans),
            ]);
        }
        table
    }

    fn checklist(&self) -> Table {
        let mut table = Table::indented(2);
        let mut silent = Vec::new();
        for row in &self.reading.checklist {
            if row.spans.is_empty() {
                silent.push(&*row.title);
            } else {
                table.row([
                    row.answer.word().to_owned(),
                    row.title.to_string(),
                    self.quote(&row.spans),
                ]);
            }
        }
        if !silent.is_empty() {
            table.row(["silent".to_owned(), silent.join(" · "), String::new()]);
        }
        table
    }
}

fn need_word(need: Need) -> &'static str {
    if need == Need::Unsaid {
        ""
    } else {
        need.word()
    }
}

/// Pay in a line, such as "Pay EUR 110,000–135,000 base, year".
fn pay_line(pay: &adverts::Pay) -> String {
    let amount = |amount: u64| thousands(amount as usize);
    let range = match (pay.min, pay.max) {
        (Some(min), Some(max)) if min == max => amount(min),
        (Some(min), Some(max)) => format!("{}–{}", amount(min), amount(max)),
        (Some(min), None) => format!("from {}", amount(min)),
        (None, Some(max)) => format!("up to {}", amount(max)),
        (None, None) => String::new(),
    };
    let kind = if pay.total { "total" } else { "base" };
    let unit = match pay.unit {
        PayUnit::Hour => "hour",
        PayUnit::Day => "day",
        PayUnit::Week => "week",
        PayUnit::Month => "month",
        PayUnit::Year => "year",
    };
    format!("Pay {} {range} {kind}, {unit}", pay.currency)
}
