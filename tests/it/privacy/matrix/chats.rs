//! Exports of chats, lists, networks and dumps with something at every place.

use serde_json::{Value, json};

use super::bodies::{discord as discord_text, html, markdown, mrkdwn, text};
use super::{Cell, File, HELP};

/// A channel with its days.
pub fn slack(cells: &[Cell<'_>]) -> Vec<File> {
    let person = |cell: &Cell<'_>, k: usize| {
        json!({"id": format!("U{}Z{k}", cell.n), "name": cell.account("login"),
            "profile": {"display_name": cell.line("author"), "real_name": cell.line("author")}})
    };
    let message = |cell: &Cell<'_>, k: usize, said: &str| {
        let start = 1_767_340_800 + cell.n * 100;
        let mut message = json!({"type": "message", "user": format!("U{}Z{k}", cell.n),
            "ts": format!("{}.000100", start + k),
            "text": format!("{said} <@U{}Z1> {}", cell.n, mrkdwn(cell)),
            "attachments": [{"title": cell.line("card"), "text": cell.plain("card-text"),
                "fallback": cell.line("card-fallback"), "author_name": cell.line("card-author"),
                "title_link": format!("https://b.example/{}", cell.address("card-link")),
                "footer": cell.line("card-footer")}],
            "files": [{"id": format!("F{}Z{k}", cell.n),
                "name": format!("{}.txt", cell.line("file")), "title": cell.line("file-title"),
                "preview": cell.plain("file-preview")}]});
        if k == 2 {
            message["thread_ts"] = json!(format!("{}.000100", start + 1));
        }
        if cell.n.is_multiple_of(2) && !cell.is_marked {
            message["blocks"] = json!([{"type": "rich_text", "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text",
                    "text": format!("{said} Is it lit? So {}, said ", cell.words("block-text"))},
                    {"type": "text", "text": cell.words("block-bold"), "style": {"bold": true}},
                    {"type": "link", "text": cell.line("block-label"),
                        "url": format!("https://b.example/u/{}", cell.address("block-link"))}]},
                {"type": "rich_text_quote", "elements": [
                    {"type": "text", "text": cell.words("block-quote")}]},
                {"type": "rich_text_preformatted", "elements": [
                    {"type": "text", "text": cell.words("block-code")}]}]},
                {"type": "section", "text": {"type": "mrkdwn", "text": cell.words("block")},
                    "fields": [{"type": "plain_text", "text": cell.words("block-field")}]},
                {"type": "image", "alt_text": cell.line("block-alt"),
                    "image_url": format!("https://b.example/{}", cell.address("block-image"))}]);
        }
        message
    };
    let all = cells.iter().flat_map(|cell| {
        [message(cell, 1, "Why does the lamp hum at night?"), message(cell, 2, HELP)]
    });
    let users: Vec<Value> =
        cells.iter().flat_map(|cell| [person(cell, 1), person(cell, 2)]).collect();
    vec![
        ("channels.json".to_owned(), json!([{"id": "C1", "name": "help"}]).to_string()),
        ("users.json".to_owned(), json!(users).to_string()),
        ("help/2026-01-02.json".to_owned(), json!(all.collect::<Vec<Value>>()).to_string()),
    ]
}

