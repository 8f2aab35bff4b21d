//! Files, both ways: what people attach is served as Discord's own store does, what the bot sends is taken from its form.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::rest::{Fault, take_fault};
use super::{Shared, State, route};

/// A file.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What Discord says that it is.
    pub kind: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The size that Discord tells, where that is not the real one.
    pub claimed: Option<u64>,
}

impl File {
    /// A file of plain text.
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        File { name: name.to_owned(), kind: "text/plain; charset=utf-8".to_owned(), bytes: bytes.into(), claimed: None }
    }

    /// Of another type.
    pub fn of_kind(mut self, kind: &str) -> Self {
        kind.clone_into(&mut self.kind);
        self
    }

    /// Said to have another size than it has.
    pub fn claiming(mut self, size: u64) -> Self {
        self.claimed = Some(size);
        self
    }
}

/// Keeps a file and gives the attachment as Discord tells of it.
pub fn keep(state: &mut State, channel: u64, file: File) -> Value {
    let id = state.new_id().to_string();
    let url = format!("http://{}/attachments/{channel}/{id}/{}?ex=6a000000&is=69000000&hm=00&", state.address, file.name);
    let told = json!({
        "id": id, "filename": file.name, "size": file.claimed.unwrap_or(file.bytes.len() as u64), "url": url, "proxy_url": url,
        "content_type": file.kind,
    });
    state.files.insert(id, file);
    told
}

/// Somebody downloads a file.
pub async fn serve(Extract(shared): Extract<Arc<Shared>>, Path((_, id, _)): Path<(String, String, String)>) -> Response {
    let fault = shared.change(|state| take_fault(state, "GET", route::ATTACHMENT));
    match fault {
        Some(Fault::Status(status)) => return StatusCode::from_u16(status).expect("a status").into_response(),
        Some(Fault::Limited { .. }) => return StatusCode::TOO_MANY_REQUESTS.into_response(),
        Some(Fault::AnswerLost) => return StatusCode::BAD_GATEWAY.into_response(),
        Some(Fault::Slow(by)) => tokio::time::sleep(by).await,
        None => {}
    }
    let file = shared.state().files.get(&id).cloned();
    match file {
        Some(file) => ([("content-type", file.kind)], Body::from(file.bytes)).into_response(),
        None => (StatusCode::NOT_FOUND, "This content is no longer available.").into_response(),
    }
}

/// The message and the files of a multipart form, which has a part `payload_json` and parts `files[0]`, …
pub fn parts(kind: &str, bytes: &[u8]) -> Result<(Value, Vec<(usize, File)>), String> {
    let boundary = kind.split("boundary=").nth(1).ok_or("a form without a boundary")?.trim_matches('"');
    let delimiter = format!("--{boundary}");
    let mut payload = None;
    let mut files = Vec::new();
    for part in split(bytes, delimiter.as_bytes()).skip(1) {
        if part.starts_with(b"--") {
            break;
        }
        let head_end = find(part, b"\r\n\r\n").ok_or("a part without an end of its head")?;
        let head = String::from_utf8_lossy(&part[..head_end]).into_owned();
        let content = part[head_end + 4..].strip_suffix(b"\r\n").ok_or("a part without an end")?;
        match attribute(&head, "name").as_deref() {
            Some("payload_json") => payload = Some(serde_json::from_slice(content).map_err(|e| format!("payload_json: {e}"))?),
            Some(name) => {
                let number = name.strip_prefix("files[").and_then(|name| name.strip_suffix(']')?.parse().ok());
                let number = number.ok_or_else(|| format!("a part called {name}"))?;
                let name = attribute(&head, "filename").ok_or("a file without a name")?;
                files.push((number, File::new(&name, content)));
            }
            None => return Err("a part without a name".to_owned()),
        }
    }
    Ok((payload.ok_or("a form without payload_json")?, files))
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let start = head.find(&format!(" {name}=\""))? + name.len() + 3;
    head[start..].split('"').next().map(str::to_owned)
}

fn find(within: &[u8], what: &[u8]) -> Option<usize> {
    within.windows(what.len()).position(|window| window == what)
}

fn split<'a>(mut bytes: &'a [u8], delimiter: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let Some(at) = find(bytes, delimiter) else {
            ended = true;
            return Some(bytes);
        };
        let part = &bytes[..at];
        bytes = &bytes[at + delimiter.len()..];
        Some(part)
    })
}
