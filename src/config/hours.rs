//! The `[hours]` part of the settings file: differences from the default table.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalog::{Kind, ReuseLevel};
use crate::planning::hours::{HoursTable, MOST};

/// Hours by kind and reuse level, and of single skills.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Hours {
    knowledge: BTreeMap<ReuseLevel, u32>,
    skill: BTreeMap<ReuseLevel, u32>,
    untyped: BTreeMap<ReuseLevel, u32>,
    /// By the URI or the name of the skill.
    own: BTreeMap<String, u32>,
}

impl Hours {
    /// The default table with these differences; an error message if a figure is out of range.
    pub(super) fn table(self) -> Result<HoursTable, String> {
        let mut table = HoursTable::default();
        let kinds = [
            (Kind::Knowledge, self.knowledge),
            (Kind::Skill, self.skill),
            (Kind::Untyped, self.untyped),
        ];
        for (kind, levels) in kinds {
            for (level, hours) in levels {
                let name = || format!("hours.{}.{}", kind.word(), level.word());
                table.set(kind, level, in_range(hours, name)?);
            }
        }
        for (skill, hours) in self.own {
            let hours = in_range(hours, || format!("hours.own.\"{skill}\""))?;
            table.overrides.insert(skill, hours);
        }
        Ok(table)
    }
}

fn in_range(hours: u32, name: impl Fn() -> String) -> Result<u32, String> {
    if hours > MOST {
        return Err(format!(
            "{} = {hours} is too much; take 0 to {MOST} hours",
            name()
        ));
    }
    Ok(hours)
}
