//! Generations: which index is in service, who may write it, and what it has seen of the library.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde::{Deserialize, Serialize};

use super::IndexError;
use super::Teacher;
use super::corpus::CorpusIndex;
use super::schema::{self, VERSION};
use super::search::View;
use crate::article::Corpus;
use crate::layoff::Learnt;

/// How an index was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// It is as it was left, with the changes up to this number.
    Usable(u64),
    /// It has to be rebuilt, for this reason.
    Unusable(String),
}

/// How far an index has followed the library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// Number of the last change that is searchable.
    pub number: u64,
    /// The library's mark of its log up to there, by which it is known again.
    pub mark: String,
}

/// Where generations are kept.
pub(super) enum Home {
    Memory { known: Arc<dyn Teacher> },
    Folder { dir: PathBuf, lock: Mutex<Option<File>>, known: Arc<dyn Teacher> },
}

/// One generation: an index for each corpus.
pub(super) struct Generation {
    /// None in memory.
    dir: Option<PathBuf>,
    known: Arc<dyn Teacher>,
    number: u64,
    applied: RwLock<Applied>,
    corpora: RwLock<BTreeMap<Corpus, Held>>,
}

/// The index of a corpus, and the folder of the generation it is in.
#[derive(Clone)]
pub(super) struct Held {
    folder: String,
    index: Arc<CorpusIndex>,
}

/// What a generation says of itself, in `state.json`.
#[derive(Serialize, Deserialize)]
struct State {
    version: u32,
    applied: u64,
    mark: String,
    corpora: Vec<String>,
    /// The folders of those corpora that were rebuilt by themselves; the others' are called like the corpus.
    #[serde(default)]
    folders: BTreeMap<String, String>,
}

impl State {
    fn folder(&self, corpus: &str) -> String {
        self.folders.get(corpus).map_or(corpus, String::as_str).to_owned()
    }
}

const CURRENT: &str = "current";
const STATE: &str = "state.json";

impl Home {
    pub(super) fn folder(dir: &Path, known: Arc<dyn Teacher>) -> Result<Home, IndexError> {
        fs::create_dir_all(dir).map_err(|e| IndexError::Folder(e, dir.to_owned()))?;
        Ok(Home::Folder { dir: dir.to_owned(), lock: Mutex::new(None), known })
    }

    fn known(&self) -> Arc<dyn Teacher> {
        let (Home::Memory { known } | Home::Folder { known, .. }) = self;
        known.clone()
    }

    /// The generation in service, or an empty one and why it has to be rebuilt.
    pub(super) fn open_live(&self) -> (Generation, Freshness) {
        let Home::Folder { dir, .. } = self else {
            return (Generation::in_memory(self.known()), Freshness::Usable(0));
        };
        let opened = match current(dir) {
            None => Err("there is none yet".to_owned()),
            Some(number) => Generation::open(dir, number, self.known()).map_err(|e| e.to_string()),
        };
        match opened {
            Ok(generation) => {
                let applied = generation.applied().number;
                (generation, Freshness::Usable(applied))
            }
            Err(why) => (Generation::in_memory(self.known()), Freshness::Unusable(why)),
        }
    }

    /// The generation in service, if it is not this one.
    pub(super) fn newer_than(&self, live: &Generation) -> Result<Option<Generation>, IndexError> {
        let Home::Folder { dir, .. } = self else { return Ok(None) };
        match current(dir) {
            Some(number) if live.dir.is_none() || number != live.number => Generation::open(dir, number, self.known()).map(Some),
            _ => Ok(None),
        }
    }

    /// An empty generation to be filled. Remains of interrupted rebuilds are cleared away.
    pub(super) fn next_generation(&self, live: &Generation) -> Result<Generation, IndexError> {
        let Home::Folder { dir, .. } = self else { return Ok(Generation::in_memory(self.known())) };
        self.clear_others();
        let newest = generations(dir).into_iter().map(|(number, _)| number).max();
        let number = newest.unwrap_or(0).max(live.number) + 1;
        let path = generation_dir(dir, number);
        fs::create_dir_all(&path).map_err(|e| IndexError::Folder(e, path.clone()))?;
        Ok(Generation { dir: Some(path), known: self.known(), number, applied: RwLock::default(), corpora: RwLock::default() })
    }

    /// Removes every generation that is not in service. Those that still read one keep what they have open.
    pub(super) fn clear_others(&self) {
        let Home::Folder { dir, .. } = self else { return };
        let in_service = current(dir);
        for (number, path) in generations(dir) {
            if Some(number) != in_service {
                remove(&path);
            }
        }
    }

    /// From here on `generation` is the one that is opened.
    pub(super) fn put_in_service(&self, generation: &Generation) -> Result<(), IndexError> {
        let Home::Folder { dir, .. } = self else { return Ok(()) };
        write_durably(&dir.join(CURRENT), format!("{}\n", generation.number).as_bytes())
    }

