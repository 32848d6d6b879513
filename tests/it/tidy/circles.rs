//! Circles of files within a module: none of them can be read, tested or changed alone.
//!
//! A file uses the files that define what it names in paths, wherever these go through. So a
//! parent that only declares its children and hands their items on is on no circle; one that
//! defines what they use is. Calls of methods name no file and are not seen.

use std::collections::{BTreeMap, BTreeSet};

use super::{lines, none, program};

/// Modules whose files use each other in no circle.
const MODULES: &[&str] = &["import", "media", "pipeline", "publish", "render", "sources"];

/// What defines a name at the top of a file.
const KINDS: [&str; 8] =
    ["fn", "struct", "enum", "trait", "type", "const", "static", "macro_rules!"];

/// The names of modules and of what is in them: `sources`, `chat`, `Key`.
type Path = Vec<String>;

/// A file, as far as it uses others.
#[derive(Default)]
struct File {
    defines: BTreeSet<String>,
    /// What it imports or hands on, by its name in this file.
    names: BTreeMap<String, Path>,
    /// What it uses itself.
    used: Vec<Path>,
}

#[test]
fn files_of_a_module_use_each_other_in_no_circle() {
    let all = program();
    let mut circles = Vec::new();
    for module in MODULES {
        let own = |path: &str| path.strip_suffix(".rs").is_some_and(|path| path == *module);
        let inside = |path: &str| path.starts_with(&format!("{module}/")) || own(path);
        let files = all.iter().filter(|source| inside(&source.path));
        let uses = uses(files.map(|source| (source.path.as_str(), source.code.as_str())));
        let n_uses: usize = uses.values().map(BTreeSet::len).sum();
        assert!(n_uses > uses.len(), "{module}: {n_uses} uses in {} files", uses.len());
        circles.extend(circle(uses).map(|files| files.join(" -> ")));
    }
    none(&circles);
}

/// By file: the files that it uses.
fn uses<'s>(
    sources: impl Iterator<Item = (&'s str, &'s str)>,
) -> BTreeMap<&'s str, BTreeSet<&'s str>> {
    let sources: BTreeMap<Path, (&str, &str)> =
        sources.map(|(path, code)| (module_of(path), (path, code))).collect();
    let modules: BTreeSet<&Path> = sources.keys().collect();
    let files: BTreeMap<&Path, File> =
        sources.iter().map(|(module, (_, code))| (module, read(module, code, &modules))).collect();
    let path = |module: &Path| sources[module].0;
    let used = |(module, file): (&&Path, &File)| {
        let others = file.used.iter().filter_map(|used| definer(used, &files, 0));
        let others = others.filter(|other| other != module).map(path);
        (path(module), others.collect())
    };
    files.iter().map(|(module, file)| used((module, file))).collect()
}

/// Makes `sources`, `chat` of `sources/chat/mod.rs` and of `sources/chat.rs`.
fn module_of(path: &str) -> Path {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.strip_suffix("/mod").unwrap_or(path).split('/').map(str::to_owned).collect()
}

fn read(module: &Path, code: &str, modules: &BTreeSet<&Path>) -> File {
    let mut file = File::default();
    let (mut import, mut rest) = (String::new(), Vec::new());
    let mut imported = Vec::new();
    for (_, line) in lines(code) {
        file.defines.extend(defined(line));
        let start = line.split_once("use ").filter(|(before, _)| {
            let before = before.trim_start();
            before.is_empty() || before == "pub " || before.starts_with("pub(")
        });
        match start {
            _ if !import.is_empty() => import.push_str(line.trim()),
            Some(_) => import = line.trim().to_owned(),
            None => rest.push(line),
        }
        if import.ends_with(';') {
            imported.push(std::mem::take(&mut import));
        }
    }
    for import in imported {
        let (before, tree) = import.split_once("use ").unwrap_or_default();
        let mut leaves = Vec::new();
        branches(tree.trim_end_matches(';'), &[], &mut leaves);
        for (leaf, name) in leaves {
            let Some(path) = absolute(&leaf, module, &file.names, modules) else { continue };
            // What is handed on is not used.
            if before.is_empty() {
                file.used.push(path.clone());
            }
            file.names.insert(name, path);
        }
    }
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for word in rest.iter().flat_map(|line| line.split(|c| !is_path(c))) {
        let parts: Path = word.trim_matches(':').split("::").map(str::to_owned).collect();
        if parts.len() > 1 {
            file.used.extend(absolute(&parts, module, &file.names, modules));
        }
    }
    file
}

/// The name that a line defines, if it is no part of anything.
fn defined(line: &str) -> Option<String> {
    let mut words = line.split(' ').skip_while(|word| !KINDS.contains(word));
    let name = words.find(|word| !KINDS.contains(word)).filter(|_| !line.starts_with(' '))?;
    let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    Some(name)
}

