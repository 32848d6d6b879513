//! What a run of the program does to its files, as strace tells it.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};

use super::disk::{Disk, Node};

/// The calls that change files, or wait for the disk; and those by which files are known. The
/// last ones must not come: the model does not know what they do.
const CALLS: &str = "openat,open,creat,close,dup,dup2,dup3,fcntl,lseek,write,pwrite64,writev,\
    ftruncate,truncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,\
    fsync,fdatasync,syncfs,sync,\
    pwritev,pwritev2,copy_file_range,sendfile,splice,fallocate,symlink,symlinkat,io_uring_enter";

/// Tells whether programs can be watched here.
pub fn is_possible() -> bool {
    let strace = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    strace.is_ok_and(|ran| ran.status.success())
}

/// A call that has ended well, or whose `result` is -1.
#[derive(Debug)]
struct Call {
    name: String,
    arguments: String,
    result: i64,
    /// How many calls had ended when it began.
    began: usize,
}

/// Runs a command, and returns what strace tells and the exit code.
pub fn record(command: &Command, top: &Path) -> (String, Option<i32>) {
    let log = top.with_extension("strace");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "--seccomp-bpf", "-xx", "-s", "100000000", "-o"]).arg(&log);
    strace.args(["-e", "signal=none", "-e", &format!("trace={CALLS}")]);
    strace.arg(command.get_program()).args(command.get_args());
    let folder = command.get_current_dir().expect("a folder");
    strace.current_dir(folder).stdout(Stdio::null());
    for (name, value) in command.get_envs() {
        value.map(|value| strace.env(name, value));
    }
    let output = strace.output().expect("strace runs");
    let text = std::fs::read_to_string(&log).expect("a log in ASCII");
    std::fs::remove_file(&log).expect("a file");
    (text, output.status.code())
}

/// Does to a disk what a command did that was started in `folder`, and calls `after` after each
/// change.
pub fn replay(
    log: &str,
    (folder, top): (&Path, &Path),
    disk: &mut Disk,
    after: &mut dyn FnMut(&Disk),
) {
    let mut replay = Replay { top, folder, disk, open: HashMap::new() };
    for (number, call) in calls(log).iter().enumerate().filter(|(_, call)| call.result >= 0) {
        let n_changes = replay.disk.n_changes;
        replay.make(call, number);
        if replay.disk.n_changes != n_changes {
            after(replay.disk);
        }
    }
}

/// Reads a log. A call that was interrupted by those of other threads counts when it ends; but
/// others may use a folder before strace tells that it is made, so that one counts when its
/// making begins, too.
fn calls(text: &str) -> Vec<Call> {
    let mut begun: HashMap<&str, (String, usize)> = HashMap::new();
    let mut calls = Vec::new();
    for line in text.lines() {
        let Some((thread, line)) = line.split_once(' ') else { continue };
        let line = line.trim_start();
        if let Some(start) = line.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, (start.to_owned(), calls.len()));
            if let Some((name, arguments)) = start.split_once('(')
                && name.starts_with("mkdir")
            {
                let (name, arguments) = (name.to_owned(), arguments.to_owned());
                calls.push(Call { name, arguments, result: -1, began: calls.len() });
            }
            continue;
        }
        let (line, began) = match line.strip_prefix("<... ") {
            Some(rest) => {
                let (start, began) = begun.remove(thread).expect("it began");
                let (_, rest) = rest.split_once(" resumed>").expect("it is resumed");
                (start + rest, began)
            }
            None => (line.to_owned(), calls.len()),
        };
        let Some((call, result)) = line.rsplit_once(") ").or_else(|| line.rsplit_once(" = "))
        else {
            continue;
        };
        let result = result.trim_start().trim_start_matches("= ");
        let Ok(result) = result.split(' ').next().unwrap_or_default().parse::<i64>() else {
            continue;
        };
        let Some((name, arguments)) = call.split_once('(') else { continue };
        if result >= 0 {
            let (name, arguments) = (name.to_owned(), arguments.trim().to_owned());
            if name.starts_with("mkdir") && calls.len() > began {
                calls[began].result = result;
            }
            calls.push(Call { name, arguments, result, began });
        }
    }
    calls
}

/// A file that is open.
#[derive(Clone, Copy)]
struct OpenFile {
    node: Node,
    offset: usize,
    appends: bool,
    /// The number of the call that opened it.
    since: usize,
}

struct Replay<'a> {
    top: &'a Path,
    /// Where the program was started.
    folder: &'a Path,
    disk: &'a mut Disk,
    /// By number. Two numbers of one open file would share their offset; none do here.
    open: HashMap<i64, OpenFile>,
}

