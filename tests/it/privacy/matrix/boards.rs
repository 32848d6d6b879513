//! Exports of forums, help desks and tables with something at every place.

use serde_json::{Value, json};

use super::bodies::{html, markdown, text};
use super::{Cell, File, HELP};

/// One record a line, in each markup that records may have.
pub fn jsonl(cells: &[Cell<'_>]) -> Vec<File> {
    let record = |cell: &Cell<'_>| {
        let (markup, body) = match cell.n % 3 {
            0 => ("html", html(cell)),
            1 => ("markdown", markdown(cell)),
            _ => ("text", text(cell)),
        };
        let author = |n: usize| {
            json!({"id": format!("acct{}x{n}", cell.n),
            "name": cell.line("author"),
            "url": format!("https://c.example/u/{}", cell.address("page"))})
        };
        let record = json!({"id": cell.n, "title": cell.title(), "author": author(1),
            "url": format!("https://c.example/t/{}/{}", cell.address("thread"), cell.n),
            "tags": ["lamp", cell.line("tag")], "aliases": [cell.line("alias")],
            "product": cell.line("product"), "summary": cell.line("summary-line"),
            "licence": cell.line("thread-licence"), "verified_by": cell.line("checker"),
            "question": {"markup": markup, "body": body},
            "comments": [{"markup": markup, "body": body, "author": author(2)}],
            "answers": [{"id": "a", "accepted": true, "markup": markup, "author": author(3),
                "body": format!("{HELP} {body}"), "licence": cell.line("licence"),
                "url": format!("https://c.example/p/{}", cell.address("post")),
                "attachments": [{"name": format!("{}.txt", cell.line("file")),
                    "url": format!("https://c.example/f/{}", cell.address("file-address"))}]}]});
        format!("{record}\n")
    };
    vec![("a.jsonl".to_owned(), cells.iter().map(record).collect())]
}

