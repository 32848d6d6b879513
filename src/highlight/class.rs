//! From what a grammar says of a token to one of a few classes.

use syntaxmate::Scopes;

/// What a token of code is. Themes have a colour for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A word of the language itself: `if`, `fn`, `this`.
    Keyword,
    /// Text between quotes.
    String,
    /// A remark to whoever reads the code.
    Comment,
    /// A number, or a constant such as `true`.
    Number,
    /// The name of a function, where it is made or called.
    Function,
    /// The name of a type.
    Type,
    /// The name of an element of markup.
    Tag,
    /// The name of an attribute, or a key.
    Attribute,
    /// A heading, or where a change stands.
    Heading,
    /// A line that was added.
    Added,
    /// A line that was removed.
    Removed,
}

impl Class {
    /// All classes.
    pub const ALL: [Class; 11] = [
        Class::Keyword,
        Class::String,
        Class::Comment,
        Class::Number,
        Class::Function,
        Class::Type,
        Class::Tag,
        Class::Attribute,
        Class::Heading,
        Class::Added,
        Class::Removed,
    ];

    /// Returns its name in pages and style sheets, behind `hl-`.
    pub fn name(self) -> &'static str {
        match self {
            Class::Keyword => "keyword",
            Class::String => "string",
            Class::Comment => "comment",
            Class::Number => "number",
            Class::Function => "function",
            Class::Type => "type",
            Class::Tag => "tag",
            Class::Attribute => "attribute",
            Class::Heading => "heading",
            Class::Added => "added",
            Class::Removed => "removed",
        }
    }

    /// Finds the class of a token by its scopes: the innermost that says something counts.
    pub(super) fn of(scopes: Scopes<'_>, words: &str) -> Option<Class> {
        if words.trim().is_empty() {
            return None;
        }
        let scopes: Vec<&str> = scopes.collect();
        for scope in scopes.iter().rev() {
            match said(scope, words) {
                Said::Class(class) => return Some(class),
                Said::Plain => return None,
                Said::Nothing => {}
            }
        }
        None
    }
}

/// What one scope says of a token.
enum Said {
    Class(Class),
    /// It is no part of what is around it: code within a string.
    Plain,
    /// The next scope outwards knows.
    Nothing,
}

fn said(scope: &str, words: &str) -> Said {
    if scope.starts_with("keyword.operator") {
        let is_word = words.starts_with(|c: char| c.is_alphabetic());
        return if is_word { Said::Class(Class::Keyword) } else { Said::Plain };
    }
    let is_within = |group: &str| {
        scope.strip_prefix(group).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if PLAIN.iter().any(|group| is_within(group)) {
        return Said::Plain;
    }
    let found = GROUPS.iter().find(|(group, _)| is_within(group));
    found.map_or(Said::Nothing, |(_, class)| Said::Class(*class))
}

/// Scopes of code that stands within a string, or of a language within another.
const PLAIN: [&str; 7] = [
    "meta.embedded",
    "meta.interpolation",
    "meta.template.expression",
    "punctuation.section.embedded",
    "source",
    "text",
    "variable.other",
];

/// Groups of scopes with their classes; of those that begin alike the longer one first.
const GROUPS: [(&str, Class); 37] = [
    ("comment", Class::Comment),
    ("punctuation.definition.comment", Class::Comment),
    ("string", Class::String),
    ("punctuation.definition.string", Class::String),
    ("constant.character", Class::String),
    ("constant.numeric", Class::Number),
    ("constant.language", Class::Number),
    ("constant.other", Class::Number),
    ("support.constant", Class::Number),
    ("keyword", Class::Keyword),
    ("storage.type.java", Class::Type),
    ("storage.type.generic", Class::Type),
    ("storage.type.object", Class::Type),
    ("storage", Class::Keyword),
    ("variable.language", Class::Keyword),
    ("support.type.property-name", Class::Attribute),
    ("support.type", Class::Type),
    ("support.class", Class::Type),
    ("support.function", Class::Function),
    ("entity.name.function", Class::Function),
    ("entity.name.command", Class::Function),
    ("entity.name.tag", Class::Tag),
    ("entity.name.type", Class::Type),
    ("entity.name.class", Class::Type),
    ("entity.name.struct", Class::Type),
    ("entity.name.enum", Class::Type),
    ("entity.other.inherited-class", Class::Type),
    ("entity.other.attribute-name", Class::Attribute),
    ("entity.name.section", Class::Heading),
    ("markup.heading", Class::Heading),
    ("meta.diff.header", Class::Heading),
    ("meta.diff.range", Class::Heading),
    ("markup.inserted", Class::Added),
    ("markup.deleted", Class::Removed),
    ("punctuation.definition.inserted", Class::Added),
    ("punctuation.definition.deleted", Class::Removed),
    ("punctuation.definition.tag", Class::Tag),
];
