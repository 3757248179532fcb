//! `certificates`: what issuers ask, with source and day, where a certificate helps, and which the person holds.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::certification::{Certification, Helps};
use crate::catalog::{Basis, Catalog};
use crate::cli::args::Certificates;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::names::unknown_id;
use crate::cli::output::{self, Lines, Reply, Table, sentence};
use crate::cli::reply::{self, OccupationName, OwnCertificate};
use crate::profile::{self, Profile, Record, change};
use crate::text::{capitalize, normalize};
use crate::wording::certificate;

/// All certificates, or one.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum CertificatesReply<'a> {
    All {
        note: &'a str,
        certificates: Vec<Certificate<'a>>,
        /// Certificates of the person that are not among these.
        others: Vec<OwnCertificate>,
    },
    One {
        certificate: Box<Certificate<'a>>,
    },
    Changed {
        changed: bool,
        /// What was changed; null when it was noted so already.
        title: Option<String>,
        /// As it is now; null when it was removed.
        own: Option<OwnCertificate>,
    },
}

/// A certificate: what its issuer asks, and where it helps.
#[derive(Serialize, JsonSchema)]
pub(super) struct Certificate<'a> {
    #[serde(flatten)]
    certification: &'a Certification,
    /// What is blank because no page of the issuer confirmed it.
    not_confirmed: Vec<&'static str>,
    said_by: &'static str,
    basis: Basis,
    helps: Vec<Help<'a>>,
    helps_basis: Basis,
    /// What the person noted of it; null without a note.
    own: Option<OwnCertificate>,
}

/// A track or an occupation for which a certificate helps. An occupation that the catalogue lacks has its URI only.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Help<'a> {
    Track { track: &'a str },
    Occupation(OccupationName<'a>),
    Unknown { uri: Option<&'a str> },
}

/// All certificates, or the one that is named by id or name; with options, what the person says of it.
pub(super) fn certificates(context: &Context, args: &Certificates) -> Result<Reply, Failure> {
    match &args.name {
        Some(name) if args.held || args.planned => note(context, args, &normalize(name)),
        Some(name) if args.remove => remove(context, &normalize(name)),
        Some(name) => show(context, name),
        None => list(context),
    }
}

fn note(context: &Context, args: &Certificates, name: &str) -> Result<Reply, Failure> {
    if let (Some(since), Some(until)) = (args.since, args.until)
        && since > until
    {
        return Err(Failure::usage(format!("{since} comes after {until}")));
    }
    context.change(|record, catalog, now| {
        let known = catalog.certifications.named(name);
        let own = profile::Certificate {
            since: args.since,
            until: args.until,
            planned: args.planned,
            ..profile::Certificate::new(known.map_or(name, |known| &known.name), now)
        };
        let id = catalog.certifications.key(name);
        if id.is_empty() {
            return Err(Failure::usage("a name has letters or digits"));
        }
        let title = change::hold_certificate(record, &id, own, now);
        let mut text = match &title {
            Some(title) => format!("{} `cisopath undo` takes it back.", sentence(title)),
            None => "It is noted that way already.".to_owned(),
        };
        if known.is_none() {
            text.push_str(" It is kept under your own name: cisopath has no facts of it.");
        }
        Ok(changed(record, &id, title, text, now.on))
    })
}

fn remove(context: &Context, name: &str) -> Result<Reply, Failure> {
    context.change(|record, catalog, now| {
        let id = catalog.certifications.key(name);
        let title = change::remove_certificate(record, &id, now).ok_or_else(|| {
            Failure::no(format!("you have not noted the certificate {name}"))
                .hint("`cisopath certificates` shows what you noted")
        })?;
        let text = format!("{} `cisopath undo` takes it back.", sentence(&title));
        Ok(changed(record, &id, Some(title), text, now.on))
    })
}

fn changed(record: &Record, id: &str, title: Option<String>, text: String, today: Date) -> Reply {
    let own = record.profile.certificates.get(id);
    let answer = CertificatesReply::Changed {
        changed: title.is_some(),
        title,
        own: own.map(|own| OwnCertificate::new(id, own, today)),
    };
    Reply::new(answer, text)
}

fn show(context: &Context, name: &str) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let certifications = &catalog.certifications;
    let profile = context.person()?.profile;
    let today = context.now().on;
    if let Some(one) = certifications.named(name) {
        let certificate = Box::new(value(catalog, one, &profile, today));
        let answer = CertificatesReply::One { certificate };
        return Ok(Reply::new(answer, page(catalog, one, &profile, today)));
    }
    let known = certifications.certifications.iter();
    let known = known.map(|c| (&*c.id, &*c.name));
    Err(unknown_id("certificate", name, known).hint("`cisopath certificates` lists them"))
}

fn list(context: &Context) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let profile = context.person()?.profile;
    let today = context.now().on;
    let certifications = &catalog.certifications;
    let all = certifications.certifications.iter();
    let others = profile.certificates.iter();
    let others = others.filter(|(id, _)| !all.clone().any(|c| *c.id == ***id));
    let answer = CertificatesReply::All {
        note: &certifications.note,
        certificates: all
            .clone()
            .map(|c| value(catalog, c, &profile, today))
            .collect(),
        others: others
            .map(|(id, own)| OwnCertificate::new(id, own, today))
            .collect(),
    };
    let mut table = Table::default().header(["id", "certificate", "issuer", "confirmed"]);
    for each in &certifications.certifications {
        let texts = [&*each.id, &*each.name, &*each.issuer].map(str::to_owned);
        table.row(texts.into_iter().chain([certificate::confirmed(each)]));
    }
    let mut text = Lines::default();
    let own = certificate::all_own(&profile, today);
    if !own.is_empty() {
        text.line(format!("Yours: {own}")).gap();
    }
    text.table(&table)
        .gap()
        .line("Confirmed facts come from the issuer's own pages; for the rest see the issuer.");
    if !certifications.note.is_empty() {
        text.line(sentence(&certifications.note));
    }
    text.line("`cisopath certificates ID` shows one, with its source and the issuer's address.");
    Ok(Reply::new(answer, text.done()))
}

