//! Questions by mention and in direct messages, what follows an answer, and how much one may ask.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::date;
use pinkslip::answer::{Answer, Citation};
use pinkslip::article::{Article, ArticleId, Corpus, Provenance};
use pinkslip::discord::{AskedInDiscord, Failure, Limits, Program, Rate};

use super::{Bot, answer, generous, lyft};
use crate::fake_discord::people::EMBED_LINKS;
use crate::fake_discord::{Ask, FakeDiscord, Forbidden, GUILD, Member, OTHER_GUILD, Place, Post, Press, TOKEN, route};

/// Answers with the server it is asked from, and holds further evidence.
struct Deep(usize);

impl Program for Deep {
    fn ask(&self, asked: AskedInDiscord) -> Result<Answer, Failure> {
        match asked.text.as_str() {
            "slow" => std::thread::sleep(Duration::from_millis(2_300)),
            "fail" => return Err(Failure::Internal("table articles is broken".into())),
            _ => {}
        }
        Ok(answer(&format!("{:?}: {}", asked.guild, asked.text), "1,072 people go."))
    }

    fn evidence(&self, asked: AskedInDiscord) -> Result<Vec<Citation>, Failure> {
        Ok((0..self.0).map(|n| further(n + 2, &format!("Piece {n} on {}.", asked.text.len()))).collect())
    }
}

