//! A certificate in sentences.

use jiff::civil::Date;

use crate::catalog::certification::{Certification, Certifications, Upkeep};
use crate::profile::{Certificate, Profile};

/// A certificate of the person: "CISA until 2027-01", "CISM planned", "CRISC expired 2025-01".
pub(crate) fn own(certificate: &Certificate, today: Date) -> String {
    let name = &certificate.name;
    if certificate.planned {
        return format!("{name} planned");
    }
    let expired = certificate.until.filter(|_| certificate.is_expired(today));
    match (expired, certificate.span().to_string()) {
        (Some(day), _) => {
            let month = day == day.last_of_month();
            let format = if month { "%Y-%m" } else { "%Y-%m-%d" };
            format!("{name} expired {}", day.strftime(format))
        }
        (None, span) if span.is_empty() => name.clone(),
        (None, span) => format!("{name} {span}"),
    }
}

/// All certificates of the person, such as "CISA until 2027-01 · CISM planned"; empty where there are none.
pub(crate) fn all_own(profile: &Profile, today: Date) -> String {
    let all = profile.certificates.values();
    let texts: Vec<String> = all.map(|each| own(each, today)).collect();
    texts.join(" · ")
}

/// What keeps a certificate alive; `None` where nothing is known.
pub(crate) fn upkeep(upkeep: &Upkeep) -> Option<String> {
    if !upkeep.text.is_empty() {
        return Some(upkeep.text.to_string());
    }
    let (years, credits) = upkeep.cycle_years.zip(upkeep.credits)?;
    Some(format!("{credits} credits in {years} years."))
}

/// The facts that a page of the issuer confirmed, as a list; "nothing confirmed" where there is none.
pub(crate) fn confirmed(certificate: &Certification) -> String {
    let blank = certificate.not_confirmed();
    let facts = ["experience", "domains", "upkeep"].into_iter();
    let confirmed: Vec<&str> = facts.filter(|fact| !blank.contains(fact)).collect();
    if confirmed.is_empty() {
        "nothing confirmed".to_owned()
    } else {
        confirmed.join(", ")
    }
}

/// Where the facts of a certificate were read, and where the issuer says what is not confirmed.
pub(crate) fn sources(certificate: &Certification) -> impl Iterator<Item = String> {
    pages(certificate)
        .into_iter()
        .chain(see_issuer(certificate))
}

fn see_issuer(certificate: &Certification) -> Option<String> {
    let blank = certificate.not_confirmed();
    let url = certificate.verify_url.as_deref();
    let url = url.filter(|_| !blank.is_empty())?;
    Some(format!(
        "Not confirmed here: {}. See {url}",
        blank.join(", ")
    ))
}

fn pages(certificate: &Certification) -> Option<String> {
    let mut pages: Vec<(&str, Vec<&str>)> = Vec::new();
    for source in &certificate.sources {
        match pages.iter_mut().find(|(url, _)| *url == &*source.url) {
            Some((_, facts)) => facts.push(&source.supports),
            None => pages.push((&source.url, vec![&source.supports])),
        }
    }
    let each = pages.iter().map(|(url, facts)| {
        let facts: Vec<&str> = facts.iter().copied().filter(|f| !f.is_empty()).collect();
        match facts.as_slice() {
            [] => (*url).to_owned(),
            facts => format!("{url} ({})", facts.join(", ")),
        }
    });
    let line = each.collect::<Vec<_>>().join(", ");
    (!line.is_empty()).then(|| format!("Source: {line}"))
}

/// The source of statements with the confidence of this certificate.
pub(crate) fn confidence_source(all: &Certifications, one: &Certification) -> &'static str {
    match &*one.confidence {
        "A" => all.basis.word(),
        _ => "not confirmed here",
    }
}
