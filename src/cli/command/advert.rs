//! `advert`: keeping adverts, and how far the person is with them. It needs no begun record.

pub(super) mod reply;
pub(super) mod source;

use std::path::PathBuf;

use itertools::Itertools as _;
use jiff::civil::Date;

use super::advert_filter::of_kind;
use super::{advert_decision, advert_match, advert_say};
use crate::adverts::PostKind;
use crate::cli::args::{AdvertCommand, PayArgs};
use crate::cli::context::{Context, WAIT};
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply};
use crate::geography::Country;
use crate::market::{AdditionKind, Advert, AdvertId, AdvertState, Changed, Market, OwnPay};
use crate::posting::{Pay, PayBasis, PayTerms};
use crate::profile::Moment;
use crate::text::plural;
use crate::wording::market as wording;

pub(super) use reply::{AddReply, ChangeReply, ListReply, RedoneReply, ShowReply, UndoneReply};
use reply::{AdvertReply, RefusedFile, told};
use source::{read, unknown};

pub(super) fn run(context: &Context, command: &AdvertCommand) -> Result<Reply, Failure> {
    match command {
        AdvertCommand::Add { files } => add(context, files),
        AdvertCommand::List {
            state,
            kind,
            country,
        } => list(context, *state, *kind, country.as_deref()),
        AdvertCommand::Accept(args) => advert_decision::decide(context, args, true),
        AdvertCommand::Reject(args) => advert_decision::decide(context, args, false),
        AdvertCommand::Match { advert } => advert_match::show(context, advert),
        AdvertCommand::Say {
            id,
            condition,
            answer,
        } => advert_say::say(context, *id, *condition, *answer),
        AdvertCommand::Show { id } => show(context, AdvertId(*id)),
        AdvertCommand::State {
            id,
            state,
            date,
            note,
        } => set_state(context, AdvertId(*id), *state, *date, note.as_deref()),
        AdvertCommand::Country { id, country } => set_country(context, AdvertId(*id), country),
        AdvertCommand::Class { id, class } => change(context, AdvertId(*id), |market, now| {
            market.set_class(AdvertId(*id), *class, now)
        }),
        AdvertCommand::Pay(args) => note_pay(context, args),
        AdvertCommand::Remove { id } => change(context, AdvertId(*id), |market, now| {
            market.remove(AdvertId(*id), now)
        }),
        AdvertCommand::Undo => undo(context),
        AdvertCommand::Redo => redo(context),
    }
}

fn add(context: &Context, files: &[PathBuf]) -> Result<Reply, Failure> {
    let mut postings = Vec::new();
    let mut refused = Vec::new();
    for path in files {
        match read(context, path) {
            Ok(read) => postings.extend(read),
            Err(refusal) => refused.push(RefusedFile {
                file: path.display().to_string(),
                why: refusal.for_file(path),
                at: refusal.at,
            }),
        }
    }
    let store = context.market()?;
    if postings.is_empty() {
        let message = match refused.as_slice() {
            [only] => format!("{} cannot be read as an advert: {}", only.file, only.why),
            _ => "none of the files can be read as an advert".to_owned(),
        };
        let text = if refused.len() > 1 {
            refused_lines(&refused)
        } else {
            String::new()
        };
        return Err(Failure::no(message).with_answer(AddReply::nothing(refused), text));
    }
    let is_first = store.read()?.is_empty();
    let added = store.add(WAIT, context.now(), postings)?;
    let ids = added.additions.iter().map(|a| a.id).unique();
    let adverts: Vec<&Advert> = ids.filter_map(|id| added.market.advert(id)).collect();
    let without_text = adverts
        .iter()
        .filter(|advert| advert.hash.is_none())
        .count();

    let mut text = Lines::default();
    text.line(wording::added(&added.additions));
    for advert in &adverts {
        text.line(line_of(advert));
    }
    text.line(refused_lines(&refused));
    if is_first {
        text.line(format!(
            "Fields and notes are kept in {}, texts in {}; the files are not kept. A work laptop is the employer's.",
            store.path().display(),
            store.folder().display()
        ));
    }
    let read = adverts.iter().find(|advert| advert.hash.is_some());
    if let Some(advert) = read {
        text.line(format!(
            "`cisopath advert match {}` reads it against ESCO.",
            advert.id
        ));
    }
    let count = |kind| added.additions.iter().filter(|a| a.kind == kind).count();
    let answer = AddReply {
        added: count(AdditionKind::Added),
        same: count(AdditionKind::Same),
        again: count(AdditionKind::Again),
        without_text,
        refused,
        adverts: adverts.into_iter().map(AdvertReply::of).collect(),
    };
    Ok(Reply::new(answer, text.done()))
}