    pub(super) fn try_lock(&self) -> Result<bool, IndexError> {
        let Home::Folder { dir, lock, .. } = self else { return Ok(true) };
        let mut held = lock.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_some() {
            return Ok(true);
        }
        let path = dir.join("writer.lock");
        let unusable = |e| IndexError::Folder(e, path.clone());
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => {
                *held = Some(file);
                Ok(true)
            }
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(e)) => Err(unusable(e)),
        }
    }

    pub(super) fn unlock(&self) {
        if let Home::Folder { lock, .. } = self {
            *lock.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}

impl Held {
    pub(super) fn index(&self) -> &CorpusIndex {
        &self.index
    }
}

impl Generation {
    pub(super) fn in_memory(known: Arc<dyn Teacher>) -> Generation {
        Generation { dir: None, known, number: 0, applied: RwLock::default(), corpora: RwLock::default() }
    }

    fn open(home: &Path, number: u64, known: Arc<dyn Teacher>) -> Result<Generation, IndexError> {
        let dir = generation_dir(home, number);
        let state = read_state(&dir)?;
        if state.version != VERSION {
            return Err(IndexError::Damaged(format!(
                "it is of version {}, this program writes version {VERSION}",
                state.version
            )));
        }
        let mut corpora = BTreeMap::new();
        for name in &state.corpora {
            let corpus: Corpus = name.parse().map_err(IndexError::Damaged)?;
            let folder = state.folder(name);
            let index = Arc::new(super::guarded(|| CorpusIndex::open(&dir.join(&folder), known.clone()))?);
            corpora.insert(corpus, Held { folder, index });
        }
        let applied = RwLock::new(Applied { number: state.applied, mark: state.mark });
        Ok(Generation { dir: Some(dir), known, number, applied, corpora: RwLock::new(corpora) })
    }

    pub(super) fn applied(&self) -> Applied {
        self.applied.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Records, after every corpus has committed, that the changes up to this number are searchable.
    pub(super) fn set_applied(&self, applied: Applied) -> Result<(), IndexError> {
        if let Some(dir) = &self.dir {
            let held = self.corpora();
            let corpora = held.keys().map(Corpus::to_string).collect();
            let folders = held.iter().map(|(corpus, held)| (corpus.to_string(), held.folder.clone()));
            let folders = folders.filter(|(corpus, folder)| corpus != folder).collect();
            let state = State { version: VERSION, applied: applied.number, mark: applied.mark.clone(), corpora, folders };
            let json = serde_json::to_vec(&state).map_err(|e| IndexError::Damaged(e.to_string()))?;
            write_durably(&dir.join(STATE), &json)?;
        }
        *self.applied.write().unwrap_or_else(PoisonError::into_inner) = applied;
        Ok(())
    }

    /// Makes searchable what another process committed to this generation.
    pub(super) fn refresh(&self) -> Result<(), IndexError> {
        let Some(dir) = &self.dir else { return Ok(()) };
        let state = read_state(dir)?;
        let is_new = state.applied != self.applied().number;
        for name in &state.corpora {
            let corpus: Corpus = name.parse().map_err(IndexError::Damaged)?;
            let folder = state.folder(name);
            let known = self.corpora().get(&corpus).cloned();
            match known {
                Some(held) if held.folder == folder => {
                    if is_new {
                        held.index.reload()?;
                    }
                }
                // New, or rebuilt by itself.
                _ => {
                    let index = Arc::new(CorpusIndex::open(&dir.join(&folder), self.known.clone())?);
                    self.corpora.write().unwrap_or_else(PoisonError::into_inner).insert(corpus, Held { folder, index });
                }
            }
        }
        let applied = Applied { number: state.applied, mark: state.mark };
        *self.applied.write().unwrap_or_else(PoisonError::into_inner) = applied;
        Ok(())
    }

    pub(super) fn corpus_or_new(&self, corpus: Corpus) -> Result<Arc<CorpusIndex>, IndexError> {
        let mut corpora = self.corpora.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = corpora.get(&corpus) {
            return Ok(held.index.clone());
        }
        let folder = corpus.to_string();
        let index = self.create(&folder)?;
        corpora.insert(corpus, Held { folder, index: index.clone() });
        Ok(index)
    }

    /// An empty index in this folder of the generation.
    fn create(&self, folder: &str) -> Result<Arc<CorpusIndex>, IndexError> {
        let Some(dir) = &self.dir else { return Ok(Arc::new(CorpusIndex::in_memory(self.known.clone())?)) };
        let dir = dir.join(folder);
        // Left over from a crash between creating it and recording it.
        if dir.exists() {
            fs::remove_dir_all(&dir).map_err(|e| IndexError::Folder(e, dir.clone()))?;
        }
        Ok(Arc::new(CorpusIndex::create(&dir, self.known.clone())?))
    }

    /// An empty index for a corpus, beside the one in service.
    pub(super) fn beside(&self, corpus: Corpus) -> Result<Held, IndexError> {
        let name = corpus.to_string();
        let folder = self.corpora().get(&corpus).map(|held| held.folder.clone());
        // Never a name that is in use or was: another process may have that folder open.
        let number =
            folder.and_then(|folder| folder.strip_prefix(&name)?.strip_prefix('.')?.parse::<u64>().ok()).unwrap_or(0) + 1;
        let folder = format!("{name}.{number}");
        Ok(Held { index: self.create(&folder)?, folder })
    }

    /// Puts an index made [beside](Generation::beside) in service, and clears away what it replaces.
    pub(super) fn put_in_service(&self, corpus: Corpus, next: Held) -> Result<(), IndexError> {
        let folder = next.folder.clone();
        let before = self.corpora.write().unwrap_or_else(PoisonError::into_inner).insert(corpus, next);
        if let Err(e) = self.set_applied(self.applied()) {
            let mut corpora = self.corpora.write().unwrap_or_else(PoisonError::into_inner);
            match before {
                Some(before) => corpora.insert(corpus, before),
                None => corpora.remove(&corpus),
            };
            return Err(e);
        }
        let Some(dir) = &self.dir else { return Ok(()) };
        let name = corpus.to_string();
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            let is_of_corpus = entry.file_name().to_str().is_some_and(|other| {
                other != folder && (other == name || other.strip_prefix(&name).is_some_and(|rest| rest.starts_with('.')))
            });
            if is_of_corpus {
                remove(&entry.path());
            }
        }
        Ok(())
    }

    /// Removes an index that did not come into service.
    pub(super) fn discard_beside(&self, next: &Held) {
        if let Some(dir) = &self.dir {
            remove(&dir.join(&next.folder));
        }
    }

    /// What somebody in this corpus may search.
    pub(super) fn view(&self, corpus: Corpus) -> Result<View, IndexError> {
        let corpora = self.corpora();
        let searchers = corpus.visible().iter().filter_map(|c| corpora.get(c)).map(|held| held.index.searcher()).collect();
        Ok(View { searchers, fields: schema::schema().1 })
    }

    /// The companies that the articles of one corpus taught.
    pub(super) fn learnt(&self, corpus: Corpus) -> Result<Vec<Learnt>, IndexError> {
        let index = self.corpora().get(&corpus).cloned();
        index.map_or(Ok(Vec::new()), |held| held.index.learnt())
    }

    /// Changes with the segments of a corpus.
    pub(super) fn stamp(&self, corpus: Corpus) -> u64 {
        let index = self.corpora().get(&corpus).cloned();
        index.map_or(0, |held| held.index.stamp())
    }

    pub(super) fn sizes(&self) -> Vec<(Corpus, u64)> {
        self.corpora().iter().map(|(corpus, held)| (*corpus, held.index.searcher().num_docs())).collect()
    }

    pub(super) fn damaged_files(&self) -> Result<Vec<String>, IndexError> {
        let mut files = Vec::new();
        for held in self.corpora().values() {
            files.extend(held.index.damaged_files()?);
        }
        Ok(files)
    }

    /// Removes the files of a generation that never came into service.
    pub(super) fn discard(&self) {
        if let Some(dir) = &self.dir {
            remove(dir);
        }
    }

    fn corpora(&self) -> std::sync::RwLockReadGuard<'_, BTreeMap<Corpus, Held>> {
        self.corpora.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn generation_dir(home: &Path, number: u64) -> PathBuf {
    home.join(format!("generation-{number}"))
}

fn remove(dir: &Path) {
    if let Err(e) = fs::remove_dir_all(dir) {
        tracing::warn!(folder = %dir.display(), "an index that is not in service could not be removed: {e}");
    }
}

/// The number of the generation in service.
fn current(home: &Path) -> Option<u64> {
    fs::read_to_string(home.join(CURRENT)).ok()?.trim().parse().ok()
}

fn generations(home: &Path) -> Vec<(u64, PathBuf)> {
    let entries = fs::read_dir(home).into_iter().flatten().flatten();
    entries.filter_map(|e| Some((e.file_name().to_str()?.strip_prefix("generation-")?.parse().ok()?, e.path()))).collect()
}

fn read_state(dir: &Path) -> Result<State, IndexError> {
    let path = dir.join(STATE);
    let text = fs::read(&path).map_err(|e| IndexError::Folder(e, path))?;
    serde_json::from_slice(&text).map_err(|e| IndexError::Damaged(format!("{STATE}: {e}")))
}

/// Writes a small file so that, whatever happens, either the old or the new content is there.
fn write_durably(path: &Path, content: &[u8]) -> Result<(), IndexError> {
    let temporary = path.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&temporary)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        match path.parent() {
            Some(parent) => File::open(parent)?.sync_all(),
            None => Ok(()),
        }
    };
    write().map_err(|e| IndexError::Folder(e, path.to_owned()))
}
