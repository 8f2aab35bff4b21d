//! What is too long to stand in a button: remembered for as long as the process lives, under a key that does.

use std::collections::VecDeque;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};

/// So many are remembered, the last ones.
pub const REMEMBERED: usize = 2_000;

/// The last things that a button could not hold.
pub struct Remembered<T> {
    /// Differs with every process: a key of another one finds nothing.
    keys: RandomState,
    last: Mutex<VecDeque<(u64, T)>>,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Remembered { keys: RandomState::new(), last: Mutex::default() }
    }
}

impl<T: Clone> Remembered<T> {
    /// Remembers something and gives its key, which is the same for the same `identity`.
    pub fn keep(&self, identity: impl Hash, it: T) -> u64 {
        let key = self.keys.hash_one(identity);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.retain(|(known, _)| *known != key);
        last.push_back((key, it));
        while last.len() > REMEMBERED {
            last.pop_front();
        }
        key
    }

    /// What is remembered under a key, if it may be seen.
    pub fn find(&self, key: u64, may_be_seen: impl Fn(&T) -> bool) -> Option<T> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().find(|(known, it)| *known == key && may_be_seen(it)).map(|(_, it)| it.clone())
    }
}