/// One row a message.
pub fn csv(cells: &[Cell<'_>]) -> Vec<File> {
    let cell_of = |value: String| format!("\"{}\"", value.replace('"', "\"\""));
    let mut rows = String::from("thread_id,id,body,author_id,name,role,created,title,tags,url\n");
    for cell in cells {
        for (id, role) in [("q", "customer"), ("a", "agent")] {
            let said = if id == "a" { HELP } else { "" };
            // All of it is text: tags are shown.
            let is_text = cell.n.is_multiple_of(2) || cell.is_marked;
            let body = if is_text { text(cell) } else { html(cell) };
            let row = [
                cell.n.to_string(),
                format!("{}{id}", cell.n),
                format!("{said} {body}"),
                format!("acct{}{id}", cell.n),
                cell.line("author"),
                role.to_owned(),
                "2026-01-02 08:00".to_owned(),
                cell.title(),
                cell.line("tag"),
                format!("https://c.example/t/{}", cell.address("thread")),
            ];
            rows += &(row.map(cell_of).join(",") + "\n");
        }
    }
    vec![("m.csv".to_owned(), rows)]
}

/// Answers and talks that people write by hand.
pub fn by_hand(cells: &[Cell<'_>]) -> Vec<File> {
    let quoted = |text: String| json!(text).to_string();
    let file = |cell: &Cell<'_>| {
        let head = format!(
            "title: {}\ntags: [lamp, {}]\nproduct: {}\nversion: {}\nsummary: {}\nlicence: {}\n\
             aliases: [{}]\nverified_by: {}\nverified_on: 2026-01-02\n",
            quoted(cell.title()),
            quoted(cell.line("tag")),
            quoted(cell.line("product")),
            quoted(cell.line("version")),
            quoted(cell.line("summary-line")),
            quoted(cell.line("licence")),
            quoted(cell.line("alias")),
            quoted(cell.line("checker"))
        );
        let body = markdown(cell);
        match cell.n % 2 {
            0 => (
                format!("h{}.md", cell.n),
                format!("---\n{head}author: {}\n---\n{body}", quoted(cell.line("author"))),
            ),
            _ => (
                format!("t/t{}.md", cell.n),
                format!(
                    "---\nurl: https://c.example/t/{}\naccepted: b\nauthor: Ann\n---\n# {}\n\n\
                     It hums. {body}\n\n## Answer by {} (id b)\n\n{HELP} {body}\n\n\
                     ### Comment by {}\n\n{}\n",
                    cell.address("thread"),
                    cell.title().replace(['\n', '\r'], " "),
                    cell.line("author").replace(['(', ')'], ""),
                    cell.line("remark-author").replace(['(', ')'], ""),
                    cell.line("remark")
                ),
            ),
        }
    };
    cells.iter().map(file).collect()
}

/// One topic a file, and the list of categories.
pub fn discourse(cells: &[Cell<'_>]) -> Vec<File> {
    let topic = |cell: &Cell<'_>| {
        let post = |number: usize, said: &str| {
            let mut body = format!("<p>{said}</p>{}", html(cell));
            if !cell.is_marked {
                body += &format!(
                    "<aside class=\"quote\" data-username=\"{0}\" data-post=\"1\"><div \
                     class=\"title\">{0}:</div><blockquote><p>x</p></blockquote></aside>\
                     <div class=\"poll\" data-poll-name=\"poll\"><ul><li \
                     data-poll-option-id=\"o\">{1}</li></ul></div><aside class=\"onebox\" \
                     data-onebox-src=\"https://b.example/{2}\"><header>b.example</header><article \
                     class=\"onebox-body\"><h3><a href=\"https://b.example/{2}\">{3}</a></h3>\
                     <p>{4}</p></article></aside><a class=\"mention\" href=\"/u/{5}\">@{5}</a>",
                    cell.line("quoted"),
                    cell.words("poll"),
                    cell.address("onebox-link"),
                    cell.words("onebox-title"),
                    cell.words("onebox"),
                    cell.address("mention")
                );
            }
            json!({"post_number": number, "post_type": 1, "cooked": body,
                "username": cell.account("login"), "name": cell.line("author"),
                "user_title": cell.line("user-title"), "created_at": "2026-01-02T08:00:00Z",
                "reply_to_post_number": (number == 3).then_some(2),
                "polls": [{"name": "poll", "options": [{"id": "o", "votes": 3}]}]})
        };
        let topic = json!({"id": cell.n, "title": cell.title(), "fancy_title": cell.title(),
            "slug": cell.address("slug"), "category_id": cell.n, "tags": ["lamp", cell.line("tag")],
            "accepted_answer": {"post_number": 2, "username": cell.account("login")},
            "post_stream": {"posts": [post(1, "It hums."), post(2, HELP), post(3, "So?")]}});
        (format!("t{}.json", cell.n), topic.to_string())
    };
    let categories: Vec<Value> = cells
        .iter()
        .map(|cell| json!({"id": cell.n, "name": cell.line("category"), "slug": "c"}))
        .collect();
    let categories = json!({"category_list": {"categories": categories}}).to_string();
    cells.iter().map(topic).chain([("categories.json".to_owned(), categories)]).collect()
}

/// Tickets, posts and articles.
pub fn zendesk(cells: &[Cell<'_>]) -> Vec<File> {
    let person = |cell: &Cell<'_>, k: usize| 10_000_000 + cell.n * 10 + k;
    let files = |cell: &Cell<'_>| {
        json!([{"id": cell.n, "file_name": format!("{}.txt", cell.line("file")),
            "content_url": format!("https://c.example/f/{}", cell.address("file-address"))}])
    };
    let comment = |cell: &Cell<'_>, k: usize, said: &str| {
        json!({"id": cell.n * 10 + k, "author_id": person(cell, k), "public": true,
            "body": text(cell), "html_body": format!("<p>{said}</p>{}", html(cell)),
            "attachments": files(cell), "created_at": format!("2026-01-02T08:00:0{k}Z")})
    };
    let (mut tickets, mut posts, mut articles) = (String::new(), Vec::new(), Vec::new());
    let mut users = Vec::new();
    for cell in cells {
        for k in 1..3 {
            let role = if k == 2 { "agent" } else { "end-user" };
            let name = cell.line("author");
            users.push(json!({"id": person(cell, k), "name": name, "role": role}));
        }
        let body = format!("<p>{HELP}</p>{}", html(cell));
        match cell.n % 3 {
            0 => {
                let ticket = json!({"id": cell.n, "subject": cell.title(), "status": "solved",
                    "requester_id": person(cell, 1), "assignee_id": person(cell, 2),
                    "is_public": true, "tags": ["lamp", cell.line("tag")],
                    "comments": [comment(cell, 1, "It hums."), comment(cell, 2, HELP)]});
                tickets += &format!("{ticket}\n");
            }
            1 => posts.push(json!({"id": cell.n, "title": cell.title(), "details": body,
                "author_id": person(cell, 1), "status": "answered",
                "html_url": format!("https://c.example/p/{}", cell.address("thread")),
                "comments": [comment(cell, 2, HELP)]})),
            _ => articles.push(json!({"id": cell.n, "title": cell.title(), "body": body,
                "locale": "en-us", "author_id": person(cell, 2), "label_names": [cell.line("tag")],
                "html_url": format!("https://c.example/a/{}", cell.address("thread"))})),
        }
    }
    vec![
        ("tickets.json".to_owned(), tickets),
        ("users.json".to_owned(), json!({"users": users}).to_string()),
        ("posts.json".to_owned(), json!({"posts": posts}).to_string()),
        ("articles.json".to_owned(), json!({"articles": articles}).to_string()),
    ]
}

