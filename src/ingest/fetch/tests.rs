//! Against a server of our own on loopback that misbehaves in every way asked of it.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Query;
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::routing::get;
use proptest::prelude::*;

use super::*;

const PAGE: &str = "<!doctype html><title>Acme</title><p>Acme is cutting 300 jobs.</p>";

/// A server that lives as long as the tests, and its address.
fn site() -> SocketAddr {
    static SITE: OnceLock<SocketAddr> = OnceLock::new();
    *SITE.get_or_init(|| {
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                axum::serve(listener, routes()).await.unwrap();
            });
        });
        told.recv().unwrap()
    })
}

#[derive(serde::Deserialize)]
struct To {
    to: String,
}

fn routes() -> Router {
    let typed = |kind: &'static str, body: Vec<u8>| move || async move { ([(header::CONTENT_TYPE, kind)], body) };
    let status = |code: u16, headers: &'static [(&'static str, &'static str)]| {
        move || async move {
            let mut response = Response::new(Body::from("<p>no</p>"));
            *response.status_mut() = StatusCode::from_u16(code).unwrap();
            for (name, value) in headers {
                response.headers_mut().insert(*name, value.parse().unwrap());
            }
            response
        }
    };
    let packed = |encoding: &'static str, body: Vec<u8>| {
        move || async move { ([(header::CONTENT_TYPE, "text/html"), (header::CONTENT_ENCODING, encoding)], body) }
    };
    Router::new()
        .route("/page", get(typed("text/html; charset=utf-8", PAGE.into())))
        .route("/text", get(typed("text/plain", b"Title\nText.".to_vec())))
        .route("/untyped", get(|| async { Response::new(Body::from(PAGE)) }))
        .route("/latin1", get(typed("text/html; charset=iso-8859-1", b"<p>caf\xe9</p>".to_vec())))
        .route("/empty", get(typed("text/html", b" \n".to_vec())))
        .route("/pdf", get(typed("application/pdf", b"%PDF-1.7".to_vec())))
        .route("/lying-pdf", get(typed("text/html", b"%PDF-1.7 ...".to_vec())))
        .route("/picture", get(typed("image/png", b"\x89PNG".to_vec())))
        .route("/json", get(typed("application/json", b"{}".to_vec())))
        .route("/12mb", get(typed("text/html", vec![b'a'; 12_000_000])))
        .route("/endless", get(|| async { stream(Bytes::from(vec![b'a'; 65_536]), 0, usize::MAX) }))
        .route("/drip", get(|| async { stream(Bytes::from_static(b"a"), 100, usize::MAX) }))
        .route("/broken", get(|| async { stream(Bytes::from_static(b"<p>the beginning"), 0, 3) }))
        .route("/silent", get(|| async { tokio::time::sleep(Duration::from_secs(60)).await }))
        .route("/gzip", get(packed("gzip", gzip(PAGE.as_bytes()))))
        .route("/bomb", get(packed("gzip", bomb())))
        .route("/bad-gzip", get(packed("gzip", b"this is not compressed".to_vec())))
        .route("/401", get(status(401, &[])))
        .route("/402", get(status(402, &[])))
        .route("/403", get(status(403, &[])))
        .route("/404", get(status(404, &[])))
        .route("/410", get(status(410, &[])))
        .route("/429", get(status(429, &[("retry-after", "120")])))
        .route("/429-date", get(status(429, &[("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT")])))
        .route("/429-odd", get(status(429, &[("retry-after", "soon @everyone")])))
        .route("/500", get(status(500, &[])))
        .route("/503", get(status(503, &[("retry-after", "5")])))
        .route("/418", get(status(418, &[])))
        .route("/304", get(status(304, &[])))
        .route("/loop", get(status(302, &[("location", "/loop")])))
        .route("/nowhere", get(status(302, &[])))
        .route("/redirect", get(|Query(to): Query<To>| async move { (StatusCode::FOUND, [(header::LOCATION, to.to)], "") }))
        .route(
            "/asked",
            get(|headers: HeaderMap| async move { ([(header::CONTENT_TYPE, "text/plain")], format!("{headers:?}")) }),
        )
}