fn further(n: usize, body: &str) -> Citation {
    let article = Article {
        id: ArticleId::new(Corpus::Shared, body),
        corpus: Corpus::Shared,
        url: Some("https://news.example/more".to_owned()),
        title: "More".to_owned(),
        source: Some("The Wire".to_owned()),
        author: None,
        published: Some(date(2023, 5, 2)),
        body: body.to_owned(),
        provenance: Provenance::Fetched,
        based_on: None,
        version: 1,
    };
    Citation::new(n, &article, &article.quote(0..body.len()).expect("whole sentences"), 0.5)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mention_and_a_direct_message_are_questions() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::over(&discord, TOKEN, Arc::new(Deep(0)), generous());
    let channel = Place::Guild(GUILD).channel();
    let everybody = discord.post(Post::new("@everyone how many jobs?")).await;
    let machine = discord.post(Post::new("how many?").mentioning_bot().by(Member { bot: true, ..Member::asker() })).await;
    let asked = discord.post(Post::new("how many jobs did <@5> Lyft cut?").mentioning_bot()).await;
    let reply = discord.answer_to(&asked).await;
    assert_eq!(reply.embed("title"), format!("Some\\({GUILD}\\): how many jobs did Lyft cut?"));
    assert_eq!(reply.message["allowed_mentions"]["replied_user"], false);
    assert_eq!(reply.message["flags"], 0, "previews off would hide the answer");

    // A reply to the answer that calls the bot is a question too.
    let again = discord.post(Post::new("and when?").in_reply_to(&reply.id, true)).await;
    assert!(discord.answer_to(&again).await.embed("title").ends_with("and when?"));
    let other = discord.post(Post::new("x").mentioning_bot().at(Place::Guild(OTHER_GUILD))).await;
    assert!(discord.answer_to(&other).await.embed("title").contains(&OTHER_GUILD.to_string()));
    let direct = discord.post(Post::new("how many?").directly()).await;
    assert_eq!(discord.answer_to(&direct).await.embed("title"), "None: how many?");
    let nothing = discord.post(Post::new(" ").mentioning_bot()).await;
    assert!(discord.answer_to(&nothing).await.content().starts_with("Ask me about tech layoffs"));

    let answered = discord.messages_in(channel);
    assert_eq!(answered.len(), 3, "{answered:#?}");
    for ignored in [everybody, machine] {
        assert!(answered.iter().all(|reply| reply.message["message_reference"]["message_id"] != ignored.as_str()));
    }
    assert!(discord.typing().is_empty(), "it was quick");
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_answer_to_a_message_types_and_a_failed_one_is_told() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::over(&discord, TOKEN, Arc::new(Deep(0)), generous());
    let slow = discord.post(Post::new("slow").directly()).await;
    assert!(discord.answer_to(&slow).await.embed("title").ends_with("slow"));
    assert_eq!(discord.typing(), [Place::DirectMessage.channel()]);
    let failed = discord.post(Post::new("fail").mentioning_bot()).await;
    let reply = discord.answer_to(&failed).await;
    assert!(reply.content().starts_with("Something went wrong on our side."), "{reply:?}");
    assert!(super::log().contains(reply.content().rsplit(' ').next().expect("a reference")));
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_bot_may_not_do_all_it_does_what_it_may() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::over(&discord, TOKEN, Arc::new(Deep(0)), generous());
    let channel = Place::Guild(GUILD).channel();
    discord.forbid(channel, Forbidden::Embedding, true);
    let asked = discord.post(Post::new("how many?").mentioning_bot()).await;
    let reply = discord.answer_to(&asked).await;
    assert!(reply.content().contains("how many?") && reply.content().contains("> 1,072 people go."), "{reply:?}");
    assert_eq!(reply.message["flags"], 4);

    discord.forbid(channel, Forbidden::ReadingBack, true);
    discord.post(Post::new("without a reply?").mentioning_bot()).await;
    discord.wait_for_message(channel, "without a reply?").await;

    discord.forbid(channel, Forbidden::Writing, true);
    discord.post(Post::new("nothing").mentioning_bot()).await;
    // The next one elsewhere is answered, and there was no storm.
    let direct = discord.post(Post::new("alive?").directly()).await;
    discord.answer_to(&direct).await;
    assert!(discord.sent_to("POST", route::CHANNEL_MESSAGES).len() < 12);
    let reply = discord.interaction(Ask::question("in text?").without_embeds()).await;
    assert!(reply.content().starts_with("**Some") && reply.embed("title").is_empty(), "{reply:?}");
    assert_eq!(Member::asker().permissions & EMBED_LINKS, EMBED_LINKS);
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn further_evidence_is_paged_for_the_one_who_asks_for_it() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::over(&discord, TOKEN, Arc::new(Deep(7)), generous());
    for question in ["how many?".to_owned(), "how many ".repeat(40)] {
        let answered = discord.interaction(Ask::question(&question)).await;
        assert_eq!(answered.buttons(), ["More evidence"]);
        let first = discord.press(&answered, "More evidence").await;
        assert!(first.ephemeral && first.id != answered.id);
        assert!(first.embed("description").contains("Piece 0") && first.embed("description").contains("\\[2\\]"));
        assert_eq!((first.embed("footer/text"), first.buttons()), ("Page 1 of 3", vec!["Next".to_owned()]));
        let second = discord.press(&first, "Next").await;
        assert_eq!((second.id.as_str(), second.buttons().len()), (first.id.as_str(), 2));
        let third = discord.press(&second, "Next").await;
        assert!(third.embed("description").contains("Piece 6") && third.buttons() == ["Previous"]);
        assert!(discord.press(&third, "Previous").await.embed("description").contains("Piece 3"));
    }
    // Elsewhere, and from before a restart: a friendly word.
    let long = discord.interaction(Ask::question(&"how many ".repeat(40))).await;
    let elsewhere = discord.interaction(Press::button(&long, "More evidence").at(Place::Guild(OTHER_GUILD))).await;
    assert!(elsewhere.ephemeral && elsewhere.content().contains("Please ask it again"), "{elsewhere:?}");
    for forged in ["explode:1", "evidence:1", "", "remove:zz"] {
        let reply = discord.interaction(Press::forged(&long, forged)).await;
        assert!(reply.ephemeral && reply.content().starts_with("This button is from another version"), "{reply:?}");
    }
    let short = discord.interaction(Ask::question("how many?")).await;
    bot.stop().await;
    discord.left().await;

    // A short question goes with its button; a long one is remembered, and not for ever.
    let bot = Bot::over(&discord, TOKEN, Arc::new(Deep(7)), generous());
    let first = discord.press(&short, "More evidence").await;
    assert!(first.embed("description").contains("Piece 0"), "{first:?}");
    assert!(discord.press(&first, "Next").await.embed("description").contains("Piece 3"));
    let reply = discord.press(&long, "More evidence").await;
    assert!(reply.ephemeral && reply.content().contains("Please ask it again"), "{reply:?}");
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_too_much_hears_when_to_try_again() {
    let discord = FakeDiscord::start().await;
    let slowly = Rate { burst: 2, every: Duration::from_secs(600) };
    let bot = Bot::over(&discord, TOKEN, Arc::new(Deep(0)), Limits { questions: slowly, ..generous() });
    for _ in 0..2 {
        assert!(!discord.interaction(Ask::question("x")).await.embed("title").is_empty());
    }
    let reply = discord.interaction(Ask::question("x")).await;
    assert!(reply.ephemeral && reply.content().starts_with("That was quick! Please try again in "), "{reply:?}");
    // Somebody else is not too quick.
    assert!(!discord.interaction(Ask::question("x").by(Member::manager())).await.embed("title").is_empty());
    // By message it is said once.
    let first = discord.post(Post::new("x").mentioning_bot()).await;
    assert!(discord.answer_to(&first).await.content().starts_with("That was quick!"));
    for _ in 0..4 {
        discord.post(Post::new("x").mentioning_bot()).await;
    }
    let direct = discord.post(Post::new("x").directly().by(Member::owner())).await;
    discord.answer_to(&direct).await;
    assert_eq!(discord.messages_in(Place::Guild(GUILD).channel()).len(), 2 + 1 + 1);
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_interaction_that_expired_is_logged_calmly() {
    let discord = FakeDiscord::start().await;
    discord.patience(Duration::ZERO);
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    discord.send(Ask::question("x")).await;
    discord.wait_for("POST", route::CALLBACK, 1).await;
    discord.patience(Duration::from_secs(3));
    discord.interaction(Ask::question("x")).await;
    discord.wait_for("POST", route::CALLBACK, 2).await;
    assert_eq!(discord.sent_to("POST", route::CALLBACK).len(), 2, "it is not tried again");
    // Answers under way are finished first, the one that came too late among them.
    bot.stop().await;
    assert!(super::log().contains("an interaction was answered too late"));
    discord.assert_clean();
}
