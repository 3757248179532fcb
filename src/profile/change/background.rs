//! What a person says of their background: certificates, terms that ESCO lacks, and conditions of adverts.

use std::collections::BTreeSet;

use crate::profile::certificate::Certificate;
use crate::profile::condition::{ConditionAnswer, ConditionKey};
use crate::profile::edit::Edit;
use crate::profile::history::Record;
use crate::profile::moment::Moment;
use crate::profile::term::Term;
use crate::text::name_key;

/// Sets a certificate, held or planned. `id` is the key that the catalogue's certifications give its name.
pub fn hold_certificate(
    record: &mut Record,
    id: &str,
    certificate: Certificate,
    now: Moment,
) -> Option<String> {
    let old = record.profile.certificates.get(id);
    let same = |old: &Certificate| {
        let facts = |c: &Certificate| (c.name.clone(), c.since, c.until, c.planned);
        facts(old) == facts(&certificate)
    };
    if old.is_some_and(same) {
        return None;
    }
    let unknown = old.map(|old| old.unknown.clone()).unwrap_or_default();
    let name = &certificate.name;
    let title = match (certificate.planned, certificate.span().to_string()) {
        (true, _) => format!("planned the certificate {name}"),
        (false, when) if when.is_empty() => format!("noted the certificate {name}"),
        (false, when) => format!("noted the certificate {name}, {when}"),
    };
    let certificate = Certificate {
        when: now,
        unknown,
        ..certificate
    };
    set_certificate(record, id, Some(certificate), title, now)
}

/// Removes a certificate; `None` if there is none.
pub fn remove_certificate(record: &mut Record, id: &str, now: Moment) -> Option<String> {
    let name = &record.profile.certificates.get(id)?.name;
    let title = format!("removed the certificate {name}");
    set_certificate(record, id, None, title, now)
}

/// Notes that the person worked with something that ESCO lacks, and what they did, if they say it.
pub fn work_with(
    record: &mut Record,
    name: &str,
    note: Option<&str>,
    now: Moment,
) -> Option<String> {
    let key = name_key(name);
    let old = record.profile.terms.get(&key);
    let unchanged = |old: &Term| note.is_none_or(|note| note == old.note);
    if key.is_empty() || old.is_some_and(unchanged) {
        return None;
    }
    let title = match old {
        None => format!("noted that you worked with {name}"),
        Some(old) if old.note.is_empty() => format!("added your note on {}", old.name),
        Some(old) => format!("changed your note on {}", old.name),
    };
    let term = Term {
        name: old.map_or(name, |old| &old.name).to_owned(),
        note: note.unwrap_or_default().to_owned(),
        when: now,
        unknown: old.map(|old| old.unknown.clone()).unwrap_or_default(),
    };
    set_term(record, key, Some(term), title, now)
}

/// Removes what the person worked with; `None` if it is not noted.
pub fn remove_term(record: &mut Record, name: &str, now: Moment) -> Option<String> {
    let key = name_key(name);
    let name = &record.profile.terms.get(&key)?.name;
    let title = format!("removed that you worked with {name}");
    set_term(record, key, None, title, now)
}

/// Says whether a condition is met; `text` is the condition in words.
pub fn answer_condition(
    record: &mut Record,
    asked: &ConditionKey,
    text: &str,
    met: bool,
    now: Moment,
) -> Option<String> {
    let key = asked.to_string();
    let old = record.profile.conditions.get(&key);
    let known = record.profile.condition_answer(asked);
    if old.is_some_and(|old| old.met == met) && known.is_some_and(|known| known.met == met) {
        return None;
    }
    let answer = ConditionAnswer {
        met,
        text: text.to_owned(),
        when: now,
        unknown: old.map(|old| old.unknown.clone()).unwrap_or_default(),
    };
    let word = if met { "yes" } else { "no" };
    let title = format!("said {word} to \"{text}\"");
    let edit = Edit::Condition {
        key,
        answer: Some(Box::new(answer)),
    };
    record.commit_titled(title, edit, now)
}

/// Takes back what decides a condition, answers about a higher or lower figure included; `None` if nothing does.
pub fn forget_condition(
    record: &mut Record,
    asked: &ConditionKey,
    text: &str,
    now: Moment,
) -> Option<String> {
    let decide = record.profile.deciding_answers(asked).into_iter();
    let keys: BTreeSet<&str> = decide.map(|(key, _)| key).collect();
    let edits = keys.into_iter().map(|key| Edit::Condition {
        key: key.to_owned(),
        answer: None,
    });
    let edits = edits.collect();
    let title = format!("took back what you said to \"{text}\"");
    record.commit_titled(title, Edit::Batch(edits), now)
}

fn set_certificate(
    record: &mut Record,
    id: &str,
    certificate: Option<Certificate>,
    title: String,
    now: Moment,
) -> Option<String> {
    let edit = Edit::Certificate {
        id: id.to_owned(),
        certificate: certificate.map(Box::new),
    };
    record.commit_titled(title, edit, now)
}

fn set_term(
    record: &mut Record,
    key: String,
    term: Option<Term>,
    title: String,
    now: Moment,
) -> Option<String> {
    let term = term.map(Box::new);
    record.commit_titled(title, Edit::Term { key, term }, now)
}
