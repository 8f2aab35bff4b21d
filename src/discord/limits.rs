//! How often somebody, and a server, may ask, look and change things.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// After so many questions whether somebody may, those who have not been here for long are forgotten.
const TIDIED_EVERY: u32 = 500;

/// So many at once, then one more after each pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many at once.
    pub burst: u32,
    /// The pause after which one more is free.
    pub every: Duration,
}

/// All limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Questions of one user.
    pub questions: Rate,
    /// Questions in one server.
    pub questions_of_server: Rate,
    /// Pages turned and lists looked at by one user.
    pub looks: Rate,
    /// Adding, removing, suggesting, rebuilding and setting by one user.
    pub changes: Rate,
    /// The same in one server.
    pub changes_of_server: Rate,
}

impl Default for Limits {
    fn default() -> Self {
        let rate = |burst, millis| Rate { burst, every: Duration::from_millis(millis) };
        Limits {
            questions: rate(5, 3_000),
            questions_of_server: rate(60, 250),
            looks: rate(20, 1_000),
            changes: rate(6, 15_000),
            changes_of_server: rate(30, 3_000),
        }
    }
}

/// What somebody is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Asks a question.
    Asking,
    /// Turns a page.
    Looking,
    /// Changes something, or has something fetched.
    Changing,
}

type Keyed<K> = RateLimiter<K, HashMapStateStore<K>, DefaultClock>;

/// Counts.
pub struct Limiter {
    questions: Keyed<u64>,
    questions_of_server: Keyed<u64>,
    looks: Keyed<u64>,
    changes: Keyed<u64>,
    changes_of_server: Keyed<u64>,
    /// Whether somebody has just been told that they are too quick.
    told: Keyed<u64>,
    asked: AtomicU32,
    clock: DefaultClock,
}

impl Limiter {
    /// One that has counted nothing yet.
    pub fn new(limits: &Limits) -> Self {
        Limiter {
            questions: keyed(limits.questions),
            questions_of_server: keyed(limits.questions_of_server),
            looks: keyed(limits.looks),
            changes: keyed(limits.changes),
            changes_of_server: keyed(limits.changes_of_server),
            told: keyed(Rate { burst: 1, every: Duration::from_secs(60) }),
            asked: AtomicU32::new(0),
            clock: DefaultClock::default(),
        }
    }

    /// Counts one more.
    ///
    /// # Errors
    /// How long to wait, where that would be too many.
    pub fn count(&self, doing: Doing, user: u64, server: Option<u64>) -> Result<(), Duration> {
        self.tidy();
        let (of_user, of_server) = match doing {
            Doing::Asking => (&self.questions, Some(&self.questions_of_server)),
            Doing::Looking => (&self.looks, None),
            Doing::Changing => (&self.changes, Some(&self.changes_of_server)),
        };
        self.check(of_user, user)?;
        match (of_server, server) {
            (Some(of_server), Some(server)) => self.check(of_server, server),
            _ => Ok(()),
        }
    }

    /// Whether somebody who is too quick should hear it: once a minute, not each time.
    pub fn should_tell(&self, user: u64) -> bool {
        self.told.check_key(&user).is_ok()
    }

    fn check<K: Hash + Eq + Clone>(&self, limiter: &Keyed<K>, key: K) -> Result<(), Duration> {
        limiter.check_key(&key).map_err(|until| until.wait_time_from(self.clock.now()))
    }

    fn tidy(&self) {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDIED_EVERY == TIDIED_EVERY - 1 {
            let all =
                [&self.questions, &self.questions_of_server, &self.looks, &self.changes, &self.changes_of_server, &self.told];
            all.into_iter().for_each(Keyed::retain_recent);
        }
    }

    #[cfg(test)]
    fn remembered(&self) -> usize {
        [&self.questions, &self.questions_of_server, &self.looks].into_iter().map(Keyed::len).sum()
    }
}

fn keyed<K: Hash + Eq + Clone>(rate: Rate) -> Keyed<K> {
    let burst = NonZeroU32::new(rate.burst).unwrap_or(NonZeroU32::MIN);
    let every = rate.every.max(Duration::from_micros(1));
    // There is a quota for every pause but none.
    let quota = Quota::with_period(every).unwrap_or_else(|| Quota::per_second(burst));
    RateLimiter::hashmap(quota.allow_burst(burst))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_user_too_many_questions_says_when_again() {
        let limiter = Limiter::new(&Limits::default());
        assert!((0..5).all(|_| limiter.count(Doing::Asking, 1, Some(7)).is_ok()));
        let wait = limiter.count(Doing::Asking, 1, Some(7)).expect_err("too many");
        assert!(wait > Duration::from_millis(500) && wait <= Duration::from_secs(3), "{wait:?}");
        assert!(limiter.count(Doing::Asking, 2, Some(7)).is_ok() && limiter.count(Doing::Looking, 1, Some(7)).is_ok());
        assert!(limiter.should_tell(1) && !limiter.should_tell(1));
    }

    #[test]
    fn a_server_has_a_limit_of_its_own() {
        let limiter =
            Limiter::new(&Limits { questions_of_server: Rate { burst: 2, every: Duration::from_secs(9) }, ..Limits::default() });
        assert!(limiter.count(Doing::Asking, 1, Some(7)).is_ok() && limiter.count(Doing::Asking, 2, Some(7)).is_ok());
        assert!(limiter.count(Doing::Asking, 3, Some(7)).is_err());
        assert!(limiter.count(Doing::Asking, 4, Some(8)).is_ok() && limiter.count(Doing::Asking, 5, None).is_ok());
    }

    #[test]
    fn those_who_are_long_gone_are_forgotten() {
        let quick = Rate { burst: 1, every: Duration::from_micros(1) };
        let limits = Limits { questions: quick, questions_of_server: quick, looks: quick, ..Limits::default() };
        let limiter = Limiter::new(&limits);
        for user in 0..5_000 {
            let _ = limiter.count(Doing::Asking, user, Some(user));
        }
        assert!(limiter.remembered() < 2_500, "{}", limiter.remembered());
    }
}