fn refused_lines(refused: &[RefusedFile]) -> String {
    let line = |file: &RefusedFile| {
        let at = file
            .at
            .as_ref()
            .map_or(String::new(), |at| format!(" ({at})"));
        format!("Not read: {}: {}{at}.\n", file.file, file.why)
    };
    refused.iter().map(line).collect()
}

/// An advert in a line, with its number.
fn line_of(advert: &Advert) -> String {
    let state = advert.states.last();
    let state = state.map_or(String::new(), |s| {
        format!(" · {} {}", s.state.word(), s.date)
    });
    let text = if advert.hash.is_none() {
        " · without text"
    } else {
        ""
    };
    format!(
        "{:>4}  {}{state}{text}",
        advert.id.0,
        wording::advert(advert)
    )
}

fn list(
    context: &Context,
    state: Option<AdvertState>,
    kind: Option<PostKind>,
    country: Option<&str>,
) -> Result<Reply, Failure> {
    let country = country.map(parse_country).transpose()?;
    let store = context.market()?;
    let market = store.read()?;
    let wanted = market.adverts().filter(|advert| {
        (state.is_none() || advert.state() == state)
            && (country.is_none() || advert.country() == country)
    });
    let mut adverts: Vec<&Advert> = wanted.collect();
    if let Some(kind) = kind {
        adverts = of_kind(context, adverts, kind)?;
    }
    let mut text = Lines::default();
    for advert in &adverts {
        text.line(line_of(advert));
    }
    let kept = plural(market.len(), "advert", "adverts");
    let state = state.map(|state| format!("in the state {}", state.word()));
    let kind = kind.map(|kind| format!("of the kind \"{}\"", wording::post_title(kind)));
    let country = country.map(|country| format!("in {}", country.name()));
    let narrowed: Vec<String> = [state, kind, country].into_iter().flatten().collect();
    text.line(match (market.is_empty(), narrowed.is_empty()) {
        (true, _) => {
            "No adverts are kept: `cisopath advert add FILE` keeps a saved page.".to_owned()
        }
        (false, false) => format!("{} of {kept} {}.", adverts.len(), narrowed.join(", ")),
        (false, true) => format!("{kept} kept in {}.", store.path().display()),
    });
    let answer = ListReply {
        file: store.path().display().to_string(),
        kept: market.len(),
        adverts: adverts.into_iter().map(AdvertReply::of).collect(),
    };
    Ok(Reply::new(answer, text.done()))
}

