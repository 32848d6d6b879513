//! A published folder: staged beside it, switched by renaming.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use super::Output;
use super::SitePath;

/// The list of published files, in the published folder: what a later build may replace.
const MANIFEST: &str = ".answerbook-files";

/// Folders whose files pages of the build before may still ask for: scripts, styles
/// and the parts of the search, named by what they hold.
const KEPT_FOLDERS: [&str; 2] = ["assets/", "search/"];

/// In the manifest, before the size of a file that the build before wrote.
const KEPT: &str = "kept ";

/// Why a folder cannot be published.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds files that answerbook did not write: the first of them, and how many.
    Foreign(PathBuf, usize),
    /// The folder is the site itself, holds it, or is the root of the disk.
    Dangerous,
    /// A file or folder could not be written.
    Io(PathBuf, io::Error),
}

/// A folder being written.
pub struct Folder {
    target: PathBuf,
    staging: PathBuf,
    written: Mutex<Written>,
}

#[derive(Default)]
struct Written {
    folders: BTreeSet<String>,
    files: BTreeMap<SitePath, u64>,
}

impl Folder {
    /// Prepares to publish into `target`, and refuses a folder with foreign files.
    ///
    /// `site` is the site's folder, which must not lie inside the target; `inputs` are the
    /// files and folders that the build reads, of which none may lie inside the target or
    /// hold it.
    pub fn create(target: &Path, site: &Path, inputs: &[PathBuf]) -> Result<Folder, OutputError> {
        let target = real(target)?;
        let overlaps = |input: &PathBuf| {
            real(input).is_ok_and(|input| input.starts_with(&target) || target.starts_with(&input))
        };
        if real(site)?.starts_with(&target)
            || target.parent().is_none()
            || inputs.iter().any(overlaps)
        {
            return Err(OutputError::Dangerous);
        }
        refuse_foreign(&target)?;
        let staging = sibling(&target, "new");
        remove(&staging)?;
        fs::create_dir_all(&staging).map_err(|error| OutputError::Io(staging.clone(), error))?;
        Ok(Folder { target, staging, written: Mutex::default() })
    }

    /// Switches: from now on the folder holds what was put, and for one build more the
    /// assets and parts of the search of the build before, for pages that are open.
    pub fn publish(self) -> Result<(), OutputError> {
        // Somebody may have put a file there while the build ran.
        refuse_foreign(&self.target)?;
        let kept = self.keep_old()?;
        let written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut manifest = String::new();
        for (path, len) in &written.files {
            manifest.push_str(&format!("{len}\t{path}\n"));
        }
        for (path, len) in &kept {
            manifest.push_str(&format!("{KEPT}{len}\t{path}\n"));
        }
        let path = self.staging.join(MANIFEST);
        fs::write(&path, manifest).map_err(|error| OutputError::Io(path, error))?;
        switch(&self.staging, &self.target)
    }

    /// Takes over the files of the build before that this one no longer has.
    fn keep_old(&self) -> Result<BTreeMap<String, u64>, OutputError> {
        let manifest = fs::read_to_string(self.target.join(MANIFEST)).unwrap_or_default();
        let mut kept = BTreeMap::new();
        for (len, path) in manifest.lines().filter_map(|line| line.split_once('\t')) {
            let Ok(len) = len.parse() else { continue };
            let Some(path) = SitePath::new(path) else { continue };
            let is_kept = KEPT_FOLDERS.iter().any(|folder| path.as_str().starts_with(folder));
            if !is_kept || self.lock().files.contains_key(&path) {
                continue;
            }
            self.make_folder(&path)?;
            let (old, new) = (self.target.join(path.as_str()), self.staging.join(path.as_str()));
            // A link costs nothing; where there are none, a copy does. What is gone is gone.
            if fs::hard_link(&old, &new).is_ok() || fs::copy(&old, &new).is_ok() {
                kept.insert(path.as_str().to_owned(), len);
            }
        }
        Ok(kept)
    }

    /// Leaves the published folder as it was.
    pub fn discard(self) -> Result<(), OutputError> {
        remove(&self.staging)
    }