impl Replay<'_> {
    fn make(&mut self, call: &Call, number: usize) {
        self.disk.clock = number;
        let parts: Vec<&str> = call.arguments.split(", ").collect();
        let fd = |at: usize| parts.get(at).and_then(|part| part.parse::<i64>().ok()).unwrap_or(-1);
        let path = |at: usize, folder: i64| self.path(parts[at], folder);
        match call.name.as_str() {
            "open" => self.opened(path(0, -1), parts[1], call.result),
            "openat" => self.opened(path(1, fd(0)), parts[2], call.result),
            "creat" => self.opened(path(0, -1), "O_CREAT|O_TRUNC", call.result),
            // Its number may have been given away before strace tells that it is closed.
            "close" => self.open.retain(|n, open| *n != fd(0) || open.since >= call.began),
            "dup" | "dup2" | "dup3" => self.copied(fd(0), call.result),
            "fcntl" if call.arguments.contains("F_DUPFD") => self.copied(fd(0), call.result),
            "fcntl" => {}
            "lseek" => {
                if let Some(open) = self.open.get_mut(&fd(0)) {
                    open.offset = usize::try_from(call.result).expect("an offset");
                }
            }
            "write" | "writev" => self.written(fd(0), &call.arguments, call.result, None),
            "pwrite64" => self.written(fd(0), &call.arguments, call.result, Some(fd(3))),
            "ftruncate" => {
                if let Some(open) = self.open.get(&fd(0)) {
                    self.disk.resize(open.node, usize::try_from(fd(1)).expect("a length"));
                }
            }
            "rename" => self.renamed(path(0, -1), path(1, -1), false),
            "renameat" => self.renamed(path(1, fd(0)), path(3, fd(2)), false),
            "renameat2" => {
                let exchanges = parts[4].contains("RENAME_EXCHANGE");
                self.renamed(path(1, fd(0)), path(3, fd(2)), exchanges);
            }
            "link" => self.linked(path(0, -1), path(1, -1)),
            "linkat" => self.linked(path(1, fd(0)), path(3, fd(2))),
            "unlink" | "rmdir" => self.named(path(0, -1), None),
            "unlinkat" => self.named(path(1, fd(0)), None),
            "mkdir" => self.made_folder(path(0, -1)),
            "mkdirat" => self.made_folder(path(1, fd(0))),
            "fsync" | "fdatasync" => {
                if let Some(open) = self.open.get(&fd(0)) {
                    self.disk.sync(open.node, call.began);
                }
            }
            "syncfs" if self.open.contains_key(&fd(0)) => self.disk.sync_all(call.began),
            "syncfs" => {}
            other => assert!(!self.concerns(&call.arguments), "the model does not know {other}"),
        }
    }

    /// Tells whether a call names a path or an open file of ours.
    fn concerns(&self, arguments: &str) -> bool {
        let is_open = |part: &str| part.parse().is_ok_and(|fd: i64| self.open.contains_key(&fd));
        arguments
            .split(", ")
            .any(|part| is_open(part) || part.starts_with('"') && self.path(part, -1).is_some())
    }

    /// The folder and the name that an argument means; `None` outside of ours.
    fn path(&self, argument: &str, folder: i64) -> Option<(Node, String)> {
        let bytes = bytes(argument);
        let name = String::from_utf8(bytes).expect("names are UTF-8 here");
        if let Some(open) = self.open.get(&folder)
            && !name.starts_with('/')
        {
            return self.disk.find(open.node, &name);
        }
        let full = self.folder.join(name);
        let below = full.strip_prefix(self.top).ok()?;
        self.disk.find(self.disk.root(), &below.to_string_lossy())
    }

    fn opened(&mut self, path: Option<(Node, String)>, flags: &str, fd: i64) {
        self.open.remove(&fd);
        let Some((folder, name)) = path else { return };
        let node = match self.disk.get(folder, &name) {
            Some(node) => node,
            None => {
                assert!(flags.contains("O_CREAT"), "{name} was not there, and could be opened");
                let node = self.disk.new_file();
                self.disk.name(vec![(folder, name, Some(node))]);
                node
            }
        };
        if flags.contains("O_TRUNC") {
            self.disk.resize(node, 0);
        }
        let appends = flags.contains("O_APPEND");
        self.open.insert(fd, OpenFile { node, offset: 0, appends, since: self.disk.clock });
    }

    fn copied(&mut self, from: i64, to: i64) {
        let open = self.open.get(&from).copied();
        open.map(|open| self.open.insert(to, OpenFile { since: self.disk.clock, ..open }));
    }

    fn written(&mut self, fd: i64, arguments: &str, n: i64, at: Option<i64>) {
        let Some(open) = self.open.get_mut(&fd) else { return };
        let texts = arguments.split('"').skip(1).step_by(2);
        let mut all: Vec<u8> = texts.flat_map(bytes).collect();
        all.truncate(usize::try_from(n).expect("a length"));
        assert_eq!(all.len() as i64, n, "the log does not hold all that was written");
        let offset = match at {
            Some(at) => usize::try_from(at).expect("an offset"),
            None if open.appends => self.disk.bytes(open.node).len(),
            None => open.offset,
        };
        if at.is_none() {
            open.offset = offset + all.len();
        }
        self.disk.write(open.node, offset, &all);
    }

    fn renamed(
        &mut self,
        from: Option<(Node, String)>,
        to: Option<(Node, String)>,
        exchanges: bool,
    ) {
        let (Some(from), Some(to)) = (from, to) else { return };
        let moved = self.disk.get(from.0, &from.1);
        let back = self.disk.get(to.0, &to.1).filter(|_| exchanges);
        self.disk.name(vec![(from.0, from.1, back), (to.0, to.1, moved)]);
    }

    fn linked(&mut self, from: Option<(Node, String)>, to: Option<(Node, String)>) {
        let node = from.and_then(|(folder, name)| self.disk.get(folder, &name));
        self.named(to, node);
    }

    fn named(&mut self, path: Option<(Node, String)>, node: Option<Node>) {
        if let Some((folder, name)) = path {
            self.disk.name(vec![(folder, name, node)]);
        }
    }

    fn made_folder(&mut self, path: Option<(Node, String)>) {
        if let Some((folder, name)) = path
            && self.disk.get(folder, &name).is_none()
        {
            let node = self.disk.new_folder();
            self.disk.name(vec![(folder, name, Some(node))]);
        }
    }
}

/// The bytes of an argument in the form `"\x61\x62"`, with its quotes or without.
fn bytes(argument: &str) -> Vec<u8> {
    let digits = argument.trim_matches('"').split("\\x").skip(1);
    digits.map(|two| u8::from_str_radix(&two[..2], 16).expect("two digits")).collect()
}