/// Sends the same piece again and again; after `pieces` of them the connection breaks.
fn stream(piece: Bytes, pause_ms: u64, pieces: usize) -> Response<Body> {
    let (send, receive) = tokio::sync::mpsc::channel::<Result<Bytes, std::io::Error>>(1);
    tokio::spawn(async move {
        for _ in 0..pieces {
            if send.send(Ok(piece.clone())).await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(pause_ms)).await;
        }
        let _ = send.send(Err(std::io::Error::other("broken"))).await;
    });
    let mut response = Response::new(Body::from_stream(Pieces(receive)));
    response.headers_mut().insert(header::CONTENT_TYPE, "text/html".parse().unwrap());
    response
}

struct Pieces(tokio::sync::mpsc::Receiver<Result<Bytes, std::io::Error>>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(content).unwrap();
    packed.finish().unwrap()
}

/// Some kilobytes that unpack to a thousand times as many.
fn bomb() -> Vec<u8> {
    gzip(&vec![b' '; 32 << 20])
}

fn fetcher() -> Fetcher {
    Fetcher::new(FetchSettings { allow: vec![site().into()], patience: Duration::from_secs(5) })
}

fn fetch(path: &str) -> Result<Fetched, FetchError> {
    fetcher().fetch(&format!("http://{}{path}", site()))
}

#[test]
fn pages_and_texts_are_fetched() {
    for path in ["/page", "/untyped", "/gzip"] {
        assert_eq!(fetch(path).unwrap().bytes, PAGE.as_bytes(), "{path}");
    }
    assert_eq!(fetch("/text").unwrap().content_type.as_deref(), Some("text/plain"));
    assert_eq!(fetch("/latin1").unwrap().bytes, b"<p>caf\xe9</p>");
    let linked = fetcher().fetch(&format!(" <http://{}/page> ", site()));
    assert_eq!(linked.unwrap().bytes, PAGE.as_bytes(), "as Discord is told to show no preview");
    let redirected = fetch("/redirect?to=/redirect%3Fto=/page").unwrap();
    assert_eq!((redirected.bytes.as_slice(), redirected.address.path()), (PAGE.as_bytes(), "/page"));
}

#[test]
fn nothing_is_told_but_who_asks() {
    let asked = String::from_utf8(fetch("/redirect?to=/asked").unwrap().bytes).unwrap().to_lowercase();
    assert!(asked.contains("pinkslip/"), "{asked}");
    for told in ["cookie", "referer", "authorization", "forwarded"] {
        assert!(!asked.contains(told), "{told} in {asked}");
    }
}

#[test]
fn what_is_no_page_is_refused_with_the_way_out() {
    for (path, error) in [
        ("/empty", FetchError::Empty),
        ("/pdf", FetchError::NotAPage("a PDF".into())),
        ("/lying-pdf", FetchError::NotAPage("a PDF".into())),
        ("/picture", FetchError::NotAPage("a picture".into())),
        ("/json", FetchError::NotAPage("data (JSON)".into())),
        ("/12mb", FetchError::TooLong),
        ("/endless", FetchError::TooLong),
        ("/bomb", FetchError::TooLong),
        ("/broken", FetchError::BrokenOff),
        ("/bad-gzip", FetchError::BrokenOff),
        ("/401", FetchError::Forbidden(401)),
        ("/402", FetchError::Paid),
        ("/403", FetchError::Forbidden(403)),
        ("/404", FetchError::Missing(404)),
        ("/410", FetchError::Missing(410)),
        ("/429", FetchError::TooMany(Some("in 2 minutes".into()))),
        ("/429-date", FetchError::TooMany(Some("after 21 Oct 2026, 07:28 UTC".into()))),
        ("/429-odd", FetchError::TooMany(None)),
        ("/500", FetchError::SiteFailed(500)),
        ("/503", FetchError::TooMany(Some("in 5 seconds".into()))),
        ("/418", FetchError::Status(418)),
        ("/304", FetchError::Status(304)),
        ("/loop", FetchError::Redirects),
        ("/nowhere", FetchError::BadRedirect),
    ] {
        let refused = fetch(path).unwrap_err();
        assert_eq!(refused, error, "{path}");
        assert!(refused.to_string().contains(": "), "says what to do: {refused}");
    }
}

#[test]
fn time_is_limited_whatever_takes_it() {
    let fetcher = Fetcher::new(FetchSettings { allow: vec![site().into()], patience: Duration::from_secs(1) });
    for path in ["/drip", "/silent", "/redirect?to=/silent"] {
        let started = Instant::now();
        let late = fetcher.fetch(&format!("http://{}{path}", site()));
        assert_eq!(late, Err(FetchError::TimedOut(1)), "{path}");
        assert!(started.elapsed() < Duration::from_secs(3), "{path} took {:?}", started.elapsed());
    }
}