fn show(context: &Context, id: AdvertId) -> Result<Reply, Failure> {
    let store = context.market()?;
    let market = store.read()?;
    let advert = market.advert(id).ok_or_else(|| unknown(id))?;
    let content = store.text_of(advert)?;
    let mut text = Lines::default();
    text.line(wording::advert(advert));
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let again: Vec<String> = advert.posted_again.iter().map(Date::to_string).collect();
    let places: Vec<String> = advert
        .places
        .iter()
        .map(|place| {
            format!(
                "{} ({})",
                wording::place(place),
                wording::basis(place.basis)
            )
        })
        .collect();
    let pay: Vec<String> = advert.pay.iter().map(wording::pay).collect();
    for (name, value) in [
        ("places", places.join("; ")),
        (
            "employment",
            wording::employment(&advert.employment_types).join(", "),
        ),
        ("posted", day(advert.posted)),
        ("posted again", again.join(", ")),
        ("until", day(advert.until)),
        ("pay", pay.join("; ")),
        ("address", advert.address.clone()),
    ] {
        if !value.is_empty() {
            text.line(format!("{name}: {value}"));
        }
    }
    for change in &advert.states {
        let line = format!("{} {} {}", change.date, change.state.word(), change.note);
        text.line(line.trim_end());
    }
    text.line("");
    text.line(content.as_deref().unwrap_or("It was kept without a text."));
    let answer = ShowReply {
        advert: AdvertReply::of(advert),
        text: content,
    };
    Ok(Reply::new(answer, text.done()))
}

fn set_state(
    context: &Context,
    id: AdvertId,
    state: AdvertState,
    date: Option<Date>,
    note: Option<&str>,
) -> Result<Reply, Failure> {
    change(context, id, |market, now| {
        market.set_state(
            id,
            state,
            date.unwrap_or(now.on),
            note.unwrap_or_default(),
            now,
        )
    })
}

fn parse_country(name: &str) -> Result<Country, Failure> {
    Country::parse(name).ok_or_else(|| {
        Failure::no(format!("no country is called \"{name}\""))
            .hint("a code of two letters is understood as well, such as CH")
    })
}

fn set_country(context: &Context, id: AdvertId, name: &str) -> Result<Reply, Failure> {
    let country = parse_country(name)?;
    change(context, id, |market, now| {
        market.set_country(id, country, now)
    })
}

fn note_pay(context: &Context, args: &PayArgs) -> Result<Reply, Failure> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && from > to
    {
        return Err(Failure::usage(format!("{from} is more than {to}"))
            .hint("--from takes the least amount, --to the greatest"));
    }
    let id = AdvertId(args.id);
    let pay = Pay {
        min: args.from.map(f64::from),
        max: args.to.map(f64::from),
        currency: args.currency.clone(),
        unit: Some(args.unit),
        is_unit_guessed: false,
        total: args.total,
        basis: PayBasis::You,
        span: None,
    };
    change(context, id, |market, now| {
        let own = OwnPay {
            pay,
            terms: PayTerms {
                salaries: args.salaries,
                share: args.share,
            },
            note: args.note.as_deref().unwrap_or_default().trim().to_owned(),
            date: now.on,
        };
        market.note_pay(id, own, now)
    })
}

fn change(
    context: &Context,
    id: AdvertId,
    change: impl FnOnce(&mut Market, Moment) -> Option<Changed>,
) -> Result<Reply, Failure> {
    let now = context.now();
    let changed = context.market()?.update(WAIT, now, |market| {
        let changed = change(market, now)?;
        let advert = market.advert(id).map(AdvertReply::of);
        Some((changed, advert))
    })?;
    let (changed, advert) = changed.ok_or_else(|| unknown(id))?;
    let text = told(&changed, "");
    let answer = ChangeReply {
        changed: changed.is_recorded,
        title: changed.title,
        advert,
    };
    Ok(Reply::new(answer, text))
}

fn undo(context: &Context) -> Result<Reply, Failure> {
    let undone = context
        .market()?
        .update(WAIT, context.now(), Market::undo)?;
    let undone = undone.ok_or_else(|| Failure::no("there is no change of adverts to undo"))?;
    let text = format!("Undone: {undone}.");
    let changed = true;
    Ok(Reply::new(UndoneReply { changed, undone }, text))
}

fn redo(context: &Context) -> Result<Reply, Failure> {
    let redone = context
        .market()?
        .update(WAIT, context.now(), Market::redo)?;
    let redone =
        redone.ok_or_else(|| Failure::no("there is no change of adverts to make again"))?;
    let text = format!("Done again: {redone}.");
    let changed = true;
    Ok(Reply::new(RedoneReply { changed, redone }, text))
}