fn value<'a>(
    catalog: &'a Catalog,
    each: &'a Certification,
    profile: &Profile,
    today: Date,
) -> Certificate<'a> {
    let own = profile.certificates.get(&*each.id);
    Certificate {
        certification: each,
        not_confirmed: each.not_confirmed(),
        said_by: certificate::confidence_source(&catalog.certifications, each),
        basis: catalog.certifications.basis,
        helps: each.helps.iter().map(|h| help(catalog, h)).collect(),
        helps_basis: each.helps_basis,
        own: own.map(|own| OwnCertificate::new(&each.id, own, today)),
    }
}

fn help<'a>(catalog: &'a Catalog, help: &'a Helps) -> Help<'a> {
    match (&help.track, help.ix) {
        (Some(track), _) => Help::Track { track },
        (None, Some(ix)) => Help::Occupation(reply::occupation(catalog, ix)),
        (None, None) => Help::Unknown {
            uri: help.uri.as_deref(),
        },
    }
}

fn page(catalog: &Catalog, each: &Certification, profile: &Profile, today: Date) -> String {
    let mut text = Lines::default();
    text.line(format!("{}, {}", each.name, each.issuer));
    if each.title != each.name {
        text.line(&each.title);
    }
    if let Some(own) = profile.certificates.get(&*each.id) {
        text.line(format!("Yours: {}", certificate::own(own, today)));
    }
    let mut facts = Lines::default();
    if !each.sources.is_empty() {
        let origin = capitalize(certificate::confidence_source(
            &catalog.certifications,
            each,
        ));
        facts.line(format!("{origin}, as of {}", each.as_of));
    }
    if each.experience.text.is_empty() {
        for rule in each.further_rules() {
            facts.line(format!("Entry: {}", rule.text));
        }
    } else {
        facts.line(format!("Experience: {}", each.experience.text));
        for rule in each.further_rules() {
            facts.line(format!("  {}", rule.text));
        }
    }
    if !each.domains.is_empty() {
        let names = each.domains.iter().map(|d| match d.weight {
            Some(weight) => format!("{} {weight} %", d.name),
            None => d.name.to_string(),
        });
        let names = names.collect::<Vec<_>>().join(", ");
        facts.line(format!("Domains: {names}."));
    }
    if let Some(upkeep) = certificate::upkeep(&each.upkeep) {
        facts.line(format!("Upkeep: {upkeep}"));
    }
    for change in &each.changes {
        facts.line(format!("{}: {}", change.date, change.text));
    }
    let places = each.helps.iter().filter_map(|h| match (&h.track, h.ix) {
        (Some(id), _) => {
            let track = catalog.tracks.track(id);
            Some(track.map_or(&**id, |t| &t.title))
        }
        (None, ix) => ix.map(|ix| output::label(catalog, ix)),
    });
    let places: Vec<&str> = places.collect();
    if !places.is_empty() {
        let (places, basis) = (places.join(", "), each.helps_basis.word());
        facts.line(format!("Helps on: {places} ({basis})."));
    }
    let facts = facts.done();
    if !facts.is_empty() {
        text.gap().line(facts.trim_end());
    }
    text.gap();
    for line in certificate::sources(each) {
        text.line(line);
    }
    text.done()
}
