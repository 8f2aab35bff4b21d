//! The stand-in itself: what a bot must not do does not pass.

use serde_json::{Value, json};

use super::command::Given;
use super::interaction::Deed;
use super::people::{MANAGE_GUILD, Member, Place};
use super::rest::route;
use super::{
    APPLICATION, Ask, FakeDiscord, Fault, File, Forbidden, GUILD, OTHER_GUILD, Post, Press, TOKEN, interaction, message,
};

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
    let original = route::ORIGINAL.replace("{webhook_id}", APPLICATION).replace("{webhook_token}", &token);
    assert_eq!(send(&discord, "PATCH", &original, "", &edit).await, 404);
    assert_eq!(send(&discord, "POST", &format!("/interactions/{id}/other/callback"), "", &later).await, 404);
    assert_eq!(send(&discord, "POST", &format!("/interactions/{id}/{token}/callback"), "", &later).await, 204);
    assert_eq!(send(&discord, "POST", &format!("/interactions/{id}/{token}/callback"), "", &later).await, 400);
    assert_eq!(send(&discord, "PATCH", &original, "", &edit).await, 200);
    assert_eq!(discord.reply(&token).await.content(), "x");
    discord.assert_clean();
}

/// An interaction that no gateway tells of: its token and payload.
fn begin(discord: &FakeDiscord, deed: impl Into<Deed>) -> (String, Value) {
    let deed = deed.into();
    discord.shared.change(|state| interaction::create(state, &deed))
}

async fn respond(discord: &FakeDiscord, begun: &(String, Value), body: &Value) -> u16 {
    let id = begun.1["id"].as_str().expect("an id");
    send(discord, "POST", &format!("/interactions/{id}/{}/callback", begun.0), "", body).await
}

fn original(token: &str) -> String {
    route::ORIGINAL.replace("{webhook_id}", APPLICATION).replace("{webhook_token}", token)
}

fn with_nobody(mut message: Value) -> Value {
    message["allowed_mentions"] = json!({"parse": []});
    message
}

#[tokio::test]
async fn commands_come_with_all_that_discord_tells() {
    let discord = FakeDiscord::start().await;
    let ask = Ask::command("article by add")
        .with("text", "x")
        .with("number", 3)
        .with("yes", true)
        .with("user", Member::owner().with_role(7))
        .with("role", Given::Role(8))
        .with("channel", Given::Channel(9))
        .with("file", File::new("a.txt", "abc").of_kind("text/html").claiming(12))
        .by(Member::manager())
        .at(Place::Guild(OTHER_GUILD))
        .without_embeds();
    let (_, told) = begin(&discord, ask);
    let add = &told["data"]["options"][0]["options"][0];
    assert_eq!((&told["data"]["options"][0]["type"], &add["type"], &add["name"]), (&json!(2), &json!(1), &json!("add")));
    let kinds: Vec<u64> =
        add["options"].as_array().expect("options").iter().filter_map(|option| option["type"].as_u64()).collect();
    assert_eq!(kinds, [3, 4, 5, 6, 8, 7, 11]);
    assert_eq!(
        told["member"]["permissions"].as_str().expect("text").parse::<u64>().expect("a number") & MANAGE_GUILD,
        MANAGE_GUILD
    );
    assert_eq!((&told["guild_id"], &told["context"]), (&json!(OTHER_GUILD.to_string()), &json!(0)));
    let attachment = told["data"]["resolved"]["attachments"].as_object().expect("files").values().next().expect("one");
    assert_eq!((&attachment["size"], &attachment["content_type"]), (&json!(12), &json!("text/html")));
    let url = attachment["url"].as_str().expect("an address");
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    assert_eq!(client.get(url).send().await.expect("an answer").bytes().await.expect("a body"), "abc");
    discord.upset("GET", route::ATTACHMENT, Fault::Status(404), 1);
    assert_eq!(client.get(url).send().await.expect("an answer").status(), 404);
    discord.assert_clean();
}

#[tokio::test]
async fn buttons_change_the_message_that_they_sit_on() {
    let discord = FakeDiscord::start().await;
    let button = |label: &str| json!([{"type": 1, "components": [{"type": 2, "style": 2, "label": label, "custom_id": label}]}]);
    let asked = begin(&discord, Ask::question("x"));
    let first = with_nobody(json!({"content": "page 1", "components": button("Next")}));
    assert_eq!(respond(&discord, &asked, &json!({"type": 4, "data": first})).await, 204);
    let reply = discord.reply(&asked.0).await;
    assert_eq!(reply.buttons(), ["Next"]);

    let pressed = begin(&discord, Press::button(&reply, "Next").by(Member::manager()));
    assert_eq!((&pressed.1["message"]["id"], &pressed.1["data"]["custom_id"]), (&json!(reply.id), &json!("Next")));
    let second = with_nobody(json!({"content": "page 2", "components": button("Back")}));
    assert_eq!(respond(&discord, &pressed, &json!({"type": 7, "data": second})).await, 204);
    assert_eq!(discord.current(&reply).expect("it is there").text(), "page 2");
    assert_eq!(discord.history(&reply).len(), 2);

    let pressed = begin(&discord, Press::button(&discord.current(&reply).expect("it is there"), "Back"));
    assert_eq!(respond(&discord, &pressed, &json!({"type": 6})).await, 204);
    assert_eq!(send(&discord, "PATCH", &original(&pressed.0), "", &first).await, 200);
    assert_eq!(discord.reply(&pressed.0).await.id, reply.id);
    discord.assert_clean();
}

