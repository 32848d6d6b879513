//! What a folder promises, build after build.

use super::*;

fn begun(target: &Path, site: &Path) -> PublishFolder {
    let folder = PublishFolder::create(target, site, &site.join(".work"), &[]).expect("ours");
    folder.begin().expect("a staging folder");
    folder
}

fn put(folder: &PublishFolder, path: &str, text: &str) {
    let path = SitePath::new(path).expect("a good path");
    folder.put(&path, text.as_bytes()).expect("it can be written");
}

#[test]
fn a_build_replaces_all_that_the_last_one_wrote() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    let first = begun(&target, site.path());
    put(&first, "a/one.html", "1");
    first.publish().expect("it publishes");
    let second = begun(&target, site.path());
    put(&second, "two.html", "2");
    assert!(target.join("a/one.html").exists());
    second.publish().expect("it publishes");
    assert!(!target.join("a").exists());
    assert_eq!(fs::read_to_string(target.join("two.html")).expect("a file"), "2");
    assert_eq!(fs::read_dir(site.path()).expect("a folder").count(), 2);
}

#[test]
fn what_was_written_before_a_build_started_again_is_published_if_it_is_written_again() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    for round in ["1", "2", "3"] {
        let folder = begun(&target, site.path());
        put(&folder, "same.html", "the same");
        put(&folder, "other.html", "other words");
        put(&folder, "gone/gone.html", round);
        folder.start_over();
        put(&folder, "other.html", round);
        put(&folder, "same.html", "the same");
        let published = folder.publish().expect("it publishes");
        assert_eq!(published.files.len(), 2);
        assert!(!target.join("gone").exists(), "{round}");
        assert_eq!(fs::read_to_string(target.join("other.html")).expect("a file"), round);
        assert_eq!(fs::read_to_string(target.join("same.html")).expect("a file"), "the same");
    }
}

#[test]
fn open_pages_find_their_files_for_one_build_more() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    for (n, name) in ["search/t-1.bin", "search/t-2.bin", "search/t-3.bin"].iter().enumerate() {
        let folder = begun(&target, site.path());
        put(&folder, name, "terms");
        put(&folder, "search/index.bin", &n.to_string());
        folder.publish().expect("it publishes");
    }
    assert!(!target.join("search/t-1.bin").exists());
    assert_eq!(fs::read_to_string(target.join("search/t-2.bin")).expect("kept"), "terms");
    assert!(target.join("search/t-3.bin").exists());
    assert_eq!(fs::read_to_string(target.join("search/index.bin")).expect("a file"), "2");
    assert!(PublishFolder::create(&target, site.path(), &site.path().join(".work"), &[]).is_ok());
}

#[test]
fn foreign_files_and_the_site_itself_are_refused() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    fs::create_dir(&target).expect("a folder");
    assert!(PublishFolder::create(&target, site.path(), &site.path().join(".work"), &[]).is_ok());
    fs::write(target.join("holiday.jpg"), "x").expect("a file");
    assert!(matches!(
        PublishFolder::create(&target, site.path(), &site.path().join(".work"), &[]),
        Err(OutputError::Foreign(_, 1))
    ));
    assert!(matches!(
        PublishFolder::create(site.path(), site.path(), site.path(), &[]),
        Err(OutputError::Dangerous)
    ));
    assert!(matches!(
        PublishFolder::create(Path::new("/"), site.path(), site.path(), &[]),
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
        let made =
            PublishFolder::create(&site.path().join(target), site.path(), site.path(), &inputs);
        assert!(matches!(made, Err(OutputError::Dangerous)), "{target}");
    }
    assert!(answers.join("a.md").exists());
}

#[test]
fn a_file_that_arrives_during_the_build_stays() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    fs::create_dir(&target).expect("a folder");
    let folder = begun(&target, site.path());
    put(&folder, "a.html", "1");
    fs::write(target.join("mine.txt"), "x").expect("a file");
    assert!(matches!(folder.publish(), Err(OutputError::Foreign(_, 1))));
    assert!(target.join("mine.txt").exists());
}

#[test]
fn a_second_attempt_leaves_what_is_published_alone() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    let first = begun(&target, site.path());
    put(&first, "a.html", "1");
    first.publish().expect("it publishes");
    let second = begun(&target, site.path());
    put(&second, "a.html", "1");
    put(&second, "a.html", "1");
    assert_eq!(fs::read_to_string(target.join("a.html")).expect("a file"), "1");
    put(&second, "a.html", "2");
    put(&second, "b.html", "2");
    assert_eq!(fs::read_to_string(target.join("a.html")).expect("a file"), "1");
    second.publish().expect("it publishes");
    assert_eq!(fs::read_to_string(target.join("a.html")).expect("a file"), "2");
}

#[test]
fn a_list_that_names_too_little_harms_nothing_that_is_published() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    for text in ["1", "2"] {
        let folder = begun(&target, site.path());
        put(&folder, "a.html", "same");
        put(&folder, "b.html", text);
        folder.publish().expect("it publishes");
    }
    let staging = site.path().join(".work").join(STAGING);
    fs::remove_file(staging.join("a.html")).expect("a file");
    fs::hard_link(target.join("a.html"), staging.join("a.html")).expect("a link");
    fs::write(staging.join(MANIFEST), "1\tb.html\n").expect("a list");
    let folder = begun(&target, site.path());
    put(&folder, "a.html", "else");
    put(&folder, "b.html", "3");
    assert_eq!(fs::read_to_string(target.join("a.html")).expect("a file"), "same");
    folder.publish().expect("it publishes");
    assert_eq!(fs::read_to_string(target.join("a.html")).expect("a file"), "else");
}

#[test]
fn files_become_folders_and_folders_files() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    for (n, name) in ["x", "x", "x/y", "x/y", "x/y", "x", "x", "x"].iter().enumerate() {
        let folder = begun(&target, site.path());
        put(&folder, name, "constant");
        put(&folder, "n.html", &n.to_string());
        folder.publish().unwrap_or_else(|error| panic!("{n}: {error:?}"));
        assert_eq!(fs::read_to_string(target.join(name)).expect("a file"), "constant");
        PublishFolder::create(&target, site.path(), &site.path().join(".work"), &[])
            .expect("all ours");
    }
}

#[test]
fn a_folder_in_a_files_place_is_replaced() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    for n in 0..5 {
        if n == 2 {
            fs::remove_file(target.join("a.html")).expect("a file");
            fs::create_dir(target.join("a.html")).expect("a folder");
        }
        let folder = begun(&target, site.path());
        put(&folder, "a.html", "constant");
        put(&folder, "n.html", &n.to_string());
        folder.publish().unwrap_or_else(|error| panic!("{n}: {error:?}"));
        assert_eq!(fs::read_to_string(target.join("a.html")).expect("a file"), "constant");
    }
}

#[test]
fn a_switch_that_was_cut_in_two_is_undone() {
    let site = tempfile::tempdir().expect("a folder");
    let target = site.path().join("public");
    let folder = begun(&target, site.path());
    put(&folder, "a.html", "1");
    folder.publish().expect("it publishes");
    fs::rename(&target, sibling(&target, "old")).expect("a folder");
    PublishFolder::create(&target, site.path(), &site.path().join(".work"), &[]).expect("ours");
    assert_eq!(fs::read_to_string(target.join("a.html")).expect("a file"), "1");
}
