//! Telling Discord which commands there are, and only when it does not know yet: it allows 200 changes a day, and
//! members see commands vanish for a moment when they are replaced.

use std::time::Duration;

use reqwest::Method;
use serde_json::Value;
use tokio::time::sleep;

use super::rest::{Call, Rest, RestError};

/// Between one failed try and the next; the last one is repeated.
const PAUSES: [u64; 4] = [2, 15, 60, 600];

/// Registers `commands` for the application, trying until it is done. Meanwhile the bot answers by those that Discord
/// knows.
pub async fn until_done(rest: &Rest, application: &str, commands: &Value) {
    for attempt in 0.. {
        match once(rest, application, commands).await {
            Ok(true) => return tracing::info!("commands registered"),
            Ok(false) => return tracing::info!("commands unchanged"),
            Err(error) => {
                let pause = PAUSES[attempt.min(PAUSES.len() - 1)];
                tracing::warn!(error = %super::chain(&error), again_in_s = pause, "the commands could not be registered");
                sleep(Duration::from_secs(pause)).await;
            }
        }
    }
}

/// True where they were sent, false where Discord had them.
async fn once(rest: &Rest, application: &str, commands: &Value) -> Result<bool, RestError> {
    let path = format!("/applications/{application}/commands");
    let known = rest
        .send(Call {
            method: Method::GET,
            path: format!("{path}?with_localizations=true"),
            body: None,
            file: None,
            purpose: "reading the registered commands",
            patience: Duration::from_secs(20),
        })
        .await?;
    if normalised(&known) == normalised(commands) {
        return Ok(false);
    }
    rest.send(Call {
        method: Method::PUT,
        path,
        body: Some(serde_json::to_vec(commands)?),
        file: None,
        purpose: "registering the commands",
        patience: Duration::from_secs(20),
    })
    .await?;
    Ok(true)
}

/// A list of commands without what Discord adds to it, what says the same as its absence, and what is only an order.
fn normalised(commands: &Value) -> Value {
    let mut commands = stripped(commands);
    if let Value::Array(list) = &mut commands {
        for command in list.iter_mut().filter_map(Value::as_object_mut) {
            for added in ["id", "application_id", "guild_id", "version", "dm_permission", "default_permission"] {
                command.remove(added);
            }
            // 1, a slash command, is what a command is unless it says otherwise.
            command.entry("type").or_insert(1.into());
            for set in ["contexts", "integration_types"] {
                if let Some(Value::Array(values)) = command.get_mut(set) {
                    values.sort_by_key(Value::as_u64);
                }
            }
        }
        list.sort_by_key(|command| (command["type"].as_u64(), command["name"].as_str().map(str::to_owned)));
    }
    commands
}

/// Without nulls, falsehoods and empty lists; numbers that are whole written as such.
fn stripped(value: &Value) -> Value {
    let empty = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    match value {
        Value::Array(list) => list.iter().map(stripped).collect(),
        Value::Object(map) => {
            let kept = map.iter().map(|(key, value)| (key.clone(), stripped(value)));
            kept.filter(|(_, value)| !empty(value)).collect()
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_discord_adds_is_no_change() {
        let ours = json!([{
            "name": "ask", "name_localizations": {}, "description": "Ask", "description_localizations": {}, "nsfw": false,
            "options": [{"type": 3, "name": "question", "description": "x", "required": true, "autocomplete": false, "choices": [], "min_value": null}],
            "integration_types": [0, 1], "contexts": [0, 1, 2]
        }]);
        let theirs = json!([{
            "id": "1", "application_id": "2", "version": "3", "default_member_permissions": null, "type": 1, "name": "ask",
            "name_localizations": null, "description": "Ask", "description_localizations": null, "dm_permission": true, "nsfw": false,
            "options": [{"type": 3, "name": "question", "name_localizations": null, "description": "x", "required": true}],
            "integration_types": [1, 0], "contexts": [2, 0, 1]
        }]);
        assert_eq!(normalised(&ours), normalised(&theirs));

        for (at, changed) in
            [("/0/description", json!("Asks")), ("/0/options/0/required", json!(false)), ("/0/contexts", json!([0]))]
        {
            let mut other = theirs.clone();
            *other.pointer_mut(at).expect("it is there") = changed;
            assert_ne!(normalised(&ours), normalised(&other), "{at}");
        }
    }
}
