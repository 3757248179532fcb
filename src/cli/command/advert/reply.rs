//! The replies of `advert`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::adverts::ResponsibilityClass;
use crate::cli::output::sentence;
use crate::market::{Advert, AdvertId, AdvertState, Changed, OwnPay, StateChange};
use crate::posting::{Pay, Place, Remote};

/// What a change did, in sentences; `note` stands between that and how to take it back.
pub(crate) fn told(changed: &Changed, note: &str) -> String {
    if changed.is_recorded {
        let title = sentence(&changed.title);
        format!("{title} {note}`cisopath advert undo` takes it back.")
    } else {
        "Nothing was changed.".to_owned()
    }
}

/// What adding adverts did.
#[derive(Serialize, JsonSchema)]
pub(crate) struct AddReply {
    pub(super) added: usize,
    /// How many were kept already, in a posting that is known.
    pub(super) same: usize,
    /// How many were kept already and posted again.
    pub(super) again: usize,
    pub(super) without_text: usize,
    pub(super) refused: Vec<RefusedFile>,
    /// Those in the files, once each.
    pub(super) adverts: Vec<AdvertReply>,
}

impl AddReply {
    pub(super) fn nothing(refused: Vec<RefusedFile>) -> Self {
        Self {
            added: 0,
            same: 0,
            again: 0,
            without_text: 0,
            refused,
            adverts: Vec::new(),
        }
    }
}

/// A file that could not be read.
#[derive(Serialize, JsonSchema)]
pub(crate) struct RefusedFile {
    pub(super) file: String,
    /// Where in the file, if that is known.
    pub(super) at: Option<String>,
    pub(super) why: String,
}

/// A kept advert.
#[derive(Serialize, JsonSchema)]
pub(crate) struct AdvertReply {
    id: AdvertId,
    title: String,
    organisation: String,
    places: Vec<Place>,
    remote: Remote,
    /// As the advert states them.
    employment_types: Vec<String>,
    posted: Option<Date>,
    posted_again: Vec<Date>,
    until: Option<Date>,
    first_seen: Date,
    last_seen: Date,
    pay: Vec<Pay>,
    address: String,
    /// `null` for an advert that is new.
    state: Option<AdvertState>,
    /// Oldest first.
    states: Vec<StateChange>,
    /// The class of responsibility that was set; `null` where the proposed one counts.
    class: Option<ResponsibilityClass>,
    /// What was noted, oldest first.
    own_pay: Vec<OwnPay>,
    /// `null` without a text.
    hash: Option<String>,
}

impl AdvertReply {
    pub(super) fn of(advert: &Advert) -> Self {
        Self {
            id: advert.id,
            title: advert.title.clone(),
            organisation: advert.organisation.clone(),
            places: advert.places.clone(),
            remote: advert.remote,
            employment_types: advert.employment_types.clone(),
            posted: advert.posted,
            posted_again: advert.posted_again.clone(),
            until: advert.until,
            first_seen: advert.first_seen,
            last_seen: advert.last_seen,
            pay: advert.pay.clone(),
            address: advert.address.clone(),
            state: advert.state(),
            states: advert.states.clone(),
            class: advert.class,
            own_pay: advert.own_pay.clone(),
            hash: advert.hash.clone(),
        }
    }
}

/// The kept adverts.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ListReply {
    /// Where they are kept.
    pub(super) file: String,
    /// How many are kept, in any state.
    pub(super) kept: usize,
    /// Newest first.
    pub(super) adverts: Vec<AdvertReply>,
}

/// A kept advert with its text.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ShowReply {
    #[serde(flatten)]
    pub(super) advert: AdvertReply,
    /// `null` without a text.
    pub(super) text: Option<String>,
}

/// An advert after a change.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ChangeReply {
    pub(super) changed: bool,
    pub(super) title: String,
    /// `null` for one that was removed.
    pub(super) advert: Option<AdvertReply>,
}

/// The change that was undone.
#[derive(Serialize, JsonSchema)]
pub(crate) struct UndoneReply {
    pub(super) changed: bool,
    pub(super) undone: String,
}

/// The change that was made again.
#[derive(Serialize, JsonSchema)]
pub(crate) struct RedoneReply {
    pub(super) changed: bool,
    pub(super) redone: String,
}
