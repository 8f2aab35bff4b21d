//! Suggestions: from the member who makes one to the curator who decides.

use std::sync::Arc;

use pinkslip::article::Corpus;

use super::Bot;
use crate::adding::Site;
use crate::fake_discord::command::Given;
use crate::fake_discord::{Ask, FakeDiscord, Forbidden, GUILD, Member, OTHER_GUILD, Place, Post, Press};

const CHANNEL: u64 = 500_000_000_000_001_001;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suggestion_is_accepted_once_and_after_a_restart() {
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    let app = Arc::new(site.app());
    let bot = Bot::over_app(&discord, &app);
    discord.interaction(Ask::command("curators").with("channel", Given::Channel(CHANNEL)).by(Member::manager())).await;

    let note = "@everyone look, ```hot``` \u{202e}news [x](https://evil.example)";
    let suggest = Ask::command("articles suggest").with("link", site.link("/news")).with("note", note);
    let thanks = discord.interaction(suggest).await;
    assert!(thanks.ephemeral && thanks.content().starts_with("Thank you! The curators have"), "{thanks:?}");
    let post = discord.wait_for_message(CHANNEL, "Suggestion 1").await;
    assert_eq!(post.buttons(), ["Accept", "Decline"]);
    assert!(post.text().contains("\\@everyone look") && !post.text().contains('\u{202e}'), "{}", post.text());

    let refused = discord.press(&post, "Accept").await;
    assert!(refused.ephemeral && refused.content().starts_with("This is for this server's curators"), "{refused:?}");
    let elsewhere = Press::button(&post, "Accept").by(Member::manager()).at(Place::Guild(OTHER_GUILD));
    assert!(discord.interaction(elsewhere).await.content().starts_with("This suggestion is not known here"));
    bot.stop().await;
    discord.left().await;

    let bot = Bot::over_app(&discord, &app);
    // Two curators at once.
    let other = Member { id: 600_000_000_000_000_009, ..Member::manager() };
    let press = Press::button(&post, "Accept");
    let (one, two) = tokio::join!(
        discord.interaction(press.clone().by(Member::manager())),
        discord.interaction(press.clone().by(other.clone()))
    );
    for reply in [&one, &two] {
        assert_eq!(reply.id, post.id);
    }
    let now = discord.current(&post).expect("it is there");
    let by = [Member::manager().id, other.id].map(|id| format!("Accepted by <@{id}>"));
    assert_eq!(by.iter().filter(|by| now.text().contains(by.as_str())).count(), 1, "{}", now.text());
    assert!(now.buttons().is_empty());
    assert_eq!(app.coverage(Corpus::Server(GUILD)).expect("it counts").articles, 1);
    // And once more on the old button.
    let again = discord.interaction(press.by(Member::manager())).await;
    assert!(again.text().contains("Accepted by"), "{}", again.text());
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_channel_it_is_shown_where_it_was_made() {
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    let app = Arc::new(site.app());
    let bot = Bot::over_app(&discord, &app);
    let token = discord.send(Ask::command("articles suggest").with("link", site.link("/login"))).await;
    assert!(discord.reply(&token).await.ephemeral);
    let post = discord.followup(&token, 0).await;
    assert!(!post.ephemeral && post.buttons() == ["Accept", "Decline"]);

    // What cannot be read goes on waiting.
    let failed = discord.interaction(Press::button(&post, "Accept").by(Member::manager())).await;
    drop(failed);
    let aside = discord.wait_for_aside("Not accepted").await;
    assert!(aside.ephemeral);
    let still = discord.current(&post).expect("it is there");
    assert_eq!(still.buttons(), ["Accept", "Decline"]);
    let declined = discord.interaction(Press::button(&still, "Decline").by(Member::manager())).await;
    assert!(declined.text().contains("Declined by") && declined.buttons().is_empty(), "{}", declined.text());

    // A channel where the bot may not write is as good as none.
    discord.interaction(Ask::command("curators").with("channel", Given::Channel(CHANNEL)).by(Member::manager())).await;
    discord.forbid(CHANNEL, Forbidden::Seeing, true);
    let token = discord.send(Ask::command("articles suggest").with("link", site.link("/news"))).await;
    let post = discord.followup(&token, 0).await;
    assert!(post.text().contains("Suggestion 2"));
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_and_a_message_lead_to_a_suggestion() {
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    let app = Arc::new(site.app());
    let bot = Bot::over_app(&discord, &app);
    let refused = discord.interaction(Ask::question("How many jobs did Lyft cut?")).await;
    assert_eq!(refused.buttons(), ["Suggest article"]);
    let form = discord.open_form(Press::button(&refused, "Suggest article")).await;
    let filled = form.fill(&[("link", &site.link("/news")), ("note", "about Zorbex")]);
    let token = discord.send(filled).await;
    assert!(discord.followup(&token, 0).await.text().contains("about Zorbex"));
    for bad in ["no link", "https://a.example https://b.example"] {
        let reply = discord.interaction(form.fill(&[("link", bad)])).await;
        assert!(reply.ephemeral && reply.content().starts_with("Please give one link"), "{reply:?}");
    }
    let direct = discord.interaction(Ask::question("How many jobs did Lyft cut?").at(Place::DirectMessage)).await;
    assert!(direct.buttons().is_empty(), "there is nobody to suggest it to");

    let linked = discord.post(Post::new(&format!("look: {}", site.link("/moved")))).await;
    let token = discord.send(Ask::of_message("Suggest article", &linked)).await;
    assert!(discord.followup(&token, 0).await.text().contains("Suggestion 2"));
    // Which of several is meant, the member says.
    for words in ["look", "https://a.example/1 and https://a.example/2"] {
        let message = discord.post(Post::new(words)).await;
        assert_eq!(discord.open_form(Ask::of_message("Suggest article", &message)).await.title(), "Suggest article");
    }
    let direct = Ask::command("articles suggest").with("link", "https://x.example/").at(Place::DirectMessage);
    assert!(discord.interaction(direct).await.content().starts_with("This works in servers only"));
    bot.stop().await;
    discord.assert_clean();
}
