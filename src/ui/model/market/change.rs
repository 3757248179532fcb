//! The changes that screens make to kept adverts, as values.

use jiff::civil::Date;

use crate::adverts::{ResponsibilityClass, noted_pay};
use crate::catalog::{Catalog, SkillIx};
use crate::geography::Country;
use crate::market::{AdvertId, AdvertState, Changed, Market, OwnPay};
use crate::profile::Moment;

/// A change of the kept adverts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarketChange {
    SetState {
        id: AdvertId,
        state: AdvertState,
        date: Date,
        note: String,
    },
    SetCountry {
        id: AdvertId,
        country: Country,
    },
    /// What the person was told of pay, in a line.
    NotePay {
        id: AdvertId,
        line: String,
    },
    /// The class after the one that the person set; behind the last one it is as proposed.
    NextClass(AdvertId),
    Remove(AdvertId),
    /// Whether words ask for a skill, in whichever advert they stand; `None` takes back what was decided.
    Decide {
        words: Vec<String>,
        skill: SkillIx,
        accepted: Option<bool>,
    },
    Undo,
    Redo,
}

impl MarketChange {
    /// Makes the change and says what it did; `None` where there is nothing to change.
    pub fn apply(&self, market: &mut Market, catalog: &Catalog, now: Moment) -> Option<Changed> {
        let redone = |title| Changed {
            title,
            is_recorded: true,
        };
        let changed = match self {
            Self::SetState {
                id,
                state,
                date,
                note,
            } => market.set_state(*id, *state, *date, note, now),
            Self::SetCountry { id, country } => market.set_country(*id, *country, now),
            Self::NotePay { id, line } => {
                let (pay, terms, note) = noted_pay(line)?;
                let own = OwnPay {
                    pay,
                    terms,
                    note: note.to_owned(),
                    date: now.on,
                };
                market.note_pay(*id, own, now)
            }
            Self::NextClass(id) => {
                let class = market.advert(*id)?.class;
                market.set_class(*id, next_class(class), now)
            }
            Self::Remove(id) => market.remove(*id, now),
            Self::Decide {
                words,
                skill,
                accepted,
            } => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                Some(market.decide(&words, &catalog.skill(*skill), *accepted, now))
            }
            Self::Undo => {
                let title = market.undo()?;
                Some(redone(format!("undone: {title}")))
            }
            Self::Redo => {
                let title = market.redo()?;
                Some(redone(format!("done again: {title}")))
            }
        };
        let mut changed = changed?;
        if !changed.is_recorded {
            "nothing was changed: it is so already".clone_into(&mut changed.title);
        }
        Some(changed)
    }

    /// Whether it takes back another change or makes one again.
    pub(super) fn is_undo_or_redo(&self) -> bool {
        matches!(self, Self::Undo | Self::Redo)
    }

    /// What is said where there is nothing to change.
    pub(super) fn nothing(&self) -> &'static str {
        match self {
            Self::Undo => "There is no change of adverts to undo",
            Self::Redo => "There is no change of adverts to make again",
            _ => "This advert is not kept any more",
        }
    }
}

/// The class after this one; behind the last one the proposed one counts again.
fn next_class(class: Option<ResponsibilityClass>) -> Option<ResponsibilityClass> {
    let all = ResponsibilityClass::ALL;
    match class {
        None => all.first().copied(),
        Some(class) => {
            let at = all.iter().position(|other| *other == class)?;
            all.get(at + 1).copied()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_so_already_is_not_called_changed() {
        let catalog = &crate::catalog::testing::CATALOG;
        let skill = SkillIx(0);
        let change = MarketChange::Decide {
            words: vec!["third-party risk".to_owned()],
            skill,
            accepted: Some(true),
        };
        let mut market = Market::default();
        let now = Moment {
            on: Date::constant(2026, 11, 23),
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        let mut said = || change.apply(&mut market, catalog, now).unwrap().title;
        assert!(said().starts_with("accepted"));
        assert!(said().starts_with("nothing was changed"));
    }

    #[test]
    fn the_class_goes_round_and_ends_as_proposed() {
        let mut class = None;
        let mut seen = Vec::new();
        for _ in ResponsibilityClass::ALL {
            class = next_class(class);
            seen.extend(class);
        }
        assert_eq!(seen, ResponsibilityClass::ALL);
        assert_eq!(next_class(class), None);
    }
}