/// Takes `a::{b, c as d}` apart: the paths, and the names that they have from here on.
fn branches(tree: &str, before: &[String], leaves: &mut Vec<(Path, String)>) {
    let (mut depth, mut start) = (0, 0);
    for (at, c) in tree.char_indices().chain([(tree.len(), ',')]) {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c != ',' || depth > 0 {
            continue;
        }
        let branch = tree[start..at].trim();
        start = (at + 1).min(tree.len());
        let (path, inner) = branch.split_once('{').unwrap_or((branch, ""));
        let (path, renamed) = path.split_once(" as ").unwrap_or((path, ""));
        let parts = path.split("::").filter(|part| !part.is_empty());
        // At the end it is the module that stands before it.
        let parts = parts.filter(|part| *part != "self" || before.is_empty());
        let path: Path = before.iter().cloned().chain(parts.map(str::to_owned)).collect();
        match (inner.strip_suffix('}'), path.last()) {
            (Some(inner), _) => branches(inner, &path, leaves),
            (None, Some(last)) if !branch.is_empty() => {
                let name = if renamed.is_empty() { last.as_str() } else { renamed };
                leaves.push((path.clone(), name.to_owned()));
            }
            (None, _) => {}
        }
    }
}

/// Makes a path absolute; `None` when it leads out of the program.
fn absolute(
    path: &[String],
    module: &Path,
    names: &BTreeMap<String, Path>,
    modules: &BTreeSet<&Path>,
) -> Option<Path> {
    let below = |start: &[String], rest: &[String]| [start, rest].concat();
    let n_up = path.iter().take_while(|part| *part == "super").count();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some(below(module, &path[1..])),
        "super" => Some(below(module.get(..module.len().checked_sub(n_up)?)?, &path[n_up..])),
        first if modules.contains(&below(module, &path[..1])) && !first.is_empty() => {
            Some(below(module, path))
        }
        first => names.get(first).map(|start| below(start, &path[1..])),
    }
}

/// Finds the module whose file defines what a path means; `None` for a module itself, and for
/// what is elsewhere.
fn definer<'f>(path: &[String], files: &BTreeMap<&'f Path, File>, depth: u8) -> Option<&'f Path> {
    let inner = (1..=path.len()).rev().find_map(|n| files.get_key_value(&path[..n].to_vec()));
    let (module, file) = inner?;
    let name = path.get(module.len())?;
    match file.names.get(name).filter(|_| !file.defines.contains(name) && depth < 8) {
        Some(start) => definer(&[start, &path[module.len() + 1..]].concat(), files, depth + 1),
        None => Some(module),
    }
}

/// Finds a circle, its first file named again at its end.
fn circle<'s>(mut uses: BTreeMap<&'s str, BTreeSet<&'s str>>) -> Option<Vec<&'s str>> {
    // Whatever uses nothing that is left is on no circle.
    while let Some(end) = uses.iter().find(|(_, used)| used.is_empty()).map(|(file, _)| *file) {
        uses.remove(end);
        uses.values_mut().for_each(|used| {
            used.remove(end);
        });
    }
    let mut walk = vec![*uses.keys().next()?];
    loop {
        let next = *uses[walk.last()?].first()?;
        if let Some(start) = walk.iter().position(|known| *known == next) {
            return Some(walk[start..].iter().copied().chain([next]).collect());
        }
        walk.push(next);
    }
}

#[track_caller]
fn check(files: &[(&str, &str)], expected: Option<&str>) {
    let found = circle(uses(files.iter().copied()));
    assert_eq!(found.map(|files| files.join(" -> ")).as_deref(), expected);
}

#[test]
fn a_circle_is_found_whatever_way_its_paths_go() {
    let circle = Some("m/a.rs -> m/b.rs -> m/a.rs");
    let root = ("m/mod.rs", "mod a;\nmod b;\npub use a::One;\npub(in crate::m) use b::{Two};\n");
    let one = ("m/a.rs", "use super::b::Two;\npub struct One(Two);\n");
    check(&[root, one, ("m/b.rs", "pub struct Two(u8);\n")], None);
    check(
        &[root, one, ("m/b.rs", "use crate::m::{\n    One,\n};\npub struct Two(One);\n")],
        circle,
    );
    check(&[root, one, ("m/b.rs", "pub struct Two(super::One);\n")], circle);
    check(
        &[root, one, ("m/b.rs", "use super::a as other;\npub fn two(_: other::One) {}\n")],
        circle,
    );
    check(
        &[root, one, ("m/b.rs", "use super::{self, a::{self, One}};\npub struct Two(One);\n")],
        circle,
    );
    check(&[root, one, ("m/b.rs", "// use super::a::One;\npub struct Two(u8);\n")], None);
}

#[test]
fn a_parent_is_on_a_circle_when_it_defines_what_its_children_use() {
    let child = ("m/a.rs", "use super::Shared;\npub fn one(_: Shared) {}\n");
    check(&[("m/mod.rs", "mod a;\npub struct Shared;\n"), child], None);
    let parent = "mod a;\npub struct Shared;\npub fn two() {\n    a::one(Shared)\n}\n";
    check(&[("m/mod.rs", parent), child], Some("m/a.rs -> m/mod.rs -> m/a.rs"));
    let parent = "mod a;\nmod shared;\npub use a::one;\npub use shared::Shared;\n";
    check(&[("m/mod.rs", parent), child, ("m/shared.rs", "pub struct Shared;\n")], None);
}