#[test]
fn a_redirect_into_the_network_is_not_followed() {
    let port = site().port();
    // A second server on loopback, which nothing allows: it must not even be dialled.
    let secret = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    secret.set_nonblocking(true).unwrap();
    let other = secret.local_addr().unwrap().port();
    for (to, error) in [
        (format!("http://127.0.0.1:{other}/"), FetchError::Port(other)),
        ("http://127.0.0.1/".into(), FetchError::Private),
        ("http://2130706433:8080/".into(), FetchError::Private),
        ("http://localhost:8443/".into(), FetchError::Private),
        (format!("http://127.0.0.2:{port}/"), FetchError::Private),
        (format!("http://localhost.:{other}/"), FetchError::Port(other)),
        ("http://[::ffff:127.0.0.1]/".into(), FetchError::Private),
        ("http://169.254.169.254/latest/meta-data/".into(), FetchError::Private),
        (format!("http://me:secret@127.0.0.1:{port}/page"), FetchError::Credentials),
        ("file:///etc/passwd".into(), FetchError::not_a_link("file:///etc/passwd")),
        ("ftp://127.0.0.1/".into(), FetchError::not_a_link("ftp://127.0.0.1/")),
    ] {
        let encoded: String = url::form_urlencoded::byte_serialize(to.as_bytes()).collect();
        assert_eq!(fetch(&format!("/redirect?to={encoded}")), Err(error), "{to}");
    }
    assert!(secret.accept().is_err(), "it was dialled");
}

#[test]
fn links_into_the_network_are_refused_in_any_spelling() {
    let fetcher = Fetcher::default();
    for link in [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://0177.0.0.01/",
        "http://017700000001/",
        "http://127.0.0.1./",
        "http://%31%32%37.0.0.1/",
        "http://１２７.０.０.１/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://[::1]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[fec0::1]/",
        "http://[::]/",
        "http://0/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/",
        "https://172.16.0.1:8443/",
    ] {
        assert_eq!(fetcher.fetch(link), Err(FetchError::Private), "{link}");
    }
    for (link, error) in [
        ("http://127.0.0.1:22/", FetchError::Port(22)),
        ("https://example.com:6379/", FetchError::Port(6379)),
        ("https://a:b@example.com/", FetchError::Credentials),
        ("https://a@example.com/", FetchError::Credentials),
        ("example.com/a", FetchError::not_a_link("example.com/a")),
        ("javascript:alert(1)", FetchError::not_a_link("javascript:alert(1)")),
        ("gopher://127.0.0.1/", FetchError::not_a_link("gopher://127.0.0.1/")),
        ("http://", FetchError::not_a_link("http://")),
        ("", FetchError::not_a_link("")),
    ] {
        assert_eq!(fetcher.fetch(link), Err(error), "{link}");
    }
}

#[test]
fn nobody_there_is_told() {
    // Bound and dropped: nobody listens on it any more.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let fetcher = Fetcher::new(FetchSettings { allow: vec![gone.into(), site().into()], patience: Duration::from_secs(5) });
    assert_eq!(fetcher.fetch(&format!("http://{gone}/")), Err(FetchError::Unreachable("127.0.0.1".into())));
    // No TLS is spoken there.
    let secure = fetcher.fetch(&format!("https://{}/page", site()));
    assert!(matches!(secure, Err(FetchError::Tls(_) | FetchError::Unreachable(_))), "{secure:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_spelling_of_loopback_is_dialled(ip in any::<[u8; 3]>(), form in 0..6) {
        let [b, c, d] = ip.map(u32::from);
        let all = (127 << 24) | (b << 16) | (c << 8) | d;
        let host = match form {
            0 => format!("127.{b}.{c}.{d}"),
            1 => format!("{all}"),
            2 => format!("{all:#x}"),
            3 => format!("0{all:o}"),
            4 => format!("0x7f.{}", all & 0xff_ffff),
            _ => format!("[::ffff:{:x}:{:x}]", all >> 16, all & 0xffff),
        };
        prop_assert_eq!(Fetcher::default().fetch(&format!("http://{host}/")), Err(FetchError::Private));
    }

    #[test]
    fn any_link_is_refused_or_tried_without_panic(link in "\\PC{0,60}|https?://[\\PC]{0,20}") {
        // Nothing is dialled: the words alone are looked at.
        if let Ok(url) = parse(&link) {
            let _ = check(&url);
        }
    }
}