#[tokio::test]
async fn forms_are_opened_filled_and_sent() {
    let discord = FakeDiscord::start().await;
    let field =
        |id: &str| json!({"type": 1, "components": [{"type": 4, "style": 1, "custom_id": id, "label": id, "max_length": 9}]});
    let opened = begin(&discord, Ask::command("add"));
    let form = json!({"type": 9, "data": {"custom_id": "f", "title": "Add", "components": [field("title"), field("text")]}});
    assert_eq!(respond(&discord, &opened, &form).await, 204);
    let form = discord.form(&opened.0).await;
    assert_eq!((form.title(), form.labels()), ("Add", vec!["title".to_owned(), "text".to_owned()]));
    let (_, sent) = begin(&discord, form.fill(&[("title", "T"), ("text", "words")]));
    assert_eq!((&sent["type"], &sent["data"]["components"][1]["components"][0]["value"]), (&json!(5), &json!("words")));
    for too_much_or_little in [&[("title", "T")][..], &[("title", "T"), ("text", "far too long")], &[("titel", "T")]] {
        let form = form.clone();
        assert!(std::panic::catch_unwind(move || drop(form.fill(too_much_or_little))).is_err());
    }

    let many: Vec<Value> = (0..6).map(|n| field(&n.to_string())).collect();
    for (bad, why) in [
        (json!({"custom_id": "f", "title": "x".repeat(46), "components": [field("a")]}), "more than 45"),
        (json!({"custom_id": "f", "title": "x", "components": many}), "a form of 6 parts"),
        (json!({"custom_id": "f", "title": "x", "components": [field("a"), field("a")]}), "there twice"),
        (json!({"custom_id": "x".repeat(101), "title": "x", "components": [field("a")]}), "more than 100"),
    ] {
        let opened = begin(&discord, Ask::command("add"));
        assert_eq!(respond(&discord, &opened, &json!({"type": 9, "data": bad})).await, 400, "{why}");
        let problems = discord.take_problems();
        assert!(problems.iter().any(|problem| problem.contains(why)), "{why}: {problems:?}");
    }
    discord.assert_clean();
}

#[tokio::test]
async fn what_is_offered_while_typing_has_limits() {
    let discord = FakeDiscord::start().await;
    let typing = || Deed::Type(Ask::question("x").with("company", "ly"), "company".to_owned());
    let begun = begin(&discord, typing());
    assert_eq!((&begun.1["type"], &begun.1["data"]["options"][1]["focused"]), (&json!(4), &json!(true)));
    let choices = |count: usize, name: &str| {
        let all: Vec<Value> = (0..count).map(|n| json!({"name": format!("{name}{n}"), "value": "v"})).collect();
        json!({"type": 8, "data": {"choices": all}})
    };
    assert_eq!(respond(&discord, &begun, &choices(25, "x")).await, 204);
    for bad in [choices(26, "x"), choices(1, &"x".repeat(100)), with_nobody(json!({"type": 4, "data": {"content": "x"}}))] {
        assert_eq!(respond(&discord, &begin(&discord, typing()), &bad).await, 400, "{bad}");
        assert!(!discord.take_problems().is_empty(), "{bad}");
    }
    discord.assert_clean();
}

#[tokio::test]
async fn components_and_commands_have_limits() {
    let discord = FakeDiscord::start().await;
    let button = |id: &str, label: &str| json!({"type": 2, "style": 1, "label": label, "custom_id": id});
    let row = |parts: Vec<Value>| json!({"type": 1, "components": parts});
    let six = (0..6).map(|n| button(&n.to_string(), "x")).collect();
    for rows in [
        vec![row(vec![button("a", &"x".repeat(81))])],
        vec![row(vec![button(&"a".repeat(101), "x")])],
        vec![row(vec![button("a", "x"), button("a", "y")])],
        vec![row(six)],
        (0..6).map(|n| row(vec![button(&n.to_string(), "x")])).collect(),
    ] {
        let bad = with_nobody(json!({"content": "x", "components": rows}));
        assert_eq!(send(&discord, "POST", POST_MESSAGE, TOKEN, &bad).await, 400, "{bad}");
        assert!(!discord.take_problems().is_empty());
    }
    let option = |name: &str, required: bool| json!({"type": 3, "name": name, "description": "x", "required": required});
    for bad in [
        json!([{"name": "Ask", "description": "x"}]),
        json!([{"name": "ask", "description": "x", "options": [option("a", false), option("b", true)]}]),
        json!([{"name": "ask", "description": "x", "options": [option("a", false), option("a", false)]}]),
        json!([{"name": "ask", "description": "x"}, {"name": "ask", "description": "y"}]),
        json!([{"type": 3, "name": "Add this", "description": "x"}]),
    ] {
        assert_eq!(send(&discord, "PUT", "/applications/1/commands", TOKEN, &bad).await, 400, "{bad}");
        assert!(!discord.take_problems().is_empty());
    }
    discord.assert_clean();
}

