//! Counts what hosts limit: files, the bytes of each and of all, and redirects.

use std::collections::BTreeSet;

use crate::config::Host;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Files;

/// What a published folder takes of a host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostUse {
    /// How many files there are, hidden ones included.
    pub n_files: usize,
    /// How many bytes they have.
    pub n_bytes: u64,
    /// The longest one, with its bytes.
    pub longest: (String, u64),
    /// How many files the fullest folder has, those of folders in it not counted.
    pub n_in_folder: usize,
    /// How many lines of `_redirects` are redirects.
    pub n_redirects: usize,
}

/// What a host takes; `None` where it sets no limit that a site of answers could meet.
struct Limits {
    name: &'static str,
    files: Option<usize>,
    in_folder: Option<usize>,
    file_bytes: Option<u64>,
    bytes: Option<u64>,
    redirects: Option<usize>,
    note: &'static str,
}

fn limits(host: Host) -> Option<Limits> {
    let none = Limits {
        name: "",
        files: None,
        in_folder: None,
        file_bytes: None,
        bytes: None,
        redirects: None,
        note: "",
    };
    match host {
        Host::Cloudflare => Some(Limits {
            name: "Cloudflare Pages",
            files: Some(20_000),
            file_bytes: Some(25 << 20),
            redirects: Some(2_100),
            note: "these are the limits of the free plan; paid ones take 100 000 files",
            ..none
        }),
        Host::Netlify => Some(Limits {
            name: "Netlify",
            in_folder: Some(54_000),
            redirects: Some(10_000),
            note: "beyond that a deploy may fail",
            ..none
        }),
        Host::GithubPages => Some(Limits {
            name: "GitHub Pages",
            bytes: Some(1_000_000_000),
            note: "beyond that a deploy may fail",
            ..none
        }),
        Host::Apache | Host::Caddy | Host::Nginx | Host::S3 => None,
    }
}

/// Counts what a published folder takes, and reports what hosts would not.
pub fn check_hosts(files: &dyn Files, hosts: &BTreeSet<Host>, sink: &mut Sink) -> HostUse {
    let counted = count(files);
    for limits in hosts.iter().filter_map(|host| limits(*host)) {
        compare(&counted, &limits, sink);
    }
    counted
}

fn count(files: &dyn Files) -> HostUse {
    let mut counted = HostUse::default();
    let (mut folder, mut n_in_folder) = (String::new(), 0);
    let mut paths = files.list_all(".");
    // By folder, so that the files of one are side by side.
    paths.sort_by(|a, b| (folder_of(a), a).cmp(&(folder_of(b), b)));
    for path in paths {
        let len = |path: &str| files.read(path).map_or(0, |bytes| bytes.len() as u64);
        let len = files.stamp(&path).map_or_else(|| len(&path), |stamp| stamp.len);
        counted.n_files += 1;
        counted.n_bytes += len;
        if folder_of(&path) != folder {
            (folder, n_in_folder) = (folder_of(&path).to_owned(), 0);
        }
        n_in_folder += 1;
        counted.n_in_folder = counted.n_in_folder.max(n_in_folder);
        if len > counted.longest.1 {
            counted.longest = (path, len);
        }
    }
    let list = files.read("_redirects").unwrap_or_default();
    let list = String::from_utf8_lossy(&list);
    let is_redirect = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    counted.n_redirects = list.lines().filter(is_redirect).count();
    counted
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn compare(counted: &HostUse, limits: &Limits, sink: &mut Sink) {
    let mut tell = |place: &str, found: String, most: String| {
        let message = format!("{found}, and {} takes {most}", limits.name);
        sink.push(too_much(place, message, limits.note));
    };
    let (n_files, n_redirects) = (counted.n_files, counted.n_redirects);
    if let Some(most) = limits.files.filter(|most| n_files > *most) {
        tell(".", format!("there are {n_files} files"), most.to_string());
    }
    if let Some(most) = limits.in_folder.filter(|most| counted.n_in_folder > *most) {
        tell(".", format!("a folder has {} files", counted.n_in_folder), most.to_string());
    }
    if let Some(most) = limits.redirects.filter(|most| n_redirects > *most) {
        tell("_redirects", format!("there are {n_redirects} redirects"), most.to_string());
    }
    let megabytes = |bytes: u64| format!("{:.2} MB", bytes as f64 / 1e6);
    if let Some(most) = limits.bytes.filter(|most| counted.n_bytes > *most) {
        tell(".", format!("the site has {}", megabytes(counted.n_bytes)), megabytes(most));
    }
    let (path, len) = &counted.longest;
    if let Some(most) = limits.file_bytes.filter(|most| len > most) {
        tell(path, format!("`{path}` has {}", megabytes(*len)), megabytes(most));
    }
}

fn too_much(place: &str, message: String, note: &str) -> Diagnostic {
    Diagnostic::warning(Code::HostLimit, message)
        .at(Place::file(place), "")
        .note(note)
        .help("`search.max_files`, `attachments` and old lines of `addresses.txt` make it less")
}

#[cfg(test)]
mod tests {
    use crate::files::MemoryFiles;

    use super::*;

    fn told(files: &MemoryFiles, host: Host) -> (HostUse, Vec<String>) {
        let mut sink = Sink::new();
        let counted = check_hosts(files, &BTreeSet::from([host]), &mut sink);
        (counted, sink.into_sorted().into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn files_are_counted_with_hidden_ones_and_by_folder() {
        let files = MemoryFiles::new([
            ("a.html", "12345"),
            ("a/b.html", "1"),
            ("a/c.html", "1"),
            ("a/d/e.html", "1"),
            ("_redirects", "# words\n/x /y 301\n\n/z /y 301\n"),
        ]);
        let (counted, told) = told(&files, Host::Cloudflare);
        assert_eq!((counted.n_files, counted.n_in_folder, counted.n_redirects), (5, 2, 2));
        assert_eq!((counted.longest.0.as_str(), counted.n_bytes), ("_redirects", 37));
        assert_eq!(told, [""; 0]);
    }

    #[test]
    fn what_a_host_does_not_take_is_told() {
        let mut all: Vec<(String, Vec<u8>)> =
            (0..20_001).map(|n| (format!("a/{n}.html"), Vec::new())).collect();
        all.push(("big.zip".to_owned(), vec![0; (25 << 20) + 5_000]));
        let lines = "/x /y 301\n".repeat(10_001);
        all.push(("_redirects".to_owned(), lines.into_bytes()));
        let files = MemoryFiles::new(all);
        assert_eq!(
            told(&files, Host::Cloudflare).1,
            [
                "there are 20003 files, and Cloudflare Pages takes 20000",
                "there are 10001 redirects, and Cloudflare Pages takes 2100",
                "`big.zip` has 26.22 MB, and Cloudflare Pages takes 26.21 MB",
            ]
        );
        assert_eq!(
            told(&files, Host::Netlify).1,
            ["there are 10001 redirects, and Netlify takes 10000"]
        );
        assert_eq!(told(&files, Host::Nginx).1, [""; 0]);
    }
}
