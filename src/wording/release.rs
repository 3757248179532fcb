//! What another release of ESCO means for a person, in a sentence.

use super::figures;
use crate::catalog::{Catalog, Relation};
use crate::planning::release_diff::{OccupationChange, occupation_change};
use crate::profile::Profile;
use crate::text::plural;

/// The sentence for the first start after a switch of the catalogue: what it means for the goal.
pub fn sentence(old: &Catalog, new: &Catalog, profile: &Profile) -> String {
    let title = new.title();
    let uri = profile.goal.clone().or_else(|| {
        let goal = new
            .goal()
            .map(|ix| new.occupation(ix))
            .or_else(|| old.goal().map(|ix| old.occupation(ix)));
        goal.map(|o| o.uri().into())
    });
    let change = uri.map(|uri| occupation_change(old, new, profile, &uri));
    let Some(OccupationChange {
        after: Some((_, label)),
        relations,
        coverage,
        ..
    }) = change
    else {
        return format!("In use now: {title}. It lacks your goal; what you marked is kept.");
    };
    let essential = relations.iter().find(|r| r.relation == Relation::Essential);
    let counts = essential.map(|r| {
        let now = plural(r.after, "essential skill", "essential skills");
        if r.before == r.after && r.added.is_empty() {
            format!("{label} asks for the same {now}")
        } else {
            format!("{label} asks for {now} ({} before)", r.before)
        }
    });
    let covered = match coverage {
        [Some(before), Some(now)] if figures::coverage(before) != figures::coverage(now) => {
            format!(
                "; your coverage is {} ({} before)",
                figures::coverage(now),
                figures::coverage(before)
            )
        }
        [_, Some(now)] => format!("; your coverage is {}", figures::coverage(now)),
        _ => String::new(),
    };
    // Whose job is gone must know it first: there is no route without it.
    let start = profile.start.as_deref();
    let gone = start.filter(|uri| new.occupation_by_uri(uri).is_none());
    if let Some(uri) = gone {
        let named = old.occupation_by_uri(uri);
        let named = named.map_or(uri, |ix| old.occupation(ix).label());
        return format!("In use now: {title}. It lacks your job, {named}; what you said is kept.");
    }
    format!(
        "In use now: {title}. {}{covered}.",
        counts.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::OccupationUri;
    use crate::catalog::from_json::EscoFile;
    use crate::catalog::{EMBEDDED_EDITORIAL, EMBEDDED_ESCO};

    /// The embedded catalogue with three of the goal's essential skills left out.
    fn older() -> Catalog {
        let mut file: EscoFile = serde_json::from_str(EMBEDDED_ESCO).unwrap();
        let mut all = file.occupations.iter_mut();
        let goal = all.find(|o| &*o.code == "2529.1").unwrap();
        goal.essential.truncate(goal.essential.len() - 3);
        let text = serde_json::to_string(&file).unwrap();
        Catalog::from_json(&text, &EMBEDDED_EDITORIAL).unwrap()
    }

    #[test]
    fn the_sentence_is_about_the_goal_and_first_about_what_is_lost() {
        let (new, old) = (Catalog::embedded().unwrap(), older());
        let goal = OccupationUri::from(new.occupation(new.goal().unwrap()).uri());
        let check = |old, profile: Profile, expected: &str| {
            let said = sentence(old, &new, &profile);
            assert!(said.contains(expected), "{said}");
        };
        let start = |uri: OccupationUri| Profile {
            start: Some(uri),
            ..Profile::default()
        };
        check(
            &old,
            start(goal.clone()),
            "asks for 47 essential skills (44 before)",
        );
        check(&new, start(goal), "the same 47");
        check(
            &new,
            start("of:another".into()),
            "lacks your job, of:another",
        );
        let profile = Profile {
            goal: Some("of:another".into()),
            ..Profile::default()
        };
        check(&new, profile, "lacks your goal");
    }
}
