//! `answerbook serve`: the site in memory, built again whenever something changes.
//!
//! Three kinds of threads work together. One builds (`builder`), whenever another tells it that
//! files have changed (`watch`). A third kind answers browsers (`server`, `live`, `threads`).
//! What they share is a `PreviewState`: the files of the last good build, and the errors of the
//! newest one. A build with new errors never replaces the site that is shown.

mod builder;
mod live;
mod page_changes;
mod preview_state;
mod server;
mod threads;
mod watch;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Sink};
use crate::files::{DiskFiles, Files};

use super::ExitStatus;
use super::args::ServeArgs;
use super::build::lock;
use super::console::Console;

use builder::{Builder, BuilderHost};
use preview_state::PreviewState;
use watch::{SiteWatcher, WatchTargets};

/// The folder for what previews keep, beside what builds keep: both may run at once.
pub(super) const PREVIEW: &str = ".answerbook/preview";

pub(crate) fn run(args: &ServeArgs, console: &Console) -> ExitStatus {
    let disk = DiskFiles::new(&args.site);
    let mut sink = Sink::new();
    if !disk.exists(crate::config::FILE) && crate::config::load(&disk, &mut sink).is_none() {
        let _ = console.problems(sink);
        return ExitStatus::Usage;
    }
    // Before the port: a second preview of a site should hear of the first one.
    let _lock = match lock(&args.site.join(PREVIEW), "preview") {
        Ok(lock) => lock,
        Err(diagnostic) => return console.fatal(*diagnostic, ExitStatus::Usage),
    };
    let listener = match TcpListener::bind(SocketAddr::new(args.host, args.port)) {
        Ok(listener) => listener,
        Err(error) => return console.fatal(port_refused(args, &error), ExitStatus::Usage),
    };
    let Ok(address) = listener.local_addr() else { return ExitStatus::Usage };
    let preview_state = Arc::new(PreviewState::default());
    let (mut builder, mut cache) =
        match Builder::new(&args.site, Arc::clone(&preview_state), console) {
            Ok(both) => both,
            Err(diagnostic) => return console.fatal(*diagnostic, ExitStatus::Usage),
        };
    let mut around = TerminalHost {
        args,
        console,
        watch: SiteWatcher::new(&args.site),
        url: format!("http://{}/", url_to_type(address)),
        is_told: false,
    };
    let server = server::Server::new(Arc::clone(&preview_state), address);
    if let Err(error) = server.start(listener) {
        return console.fatal(port_refused(args, &error), ExitStatus::Usage);
    }
    loop {
        builder.build(&mut cache, &mut around);
    }
}

/// The surroundings of the builder: the person at the terminal, and the disk that is watched.
struct TerminalHost<'a> {
    args: &'a ServeArgs,
    console: &'a Console,
    watch: SiteWatcher,
    url: String,
    is_told: bool,
}

impl BuilderHost for TerminalHost<'_> {
    fn done(&mut self, watched: &WatchTargets) {
        if !std::mem::replace(&mut self.is_told, true) {
            self.console.say(&format!("serving {}   Ctrl+C ends", self.url));
            if self.args.host.is_loopback() {
                self.console.say(&format!("its threads: {}-/answerbook/threads", self.url));
            }
            if self.args.host.is_unspecified() {
                let everyone =
                    "everyone in this network can read it: that is what `--host` asked for";
                self.console.say(everyone);
            }
            if self.args.open {
                open(&self.url);
            }
        }
        if let Some(problem) = self.watch.follow(watched) {
            self.console.say(&problem);
        }
    }

    fn wait(&mut self) -> Vec<PathBuf> {
        self.watch.wait()
    }
}

/// Returns the address to type into a browser: `localhost` in place of `0.0.0.0`.
fn url_to_type(address: SocketAddr) -> String {
    match address.ip() {
        ip if ip.is_unspecified() || ip.is_loopback() && ip.is_ipv4() => {
            format!("localhost:{}", address.port())
        }
        IpAddr::V4(_) | IpAddr::V6(_) => address.to_string(),
    }
}

/// Opens a browser; where there is none, the address has been printed.
fn open(url: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let _ = Command::new(program).arg(url).spawn();
}

fn port_refused(args: &ServeArgs, error: &std::io::Error) -> Diagnostic {
    let address = SocketAddr::new(args.host, args.port);
    let problem = Diagnostic::error(Code::PortTaken, format!("`{address}` cannot be listened on"))
        .note(error.to_string());
    match error.kind() {
        std::io::ErrorKind::AddrInUse => problem.help(
            "end the program that listens there, or choose another: `--port 0` takes any free one",
        ),
        _ => problem.help("choose another `--host` or `--port`"),
    }
}
