//! Answers browsers from memory, if their requests name this server as it is known here.
//!
//! A page elsewhere may point its own name at this machine (DNS rebinding) or send
//! requests here; so the `Host` must be an address of this server, an `Origin` must be
//! the same, and no answer allows other origins to read it.

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::runtime::Builder;

use crate::config::policy::OF_PREVIEW;
use crate::diag::escaped_json;
use crate::output::{SitePath, media_type};
use crate::percent;

use super::preview_state::{PreviewState, Snapshot};
use super::{live, threads};

/// The folder of the preview's own files. The content policy of the site allows only files of
/// the same origin, so they are served from there.
const LIVE: &str = "/-/answerbook/";

/// How long a request may take to arrive: a connection that sends half of one, or nothing, is
/// closed then.
const PATIENCE: Duration = Duration::from_secs(10);

/// A preview server.
pub(super) struct Server {
    preview_state: Arc<PreviewState>,
    address: SocketAddr,
}

impl Server {
    pub(super) fn new(preview_state: Arc<PreviewState>, address: SocketAddr) -> Server {
        Server { preview_state, address }
    }

    /// Starts to answer, on threads of its own.
    ///
    /// # Errors
    ///
    /// When the system gives no thread or the listener cannot be used.
    pub(super) fn start(self, listener: TcpListener) -> std::io::Result<()> {
        listener.set_nonblocking(true)?;
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let shared = Arc::new(self);
        std::thread::Builder::new().name("server".to_owned()).spawn(move || {
            runtime.block_on(async move {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                let router = Router::new().fallback(answer).with_state(shared);
                serve(listener, router, PATIENCE).await;
            });
        })?;
        Ok(())
    }

    /// Tells whether the `Host` and `Origin` of a request are this server.
    fn is_own(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let origin = headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("null"));
        let is_host = |name: &str| is_own_name(name, self.address);
        let own_origin = |origin: &str| origin.strip_prefix("http://").is_some_and(is_host);
        host.is_some_and(is_host) && origin.is_none_or(own_origin)
    }
}

/// Tells whether a name with a port is an address of this server: `localhost`, or the
/// number of an address on which it listens.
fn is_own_name(name: &str, address: SocketAddr) -> bool {
    let Some((host, port)) = name.rsplit_once(':') else { return false };
    if port.parse() != Ok(address.port()) {
        return false;
    }
    if host.eq_ignore_ascii_case("localhost") {
        return address.ip().is_loopback() || address.ip().is_unspecified();
    }
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match (bare.parse::<IpAddr>(), address.ip()) {
        (Ok(ip), own) if own.is_unspecified() => ip.is_loopback() || !ip.is_unspecified(),
        (Ok(ip), own) => ip == own,
        (Err(_), _) => false,
    }
}

/// Answers all who connect, without end.
async fn serve(listener: tokio::net::TcpListener, router: Router, patience: Duration) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // The system has no more files to open, or they who asked are gone: others come.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(patience);
            // Who closes a connection is not told.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response {
    if !server.is_own(request.headers()) {
        return text(StatusCode::FORBIDDEN, "this preview answers to its own address only\n");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return text(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
    }
    let path = request.uri().path();
    let query = request.uri().query().unwrap_or_default();
    let of_list = path.strip_prefix(LIVE).is_some_and(|name| name.starts_with("thread"));
    if of_list && !server.address.ip().is_loopback() {
        // It shows what is kept back, which others in the network should not read.
        return text(StatusCode::FORBIDDEN, "the list of threads needs a preview without --host\n");
    }
    server.preview_state.first().await;
    match path.strip_prefix(LIVE) {
        Some("live.js") => preview_file("live.js", live::SCRIPT),
        Some("wait") => live::wait(&server.preview_state, query).await,
        Some("search") => live::search(&server.preview_state.now(), query),
        Some("threads") => preview_page(threads::PAGE),
        Some("threads.css") => preview_file("threads.css", threads::STYLE),
        Some("threads.js") => preview_file("threads.js", threads::SCRIPT),
        Some("threads.json") => threads::list(&server.preview_state.now(), query),
        Some("thread.json") => threads::one(server.preview_state.now(), query.to_owned()).await,
        Some(_) => text(StatusCode::NOT_FOUND, "there is nothing of this name\n"),
        None => page(&server.preview_state.now(), path),
    }
}

/// Finds the file of an address.
fn page(snapshot: &Snapshot, path: &str) -> Response {
    let path = snapshot.base.below(path).unwrap_or(path.trim_start_matches('/'));
    let Some(decoded) = percent::strictly_decoded(path) else { return missing(snapshot) };
    let name = match decoded.as_ref() {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    };
    // No `..`, no empty part, nothing that is not in the list of files.
    let Some(wanted) = SitePath::new(&name) else { return missing(snapshot) };
    if let Some(to) = snapshot.moved.get(&wanted) {
        let moved = Response::builder().status(StatusCode::TEMPORARY_REDIRECT);
        let moved = moved.header(header::LOCATION, live::address(snapshot, to));
        return with_common_headers(moved, Vec::new());
    }
    if let Some(found) = snapshot.files.get(&wanted) {
        return with_live(snapshot, &name, &found.bytes, StatusCode::OK);
    }
    if let Some(found) = snapshot.before.get(&wanted).filter(|_| name.starts_with("search/")) {
        return file(&name, found.bytes.to_vec(), StatusCode::OK);
    }
    let folder = SitePath::new(format!("{name}/index.html"));
    if folder.is_some_and(|folder| snapshot.files.contains_key(&folder)) {
        let to = format!("{}{}/", snapshot.base.encoded(), path);
        let moved = Response::builder().status(StatusCode::PERMANENT_REDIRECT);
        return with_common_headers(moved.header(header::LOCATION, to), Vec::new());
    }
    missing(snapshot)
}

