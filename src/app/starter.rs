//! The starter articles of a home: `data/starter/*.json`, kept in step with the library.

use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::AppError;
use super::import::{now_seconds, today};
use crate::ingest::{Articles, Draft};
use crate::library::Library;

/// The folder of starter articles, if the home has one.
pub(super) fn folder(home: &Path) -> Option<PathBuf> {
    let folder = home.join("data").join("starter");
    folder.is_dir().then_some(folder)
}

/// Brings the library's starter articles in line with the folder; where they are switched off, takes them out.
pub(super) fn sync(library: &Library, home: &Path, wanted: bool, report: &dyn Fn(&str)) -> Result<(), AppError> {
    let Some(folder) = folder(home).filter(|_| wanted) else {
        if !wanted {
            library.drop_starter()?;
        }
        return Ok(());
    };
    let files = files(&folder)?;
    let digest = digest(&files)?;
    if library.starter_is(&digest)? {
        return Ok(());
    }
    let mut drafts = Vec::new();
    for path in &files {
        let file = fs::File::open(path).map_err(|e| AppError::File(path.clone(), e.to_string()))?;
        for article in Articles::new(BufReader::new(file)) {
            let raw = article.map_err(|e| AppError::File(path.clone(), e.to_string()))?;
            let cleaned = Draft::clean(raw, today()).map_err(|e| AppError::File(path.clone(), e.to_string()))?;
            drafts.push(cleaned.0);
        }
    }
    let synced = library.sync_starter(drafts, &digest, now_seconds())?;
    if synced.new + synced.changed + synced.removed > 0 {
        report(&format!("Starter articles: {} new, {} changed, {} removed", synced.new, synced.changed, synced.removed));
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, AppError> {
    let unreadable = |e: std::io::Error| AppError::File(folder.to_owned(), e.to_string());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|e| e == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Changes whenever a file of the folder does, without reading them: names, sizes and times of change.
fn digest(files: &[PathBuf]) -> Result<String, AppError> {
    let mut hasher = blake3::Hasher::new();
    for path in files {
        let about = fs::metadata(path).map_err(|e| AppError::File(path.clone(), e.to_string()))?;
        let changed =
            about.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok()).map_or(0, |t| t.as_nanos());
        hasher.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.update(format!("\n{}\n{changed}\n", about.len()).as_bytes());
    }
    Ok(hasher.finalize().to_hex().to_string())
}
