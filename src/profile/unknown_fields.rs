//! Fields of later versions that stand beside a moment in the file.

use serde_json::{Map, Value};

use super::data::Profile;
use super::moment::Moment;

/// The lists of the file whose values are moments.
const LISTS: [&str; 2] = ["milestones", "moves"];

/// The fields beside moments that this version does not know. A [`Moment`] has no place for them; they are written
/// again as long as the milestone or move still has that moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct UnknownFields(Vec<UnknownField>);

#[derive(Clone, Debug, PartialEq)]
struct UnknownField {
    /// One of [`LISTS`].
    list: &'static str,
    id: String,
    moment: Moment,
    fields: Map<String, Value>,
}

impl UnknownFields {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn read(file: &Map<String, Value>) -> Self {
        let mut out = Vec::new();
        for list in LISTS {
            let values = file.get(list).and_then(Value::as_object);
            for (id, value) in values.into_iter().flatten() {
                let Some(fields) = value.as_object().filter(|f| f.len() > 2) else {
                    continue;
                };
                let mut fields = fields.clone();
                fields.retain(|name, _| name != "on" && name != "at");
                // A value that is no moment is reported when the profile is read.
                if let Ok(moment) = serde_json::from_value(value.clone()) {
                    let id = id.clone();
                    out.push(UnknownField {
                        list,
                        id,
                        moment,
                        fields,
                    });
                }
            }
        }
        Self(out)
    }

    pub(super) fn write(&self, file: &mut Value, profile: &Profile) {
        for unknown in &self.0 {
            let UnknownField { list, id, .. } = unknown;
            let moment = match *list {
                "moves" => profile.moves.get(&**id),
                _ => profile.milestones.get(&**id),
            };
            if moment != Some(&unknown.moment) {
                continue;
            }
            let value = file.get_mut(list).and_then(|values| values.get_mut(id));
            if let Some(Value::Object(value)) = value {
                value.extend(unknown.fields.clone());
            }
        }
    }
}
