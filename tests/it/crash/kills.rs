//! Builds that are killed.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{command, folder, run, tree};
use crate::incremental::script::Script;
use crate::incremental::{build_on, same_as_clean};

use super::{Both, Tree, assert_same, by_hand, lasting, n_of, told};

/// How many edits one site lives through.
const EDITS: usize = 6;

/// Half of the sites have no published folder yet at the first kill; half of the killed
/// builds follow another one. `ANSWERBOOK_KILLS` names another number of kills.
#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let wanted = n_of("ANSWERBOOK_KILLS", 24);
    let (mut n_killed, mut n_new, mut seed) = (0, 0, 0);
    while n_killed < wanted {
        seed += 1;
        let site = folder();
        let mut script = Script::new(7000 + seed, site.path());
        script.write_site();
        let mut took = Duration::from_millis(300);
        if seed % 2 == 0 {
            same_as_clean(site.path(), script.day, &format!("site {seed} at its start"));
        }
        for edit in 0..EDITS {
            let told = if edit == 0 { "the start".to_owned() } else { script.step() };
            let both = Both::of(site.path(), script.day);
            let ledger = std::fs::read(script.path("addresses.txt")).unwrap_or_default();
            for _ in 0..=script.below(2) {
                let moment = Moment::any(&mut script, took);
                let told = format!("site {seed}, edit {edit}: {told}, killed {moment:?}");
                if killed(&script, site.path(), &moment) {
                    n_killed += 1;
                }
                n_new += usize::from(both.expect(site.path(), &told));
                let now = std::fs::read(script.path("addresses.txt")).unwrap_or_default();
                assert!(now == ledger || now.ends_with(b"\n"), "{told}: half a ledger");
            }
            let started = Instant::now();
            let told = format!("site {seed}, edit {edit}: {told}, after a kill");
            build_on(site.path(), script.day).output().expect("the binary runs");
            took = started.elapsed();
            both.expect(site.path(), &told);
            same_as_clean(site.path(), script.day, &told);
        }
    }
    told(&format!("{n_killed} builds were killed; {n_new} times the new site was there"));
    // Kills that all came too early would show nothing of publishing.
    assert!(wanted < 20 || n_new > 0, "{n_killed} kills, {n_new} of them left the new site");
}

/// When a build is killed.
#[derive(Debug)]
enum Moment {
    /// So long after its start.
    After(Duration),
    /// When the list of files has come to lie in the staging folder, and a little later:
    /// then the folders are exchanged.
    Publishing(Duration),
    /// When the new ledger of addresses appears, and a little later.
    Remembering(Duration),
    /// When the new state of the cache appears, and a little later.
    Saving(Duration),
}

impl Moment {
    fn any(script: &mut Script<'_>, took: Duration) -> Moment {
        let share = u32::try_from(script.below(1000)).expect("a small number");
        let little = Duration::from_micros(3 * u64::from(share));
        match script.below(5) {
            0 => Moment::After(took * share / 900),
            1 => Moment::After(took * (1000 + share) / 2000),
            2 => Moment::Publishing(little),
            3 => Moment::Remembering(little / 3),
            _ => Moment::Saving(little / 3),
        }
    }
}

/// Starts a build and kills it; `false` when it ended before.
fn killed(script: &Script<'_>, site: &Path, moment: &Moment) -> bool {
    let mut command = build_on(site, script.day);
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = quiet.spawn().expect("the binary runs");
    let list = script.path(".answerbook/staging/.answerbook-files");
    let state = script.path(".answerbook/cache/state.new");
    match moment {
        Moment::After(delay) => std::thread::sleep(*delay),
        Moment::Publishing(delay) => {
            seen(&mut child, &list, false);
            seen(&mut child, &list, true);
            spin(*delay);
        }
        Moment::Remembering(delay) => {
            seen(&mut child, &script.path(".addresses.txt.new"), true);
            spin(*delay);
        }
        Moment::Saving(delay) => {
            seen(&mut child, &state, true);
            spin(*delay);
        }
    }
    let runs = child.try_wait().expect("our child").is_none();
    let _ = child.kill();
    let _ = child.wait();
    runs
}

/// Waits until a file is there, or is not, or the build has ended.
fn seen(child: &mut Child, path: &Path, is_there: bool) {
    while path.exists() != is_there && child.try_wait().expect("our child").is_none() {
        std::hint::spin_loop();
    }
}

/// Sleeping would take longer than publishing.
fn spin(delay: Duration) {
    let start = Instant::now();
    while start.elapsed() < delay {
        std::hint::spin_loop();
    }
}

/// Copies a site.
fn copied(site: &Path) -> tempfile::TempDir {
    let copy = folder();
    for (path, bytes) in tree(site) {
        let path = copy.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    copy
}

/// `ANSWERBOOK_IMPORT_KILLS` names another number of kills.
#[test]
fn a_killed_import_leaves_each_file_old_or_new() {
    let wanted = n_of("ANSWERBOOK_IMPORT_KILLS", 12);
    let (mut n_killed, mut n_new, mut seed) = (0, 0, 0);
    while n_killed < wanted {
        seed += 1;
        let form = if seed % 2 == 0 { "jsonl" } else { "markdown" };
        let site = folder();
        let mut script = Script::new(8000 + seed, site.path());
        script.write_site();
        (0..20).for_each(|_| script.add_topic());
        let import = ["import", "Forum", "--quiet", "--to", "edited", "--form", form];
        run(site.path(), &import);
        by_hand(&site.path().join("edited"));
        (0..10).for_each(|_| script.add_topic());
        let _ = std::fs::remove_file(script.any("topics").expect("a topic"));
        let before = lasting(&tree(site.path()));
        let whole = copied(site.path());
        let started = Instant::now();
        run(whole.path(), &import);
        let took = started.elapsed();
        let after = lasting(&tree(whole.path()));
        for round in 0..8 {
            let told = format!("import {seed}, {form}, kill {round}");
            let copy = copied(site.path());
            let share = u32::try_from(script.below(1000)).expect("a small number");
            let mut child = command(copy.path(), &import)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the binary runs");
            spin(took * share / 900);
            n_killed += usize::from(child.try_wait().expect("our child").is_none());
            let _ = child.kill();
            let _ = child.wait();
            let left = lasting(&tree(copy.path()));
            n_new += usize::from(left != before);
            for (path, bytes) in &left {
                let of = |tree: &Tree| tree.get(path) == Some(bytes);
                assert!(of(&before) || of(&after), "{told}: {path} is neither old nor new");
            }
            run(copy.path(), &import);
            assert_same(&lasting(&tree(copy.path())), &after, &told);
        }
    }
    told(&format!("{n_killed} imports were killed; {n_new} times something new was there"));
    assert!(wanted < 20 || n_new > 0, "none of {n_killed} kills came late enough");
}