/// One thread a file.
pub fn discord(cells: &[Cell<'_>]) -> Vec<File> {
    let thread = |cell: &Cell<'_>| {
        let message = |k: usize, said: &str| {
            let author = json!({"id": format!("7{}0{k}", cell.n), "name": cell.account("login"),
                "nickname": cell.line("author"), "isBot": false,
                "roles": [{"id": "1", "name": cell.line("role")}]});
            json!({"id": format!("{}", cell.n * 10 + k), "type": "Default", "author": author,
                "timestamp": format!("2026-01-02T08:0{k}:00+00:00"),
                "content": format!("{said} <@7{}01> @{} {}", cell.n, cell.line("mention"),
                    discord_text(cell)),
                "mentions": [{"id": format!("7{}01", cell.n), "name": cell.account("mentioned"),
                    "nickname": cell.line("mentioned-nick")}],
                "attachments": [{"url": format!("f/{}.txt", cell.address("file-address")),
                    "fileName": format!("{}.txt", cell.line("file"))}],
                "embeds": [{"title": cell.line("card"), "description": cell.plain("card-text"),
                    "url": format!("https://b.example/{}", cell.address("card-link")),
                    "author": {"name": cell.line("card-author")},
                    "fields": [{"name": cell.line("card-field"), "value": cell.line("card-value")}],
                    "footer": {"text": cell.line("card-footer")}}]})
        };
        let mut last = message(3, "So?");
        last["reference"] = json!({"messageId": "0", "type": "Forward"});
        last["forwardedMessage"] = json!({"content": cell.plain("forwarded"), "attachments": []});
        let file = json!({"guild": {"id": "1", "name": "Lumo"}, "channel": {
                "id": format!("{}", cell.n * 10 + 1), "type": "GuildPublicThread",
                "categoryId": "9", "category": cell.line("category"),
                "name": cell.title(), "topic": cell.line("topic")},
            "messages": [message(1, "Why does the lamp hum at night?"), message(2, HELP), last]});
        (format!("t{}.json", cell.n), file.to_string())
    };
    cells.iter().map(thread).collect()
}

