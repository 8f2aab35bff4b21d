//! The use cases: open a home, ask, search, add, import, rebuild, and what belongs to a server. Ties the library, the index and the pure modules together.
//!
//! Both interfaces, the command line and Discord, go through here, so whatever holds here holds for both.

mod add;
mod ask;
mod browse;
pub mod captions;
mod checked;
mod correct;
mod corrected;
mod described;
mod events;
mod facts;
mod import;
mod keep;
mod list;
mod server;
mod starter;
mod tables;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

pub use add::{Added, Adding, Additions, Known, NotAdded};
pub use ask::{Ask, Explained, SearchHit};
pub use browse::Listed;
pub use correct::Correcting;
pub use facts::Proved;
pub use import::{Imported, Note};
pub use keep::Progress;
pub use list::ImportedList;
pub use tables::FromFacts;

use crate::answer::{Coverage, Lists, Weights};
use crate::article::Corpus;
use crate::index::{Freshness, Index, IndexError};
use crate::ingest::fetch::Fetcher;
use crate::library::{Library, LibraryError};
use crate::names::{ListError, Names};
use crate::question::{AskWords, TableWords};
use crate::vocabulary::{Vocabulary, VocabularyError};

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The person can do something about it: the text says what.
    #[error("{0}")]
    User(String),
    /// The library.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The index.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A file of the home.
    #[error("{path}: {why}", path = .0.display(), why = .1)]
    File(PathBuf, String),
    /// Something that must not happen.
    #[error("{0}: this is a defect of the program, please report it")]
    Defect(String),
}

/// How a home is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// A library is created where there is none.
    Create,
    /// There has to be a library already, or starter articles to make one from.
    Existing,
}

/// An open home: a library, its index and the lists.
pub struct App {
    library: Library,
    index: Index,
    /// The companies of the lists.
    names: Arc<Names>,
    /// What articles that were read for layoffs teach, until they are indexed.
    lessons: Arc<facts::Lessons>,
    vocabulary: Vocabulary,
    weights: Weights,
    ask_words: AskWords,
    table_words: TableWords,
    fetcher: Fetcher,
    /// The lists with what the articles taught, for those who asked last: whose articles, and as of which state of the
    /// indexes they come from.
    learnt: Mutex<Vec<LearntNames>>,
    /// The facts of those who asked last.
    facts: Mutex<facts::HeldFacts>,
    /// The events of those who asked last.
    events: Mutex<Vec<events::HeldEvents>>,
    /// When it was last looked whether another process has written.
    looked: Mutex<Instant>,
}

/// Names as a corpus sees them, with the stamps of the indexes they come from.
type LearntNames = (Corpus, Vec<u64>, Arc<Names>);

impl App {
    /// Opens the home in this folder. `report` is told, in plain words, what takes time or is out of the ordinary.
    ///
    /// # Errors
    /// When the folder holds no library and `opening` does not ask for one, or something in it cannot be used.
    pub fn open(home: &Path, opening: Opening, starter: bool, report: &dyn Fn(&str)) -> Result<App, AppError> {
        let file = Library::file_in(home);
        let library = if opening == Opening::Create || (starter && starter::folder(home).is_some()) {
            Library::create(&file)?
        } else {
            Library::open(&file)?
        };
        starter::sync(&library, home, starter, report)?;
        let list = |name: &str| read_list(home, name);
        let names = Arc::new(Names::load(list("companies.toml")?.as_deref())?);
        let lessons = Arc::new(facts::Lessons::new(names.clone()));
        let (index, freshness) = Index::open(&home.join("index"), lessons.clone())?;
        let app = Self::with(library, index, lessons, names, &list)?;
        let unusable = match freshness {
            Freshness::Usable(_) if app.index_fits()? => None,
            Freshness::Usable(_) => Some("it was made from another library: was this one restored from a backup?".to_owned()),
            Freshness::Unusable(why) => Some(why),
        };
        match unusable {
            None => app.catch_up(&Progress::none())?,
            Some(why) => {
                if app.library.last_change()? > 0 {
                    report(&format!("Building the index ({why})…"));
                }
                app.rebuild_or_wait()?;
            }
        }
        app.read_anew_where_rules_changed(report)?;
        Ok(app)
    }

    /// A home that lives in memory and temporary files: for tests and trials.
    ///
    /// # Errors
    /// When the system's folder for temporary files cannot be written.
    pub fn temporary() -> Result<App, AppError> {
        let names = Arc::new(Names::load(None)?);
        let lessons = Arc::new(facts::Lessons::new(names.clone()));
        Self::with(Library::temporary()?, Index::in_memory(lessons.clone())?, lessons, names, &|_| Ok(None))
    }

    fn with(
        library: Library,
        index: Index,
        lessons: Arc<facts::Lessons>,
        names: Arc<Names>,
        list: &dyn Fn(&str) -> Result<Option<String>, AppError>,
    ) -> Result<App, AppError> {
        Ok(App {
            library,
            index,
            lessons,
            names,
            vocabulary: Vocabulary::load(list("words.toml")?.as_deref())?,
            weights: Weights::load(list("weights.toml")?.as_deref())
                .map_err(|e| AppError::File("data/weights.toml".into(), e.to_string()))?,
            ask_words: AskWords::load(list("asks.toml")?.as_deref())
                .map_err(|e| AppError::File("data/asks.toml".into(), e.to_string()))?,
            table_words: TableWords::load(list("tables.toml")?.as_deref())
                .map_err(|e| AppError::File("data/tables.toml".into(), e.to_string()))?,
            fetcher: Fetcher::default(),
            learnt: Mutex::default(),
            facts: Mutex::default(),
            events: Mutex::default(),
            looked: Mutex::new(Instant::now()),
        })
    }

    /// The library, for what needs no index.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// What somebody in this corpus may see.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn coverage(&self, corpus: Corpus) -> Result<Coverage, AppError> {
        Ok(self.library.coverage(&corpus.visible())?)
    }

    /// How many passages each corpus has in the index, and the last change that is searchable.
    pub fn index_sizes(&self) -> (Vec<(Corpus, u64)>, u64) {
        (self.index.sizes(), self.index.applied())
    }

    /// What is wrong with the files of the library and the index; nothing, if all is well.
    ///
    /// # Errors
    /// When they cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, AppError> {
        let mut problems = self.library.check()?;
        problems.extend(
            self.index.damaged_files()?.into_iter().map(|f| format!("index file {f} is damaged: run `pinkslip rebuild`")),
        );
        let (last, applied) = (self.library.last_change()?, self.index.applied());
        if applied != last {
            problems.push(format!("the index is at change {applied}, the library at {last}"));
        }
        Ok(problems)
    }

    fn lists<'a>(&'a self, names: &'a Names) -> Lists<'a> {
        Lists { names, vocabulary: &self.vocabulary, weights: &self.weights }
    }
}

impl From<ListError> for AppError {
    fn from(error: ListError) -> Self {
        AppError::File("data/companies.toml".into(), error.to_string())
    }
}

impl From<VocabularyError> for AppError {
    fn from(error: VocabularyError) -> Self {
        AppError::File("data/words.toml".into(), error.to_string())
    }
}

/// The operator's own list of this name, where there is one.
fn read_list(home: &Path, name: &str) -> Result<Option<String>, AppError> {
    let path = home.join("data").join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(AppError::File(path, e.to_string())),
    }
}
