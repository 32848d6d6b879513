//! Sites whose pages others show within their own: what they show, and where people see it.

use url::Url;

use super::MediaKind;

/// A site, by its host and those below it.
struct Host {
    name: &'static str,
    kind: MediaKind,
    /// How a frame's path starts, and what its address starts with for people. What follows in
    /// the path, up to the next `/`, stays.
    pages: &'static [(&'static str, &'static str)],
}

const fn video(name: &'static str, pages: &'static [(&'static str, &'static str)]) -> Host {
    Host { name, kind: MediaKind::Video, pages }
}

const fn audio(name: &'static str, pages: &'static [(&'static str, &'static str)]) -> Host {
    Host { name, kind: MediaKind::Audio, pages }
}

const fn page(name: &'static str, pages: &'static [(&'static str, &'static str)]) -> Host {
    Host { name, kind: MediaKind::Embed, pages }
}

const YOUTUBE: &[(&str, &str)] =
    &[("/embed/", "https://www.youtube.com/watch?v="), ("/v/", "https://www.youtube.com/watch?v=")];

/// A site that is not here is a page.
const HOSTS: [Host; 36] = [
    video("youtube.com", YOUTUBE),
    video("youtube-nocookie.com", YOUTUBE),
    video("youtu.be", &[]),
    video("vimeo.com", &[("/video/", "https://vimeo.com/")]),
    video("loom.com", &[("/embed/", "https://www.loom.com/share/")]),
    video("dailymotion.com", &[("/embed/video/", "https://www.dailymotion.com/video/")]),
    video("dai.ly", &[]),
    video("wistia.com", &[("/embed/iframe/", "https://fast.wistia.net/embed/iframe/")]),
    video("wistia.net", &[]),
    video("vidyard.com", &[]),
    video("brightcove.net", &[]),
    video("kaltura.com", &[]),
    video(
        "streamable.com",
        &[("/e/", "https://streamable.com/"), ("/o/", "https://streamable.com/")],
    ),
    video("gfycat.com", &[("/ifr/", "https://gfycat.com/")]),
    video("twitch.tv", &[]),
    video("tiktok.com", &[]),
    video("bilibili.com", &[]),
    video("rutube.ru", &[("/play/embed/", "https://rutube.ru/video/")]),
    video("vk.com", &[]),
    video("vkvideo.ru", &[]),
    video("ok.ru", &[("/videoembed/", "https://ok.ru/video/")]),
    video("veed.io", &[]),
    video("vidcast.webex.com", &[]),
    video("screencast.com", &[]),
    video("screenpal.com", &[]),
    video("screencast-o-matic.com", &[]),
    video("jwplayer.com", &[]),
    video("cloudflarestream.com", &[]),
    video(
        "web.microsoftstream.com",
        &[("/embed/video/", "https://web.microsoftstream.com/video/")],
    ),
    video("video.ted.com", &[]),
    audio("soundcloud.com", &[]),
    audio("spotify.com", &[]),
    audio("bandcamp.com", &[]),
    audio("podcasts.apple.com", &[]),
    page("steampowered.com", &[("/widget/", "https://store.steampowered.com/app/")]),
    page("gist.github.com", &[]),
];

