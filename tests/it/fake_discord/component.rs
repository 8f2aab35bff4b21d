//! Buttons and menus on messages.

use serde_json::{Value, json};

use super::interaction::Reply;
use super::people::{Member, Place};

/// A press of a button, or a choice in a menu.
#[derive(Debug, Clone)]
pub struct Press {
    custom_id: String,
    chosen: Option<Vec<String>>,
    pub(super) on: String,
    pub(super) place: Place,
    pub(super) channel: u64,
    pub(super) by: Member,
}

impl Press {
    /// Of the button with this label.
    ///
    /// # Panics
    /// When there is none that can be pressed.
    pub fn button(on: &Reply, label: &str) -> Self {
        let shown = on.buttons();
        let parts = all(&on.message);
        let button = parts.iter().find(|part| part["type"] == 2 && part["label"] == label && part["disabled"] != true);
        let button = button.unwrap_or_else(|| panic!("no button {label} to press, only {shown:?}"));
        Press::forged(on, button["custom_id"].as_str().expect("a button that leads nowhere else has a custom_id"))
    }

    /// Of a button that the message may have had, or never had.
    pub fn forged(on: &Reply, custom_id: &str) -> Self {
        Press {
            custom_id: custom_id.to_owned(),
            chosen: None,
            on: on.id.clone(),
            place: on.place,
            channel: on.channel,
            by: Member::asker(),
        }
    }

    /// A choice of these values in the first menu of the message.
    pub fn choice(on: &Reply, values: &[&str]) -> Self {
        let parts = all(&on.message);
        let menu = parts.iter().find(|part| part["type"] == 3).expect("a menu");
        let mut press = Press::forged(on, menu["custom_id"].as_str().expect("a menu has a custom_id"));
        press.chosen = Some(values.iter().map(|value| (*value).to_owned()).collect());
        press
    }

    /// By somebody else.
    pub fn by(mut self, member: Member) -> Self {
        self.by = member;
        self
    }

    /// Somewhere else than the message is, as only a forger can.
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self.channel = place.channel();
        self
    }

    pub(super) fn data(&self) -> Value {
        match &self.chosen {
            None => json!({"custom_id": self.custom_id, "component_type": 2}),
            Some(values) => json!({"custom_id": self.custom_id, "component_type": 3, "values": values}),
        }
    }
}

/// All components of a message or form that are no containers of others.
pub fn all(message: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    for part in message["components"].as_array().into_iter().flatten() {
        if part["components"].is_array() {
            found.extend(all(part));
        } else if part["component"].is_object() {
            let mut inner = part["component"].clone();
            // A label around it is what people see.
            inner["label"] = part["label"].clone();
            found.push(inner);
        } else {
            found.push(part.clone());
        }
    }
    found
}