/// Messages as the Community API gives them.
pub fn khoros(cells: &[Cell<'_>]) -> Vec<File> {
    let message = |cell: &Cell<'_>, k: usize, said: &str| {
        let id = (cell.n * 10 + k).to_string();
        let own = match cell.is_marked {
            true => String::new(),
            false => format!(
                "<LI-CODE lang=\"text\">{}</LI-CODE><LI-SPOILER label=\"{}\">{}</LI-SPOILER>\
                 <LI-USER uid=\"9\" login=\"{}\"></LI-USER>",
                cell.words("platform-code"),
                cell.line("spoiler-label").replace('"', ""),
                cell.words("spoiler"),
                cell.account("mention")
            ),
        };
        json!({"type": "message", "id": id, "depth": usize::from(k != 0), "subject": cell.title(),
            "view_href": format!("https://c.example/t5/b/{}/m-p/{id}", cell.address("thread")),
            "author": {"type": "user", "id": format!("7{id}"), "login": cell.account("login"),
                "view_href": format!("https://c.example/u/{}", cell.address("page")),
                "rank": {"name": cell.line("rank")}},
            "body": format!("<P>{said}</P>{}{own}", html(cell)), "is_solution": k == 1,
            "board": {"id": "b", "title": cell.line("category")},
            "topic": {"id": (cell.n * 10).to_string()}, "post_time": "2026-01-02T08:00:00.000Z",
            "tags": {"items": [{"text": cell.line("tag")}]},
            "labels": {"items": [{"text": cell.line("label-tag")}]}})
    };
    let all = cells.iter().flat_map(|cell| [message(cell, 0, "It hums."), message(cell, 1, HELP)]);
    let items: Vec<Value> = all.collect();
    let page = json!({"status": "success", "http_code": 200, "data": {"type": "messages",
        "list_item_type": "message", "size": items.len(), "items": items}});
    vec![("m.json".to_owned(), page.to_string())]
}

/// Tickets with their conversations.
pub fn freshdesk(cells: &[Cell<'_>]) -> Vec<File> {
    let ticket = |cell: &Cell<'_>| {
        let files = json!([{"id": cell.n, "name": format!("{}.txt", cell.line("file")),
            "attachment_url": format!("https://c.example/f/{}", cell.address("file-address"))}]);
        json!({"id": cell.n, "subject": cell.title(), "description": html(cell), "status": 5,
            "requester_id": cell.n * 10, "responder_id": cell.n * 10 + 1,
            "requester": {"name": cell.line("author")}, "tags": ["lamp", cell.line("tag")],
            "created_at": "2026-01-02T08:00:00Z", "attachments": files, "conversations": [{
                "id": cell.n * 10 + 2, "ticket_id": cell.n, "user_id": cell.n * 10 + 1,
                "incoming": false, "private": false, "created_at": "2026-01-02T09:00:00Z",
                "body": format!("<p>{HELP}</p>{}", html(cell)), "attachments": files}]})
    };
    let tickets: Vec<Value> = cells.iter().map(ticket).collect();
    let agent = |cell: &Cell<'_>| {
        let contact = json!({"name": cell.line("agent")});
        json!({"id": cell.n * 10 + 1, "contact": contact, "email": "x"})
    };
    let agents: Vec<Value> = cells.iter().map(agent).collect();
    vec![
        ("tickets.json".to_owned(), json!(tickets).to_string()),
        ("agents.json".to_owned(), json!(agents).to_string()),
    ]
}

/// Conversations and articles.
pub fn intercom(cells: &[Cell<'_>]) -> Vec<File> {
    let author = |cell: &Cell<'_>, kind: &str| {
        let id = format!("{}{kind}", cell.n);
        json!({"type": kind, "id": id, "name": cell.line("author")})
    };
    let talk = |cell: &Cell<'_>| {
        let files = json!([{"type": "upload", "name": format!("{}.txt", cell.line("file")),
            "url": format!("https://c.example/f/{}", cell.address("file-address"))}]);
        json!({"type": "conversation", "id": cell.n.to_string(), "created_at": 1_767_340_800,
            "open": false, "state": "closed", "source": {"type": "conversation", "id": "3",
                "delivered_as": "customer_initiated", "subject": format!("<p>{}</p>", cell.title()),
                "body": html(cell), "author": author(cell, "user"), "attachments": files},
            "tags": {"tags": [{"name": cell.line("tag")}]}, "conversation_parts": {
                "conversation_parts": [{"type": "conversation_part", "id": "1",
                    "part_type": "comment", "created_at": 1_767_340_900, "redacted": false,
                    "author": author(cell, "admin"), "attachments": files,
                    "body": format!("<p>{HELP}</p>{}", html(cell))}], "total_count": 1}})
    };
    let article = |cell: &Cell<'_>| {
        json!({"type": "article", "id": cell.n.to_string(), "title": cell.title(),
            "body": format!("<p>{HELP}</p>{}", html(cell)), "state": "published",
            "url": format!("https://c.example/a/{}", cell.address("thread")),
            "author_id": cell.n, "created_at": 1_767_340_800, "default_locale": "en"})
    };
    let (even, odd): (Vec<&Cell<'_>>, Vec<&Cell<'_>>) =
        cells.iter().partition(|cell| cell.n.is_multiple_of(2));
    let talks: Vec<Value> = even.into_iter().map(talk).collect();
    let articles: Vec<Value> = odd.into_iter().map(article).collect();
    vec![
        (
            "talks.json".to_owned(),
            json!({"type": "conversation.list", "conversations": talks}).to_string(),
        ),
        ("articles.json".to_owned(), json!({"type": "list", "data": articles}).to_string()),
    ]
}
