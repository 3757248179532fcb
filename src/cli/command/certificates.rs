//! `certificates`: what issuers ask, with source and day, and where a certificate helps.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::certification::{Certification, Helps};
use crate::catalog::{Basis, Catalog};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::names::unknown_id;
use crate::cli::output::{self, Lines, Reply, Table, sentence};
use crate::cli::reply::{self, OccupationName};
use crate::text::{capitalize, fold, folds_to, normalize};
use crate::wording::certificate;

/// All certificates, or one.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum CertificatesReply<'a> {
    All {
        note: &'a str,
        certificates: Vec<Certificate<'a>>,
    },
    One {
        certificate: Box<Certificate<'a>>,
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
}

/// A track or an occupation for which a certificate helps. An occupation that the catalogue lacks has its URI only.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Help<'a> {
    Track { track: &'a str },
    Occupation(OccupationName<'a>),
    Unknown { uri: Option<&'a str> },
}

/// All certificates, or the one that is named by id or name.
pub(super) fn certificates(context: &Context, name: Option<&str>) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let all = &catalog.certifications.certifications;
    let Some(name) = name else {
        return Ok(list(catalog));
    };
    let wanted = fold(&normalize(name));
    let mut named = all
        .iter()
        .filter(|c| folds_to(&c.id, &wanted) || folds_to(&c.name, &wanted));
    let Some(one) = named.next() else {
        let known = all.iter().map(|c| (&*c.id, &*c.name));
        return Err(
            unknown_id("certificate", name, known).hint("`cisopath certificates` lists them")
        );
    };
    let certificate = Box::new(value(catalog, one));
    let answer = CertificatesReply::One { certificate };
    Ok(Reply::new(answer, page(catalog, one)))
}

fn list(catalog: &Catalog) -> Reply {
    let certifications = &catalog.certifications;
    let all = certifications.certifications.iter();
    let answer = CertificatesReply::All {
        note: &certifications.note,
        certificates: all.map(|c| value(catalog, c)).collect(),
    };
    let mut table = Table::default().header(["id", "certificate", "issuer", "confirmed"]);
    for each in &certifications.certifications {
        let texts = [&*each.id, &*each.name, &*each.issuer].map(str::to_owned);
        table.row(texts.into_iter().chain([certificate::confirmed(each)]));
    }
    let mut text = Lines::default();
    text.table(&table)
        .gap()
        .line("Confirmed facts come from the issuer's own pages; for the rest see the issuer.");
    if !certifications.note.is_empty() {
        text.line(sentence(&certifications.note));
    }
    text.line("`cisopath certificates ID` shows one, with its source and the issuer's address.");
    Reply::new(answer, text.done())
}

fn value<'a>(catalog: &'a Catalog, each: &'a Certification) -> Certificate<'a> {
    Certificate {
        certification: each,
        not_confirmed: each.not_confirmed(),
        said_by: certificate::confidence_source(&catalog.certifications, each),
        basis: catalog.certifications.basis,
        helps: each.helps.iter().map(|h| help(catalog, h)).collect(),
        helps_basis: each.helps_basis,
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

fn page(catalog: &Catalog, each: &Certification) -> String {
    let mut text = Lines::default();
    text.line(format!("{}, {}", each.name, each.issuer));
    if each.title != each.name {
        text.line(&each.title);
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
