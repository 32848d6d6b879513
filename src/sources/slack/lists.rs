//! Lists within lists, which Slack writes one after the other, each with its depth.

/// Deeper lists stand at this depth: Slack has nine.
const DEEPEST: usize = 8;

/// Where an item stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListItem {
    /// How many lists it lies in.
    pub depth: usize,
    /// Its list is numbered.
    pub is_numbered: bool,
    /// Its number from 1, in a numbered list.
    pub number: usize,
}

/// The lists that are open, each with an open item.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<Open>,
}

struct Open {
    depth: usize,
    is_numbered: bool,
    last: usize,
}

impl Lists {
    /// Starts an item, in a list that is open or in a new one.
    pub(super) fn item(&mut self, item: ListItem, html: &mut String) {
        let depth = item.depth.min(DEEPEST);
        while self.open.last().is_some_and(|list| list.depth > depth) {
            self.close_last(html);
        }
        let goes_on = self.open.last().is_some_and(|list| {
            let follows = !item.is_numbered || item.number == list.last + 1;
            list.depth == depth && list.is_numbered == item.is_numbered && follows
        });
        if goes_on {
            html.push_str("</li>");
        } else {
            if self.open.last().is_some_and(|list| list.depth == depth) {
                self.close_last(html);
            }
            html.push_str(&start(item));
            let is_numbered = item.is_numbered;
            self.open.push(Open { depth, is_numbered, last: item.number });
        }
        if let Some(list) = self.open.last_mut() {
            list.last = item.number;
        }
        html.push_str("<li>");
    }

    /// Ends all lists.
    pub(super) fn close(&mut self, html: &mut String) {
        while !self.open.is_empty() {
            self.close_last(html);
        }
    }

    fn close_last(&mut self, html: &mut String) {
        if let Some(list) = self.open.pop() {
            html.push_str(if list.is_numbered { "</li></ol>" } else { "</li></ul>" });
        }
    }
}

fn start(item: ListItem) -> String {
    match (item.is_numbered, item.number) {
        (false, _) => "<ul>".to_owned(),
        (true, 1) => "<ol>".to_owned(),
        (true, number) => format!("<ol start=\"{number}\">"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(items: &[(usize, bool, usize)], expected: &str) {
        let mut lists = Lists::default();
        let mut html = String::new();
        for (depth, is_numbered, number) in items {
            let item = ListItem { depth: *depth, is_numbered: *is_numbered, number: *number };
            lists.item(item, &mut html);
            html.push('x');
        }
        lists.close(&mut html);
        assert_eq!(html, expected);
    }

    #[test]
    fn lists_lie_in_lists_and_go_on_behind_them() {
        check(
            &[(0, true, 1), (1, false, 1), (0, true, 2)],
            "<ol><li>x<ul><li>x</li></ul></li><li>x</li></ol>",
        );
        check(
            &[(0, false, 1), (2, false, 1), (1, true, 4)],
            "<ul><li>x<ul><li>x</li></ul><ol start=\"4\"><li>x</li></ol></li></ul>",
        );
        check(&[(0, false, 1), (0, true, 1)], "<ul><li>x</li></ul><ol><li>x</li></ol>");
        check(&[(0, true, 1), (0, true, 1)], "<ol><li>x</li></ol><ol><li>x</li></ol>");
    }

    #[test]
    fn lists_do_not_lie_deeper_than_in_slack() {
        let items: Vec<_> = (0..5_000).map(|depth| (depth, false, 1)).collect();
        let mut lists = Lists::default();
        let mut html = String::new();
        for (depth, is_numbered, number) in items {
            lists.item(ListItem { depth, is_numbered, number }, &mut html);
        }
        assert!(lists.open.len() <= DEEPEST + 1);
    }
}
