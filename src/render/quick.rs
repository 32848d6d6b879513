//! Templates that say the same and render faster.
//!
//! A page asks for some thirty texts of the interface and includes some thirty
//! parts, and a site has thousands of pages. Texts that are known when templates
//! are loaded stand in them as they are, and simple parts stand where they are
//! included. Where such a template fails, the one that was written is rendered again,
//! so that a message names a place that its author knows.

/// Says nothing, and keeps white space on both sides from being trimmed away.
const WALL: &str = "{{ \"\" }}";

/// Parts within parts are taken apart this deep.
const DEEPEST: usize = 4;

/// Returns a template with texts and parts in their places.
pub(super) fn quick<'t>(
    template: &str,
    text_of: &dyn Fn(&str) -> Option<&'t str>,
    part_of: &dyn Fn(&str) -> Option<&'t str>,
) -> String {
    match template
        .split("{%")
        .any(|tag| tag.trim_start_matches('-').trim_start().starts_with("raw"))
    {
        true => template.to_owned(),
        false => with_texts(&with_parts(template, part_of), text_of),
    }
}

/// Puts texts in place of `{{ t(key="…") }}`; `text_of` knows those without arguments.
fn with_texts<'t>(template: &str, text_of: &dyn Fn(&str) -> Option<&'t str>) -> String {
    const START: &str = "{{ t(key=\"";
    const END: &str = "\") }}";
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(START) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let known = from[START.len()..].find(END).and_then(|length| {
            let text = text_of(&from[START.len()..START.len() + length])?;
            is_plain(text).then_some((text, START.len() + length + END.len()))
        });
        let (shown, length) = match known {
            Some((text, length)) => (text, length),
            None => (START, START.len()),
        };
        out.push_str(shown);
        rest = &from[length..];
    }
    out.push_str(rest);
    out
}

/// Tells texts that are the same in a template, in HTML and as they are, and that no tag
/// beside them trims.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.contains(['<', '>', '&', '"', '\'', '/', '{', '}', '%', '#'])
}

/// Puts parts in place of `{% include "…" %}`; `part_of` knows their templates.
fn with_parts<'t>(template: &str, part_of: &dyn Fn(&str) -> Option<&'t str>) -> String {
    parts_within(template, part_of, DEEPEST)
}

fn parts_within<'t>(
    template: &str,
    part_of: &dyn Fn(&str) -> Option<&'t str>,
    depth: usize,
) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(at) = rest.find("{%").into_iter().chain(rest.find("{#")).min() {
        let (before, from) = rest.split_at(at);
        if from.starts_with("{#") {
            let end = from.find("#}").map_or(from.len(), |end| end + 2);
            out.push_str(&rest[..at + end]);
            rest = &from[end..];
            continue;
        }
        let found = Include::read(from)
            .and_then(|include| Some((part_of(include.name).filter(|_| depth > 0)?, include)));
        let Some((part, include)) = found.filter(|(part, _)| is_simple(part)) else {
            out.push_str(before);
            out.push_str("{%");
            rest = &from[2..];
            continue;
        };
        out.push_str(if include.trims_before { before.trim_end() } else { before });
        push_part(&parts_within(part, part_of, depth - 1), &mut out);
        rest = &from[include.length..];
        if include.trims_after {
            rest = rest.trim_start();
        }
    }
    out.push_str(rest);
    out
}

/// Adds a part so that nothing of it is trimmed, and it trims nothing around it.
fn push_part(part: &str, out: &mut String) {
    let is_tag = |text: &str| ["{%-", "{{-", "{#-"].contains(&text);
    let mut part = part.to_owned();
    if part.get(..3).is_some_and(is_tag) {
        part.remove(2);
    }
    let end = part.trim_end().len();
    if ["-%}", "-}}", "-#}"].iter().any(|tag| part[..end].ends_with(tag)) {
        part.truncate(end);
        part.remove(end - 3);
    }
    out.push_str(WALL);
    out.push_str(&part);
    out.push_str(WALL);
}

/// Tells parts that may stand in another template: they name nothing that would then be
/// known, or mean something else, outside of them.
fn is_simple(part: &str) -> bool {
    let words =
        ["set", "block", "extends", "raw", "filter", "component", "import", "break", "continue"];
    part.split("{%").skip(1).all(|tag| {
        let word = tag.trim_start_matches('-').trim_start();
        let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        !words.iter().any(|not_simple| word[..end].starts_with(not_simple))
    })
}

struct Include<'t> {
    name: &'t str,
    length: usize,
    trims_before: bool,
    trims_after: bool,
}

impl<'t> Include<'t> {
    /// Reads `{% include "name" %}` at the start of a text.
    fn read(text: &'t str) -> Option<Include<'t>> {
        let inside = text.strip_prefix("{%")?;
        let own = inside.strip_prefix('-');
        let word = own.unwrap_or(inside).trim_start().strip_prefix("include")?;
        let (name, after) = word.trim_start().strip_prefix('"')?.split_once('"')?;
        let end = after.trim_start();
        let close = end.strip_prefix('-');
        let rest = close.unwrap_or(end).strip_prefix("%}")?;
        Some(Include {
            name,
            length: text.len() - rest.len(),
            trims_before: own.is_some(),
            trims_after: close.is_some(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_where_they_are_asked_for() {
        let text_of = |key: &str| match key {
            "skip" => Some("To the content"),
            "sign" => Some("a < b"),
            _ => None,
        };
        let check = |template: &str, expected: &str| {
            assert_eq!(with_texts(template, &text_of), expected);
        };
        check("<a>{{ t(key=\"skip\") }}</a>", "<a>To the content</a>");
        check("{{ t(key=\"sign\") }}", "{{ t(key=\"sign\") }}");
        check(
            "{{ t(key=\"none\") }} {{ t(key=\"n\", n=3) }}",
            "{{ t(key=\"none\") }} {{ t(key=\"n\", n=3) }}",
        );
        check("{{ t(key=\"skip", "{{ t(key=\"skip");
    }

    #[test]
    fn parts_render_the_same_in_place() {
        let parts = [
            ("plain", "a\n"),
            ("trims", "{#- Wants: x. -#}\n b {%- if x %} c{% endif -%}\n"),
            ("nested", " {%- include \"plain\" -%} {% include \"trims\" %}"),
            ("sets", "{% set y = 1 %}{{ y }}"),
            ("remark", "{# {% include \"trims\" %} #}r"),
        ];
        let part_of =
            |name: &str| parts.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
        for include in
            ["{% include \"NAME\" %}", "{%- include \"NAME\" -%}", "{%-include \"NAME\"%}"]
        {
            for around in
                ["<p> | </p>", "{% if x %} | {% endif %}", "{% if x -%} | {%- endif %}", " | "]
            {
                for name in ["plain", "trims", "nested", "sets", "remark"] {
                    let template = around.replace('|', &include.replace("NAME", name));
                    let quick = with_parts(&template, &part_of);
                    let has_include = name == "sets" || name == "remark";
                    assert_eq!(quick.contains("include"), has_include, "{quick}");
                    assert_eq!(rendered(&parts, &quick), rendered(&parts, &template), "{template}");
                }
            }
        }
    }

    fn rendered(parts: &[(&str, &str)], template: &str) -> String {
        let mut tera = tera::Tera::default();
        let all = parts.iter().copied().chain([("page", template)]);
        tera.add_raw_templates(all).expect("good templates");
        let mut values = tera::Context::new();
        values.insert("x", &true);
        tera.render("page", &values).expect("it renders")
    }
}
