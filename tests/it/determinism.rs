//! The same input gives the same bytes, wherever and however it is built.

use std::collections::BTreeMap;
use std::path::Path;

use crate::harness::{command, folder, manifest, tree};

/// Copies the example site; `backwards` writes its files in the opposite order.
fn copy(to: &Path, backwards: bool) {
    let mut files: Vec<(String, Vec<u8>)> = tree(&manifest().join("example-site"))
        .into_iter()
        .filter(|(path, _)| !path.starts_with("public/") && !path.starts_with(".answerbook/"))
        .collect();
    if backwards {
        files.reverse();
    }
    for (path, bytes) in files {
        let path = to.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
}

fn build(site: &Path, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let mut command = command(site, &["build", "--quiet"]);
    command.envs(environment.iter().copied());
    let output = command.output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&site.join("public"))
}

#[track_caller]
fn same(one: &BTreeMap<String, Vec<u8>>, two: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let other: Vec<&String> =
        one.iter().filter(|(path, bytes)| two[*path] != **bytes).map(|(path, _)| path).collect();
    assert_eq!(other, [] as [&String; 0]);
}

#[test]
fn two_builds_give_the_same_bytes_whatever_the_machine_is_set_to() {
    let (here, there) = (folder(), folder());
    copy(here.path(), false);
    copy(&there.path().join("another/place"), true);
    let one = build(
        here.path(),
        &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "uk_UA.UTF-8"), ("RAYON_NUM_THREADS", "1")],
    );
    let two = build(
        &there.path().join("another/place"),
        &[("TZ", "America/St_Johns"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "4")],
    );
    assert!(one.len() > 150, "{}", one.len());
    same(&one, &two);
}

#[test]
fn a_build_over_the_last_one_gives_the_same_bytes() {
    let here = folder();
    copy(here.path(), false);
    let one = build(here.path(), &[]);
    let two = build(here.path(), &[]);
    same(&one, &two);
}

#[test]
fn only_what_depends_on_the_day_changes_with_it() {
    let here = folder();
    copy(here.path(), false);
    let one = build(here.path(), &[("SOURCE_DATE_EPOCH", "1780272000")]);
    let later = build(here.path(), &[("SOURCE_DATE_EPOCH", "1780531200")]);
    same(&one, &later);
    // Before the day on which an answer of the example expires.
    let before = build(here.path(), &[("SOURCE_DATE_EPOCH", "1764547200")]);
    let changed: Vec<&str> = one
        .iter()
        .filter(|(path, bytes)| before[*path] != **bytes && !path.starts_with('.'))
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(changed.contains(&"answers/winter-delivery-2025.html"), "{changed:?}");
    assert!(!changed.contains(&"answers/reset-hub.html"), "{changed:?}");
}

/// Machines that differ in all that must not matter, and one site on each: built from
/// nothing, and built again after an edit. `ANSWERBOOK_MACHINES` names another number.
#[cfg(unix)]
#[test]
fn many_machines_agree_on_every_byte() {
    let wanted = std::env::var("ANSWERBOOK_MACHINES").ok().and_then(|n| n.parse().ok());
    let zones = ["UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu", "Europe/Kyiv"];
    let locales = ["C", "uk_UA.UTF-8", "tr_TR.UTF-8", "sl_SI.UTF-8"];
    let mut first: Option<[BTreeMap<String, Vec<u8>>; 2]> = None;
    for n in 0..wanted.unwrap_or(3_usize) {
        let here = folder();
        let site = here.path().join("x".repeat(1 + n));
        shuffled(&site, n as u64);
        let build = |site: &Path| {
            let umask = ["022", "077", "002"][n % 3];
            let inner = command(site, &["build", "--quiet"]);
            let mut outer = std::process::Command::new("sh");
            outer.current_dir(site).arg("-c").arg(format!("umask {umask}; exec \"$@\"")).arg("sh");
            outer.arg(inner.get_program()).args(inner.get_args());
            let variables = inner.get_envs().filter_map(|(name, value)| Some((name, value?)));
            outer.envs(variables).env("TZ", zones[n % zones.len()]);
            outer.env("LC_ALL", locales[n % locales.len()]).env("LANG", locales[(n + 1) % 4]);
            outer.env("RAYON_NUM_THREADS", (1 + n * 3 % 8).to_string());
            let output = outer.output().expect("a shell");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            tree(&site.join("public"))
        };
        let clean = build(&site);
        let text = "---\ntitle: A late answer\n---\nIt came after all others.\n";
        std::fs::write(site.join("answers/late.md"), text).expect("a file");
        let edited = build(&site);
        match &first {
            None => first = Some([clean, edited]),
            Some([of_clean, of_edited]) => {
                same(of_clean, &clean);
                same(of_edited, &edited);
            }
        }
    }
}

/// Copies the example site in an order of its own.
#[cfg(unix)]
fn shuffled(to: &Path, seed: u64) {
    let mut files: Vec<(String, Vec<u8>)> = tree(&manifest().join("example-site"))
        .into_iter()
        .filter(|(path, _)| !path.starts_with("public/") && !path.starts_with(".answerbook/"))
        .collect();
    let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for at in (1..files.len()).rev() {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        files.swap(at, usize::try_from(random >> 16).unwrap_or(0) % (at + 1));
    }
    for (path, bytes) in files {
        let path = to.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
}