/// A group with everything.
pub fn telegram(cells: &[Cell<'_>]) -> Vec<File> {
    let mut messages = Vec::new();
    for cell in cells {
        let id = |k: usize| cell.n * 10 + k;
        let message = |k: usize, said: &str| {
            let mut parts = vec![json!(format!("{said} So {}, said ", cell.plain("text")))];
            if !cell.is_marked {
                parts.extend([
                    json!({"type": "bold", "text": cell.words("bold")}),
                    json!({"type": "text_link", "text": cell.words("label"),
                        "href": format!("https://b.example/u/{}", cell.address("link"))}),
                    json!({"type": "mention", "text": format!("@{}", cell.account("mention"))}),
                    json!({"type": "mention_name", "user_id": 7, "text": cell.words("named")}),
                    json!({"type": "hashtag", "text": format!("#{}", cell.account("hashtag"))}),
                    json!({"type": "code", "text": cell.words("code")}),
                    json!({"type": "pre", "text": cell.words("fence"), "language": "text"}),
                    json!({"type": "blockquote", "text": cell.words("quote")}),
                    json!({"type": "spoiler", "text": cell.words("spoiler")}),
                    json!(format!(" {}", cell.glued("glued"))),
                ]);
            }
            json!({"id": id(k), "type": "message", "from": cell.line("author"),
                "from_id": format!("user{}{k}", cell.n), "text": parts,
                "date_unixtime": (1_767_340_800 + cell.n * 4000 + k).to_string(),
                "forwarded_from": cell.line("forwarded-from"), "author": cell.line("signature"),
                "file": format!("files/{}.txt", cell.address("file-address")),
                "file_name": format!("{}.txt", cell.line("file"))})
        };
        let mut question = message(1, "Why does the lamp hum at night?");
        question["poll"] = json!({"question": cell.plain("poll-question"), "total_voters": 2,
            "answers": [{"text": cell.plain("poll"), "voters": 2}]});
        let mut answer = message(2, HELP);
        answer["reply_to_message_id"] = json!(id(1));
        messages.extend([question, answer]);
    }
    let all = json!({"name": "Lumo", "type": "public_supergroup", "id": 99, "messages": messages});
    vec![("result.json".to_owned(), all.to_string())]
}

/// Mails with words, quotes, signatures and pages.
pub fn mbox(cells: &[Cell<'_>]) -> Vec<File> {
    let mail = |cell: &Cell<'_>, k: usize| {
        let (said, re) = if k == 2 { (HELP, "Re: ") } else { ("It hums.", "") };
        let encoded = |text: String| {
            let bytes = text.replace(['\n', '\r'], " ").into_bytes();
            let hex: String = bytes.iter().map(|byte| format!("={byte:02X}")).collect();
            format!("=?utf-8?q?{hex}?=")
        };
        let reply = format!("In-Reply-To: <q{}k1@b.example>\n", cell.n);
        let head = format!(
            "From x@b.example Fri Jan  2 08:00:00 2026\nFrom: {} <a{}k{k}@b.example>\n\
             Date: Fri, 2 Jan 2026 08:0{k}:00 +0000\nSubject: {re}{}\n\
             Message-ID: <q{}k{k}@b.example>\n{}MIME-Version: 1.0\n",
            encoded(cell.line("author")),
            cell.n,
            encoded(cell.title()),
            cell.n,
            if k == 2 { reply.as_str() } else { "" }
        );
        let plain = format!(
            "{said} {}\n\nOn Friday {} wrote:\n> {}\n\nAnd so.\n\n-- \n{}\n",
            text(cell),
            cell.line("wrote"),
            cell.line("quoted"),
            cell.line("signature")
        );
        let plain = plain.replace("\r\n", "\n").replace("\nFrom ", "\n>From ");
        match cell.n % 3 {
            0 => format!("{head}Content-Type: text/plain; charset=utf-8\n\n{plain}\n"),
            1 => format!(
                "{head}Content-Type: text/html; charset=utf-8\n\n<html><body><p>{said}</p>{}\
                 </body></html>\n\n",
                html(cell)
            ),
            _ => format!(
                "{head}Content-Type: multipart/mixed; boundary=\"=b\"\n\n--=b\n\
                 Content-Type: text/plain; charset=utf-8; format=flowed\n\n{plain}\n--=b\n\
                 Content-Type: text/plain; charset=utf-8\nContent-Disposition: attachment;\n \
                 filename=\"{}\"\n\nkeys\n--=b--\n\n",
                // No file is called so, and what stands in front of a slash is a folder.
                encoded(format!("{}.txt", cell.line("file").replace('/', "-")))
            ),
        }
    };
    let all = cells.iter().flat_map(|cell| [mail(cell, 1), mail(cell, 2)]);
    vec![("2026-January.mbox".to_owned(), all.collect())]
}

/// Discussions, one a line.
pub fn github(cells: &[Cell<'_>]) -> Vec<File> {
    let author = |cell: &Cell<'_>| {
        let (login, name) = (cell.account("login"), cell.line("author"));
        json!({"__typename": "User", "login": login, "name": name})
    };
    let node = |cell: &Cell<'_>| {
        let body = markdown(cell);
        let node = json!({"number": cell.n, "title": cell.title(), "body": body,
            "url": format!("https://github.com/o/r/discussions/{}", cell.n), "author": author(cell),
            "createdAt": "2026-01-02T08:00:00Z", "category": {"name": cell.line("category"),
                "slug": "q-a", "isAnswerable": true}, "isAnswered": true,
            "labels": {"nodes": [{"name": cell.line("tag")}]},
            "comments": {"nodes": [{"id": format!("DC_{}", cell.n), "isAnswer": true,
                "body": format!("{HELP}\n\n{body} @{}", cell.account("mention")),
                "author": author(cell), "createdAt": "2026-01-02T09:00:00Z",
                "replies": {"nodes": [{"id": format!("DR_{}", cell.n), "body": body,
                    "author": author(cell), "createdAt": "2026-01-02T09:30:00Z"}]}}]}});
        format!("{node}\n")
    };
    vec![("d.jsonl".to_owned(), cells.iter().map(node).collect())]
}

/// Submissions with their comments, as dumps have them.
pub fn reddit(cells: &[Cell<'_>]) -> Vec<File> {
    let mut lines = String::new();
    let markdown = |cell: &Cell<'_>| match cell.is_marked {
        true => text(cell),
        false => markdown(cell),
    };
    for cell in cells {
        let id = format!("zz{}", cell.n);
        let submission = json!({"id": id, "title": cell.title(), "selftext": markdown(cell),
            "author": cell.account("login"), "created_utc": 1_767_340_800, "is_self": true,
            "num_comments": 1, "subreddit": "lumo", "link_flair_text": cell.line("flair"),
            "permalink": format!("/r/lumo/comments/{id}/{}/", cell.address("thread")),
            "poll_data": {"options": [{"text": cell.plain("poll"), "vote_count": 3}],
                "total_vote_count": 3}});
        let comment = json!({"id": format!("c{}", cell.n), "link_id": format!("t3_{id}"),
            "parent_id": format!("t3_{id}"), "author": cell.account("commenter"), "score": 3,
            "body": format!("{HELP}\n\n{} u/{}", markdown(cell), cell.account("mention")),
            "created_utc": 1_767_341_800, "subreddit": "lumo"});
        lines += &format!("{submission}\n{comment}\n");
    }
    vec![("r.jsonl".to_owned(), lines)]
}

