//! Certificates on the way: what the issuer's own pages say, with source and date. Optional on every route, never a gate.
//! What no page of the issuer confirmed is blank.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id::{Basis, CertificationId, OccupationIx, OccupationUri, TrackId};
use crate::text::name_key;

/// A rule an issuer sets.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct ExperienceRule {
    /// `total`, `subset`, `domains`, `hours`, `lookback`, `window`, `waiver` or `entry`.
    pub kind: Box<str>,
    pub text: Box<str>,
    /// Months it asks for, where it does.
    #[serde(default)]
    pub months: Option<u16>,
}

/// Experience an issuer asks for.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Experience {
    /// Months in all, where known.
    pub months: Option<u16>,
    /// In a sentence; may be empty.
    pub text: Box<str>,
    #[serde(default)]
    pub rules: Vec<ExperienceRule>,
}

#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Domain {
    pub name: Box<str>,
    /// Its weight in per cent, where known.
    pub weight: Option<f32>,
}

/// What keeps the certificate alive.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Upkeep {
    /// Years in a cycle, where known.
    pub cycle_years: Option<u8>,
    /// Credits in a cycle, where known.
    pub credits: Option<u16>,
    /// Credits at least in each year, where known.
    pub yearly_minimum: Option<u16>,
    /// A remark; may be empty.
    #[serde(default)]
    pub text: Box<str>,
}

impl Upkeep {
    fn is_unknown(&self) -> bool {
        self.text.is_empty() && (self.cycle_years.is_none() || self.credits.is_none())
    }
}

/// Where a fact was read.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Source {
    pub url: Box<str>,
    /// Which fact it supports.
    #[serde(rename = "for", default)]
    pub supports: Box<str>,
}

/// Something that changed lately.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Change {
    /// When, as the source gives it.
    pub date: Box<str>,
    pub text: Box<str>,
}

/// Where a certificate helps.
#[derive(Clone, Debug, Deserialize)]
pub struct Helps {
    /// On a track, by id.
    #[serde(default)]
    pub track: Option<TrackId>,
    /// On the way to an occupation, by URI.
    #[serde(default)]
    pub uri: Option<OccupationUri>,
    /// The occupation's handle, when the loaded catalogue has it.
    #[serde(skip)]
    pub ix: Option<OccupationIx>,
}

/// One certificate.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Certification {
    pub id: CertificationId,
    /// The name people use.
    pub name: Box<str>,
    pub title: Box<str>,
    pub issuer: Box<str>,
    pub experience: Experience,
    /// Subjects; empty where not known.
    #[serde(default)]
    pub domains: Vec<Domain>,
    pub upkeep: Upkeep,
    #[serde(default)]
    pub changes: Vec<Change>,
    /// The pages of the issuer on which the facts were read.
    pub sources: Vec<Source>,
    /// The issuer's page for everything else.
    pub verify_url: Option<Box<str>>,
    /// The day on which the facts were read, `YYYY-MM-DD`.
    pub as_of: Box<str>,
    /// "A" where the facts were read on the issuer's own pages; "none" where nothing is confirmed.
    pub confidence: Box<str>,
    #[serde(default, skip_serializing)]
    #[schemars(skip)]
    pub helps: Vec<Helps>,
    /// Where the statement that it helps there comes from.
    #[serde(skip_serializing)]
    #[schemars(skip)]
    pub helps_basis: Basis,
}

impl Certification {
    /// The rules that say more than [`Experience::text`] says already.
    pub fn further_rules(&self) -> impl Iterator<Item = &ExperienceRule> {
        let rules = self.experience.rules.iter();
        rules.filter(|r| r.text != self.experience.text)
    }

    /// Whether a name means it: its id, name or title, however written.
    pub fn is_called(&self, name: &str) -> bool {
        let key = |text: &str| name_key(text).replace("isoiec", "iso");
        let wanted = key(name);
        [&*self.id, &*self.name, &*self.title]
            .iter()
            .any(|text| key(text) == wanted)
    }

    /// What is blank because no page of the issuer confirmed it.
    pub fn not_confirmed(&self) -> Vec<&'static str> {
        let facts = [
            ("experience", self.experience.text.is_empty()),
            ("domains", self.domains.is_empty()),
            ("upkeep", self.upkeep.is_unknown()),
        ];
        let blank = facts.into_iter().filter(|(_, blank)| *blank);
        blank.map(|(what, _)| what).collect()
    }

    /// Whether it helps on the way to `occupation` on the track `track`: named for the occupation, or
    /// for the track.
    pub fn helps_with(&self, track: Option<&str>, occupation: OccupationIx) -> bool {
        self.helps
            .iter()
            .any(|h| h.ix == Some(occupation) || (h.track.is_some() && h.track.as_deref() == track))
    }
}

/// All of `certifications.json`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Certifications {
    pub basis: Basis,
    #[serde(default)]
    pub note: Box<str>,
    pub certifications: Vec<Certification>,
}

impl Certifications {
    /// The certificate that a name means.
    pub fn named(&self, name: &str) -> Option<&Certification> {
        self.certifications.iter().find(|c| c.is_called(name))
    }

    /// The key of a certificate in the record: its id, or the folded name of one that is not among these.
    pub fn key(&self, name: &str) -> String {
        match self.named(name) {
            Some(known) => known.id.to_string(),
            None => name_key(name),
        }
    }
}
