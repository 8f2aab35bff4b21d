//! The stand-in itself: what a bot must not do does not pass.

use serde_json::{Value, json};

use super::{Ask, FakeDiscord, GUILD, TOKEN, rest::route};

const POST_MESSAGE: &str = "/channels/1/messages";

async fn send(discord: &FakeDiscord, method: &str, path: &str, token: &str, body: &Value) -> u16 {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let request = client
        .request(method.parse().expect("a method"), format!("{}/api/v10{path}", discord.base()))
        .header("user-agent", "DiscordBot (a test, 1)")
        .header("authorization", format!("Bot {token}"))
        .header("content-type", "application/json")
        .body(body.to_string());
    request.send().await.expect("it answers").status().as_u16()
}

#[tokio::test]
async fn refuses_what_discord_refuses() {
    let discord = FakeDiscord::start().await;
    let nobody = json!({"parse": []});
    let embed = |embed: Value| json!({"embeds": [embed], "allowed_mentions": {"parse": []}});
    let good = json!({"content": "x", "allowed_mentions": nobody});
    assert_eq!(send(&discord, "POST", POST_MESSAGE, TOKEN, &good).await, 200);
    assert_eq!(send(&discord, "POST", POST_MESSAGE, "wrong", &good).await, 401);
    assert!(discord.take_problems().is_empty());

    assert_eq!(send(&discord, "GET", "/nowhere", TOKEN, &Value::Null).await, 404);
    assert!(discord.take_problems()[0].contains("no route GET /api/v10/nowhere"));

    for (bad, why) in [
        (json!({"content": "x"}), "may mention somebody"),
        (json!({"content": "x", "allowed_mentions": {"parse": ["users"]}}), "may mention somebody"),
        (json!({"content": "x".repeat(2_001), "allowed_mentions": nobody}), "more than 2000"),
        (json!({"content": " ", "allowed_mentions": nobody}), "an empty message"),
        (embed(json!({"title": "x".repeat(257)})), "more than 256"),
        (embed(json!({"description": "x".repeat(4_097)})), "more than 4096"),
        (json!({"embeds": vec![json!({"description": "x".repeat(4_000)}); 2], "allowed_mentions": nobody}), "more than 6,000"),
    ] {
        assert_eq!(send(&discord, "POST", POST_MESSAGE, TOKEN, &bad).await, 400, "{why}");
        let problems = discord.take_problems();
        assert!(problems.iter().any(|problem| problem.contains(why)), "{why}: {problems:?}");
    }
    discord.assert_clean();
}

#[tokio::test]
async fn holds_bodies_to_the_published_schema() {
    let discord = FakeDiscord::start().await;
    if discord.shared.schema.is_absent() {
        return discord.assert_clean();
    }
    let commands = "/applications/1/commands";
    let option = json!({"type": 3, "name": "question", "description": "x", "max_length": 6_001});
    for bad in [
        json!([{"name": "ask", "description": "x".repeat(101)}]),
        json!([{"name": "ask", "description": "x", "options": [option]}]),
        json!([{"description": "x"}]),
        json!({"name": "ask"}),
    ] {
        assert_eq!(send(&discord, "PUT", commands, TOKEN, &bad).await, 400, "{bad}");
        assert_eq!(discord.take_problems().len(), 1, "{bad}");
    }
    // The erratum.
    let good = json!([{"name": "ask", "description": "x", "default_member_permissions": "32"}]);
    assert_eq!(send(&discord, "PUT", commands, TOKEN, &good).await, 200);
    discord.assert_clean();
}

#[tokio::test]
async fn an_interaction_is_answered_once_and_by_its_token() {
    let discord = FakeDiscord::start().await;
    let (token, payload) = discord.shared.change(|state| super::interaction::create(state, &Ask::question("x").into()));
    assert_eq!(payload["guild_id"], GUILD.to_string());
    let id = payload["id"].as_str().expect("an id");
    let later = json!({"type": 5});
    let edit = json!({"content": "x", "allowed_mentions": {"parse": []}});
    let original = route::ORIGINAL.replace("{webhook_id}", super::APPLICATION).replace("{webhook_token}", &token);
    assert_eq!(send(&discord, "PATCH", &original, "", &edit).await, 404);
    assert_eq!(send(&discord, "POST", &format!("/interactions/{id}/other/callback"), "", &later).await, 404);
    assert_eq!(send(&discord, "POST", &format!("/interactions/{id}/{token}/callback"), "", &later).await, 204);
    assert_eq!(send(&discord, "POST", &format!("/interactions/{id}/{token}/callback"), "", &later).await, 400);
    assert_eq!(send(&discord, "PATCH", &original, "", &edit).await, 200);
    assert_eq!(discord.reply(&token).await.content(), "x");
    discord.assert_clean();
}