/// A dump with its tables.
pub fn stackexchange(cells: &[Cell<'_>]) -> Vec<File> {
    let value = |text: &str| {
        let text = html_escape::encode_double_quoted_attribute(text);
        text.replace('\n', "&#xA;").replace('\r', "&#xD;").replace('\t', "&#x9;")
    };
    let (mut posts, mut users, mut comments) = (String::new(), String::new(), String::new());
    for cell in cells {
        let (question, answer) = (cell.n * 10, cell.n * 10 + 1);
        let tag = cell.address("tag").replace(['<', '>', '|'], "-");
        posts += &format!(
            "<row Id=\"{question}\" PostTypeId=\"1\" AcceptedAnswerId=\"{answer}\" Title=\"{}\" \
             CreationDate=\"2026-01-02T08:00:00.000\" Body=\"{}\" OwnerUserId=\"{question}\" \
             Tags=\"{}\" ContentLicense=\"{}\" />\n<row Id=\"{answer}\" PostTypeId=\"2\" \
             ParentId=\"{question}\" Body=\"{}\" OwnerDisplayName=\"{}\" Score=\"2\" />\n",
            value(&cell.title()),
            value(&html(cell)),
            value(&format!("<lamp><{tag}>")),
            value(&cell.line("licence")),
            value(&format!("<p>{HELP}</p>{}", html(cell))),
            value(&cell.line("gone-author"))
        );
        let (name, user) = (value(&cell.line("author")), value(&cell.line("commenter")));
        users += &format!("<row Id=\"{question}\" DisplayName=\"{name}\" />\n");
        comments += &format!(
            "<row Id=\"{question}\" PostId=\"{answer}\" Text=\"{}\" \
             UserDisplayName=\"{user}\" />\n",
            value(&format!("@{} `{}` {}", cell.line("mention"), cell.line("code"), text(cell)))
        );
    }
    let table =
        |name: &str, rows: &str| format!("<?xml version=\"1.0\"?>\n<{name}>\n{rows}</{name}>\n");
    vec![
        ("Posts.xml".to_owned(), table("posts", &posts)),
        ("Users.xml".to_owned(), table("users", &users)),
        ("Comments.xml".to_owned(), table("comments", &comments)),
    ]
}

/// Posts of the API with what they include.
pub fn x(cells: &[Cell<'_>]) -> Vec<File> {
    let mut lines = String::new();
    for cell in cells {
        let id = |k: usize| (cell.n * 10 + k).to_string();
        let post = |k: usize, said: &str| {
            let more = match cell.is_marked {
                true => String::new(),
                false => format!(" @{} #{}", cell.account("mention"), cell.account("hashtag")),
            };
            json!({"id": id(k), "author_id": format!("8{}", id(k)), "conversation_id": id(1),
                "text": format!("{said} So {}, said. https://t.co/a{more}", cell.plain("text")),
                "created_at": format!("2026-01-02T08:00:0{k}Z"), "entities": {
                    "urls": [{"url": "https://t.co/a",
                        "expanded_url": format!("https://b.example/u/{}", cell.address("link")),
                        "display_url": cell.line("shown-link"), "title": cell.line("card")}],
                    "hashtags": [{"tag": cell.account("tag")}]}})
        };
        let mut question = post(1, "Why does the lamp hum at night?");
        question["attachments"] = json!({"poll_ids": [id(1)], "media_keys": [id(1)]});
        let mut answer = post(2, HELP);
        answer["referenced_tweets"] = json!([{"type": "replied_to", "id": id(1)}]);
        let user = |k: usize| {
            json!({"id": format!("8{}", id(k)), "name": cell.line("author"),
                "username": cell.account("login")})
        };
        let page = json!({"data": [question, answer], "includes": {"users": [user(1), user(2)],
            "polls": [{"id": id(1), "options": [{"position": 1, "label": cell.plain("poll"),
                "votes": 3}]}],
            "media": [{"media_key": id(1), "type": "photo", "alt_text": cell.plain("alt"),
                "url": format!("https://b.example/{}.png", cell.address("picture"))}]}});
        lines += &format!("{page}\n");
    }
    vec![("x.jsonl".to_owned(), lines)]
}

/// Comments of customers below posts of a page, and what visitors post.
pub fn facebook(cells: &[Cell<'_>]) -> Vec<File> {
    let mut records = Vec::new();
    for cell in cells {
        let id = |k: usize| format!("{}_{}", cell.n, cell.n * 10 + k);
        let record = |k: usize, said: &str| {
            json!({"id": id(k), "comment_count": 0, "from": {"id": format!("8{}{k}", cell.n),
                    "name": cell.line("author")},
                "message": format!("{said} So {}, said.", cell.plain("text")),
                "message_tags": [{"id": "3", "name": cell.line("tag"), "type": "user"}],
                "created_time": format!("2026-01-02T08:00:0{k}+0000"),
                "permalink_url": format!("https://www.facebook.com/{}/posts/{}?comment_id={}",
                    cell.address("page"), cell.n, cell.n * 10 + k),
                "attachment": {"title": cell.line("card"), "description": cell.plain("card-text"),
                    "url": format!("https://b.example/{}", cell.address("picture"))}})
        };
        let question = record(1, "Why does the lamp hum at night?");
        let mut answer = record(2, HELP);
        answer["parent"] = json!({"id": id(1), "message": cell.plain("parent")});
        records.push(json!({"id": format!("7_{}", cell.n), "message": cell.plain("post"),
            "story": cell.line("story"), "from": {"id": "7", "name": cell.line("page-name")},
            "created_time": "2026-01-02T07:00:00+0000",
            "comments": {"data": [question, answer]}}));
    }
    vec![("feed.json".to_owned(), json!({"data": records}).to_string())]
}

/// Comments below a video, in the forms of the API and of a download.
pub fn youtube(cells: &[Cell<'_>]) -> Vec<File> {
    let (mut items, mut lines) = (Vec::new(), String::new());
    for cell in cells {
        let id = |k: usize| match k {
            1 => format!("Ug{}", cell.n),
            k => format!("Ug{}.{k}", cell.n),
        };
        let said = |said: &str| format!("{said} So {}, said.", cell.plain("text"));
        let comment = |k: usize, words: &str| {
            json!({"id": id(k), "snippet": {"textOriginal": said(words),
                "textDisplay": cell.plain("html"), "authorDisplayName": cell.account("author"),
                "authorChannelUrl": format!("https://b.example/@{}", cell.address("handle")),
                "authorChannelId": {"value": format!("UC{}k{k}", cell.n)},
                "publishedAt": format!("2026-01-02T08:00:0{k}Z")}})
        };
        let asked = "Why does the lamp hum at night?";
        if cell.n.is_multiple_of(2) {
            let video = format!("v{}", cell.n);
            items.push(json!({"kind": "youtube#video", "id": &video, "snippet": {
                "title": cell.line("video"), "description": cell.plain("description"),
                "channelTitle": cell.line("channel"), "tags": [cell.line("tag")]}}));
            items.push(json!({"kind": "youtube#commentThread", "id": id(1), "snippet": {
                "videoId": video, "topLevelComment": comment(1, asked), "totalReplyCount": 1},
                "replies": {"comments": [comment(2, HELP)]}}));
            continue;
        }
        for (k, words) in [(1, asked), (2, HELP)] {
            let line = json!({"cid": id(k), "text": said(words), "time": cell.line("time"),
                "author": cell.line("line-author"), "channel": format!("UC{}k{k}", cell.n),
                "votes": "3", "heart": true});
            lines += &format!("{line}\n");
        }
    }
    let page = json!({"kind": "youtube#commentThreadListResponse", "items": items});
    vec![("page.json".to_owned(), page.to_string()), ("lines.jsonl".to_owned(), lines)]
}
