//! How many hours a missing skill takes, by kind and reuse level, with the person's own figures on top.
//!
//! The table is our judgement ([`BASIS`]): no one publishes such hours. The
//! configuration sets what differs.

use std::collections::BTreeMap;

use crate::catalog::resolve;
use crate::catalog::{Basis, Catalog, Kind, ReuseLevel, SkillIx};

/// Hours that the move itself takes, whatever is missing: finding the post, applying, handing over, settling in.
/// Two working weeks, and what keeps a route from collecting stops that bring nothing.
pub const MOVE: u32 = 80;

/// Most hours that a skill may be given: five working years.
pub const MOST: u32 = 10_000;

/// Where the table comes from; the person's own figures are theirs.
pub const BASIS: Basis = Basis::Editorial;

/// The hours by kind (as [`Kind::ALL`]) and reuse level (as [`ReuseLevel::ALL`]).
///
/// The unit is the ECTS credit, 25 to 30 hours of work (ECTS Users' Guide 2015). Knowledge that is used in several
/// sectors is taken as one credit. A skill needs practice besides: half as much again, and twice as much where it
/// belongs to one occupation, because less of it was met before. What is useful nearly everywhere is partly there
/// already: two thirds. What carries no type lies between knowledge and skill.
const EDITORIAL: [[u32; ReuseLevel::ALL.len()]; Kind::ALL.len()] = [
    [20, 30, 40, 50, 30],
    [30, 45, 60, 80, 45],
    [25, 40, 50, 65, 40],
];

/// The table of hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursTable {
    hours: [[u32; ReuseLevel::ALL.len()]; Kind::ALL.len()],
    /// Hours of single skills, by URI or name; they win over the table.
    pub overrides: BTreeMap<String, u32>,
}

impl Default for HoursTable {
    fn default() -> Self {
        Self {
            hours: EDITORIAL,
            overrides: BTreeMap::new(),
        }
    }
}

impl HoursTable {
    /// The hours of a skill of this kind and reuse level.
    pub fn get(&self, kind: Kind, reuse: ReuseLevel) -> u32 {
        self.hours[kind as usize][reuse as usize]
    }

    /// Puts other hours in the table; more than [`MOST`] count as that.
    pub fn set(&mut self, kind: Kind, reuse: ReuseLevel, hours: u32) {
        self.hours[kind as usize][reuse as usize] = hours.min(MOST);
    }

    /// Overrides that name no skill of `catalog`, or several.
    pub fn unknown<'a>(&'a self, catalog: &Catalog) -> Vec<&'a str> {
        let names = self.overrides.keys().map(String::as_str);
        names
            .filter(|name| resolve::skill(catalog, name).one().is_none())
            .collect()
    }
}

/// The hours of every skill of one catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillHours(Vec<u32>);

impl SkillHours {
    /// The table applied to a catalogue. Overrides that name nothing there change nothing.
    pub fn new(catalog: &Catalog, table: &HoursTable) -> Self {
        let skills = catalog.skills();
        let mut hours: Vec<u32> = skills
            .map(|s| table.get(s.kind(), s.reuse_level()))
            .collect();
        for (name, own) in &table.overrides {
            if let Some(skill) = resolve::skill(catalog, name).one() {
                hours[skill.index()] = (*own).min(MOST);
            }
        }
        Self(hours)
    }

    /// The hours of a skill.
    pub fn of(&self, skill: SkillIx) -> u32 {
        self.0[skill.index()]
    }

    /// The hours of all these together.
    pub fn sum(&self, skills: &[SkillIx]) -> u32 {
        skills.iter().map(|s| self.of(*s)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn the_table_stands_in_the_order_of_kinds_and_levels() {
        for (at, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, at);
        }
        for (at, level) in ReuseLevel::ALL.into_iter().enumerate() {
            assert_eq!(level as usize, at);
        }
        let table = HoursTable::default();
        assert_eq!(table.get(Kind::Knowledge, ReuseLevel::CrossSector), 30);
        assert_eq!(table.get(Kind::Skill, ReuseLevel::OccupationSpecific), 80);
    }

    #[test]
    fn an_override_wins_and_one_that_names_nothing_is_known() {
        let mut table = HoursTable::default();
        table.overrides.insert("Risk  management".to_owned(), 7);
        table.overrides.insert("xqzxqz".to_owned(), 1);
        assert_eq!(table.unknown(&CATALOG), ["xqzxqz"]);
        let hours = SkillHours::new(&CATALOG, &table);
        let risk = resolve::skill(&CATALOG, "risk management").one().unwrap();
        assert_eq!(hours.of(risk), 7);
    }
}
