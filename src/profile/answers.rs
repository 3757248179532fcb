//! What the answers of a record decide: conditions that were not asked in these words as well.

use super::condition::{ConditionAnswer, ConditionKey};
use super::data::Profile;

impl Profile {
    /// The answers that decide a condition, with their keys. Who meets more meets less: a yes to eight years decides
    /// five, a no to five decides eight. Alternatives that were all denied one by one are not met together.
    pub(super) fn deciding_answers(&self, asked: &ConditionKey) -> Vec<(&str, &ConditionAnswer)> {
        let mut said: Vec<(&str, ConditionKey, &ConditionAnswer)> = Vec::new();
        for (key, answer) in &self.conditions {
            said.extend(ConditionKey::parse(key).map(|parsed| (key.as_str(), parsed, answer)));
        }
        let denials = |asked: &ConditionKey| {
            let no = said
                .iter()
                .filter(|(_, said, answer)| !answer.met && asked.implies(said));
            no.map(|(key, _, answer)| (*key, *answer))
                .collect::<Vec<_>>()
        };
        let yes = said
            .iter()
            .filter(|(_, said, answer)| answer.met && said.implies(asked));
        let mut out: Vec<_> = yes.map(|(key, _, answer)| (*key, *answer)).collect();
        let alone = asked.alternatives().into_iter().map(|subject| {
            denials(&ConditionKey {
                subject: subject.to_owned(),
                ..asked.clone()
            })
        });
        let alone: Vec<_> = alone.collect();
        if alone.iter().all(|denials| !denials.is_empty()) {
            out.extend(alone.into_iter().flatten());
        }
        out
    }

    /// What the person said that decides a condition; of several answers the latest.
    pub fn condition_answer(&self, asked: &ConditionKey) -> Option<&ConditionAnswer> {
        let decide = self.deciding_answers(asked).into_iter();
        decide
            .map(|(_, answer)| answer)
            .max_by_key(|answer| answer.when.at)
    }

    /// The highest figure below the one asked for that the person said yes to.
    pub fn condition_figure(&self, asked: &ConditionKey) -> Option<u32> {
        let said = self.conditions.iter().filter(|(_, answer)| answer.met);
        let keys = said.filter_map(|(key, _)| ConditionKey::parse(key));
        let less = keys.filter(|said| {
            let as_much = ConditionKey {
                figure: asked.figure,
                ..said.clone()
            };
            said.figure > 0 && said.figure < asked.figure && as_much.implies(asked)
        });
        less.map(|said| said.figure).max()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::*;
    use crate::profile::ConditionKind;
    use crate::profile::testing::moment;

    fn key(kind: ConditionKind, subject: &str, figure: u32) -> ConditionKey {
        ConditionKey {
            kind,
            subject: subject.to_owned(),
            figure,
        }
    }

    fn saying(answers: &[(ConditionKey, bool)]) -> Profile {
        let mut profile = Profile::default();
        for (at, (key, met)) in answers.iter().enumerate() {
            let answer = ConditionAnswer {
                met: *met,
                text: key.to_string(),
                when: moment(at as i64),
                unknown: Map::new(),
            };
            profile.conditions.insert(key.to_string(), answer);
        }
        profile
    }

    fn met(profile: &Profile, key: &ConditionKey) -> Option<bool> {
        profile.condition_answer(key).map(|answer| answer.met)
    }

    #[test]
    fn who_meets_more_meets_less() {
        use ConditionKind::{Language, Years};
        let risk = |years| key(Years, "it risk", years);
        let yes = saying(&[(risk(8), true)]);
        assert_eq!(met(&yes, &risk(5)), Some(true));
        assert_eq!(met(&yes, &risk(8)), Some(true));
        assert_eq!(met(&yes, &risk(9)), None);
        assert_eq!(yes.condition_figure(&risk(9)), Some(8));
        assert_eq!(met(&yes, &key(Years, "", 5)), Some(true));
        assert_eq!(met(&yes, &key(Years, "audit", 5)), None);
        let no = saying(&[(risk(5), false)]);
        assert_eq!(met(&no, &risk(8)), Some(false));
        assert_eq!(met(&no, &risk(4)), None);
        let german = |level| key(Language, "german", level);
        let c1 = saying(&[(german(5), true)]);
        assert_eq!(met(&c1, &german(4)), Some(true));
        assert_eq!(met(&c1, &german(0)), Some(true));
        assert_eq!(met(&c1, &german(6)), None);
        assert_eq!(
            met(&saying(&[(german(0), true)]), &german(4)),
            None,
            "a level that was not asked for is not known"
        );
    }

    #[test]
    fn one_of_the_alternatives_suffices() {
        let language = |subject| key(ConditionKind::Language, subject, 0);
        let french = saying(&[(language("french"), true)]);
        assert_eq!(met(&french, &language("dutch or french")), Some(true));
        let either = saying(&[(language("dutch or french"), true)]);
        assert_eq!(met(&either, &language("french")), None);
        let neither = saying(&[(language("dutch or french"), false)]);
        assert_eq!(met(&neither, &language("french")), Some(false));
        let denied = [(language("dutch"), false), (language("french"), false)];
        assert_eq!(
            met(&saying(&denied), &language("dutch or french")),
            Some(false)
        );
        assert_eq!(
            met(&saying(&denied[..1]), &language("dutch or french")),
            None
        );
    }

    #[test]
    fn of_two_answers_the_latest_counts() {
        let years = |figure| key(ConditionKind::Years, "", figure);
        let changed = saying(&[(years(5), false), (years(8), true)]);
        assert_eq!(met(&changed, &years(6)), Some(true));
    }
}