/// Endings of files that are seen or heard.
const FILES: [(MediaKind, &[&str]); 3] = [
    (
        MediaKind::Video,
        &[".mp4", ".m4v", ".mov", ".webm", ".ogv", ".mpg", ".mpeg", ".avi", ".mkv", ".3gp", ".wmv"],
    ),
    (MediaKind::Audio, &[".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".aac", ".amr"]),
    (
        MediaKind::Picture,
        &[
            ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".heic", ".tif",
            ".tiff",
        ],
    ),
];

/// Tells by its ending what a file is; `None` for one to be saved.
pub(in super::super) fn file_kind(address: &str) -> Option<MediaKind> {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let is_of = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    FILES.iter().find(|(_, endings)| is_of(endings)).map(|(kind, _)| *kind)
}

/// Tells what an address shows; `None` for a page like any other.
pub(super) fn kind(address: &str) -> Option<MediaKind> {
    let by_host = || {
        let url = Url::parse(address).ok()?;
        Some(host(&url)?.kind)
    };
    file_kind(address).or_else(by_host)
}

fn host(url: &Url) -> Option<&'static Host> {
    let own = url.host_str()?;
    HOSTS.iter().find(|host| {
        own.strip_suffix(host.name).is_some_and(|below| below.is_empty() || below.ends_with('.'))
    })
}

/// Returns where people see what a frame of this address shows; the address itself where that
/// is not known.
pub(super) fn watched(address: &str) -> String {
    let address = address.trim();
    let full = match address.starts_with("//") {
        true => format!("https:{address}"),
        false => address.to_owned(),
    };
    let Ok(url) = Url::parse(&full) else { return full };
    let query = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value);
    let name = url.host_str().unwrap_or_default();
    // A site that shows others within it says which.
    if name == "cdn.embedly.com" {
        let inner = query("url").or_else(|| query("src")).map(|inner| inner.into_owned());
        return match inner.filter(|inner| inner.starts_with("http")) {
            Some(inner) if !inner.contains("cdn.embedly.com") => watched(&inner),
            _ => full,
        };
    }
    let Some(host) = host(&url) else { return full };
    let is_youtube = host.name.starts_with("youtube");
    if let Some(list) = query("list").filter(|_| url.path() == "/embed/videoseries" && is_youtube) {
        let list: String = list.chars().filter(|c| is_of_id(*c)).collect();
        return format!("https://www.youtube.com/playlist?list={list}");
    }
    let found = host.pages.iter().find_map(|(start, page)| {
        let rest = url.path().strip_prefix(start)?;
        let id = rest.split('/').next().filter(|id| !id.is_empty() && id.chars().all(is_of_id))?;
        Some(format!("{page}{id}"))
    });
    let Some(mut page) = found else { return full };
    // A video that is not listed is found by a second word.
    if let Some(word) =
        query("h").filter(|word| host.name == "vimeo.com" && word.chars().all(is_of_id))
    {
        page.push('/');
        page.push_str(&word);
    }
    let start = query("start").filter(|n| n.len() < 7 && n.bytes().all(|b| b.is_ascii_digit()));
    if let Some(start) = start.filter(|_| is_youtube) {
        page.push_str(&format!("&t={start}s"));
    }
    page
}

fn is_of_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_".contains(c)
}

/// Words that players give themselves for titles.
const GENERAL: [&str; 17] = [
    "youtube", "vimeo", "wistia", "loom", "imgur", "video", "videos", "audio", "player", "embed",
    "embedded", "content", "iframe", "frame", "html5", "post", "the",
];

/// Tells whether a title says no more than that there is something to be played.
pub(super) fn is_general(title: &str) -> bool {
    let is_word = |word: &str| GENERAL.iter().any(|known| known.eq_ignore_ascii_case(word));
    title.split_whitespace().take(8).all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: &str) {
        assert_eq!(watched(address), expected);
    }

    #[test]
    fn frames_lead_to_pages() {
        check("https://player.vimeo.com/video/7?h=ab12", "https://vimeo.com/7/ab12");
        check("https://www.loom.com/embed/0a1b?sid=1", "https://www.loom.com/share/0a1b");
        check(
            "https://www.youtube.com/embed/k_-9?start=42&rel=0",
            "https://www.youtube.com/watch?v=k_-9&t=42s",
        );
        check(
            "https://www.youtube.com/embed/videoseries?list=PL1",
            "https://www.youtube.com/playlist?list=PL1",
        );
        check(
            "https://store.steampowered.com/widget/927840",
            "https://store.steampowered.com/app/927840",
        );
        check(
            "https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2F\
             embed%2Fq1&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dq1",
            "https://www.youtube.com/watch?v=q1",
        );
    }

    #[test]
    fn other_addresses_stay() {
        for address in [
            "https://evil.example/embed/x",
            "https://notyoutube.com/embed/x",
            "https://www.youtube.com/embed/<x>",
            "https://www.youtube.com/watch?v=x",
            "a/b.mp4",
            "",
        ] {
            check(address, address);
        }
        assert_eq!(kind("https://notyoutube.com/embed/x"), None);
        assert_eq!(kind("https://m.youtube.com/watch?v=x"), Some(MediaKind::Video));
        assert_eq!(kind("https://a.example/x.MP3?dl=1"), Some(MediaKind::Audio));
    }
}