#[tokio::test]
async fn tokens_end_and_late_answers_find_nothing() {
    let discord = FakeDiscord::start().await;
    let later = json!({"type": 5, "data": {"flags": 64}});
    let begun = begin(&discord, Ask::question("x"));
    assert_eq!(respond(&discord, &begun, &later).await, 204);
    let more = with_nobody(json!({"content": "more"}));
    let webhook = format!("/webhooks/{APPLICATION}/{}", begun.0);
    assert_eq!(send(&discord, "GET", &original(&begun.0), "", &Value::Null).await, 200);
    assert_eq!(send(&discord, "POST", &webhook, "", &more).await, 200);
    assert_eq!((discord.followups(&begun.0), discord.followup(&begun.0, 0).await.content()), (1, "more"));
    discord.expire(&begun.0);
    assert_eq!(send(&discord, "POST", &webhook, "", &more).await, 401);

    discord.patience(std::time::Duration::ZERO);
    let begun = begin(&discord, Ask::question("x"));
    assert_eq!(respond(&discord, &begun, &later).await, 404);
    discord.assert_clean();
}

#[tokio::test]
async fn channels_have_rights_and_messages_are_found_again() {
    let discord = FakeDiscord::start().await;
    let channel = Place::Guild(GUILD).channel();
    let path = format!("/channels/{channel}/messages");
    let asked =
        discord.shared.change(|state| message::write(state, &Post::new("hello").mentioning_bot().with_file(File::new("a", "b"))));
    let answer = with_nobody(
        json!({"embeds": [{"title": "x"}], "message_reference": {"message_id": asked}, "nonce": "1", "enforce_nonce": true}),
    );
    for (what, wanted) in
        [(Forbidden::Embedding, 403), (Forbidden::Writing, 403), (Forbidden::Seeing, 403), (Forbidden::ReadingBack, 403)]
    {
        discord.forbid(channel, what, true);
        assert_eq!(send(&discord, "POST", &path, TOKEN, &answer).await, wanted, "{what:?}");
        discord.forbid(channel, what, false);
    }
    // The second time it is the same message.
    for _ in 0..2 {
        assert_eq!(send(&discord, "POST", &path, TOKEN, &answer).await, 200);
    }
    assert_eq!(discord.answer_to(&asked).await.text(), "x");
    assert_eq!(discord.messages_in(channel).len(), 1);
    let typing = format!("/channels/{channel}/typing");
    assert_eq!(send(&discord, "POST", &typing, TOKEN, &Value::Null).await, 204);
    assert_eq!(discord.typing(), [channel]);
    discord.delete(&asked);
    let gone = with_nobody(json!({"content": "y", "message_reference": {"message_id": asked}}));
    assert_eq!(send(&discord, "POST", &path, TOKEN, &gone).await, 400);
    discord.assert_clean();
}

#[tokio::test]
async fn only_what_is_said_to_the_bot_can_be_read_by_it() {
    let discord = FakeDiscord::start().await;
    let event = |post: &Post| {
        discord.shared.change(|state| {
            let id = message::write(state, post);
            state.messages[&id].event()
        })
    };
    let file = File::new("a", "b");
    assert_eq!(event(&Post::new("hello").with_file(file.clone()))["content"], "");
    assert_eq!(event(&Post::new("hello").with_file(file))["attachments"], json!([]));
    let mention = event(&Post::new("hello").mentioning_bot());
    assert_eq!(
        (&mention["content"], &mention["guild_id"]),
        (&json!(format!("<@{APPLICATION}> hello")), &json!(GUILD.to_string()))
    );
    assert_eq!(event(&Post::new("hello").directly())["content"], "hello");
    discord.assert_clean();
}

#[tokio::test]
async fn files_come_with_messages() {
    let discord = FakeDiscord::start().await;
    let payload = with_nobody(json!({"content": "x", "attachments": [{"id": "0", "filename": "a.txt"}]}));
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\nContent-Type: application/json\r\n\r\n{payload}\r\n\
         --b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a.txt\"\r\n\r\none\r\ntwo\r\n--b--\r\n"
    );
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let request = client.post(format!("{}/api/v10{POST_MESSAGE}", discord.base())).header("user-agent", "DiscordBot (a test, 1)");
    let request =
        request.header("authorization", format!("Bot {TOKEN}")).header("content-type", "multipart/form-data; boundary=b");
    assert_eq!(request.body(body).send().await.expect("an answer").status(), 200);
    let reply = discord.wait_for_message(1, "x").await;
    assert_eq!(discord.file(&reply.message["attachments"][0]).bytes, b"one\r\ntwo");
    discord.assert_clean();
}