    fn make_folder(&self, path: &SitePath) -> Result<(), OutputError> {
        let folder = path.folder();
        let known = |written: &Written| written.folders.contains(folder);
        if folder.is_empty() || known(&self.lock()) {
            return Ok(());
        }
        let full = self.staging.join(folder);
        fs::create_dir_all(&full).map_err(|error| OutputError::Io(full, error))?;
        self.lock().folders.insert(folder.to_owned());
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Output for Folder {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError> {
        self.make_folder(path)?;
        let full = self.staging.join(path.as_str());
        fs::write(&full, bytes).map_err(|error| OutputError::Io(full, error))?;
        self.lock().files.insert(path.clone(), bytes.len() as u64);
        Ok(())
    }
}

/// Resolves links and `..`, also of a path whose last parts do not exist yet.
fn real(path: &Path) -> Result<PathBuf, OutputError> {
    let failed = |error| OutputError::Io(path.to_owned(), error);
    let mut whole = PathBuf::new();
    for part in std::path::absolute(path).map_err(failed)?.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
        if let Ok(resolved) = fs::canonicalize(&whole) {
            whole = resolved;
        }
    }
    Ok(whole)
}

fn refuse_foreign(target: &Path) -> Result<(), OutputError> {
    if target.is_file() {
        return Err(OutputError::Foreign(target.to_owned(), 1));
    }
    let manifest = fs::read_to_string(target.join(MANIFEST)).unwrap_or_default();
    let ours: BTreeSet<&str> =
        manifest.lines().filter_map(|line| Some(line.split_once('\t')?.1)).collect();
    let mut foreign: Vec<PathBuf> = Vec::new();
    for entry in walkdir::WalkDir::new(target).into_iter().filter_map(Result::ok) {
        let Ok(below) = entry.path().strip_prefix(target) else { continue };
        let name = below.to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_dir() && name != MANIFEST && !ours.contains(name.as_str()) {
            foreign.push(entry.into_path());
        }
    }
    foreign.sort();
    match foreign.first() {
        Some(first) => Err(OutputError::Foreign(first.clone(), foreign.len())),
        None => Ok(()),
    }
}

/// Swaps the two folders in one step where the system can, so that a reader
/// sees the old site or the new one; else in two renames, with a moment between.
fn switch(staging: &Path, target: &Path) -> Result<(), OutputError> {
    let failed = |error| OutputError::Io(target.to_owned(), error);
    if !target.exists() {
        return fs::rename(staging, target).map_err(failed);
    }
    if exchange(staging, target) {
        return remove(staging);
    }
    let old = sibling(target, "old");
    remove(&old)?;
    fs::rename(target, &old).map_err(failed)?;
    if let Err(error) = fs::rename(staging, target) {
        fs::rename(&old, target).map_err(failed)?;
        return Err(failed(error));
    }
    remove(&old)
}

#[cfg(target_os = "linux")]
fn exchange(staging: &Path, target: &Path) -> bool {
    use rustix::fs::CWD;
    use rustix::fs::RenameFlags;
    rustix::fs::renameat_with(CWD, staging, CWD, target, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

fn sibling(target: &Path, suffix: &str) -> PathBuf {
    let name = target.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    target.with_file_name(format!(".{name}.answerbook-{suffix}"))
}

fn remove(folder: &Path) -> Result<(), OutputError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OutputError::Io(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(folder: &Folder, path: &str, text: &str) {
        let path = SitePath::new(path).expect("a good path");
        folder.put(&path, text.as_bytes()).expect("it can be written");
    }

    #[test]
    fn a_build_replaces_all_that_the_last_one_wrote() {
        let site = tempfile::tempdir().expect("a folder");
        let target = site.path().join("public");
        let first = Folder::create(&target, site.path(), &[]).expect("a new folder");
        put(&first, "a/one.html", "1");
        first.publish().expect("it publishes");
        let second = Folder::create(&target, site.path(), &[]).expect("our own folder");
        put(&second, "two.html", "2");
        assert!(target.join("a/one.html").exists());
        second.publish().expect("it publishes");
        assert!(!target.join("a").exists());
        assert_eq!(fs::read_to_string(target.join("two.html")).expect("a file"), "2");
        assert_eq!(fs::read_dir(site.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn open_pages_find_their_files_for_one_build_more() {
        let site = tempfile::tempdir().expect("a folder");
        let target = site.path().join("public");
        for (n, name) in ["search/t-1.bin", "search/t-2.bin", "search/t-3.bin"].iter().enumerate() {
            let folder = Folder::create(&target, site.path(), &[]).expect("our own folder");
            put(&folder, name, "terms");
            put(&folder, "search/index.bin", &n.to_string());
            folder.publish().expect("it publishes");
        }
        assert!(!target.join("search/t-1.bin").exists());
        assert_eq!(fs::read_to_string(target.join("search/t-2.bin")).expect("kept"), "terms");
        assert!(target.join("search/t-3.bin").exists());
        assert_eq!(fs::read_to_string(target.join("search/index.bin")).expect("a file"), "2");
        assert!(Folder::create(&target, site.path(), &[]).is_ok());
    }

    #[test]
    fn foreign_files_and_the_site_itself_are_refused() {
        let site = tempfile::tempdir().expect("a folder");
        let target = site.path().join("public");
        fs::create_dir(&target).expect("a folder");
        assert!(Folder::create(&target, site.path(), &[]).is_ok());
        fs::write(target.join("holiday.jpg"), "x").expect("a file");
        assert!(matches!(
            Folder::create(&target, site.path(), &[]),
            Err(OutputError::Foreign(_, 1))
        ));
        assert!(matches!(
            Folder::create(site.path(), site.path(), &[]),
            Err(OutputError::Dangerous)
        ));
        assert!(matches!(
            Folder::create(Path::new("/"), site.path(), &[]),
            Err(OutputError::Dangerous)
        ));
    }
    #[test]
    fn inputs_are_never_replaced() {
        let site = tempfile::tempdir().expect("a folder");
        let answers = site.path().join("answers");
        fs::create_dir(&answers).expect("a folder");
        fs::write(answers.join("a.md"), "x").expect("a file");
        let inputs = [answers.clone()];
        for target in ["answers", "public/../answers", "answers/x", "a/../../", "."] {
            let made = Folder::create(&site.path().join(target), site.path(), &inputs);
            assert!(matches!(made, Err(OutputError::Dangerous)), "{target}");
        }
        assert!(answers.join("a.md").exists());
    }

    #[test]
    fn a_file_that_arrives_during_the_build_stays() {
        let site = tempfile::tempdir().expect("a folder");
        let target = site.path().join("public");
        fs::create_dir(&target).expect("a folder");
        let folder = Folder::create(&target, site.path(), &[]).expect("an empty folder");
        put(&folder, "a.html", "1");
        fs::write(target.join("mine.txt"), "x").expect("a file");
        assert!(matches!(folder.publish(), Err(OutputError::Foreign(_, 1))));
        assert!(target.join("mine.txt").exists());
    }
}
