//! Against a server of our own on loopback that misbehaves in every way asked of it.

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Query;
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::routing::get;
use proptest::prelude::*;

use super::*;

const PAGE: &str = "<!doctype html><title>Acme</title><p>Acme is cutting 300 jobs.</p>";

/// [`PAGE`], packed by another program: none of what the tests use packs this way.
const BROTLI_PAGE: &[u8] = &[
    27, 65, 0, 0, 28, 7, 110, 172, 204, 102, 74, 240, 121, 132, 74, 79, 152, 153, 180, 10, 130, 107, 144, 177, 178, 54, 224, 144,
    3, 246, 111, 81, 156, 100, 24, 81, 229, 177, 45, 76, 213, 105, 137, 242, 241, 206, 1, 39, 252, 234, 54, 114, 114, 240, 9,
];
/// [`spaces`], packed by another program.
const BROTLI_BOMB: &[u8] = &[
    203, 255, 255, 63, 248, 37, 64, 226, 177, 64, 32, 247, 254, 143, 255, 255, 127, 240, 75, 0, 196, 97, 17, 128, 238, 253, 31,
    255, 255, 255, 224, 151, 0, 136, 195, 2, 0, 221, 251, 191, 252, 255, 255, 195, 47, 1, 16, 135, 5, 0, 186, 247, 127,
];

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
        .route("/deflate", get(packed("deflate", zlib(PAGE.as_bytes()))))
        .route("/deflate-bomb", get(packed("deflate", zlib(&spaces()))))
        .route("/brotli", get(packed("br", BROTLI_PAGE.to_vec())))
        .route("/brotli-bomb", get(packed("br", BROTLI_BOMB.to_vec())))
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

fn zlib(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(content).unwrap();
    packed.finish().unwrap()
}

/// Three times as much as a page may have.
fn spaces() -> Vec<u8> {
    vec![b' '; 32 << 20]
}

/// Some kilobytes that unpack to a thousand times as many.
fn bomb() -> Vec<u8> {
    gzip(&spaces())
}

fn fetcher() -> Fetcher {
    Fetcher::new(FetchSettings { allow: vec![site().into()], patience: Duration::from_secs(5) })
}

fn fetch(path: &str) -> Result<Fetched, FetchError> {
    fetcher().fetch(&format!("http://{}{path}", site()))
}

#[test]
fn pages_and_texts_are_fetched() {
    for path in ["/page", "/untyped", "/gzip", "/deflate", "/brotli"] {
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
        ("/deflate-bomb", FetchError::TooLong),
        ("/brotli-bomb", FetchError::TooLong),
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

/// Names as a hostile server of names would give them.
fn names(name: String, port: u16) -> guard::Found {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let ips: Vec<IpAddr> = match name.as_str() {
        "loopback.example" => vec![[127, 0, 0, 1].into()],
        "inside.example" => vec![[10, 0, 0, 7].into(), "fd00::7".parse().unwrap()],
        "cloud.example" => vec![[169, 254, 169, 254].into()],
        "mapped.example" => vec!["::ffff:127.0.0.1".parse().unwrap()],
        "nat64.example" => vec!["64:ff9b::7f00:1".parse().unwrap()],
        "carrier.example" => vec![[100, 64, 0, 1].into()],
        "all.example" => vec![[224, 0, 0, 1].into(), [0, 0, 0, 0].into()],
        // The second time it leads elsewhere.
        "rebound.example" if ASKED.fetch_add(1, Ordering::SeqCst) > 0 => vec![[10, 0, 0, 7].into()],
        "site.example" | "rebound.example" => vec![site().ip()],
        _ => vec![],
    };
    Box::pin(async move { Ok(ips.into_iter().map(|ip| SocketAddr::new(ip, port)).collect()) })
}

#[test]
fn a_name_is_as_private_as_what_it_leads_to() {
    let fetcher = Fetcher { look_up: names, ..Fetcher::default() };
    for name in ["loopback", "inside", "cloud", "mapped", "nat64", "carrier", "all"] {
        for link in [format!("http://{name}.example/"), format!("https://{name}.example:8443/")] {
            assert_eq!(fetcher.fetch(&link), Err(FetchError::Private), "{link}");
        }
    }
    let unknown = fetcher.fetch("http://nowhere.example/");
    assert_eq!(unknown, Err(FetchError::UnknownHost("nowhere.example".into())));
    // A name on the way of a redirect is looked at too.
    let fetcher = Fetcher { look_up: names, ..self::fetcher() };
    assert_eq!(fetcher.fetch(&format!("http://{}/redirect?to=http://inside.example/", site())), Err(FetchError::Private));
}

#[test]
fn a_name_is_looked_up_once_and_what_was_checked_is_dialled() {
    let fetcher = Fetcher { look_up: names, ..fetcher() };
    let link = format!("http://rebound.example:{}/page", site().port());
    assert_eq!(fetcher.fetch(&link).unwrap().bytes, PAGE.as_bytes());
    assert_eq!(fetcher.fetch(&link), Err(FetchError::Private));
    // What is allowed by its name is, wherever it leads; another name that leads there is not.
    let allow = vec![format!("site.example:{}", site().port()).parse().unwrap()];
    let fetcher = Fetcher { look_up: names, ..Fetcher::new(FetchSettings { allow, patience: Duration::from_secs(5) }) };
    let link = |name: &str| format!("http://{name}.example:{}/page", site().port());
    assert_eq!(fetcher.fetch(&link("site")).unwrap().bytes, PAGE.as_bytes());
    assert_eq!(fetcher.fetch(&link("loopback")), Err(FetchError::Private));
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
