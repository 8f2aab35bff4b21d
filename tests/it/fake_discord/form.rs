//! Forms that the bot opens, and what people fill in.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::component;
use super::people::{Member, Place};

/// An open form.
#[derive(Debug, Clone)]
pub struct Form {
    pub(super) data: Value,
    pub(super) place: Place,
    pub(super) channel: u64,
    pub(super) by: Member,
    /// The message with the button that opened it.
    pub(super) on: Option<String>,
}

/// A form that is sent off.
#[derive(Debug, Clone)]
pub struct Filled {
    pub(super) form: Form,
    pub(super) by: Member,
    values: HashMap<String, String>,
}

impl Form {
    /// Its title.
    pub fn title(&self) -> &str {
        self.data["title"].as_str().unwrap_or_default()
    }

    /// The labels of its fields.
    pub fn labels(&self) -> Vec<String> {
        let label = |field: &Value| field["label"].as_str().unwrap_or_default().to_owned();
        component::all(&self.data).iter().filter(|part| part["type"] == 4).map(label).collect()
    }

    /// Fills fields, each named by its `custom_id` or its label.
    ///
    /// # Panics
    /// Where Discord would not let anybody send it: a field that is not there, is too long, or must be filled.
    pub fn fill(&self, values: &[(&str, &str)]) -> Filled {
        let filled = self.forge(values);
        for field in component::all(&self.data).iter().filter(|part| part["type"] == 4) {
            let length = filled.values.get(&id(field)).map_or(0, |value| value.chars().count() as u64);
            assert!(length <= field["max_length"].as_u64().unwrap_or(4_000), "{field} takes no {length} characters");
            let needed = if field["required"] == false { 0 } else { field["min_length"].as_u64().unwrap_or(1) };
            assert!(length >= needed, "{field} must be filled");
        }
        filled
    }

    /// Fills fields as only a forger can: with too much, or too little.
    ///
    /// # Panics
    /// Where a field is not there.
    pub fn forge(&self, values: &[(&str, &str)]) -> Filled {
        let fields = component::all(&self.data);
        let find = |name: &str| {
            let field = fields.iter().find(|field| field["custom_id"] == name || field["label"] == name);
            id(field.unwrap_or_else(|| panic!("no field {name}, only {:?}", self.labels())))
        };
        let values = values.iter().map(|(name, value)| (find(name), (*value).to_owned())).collect();
        Filled { form: self.clone(), by: self.by.clone(), values }
    }
}

fn id(field: &Value) -> String {
    field["custom_id"].as_str().unwrap_or_default().to_owned()
}

impl Filled {
    /// By somebody else than the one it was opened for, as only a forger can.
    pub fn by(mut self, member: Member) -> Self {
        self.by = member;
        self
    }

    /// Somewhere else, as only a forger can.
    pub fn at(mut self, place: Place) -> Self {
        self.form.place = place;
        self.form.channel = place.channel();
        self
    }

    pub(super) fn data(&self) -> Value {
        let field = |field: &Value| {
            let value = self.values.get(&id(field)).cloned();
            let value = value.or_else(|| field["value"].as_str().map(str::to_owned)).unwrap_or_default();
            json!({"type": 4, "custom_id": id(field), "value": value})
        };
        let mut rows = Vec::new();
        for row in self.form.data["components"].as_array().into_iter().flatten() {
            match row["type"].as_u64() {
                Some(1) => rows.push(json!({"type": 1, "components": [field(&row["components"][0])]})),
                Some(18) => rows.push(json!({"type": 18, "component": field(&row["component"])})),
                _ => {}
            }
        }
        json!({"custom_id": self.form.data["custom_id"], "components": rows})
    }
}