fn missing(snapshot: &Snapshot) -> Response {
    let page = SitePath::new("404.html").and_then(|path| snapshot.files.get(&path));
    match page {
        Some(page) => with_live(snapshot, "404.html", &page.bytes, StatusCode::NOT_FOUND),
        None => {
            let empty = b"<!doctype html><title>answerbook</title><p>Nothing is built yet.</p>";
            with_live(snapshot, "404.html", empty, StatusCode::NOT_FOUND)
        }
    }
}

/// Answers with a file of the site. Pages get the script that reloads them on changes.
fn with_live(snapshot: &Snapshot, name: &str, bytes: &[u8], status: StatusCode) -> Response {
    if !name.ends_with(".html") {
        return file(name, bytes.to_vec(), status);
    }
    let is_missing = if status == StatusCode::NOT_FOUND { " data-missing" } else { "" };
    let (run, since) = (&snapshot.run, snapshot.generation);
    let data = format!("data-run=\"{run}\" data-since=\"{since}\"{is_missing}");
    let script = format!("<script src=\"{LIVE}live.js\" {data}></script>");
    let end = memchr::memmem::rfind(bytes, b"</body>").unwrap_or(bytes.len());
    let page = [&bytes[..end], script.as_bytes(), &bytes[end..]].concat();
    file(name, page, status)
}

/// Answers with a file of the preview itself.
fn preview_file(name: &str, text: &str) -> Response {
    file(name, text.as_bytes().to_vec(), StatusCode::OK)
}

/// Answers with a page of the preview itself, with its content policy as a header.
fn preview_page(page: &str) -> Response {
    let mut response = preview_file("page.html", page);
    let policy = HeaderValue::from_static(OF_PREVIEW);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

fn file(name: &str, bytes: Vec<u8>, status: StatusCode) -> Response {
    with_common_headers(
        Response::builder().status(status).header(header::CONTENT_TYPE, kind(name)),
        bytes,
    )
}

pub(super) fn text(status: StatusCode, words: &str) -> Response {
    file("a.txt", words.as_bytes().to_vec(), status)
}

pub(super) fn json(value: &serde_json::Value) -> Response {
    file("a.json", escaped_json(&value.to_string()).into_bytes(), StatusCode::OK)
}

/// Adds the headers that every answer has.
fn with_common_headers(response: axum::http::response::Builder, bytes: Vec<u8>) -> Response {
    response
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header("cross-origin-resource-policy", "same-origin")
        .header(header::X_FRAME_OPTIONS, "SAMEORIGIN")
        .body(Body::from(bytes))
        .expect("fixed names and values")
}

/// What a file is, as it is sent: all text of ours is UTF-8.
fn kind(name: &str) -> String {
    match media_type(name) {
        kind if kind.starts_with("text/") => format!("{kind}; charset=utf-8"),
        kind => kind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_no_character_that_cannot_be_seen() {
        let value = serde_json::json!({ "title": "a\u{202e}b\u{200b}\u{9b}\u{e0041} в" });
        let body = axum::body::to_bytes(json(&value).into_body(), 1000);
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        let bytes = runtime.block_on(body).expect("a body");
        let text = std::str::from_utf8(&bytes).expect("text");
        assert_eq!(text, r#"{"title":"a\u202eb\u200b\u009b\udb40\udc41 в"}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(text).ok(), Some(value));
    }

    /// Sends a text, and returns how much is answered until the connection is closed; `None`
    /// when it is still open after seconds.
    async fn answered(address: SocketAddr, sent: &str) -> Option<usize> {
        let stream = tokio::net::TcpStream::connect(address).await.ok()?;
        stream.writable().await.ok()?;
        stream.try_write(sent.as_bytes()).ok()?;
        let mut n_bytes = 0;
        let all = async {
            let mut buffer = [0; 4096];
            while stream.readable().await.is_ok() {
                match stream.try_read(&mut buffer) {
                    Ok(0) => break,
                    Ok(n) => n_bytes += n,
                    Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                    Err(_) => break,
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(5), all).await.ok()?;
        Some(n_bytes)
    }

    #[test]
    fn half_a_request_is_not_waited_for() {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("an address");
            let router = Router::new().fallback(async || "So.");
            tokio::spawn(serve(listener, router, Duration::from_millis(100)));
            for half in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\nX-A"] {
                let n_bytes = answered(address, half).await;
                assert!(n_bytes.is_some_and(|n| n < 200), "{half:?}: {n_bytes:?}");
            }
            let whole = answered(address, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
            assert!(whole.is_some_and(|n_bytes| n_bytes > 0));
        });
    }

    #[test]
    fn only_own_addresses_are_answered() {
        let local: SocketAddr = "127.0.0.1:4000".parse().expect("an address");
        for name in ["localhost:4000", "127.0.0.1:4000", "LOCALHOST:4000"] {
            assert!(is_own_name(name, local), "{name}");
        }
        let foreign = ["evil.example:4000", "localhost", "localhost:80", "127.0.0.1.evil:4000", ""];
        for name in foreign {
            assert!(!is_own_name(name, local), "{name}");
        }
        let all: SocketAddr = "0.0.0.0:4000".parse().expect("an address");
        assert!(is_own_name("192.168.1.7:4000", all) && is_own_name("[::1]:4000", all));
        assert!(!is_own_name("rebound.example:4000", all));
    }
}
