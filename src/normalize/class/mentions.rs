//! Names with `@` in front, which say to whom somebody speaks and nothing of the matter.

/// Who is mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mentions {
    /// Somebody is, known or not.
    pub any: bool,
    /// Those of the thread, by position.
    pub known: Vec<usize>,
}

/// Takes mentions out of a text: names of the thread's people as a whole, others up to the
/// next space.
pub(super) fn take<'n>(
    text: &mut String,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Mentions {
    let mut found = Mentions::default();
    if !text.contains('@') {
        return found;
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('@') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let is_mention = before.is_empty() && kept.is_empty()
            || before.ends_with(|c: char| c.is_whitespace() || "(<[,/:*".contains(c))
            || before.is_empty() && kept.ends_with(char::is_whitespace);
        let is_name = after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == ' ');
        if !is_mention || !is_name || after.starts_with(' ') {
            kept.push_str(before);
            kept.push('@');
            rest = after;
            continue;
        }
        found.any = true;
        let before = before.strip_suffix('<').unwrap_or(before);
        kept.push_str(before);
        let known = names.clone().enumerate().filter(|(_, name)| starts_with_name(after, name));
        let end = match known.max_by_key(|(_, name)| name.len()) {
            Some((who, name)) => {
                if !found.known.contains(&who) {
                    found.known.push(who);
                }
                name.len()
            }
            None => after
                .find(|c: char| !(c.is_alphanumeric() || "_-.".contains(c)))
                .unwrap_or(after.len()),
        };
        rest = after[end..].strip_prefix('>').unwrap_or(&after[end..]);
    }
    kept.push_str(rest);
    *text = kept;
    found
}

fn starts_with_name(text: &str, name: &str) -> bool {
    !name.is_empty()
        && text.starts_with(name)
        && !text[name.len()..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, kept: &str, known: &[usize]) {
        let names = ["Kim", "Kim Novak", "Vaibhav Verma"].into_iter();
        let mut words = text.to_owned();
        let found = take(&mut words, names);
        assert_eq!((words.as_str(), found.known.as_slice()), (kept, known));
    }

    #[test]
    fn names_of_the_thread_go_as_a_whole() {
        check("@Vaibhav Verma I have tested", " I have tested", &[2]);
        check("cc @Kim", "cc ", &[0]);
        check("cc @Kim Novak: see", "cc : see", &[1]);
        check("<@Kim Novak> Derp.", " Derp.", &[1]);
        check("@nobody-knows him", " him", &[]);
        check("write to kim@example.org", "write to kim@example.org", &[]);
        check("a @ b @", "a @ b @", &[]);
    }
}
