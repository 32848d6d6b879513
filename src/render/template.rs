//! Templates: loading them into Tera, rendering, and saying what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use fluent_bundle::{FluentArgs, FluentValue};
use rustc_hash::FxHashMap;
use tera::{ErrorKind, Kwargs, ReportError, State, Tera, Value};

use crate::diag::{Code, Diagnostic, Place, join_names, nearest};
use crate::text::Lang;

use super::strings::Strings;
use super::theme::{THEME, Theme};
use super::unclosed::unclosed;
use super::unused::OF_PAGES;

/// Name, path and text of a template.
type Source = (String, String, String);

/// The templates of a theme, ready to render.
pub(super) struct Templates {
    /// One copy for each language: `t` then knows its texts without asking.
    by_lang: BTreeMap<Lang, Tera>,
    sources: Vec<Source>,
    /// The name of the theme.
    theme: Option<String>,
    /// Those that name `totals`, themselves or with what they extend and include.
    with_totals: BTreeSet<String>,
    /// Those that name `tree` so.
    with_tree: BTreeSet<String>,
}

impl Templates {
    /// Compiles all templates; a fault in one names its file and line.
    pub(super) fn compile(
        theme: &Theme,
        strings: &Arc<Strings>,
        languages: &[Lang],
    ) -> Result<Templates, Diagnostic> {
        let mut tera = Tera::default();
        let mut sources: Vec<Source> = theme
            .templates
            .iter()
            .map(|file| (file.name.clone(), file.path.clone(), file.text()))
            .collect();
        let of_theme = of_theme(&sources, &theme.layers);
        sources.extend(of_theme);
        let prefixes: Vec<String> = theme.layers.iter().map(|layer| format!("{layer}/")).collect();
        let by_lang = BTreeMap::new();
        let (with_totals, with_tree) = (BTreeSet::new(), BTreeSet::new());
        let name = theme.layers.get(1).cloned();
        let mut templates = Templates { by_lang, sources, theme: name, with_totals, with_tree };
        let named = templates.sources.iter().map(|(name, _, text)| (name, text));
        register(&mut tera, strings, Lang::EN);
        let added =
            tera.set_fallback_prefixes(prefixes).and_then(|()| tera.add_raw_templates(named));
        if let Err(error) = added {
            return Err(templates.describe(&error));
        }
        let naming = |word: &str| {
            let short = theme.templates.iter().filter_map(|file| file.name.split_once('/'));
            let names = |name: &&str| {
                tera.get_template_variables(name).is_ok_and(|names| names.contains(word))
            };
            short.map(|(_, name)| name).filter(names).map(str::to_owned).collect()
        };
        (templates.with_totals, templates.with_tree) = (naming("totals"), naming("tree"));
        for &lang in languages.iter().chain(&[Lang::EN]) {
            if templates.by_lang.contains_key(&lang) {
                continue;
            }
            let mut of_lang = tera.clone();
            register(&mut of_lang, strings, lang);
            templates.by_lang.insert(lang, of_lang);
        }
        Ok(templates)
    }

    /// Tells whether a page's template says how many threads there are, itself or with what it
    /// extends and includes.
    pub(super) fn tells_totals(&self, template: &str) -> bool {
        self.with_totals.contains(template)
    }

    /// Tells whether a page's template shows the tree of categories and answers.
    pub(super) fn shows_tree(&self, template: &str) -> bool {
        self.with_tree.contains(template)
    }

    /// Tells whether any template does.
    pub(super) fn has_tree(&self) -> bool {
        !self.with_tree.is_empty()
    }

    /// Renders a template with what it may see.
    pub(super) fn render(
        &self,
        lang: Lang,
        name: &str,
        view: &tera::Context,
    ) -> Result<String, Diagnostic> {
        let tera = self.by_lang.get(&lang).or_else(|| self.by_lang.get(&Lang::EN));
        let tera = tera.expect("`load` always adds English");
        tera.render(name, view).map_err(|error| self.describe(&error))
    }

    fn describe(&self, error: &tera::Error) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) => self.never_closed(report).unwrap_or_else(|| {
                let (name, span, message) = (report.filename(), report.span(), report.message());
                self.broken("a template cannot be read", name, span, message)
            }),
            ErrorKind::RenderingError(report) => self.broken(
                "a template cannot be rendered",
                report.filename(),
                report.span(),
                report.message(),
            ),
            ErrorKind::CircularExtend { inheritance_chain, .. } => {
                self.extends_in_a_ring(inheritance_chain)
            }
            ErrorKind::MissingParent { current, parent } => {
                Diagnostic::error(Code::TemplateBroken, format!("there is no template `{parent}`"))
                    .at(Place::file(self.path_of(current)), "")
                    .help("correct the name after `extends`")
            }
            ErrorKind::TemplateNotFound(name) => self.not_found(name),
            ErrorKind::Msg(report) => self.reported(report).unwrap_or_else(|| unusable(error)),
            _ => unusable(error),
        }
    }

    /// Names the tag that is open where a template ends too early.
    fn never_closed(&self, report: &ReportError) -> Option<Diagnostic> {
        let (_, path, text) =
            self.sources.iter().find(|(known, _, _)| known == report.filename())?;
        let tag = unclosed(text).filter(|_| report.message().contains("end of input"))?;
        let word = &text[tag.clone()];
        Some(
            Diagnostic::error(Code::TemplateBroken, "a template cannot be read")
                .at(Place::in_text(path, text, tag.clone()), "")
                .note(format!("`{word}` begins here and has no end"))
                .help(format!("add `{{% end{word} %}}` behind what belongs to it")),
        )
    }

    /// Reads the first of the errors that Tera joins into one text where it finds them while it
    /// compares templates: a message, and `--> name:line:column` below it.
    fn reported(&self, report: &str) -> Option<Diagnostic> {
        let message = report.lines().next()?.strip_prefix("error: ")?;
        let place = report.lines().find_map(|line| line.trim().strip_prefix("--> "))?;
        let mut parts = place.splitn(3, ':');
        let (name, line, column) = (parts.next()?, parts.next()?, parts.next()?);
        let (line, column) = (line.parse::<usize>().ok()?, column.trim().parse::<usize>().ok()?);
        let (_, path, text) = self.sources.iter().find(|(known, _, _)| known == name)?;
        let start = offset(text, line, column.saturating_sub(1));
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let length = text[start..].find(|c| !is_name(c)).unwrap_or(text.len() - start);
        let told = Diagnostic::error(Code::TemplateBroken, "a template cannot be used")
            .at(Place::in_text(path, text, start..start + length), "")
            .note(message.to_owned());
        let near = message.starts_with("Block ").then(|| &text[start..start + length]);
        let near = near.and_then(|word| nearest(word, self.blocks(name)));
        Some(match near {
            Some(near) => told.help(format!("use `{near}`")),
            None => told.help("`answerbook schema view` lists what templates may use"),
        })
    }

    /// The names of the blocks of all templates but one.
    fn blocks<'t>(&'t self, but: &'t str) -> BTreeSet<&'t str> {
        let others = self.sources.iter().filter(move |(known, _, _)| known != but);
        let starts = others.flat_map(|(_, _, text)| text.split("block ").skip(1));
        starts.filter_map(|rest| rest.split([' ', '%', '-']).next()).collect()
    }

    /// Of a theme without a parent all page templates are missing at once, which is one problem.
    fn not_found(&self, name: &str) -> Diagnostic {
        let is_there = |name: &str| {
            let mut sources = self.sources.iter();
            sources.any(|(known, _, _)| known.split_once('/').is_some_and(|(_, own)| own == name))
        };
        let lacks: Vec<&str> = OF_PAGES.into_iter().filter(|name| !is_there(name)).collect();
        let told = match lacks.len() {
            0 => Diagnostic::error(Code::TemplateBroken, format!("there is no template `{name}`")),
            n => Diagnostic::error(Code::TemplateBroken, format!("the theme lacks {n} templates"))
                .note(format!("there is no {}", join_names(&lacks))),
        };
        let theme = self.theme.as_deref().unwrap_or("NAME");
        told.at(Place::file(format!("themes/{theme}/theme.yaml")), "")
            .help("add `parent: commons`, which has all of them")
    }

    /// `chain` ends where the ring closes; what leads to the ring comes first.
    fn extends_in_a_ring(&self, chain: &[String]) -> Diagnostic {
        let start = chain.iter().position(|name| chain.last() == Some(name)).unwrap_or_default();
        let ring = &chain[start..];
        // The site's own template first: the theme's worked before it came.
        let culprit = ring.iter().min_by_key(|name| (!name.starts_with("site/"), name.as_str()));
        let culprit = culprit.map_or("", String::as_str);
        let is_alone = ring.iter().all(|name| name == culprit);
        let message = match is_alone {
            true => "a template extends itself",
            false => "templates extend each other in a ring",
        };
        let file = culprit.split_once('/').map_or(culprit, |(_, file)| file);
        Diagnostic::error(Code::TemplateBroken, message)
            .at(Place::file(self.path_of(culprit)), "")
            .note(format!("`{file}` alone means the most specific file of this name"))
            .help(match culprit.starts_with("site/") {
                true => format!("name the theme's own, `{THEME}/{file}`, after `extends`"),
                false => format!("name that of its parent, `commons/{file}`, after `extends`"),
            })
    }

    fn broken(&self, what: &str, name: &str, span: &tera::Span, message: &str) -> Diagnostic {
        let place = match self.sources.iter().find(|(known, _, _)| known == name) {
            Some((_, path, text)) => {
                let start = offset(text, span.start_line, span.start_col);
                let end = offset(text, span.end_line, span.end_col).max(start);
                Place::in_text(path, text, start..end)
            }
            None => Place::file(name),
        };
        Diagnostic::error(Code::TemplateBroken, what)
            .at(place, "")
            .note(message.to_owned())
            .help("`answerbook schema view` lists what templates may use")
    }

    fn path_of(&self, name: &str) -> String {
        let found = self.sources.iter().find(|(known, _, _)| known == name);
        found.map_or(name, |(_, path, _)| path).to_owned()
    }
}

/// The theme's templates that those of the site name `theme/…`: what stands there when the site has
/// none of its own, in whichever theme the site is shown.
fn of_theme(sources: &[Source], layers: &[String]) -> Vec<Source> {
    let [site, themes @ ..] = layers else { return Vec::new() };
    if themes.iter().any(|name| name == THEME) {
        return Vec::new();
    }
    let below =
        |layer: &str, name: &str| Some(name.strip_prefix(layer)?.strip_prefix('/')?.to_owned());
    let own: Vec<&Source> = sources.iter().filter(|of| below(site, &of.0).is_some()).collect();
    let is_named = |file: &str| {
        let names = ['"', '\''].map(|quote| format!("{quote}{THEME}/{file}{quote}"));
        own.iter().any(|(_, _, text)| names.iter().any(|name| text.contains(name.as_str())))
    };
    let mut found: BTreeMap<String, Source> = BTreeMap::new();
    for layer in themes {
        for (name, path, text) in sources {
            if let Some(file) = below(layer, name).filter(|file| is_named(file)) {
                let source = (format!("{THEME}/{file}"), path.clone(), text.clone());
                found.entry(file).or_insert(source);
            }
        }
    }
    found.into_values().collect()
}

/// Says of templates what nobody knows the place of.
fn unusable(error: &tera::Error) -> Diagnostic {
    Diagnostic::error(Code::TemplateBroken, "a template cannot be used")
        .note(error.to_string())
        .help("compare it with the default theme's, `answerbook theme eject`")
}

/// Gives templates `t(key="answers", n=3)`, a text in the given language, and
/// `{{ 1284 | number }}`.
fn register(tera: &mut Tera, strings: &Arc<Strings>, lang: Lang) {
    let of_numbers = Arc::clone(strings);
    tera.register_filter("number", move |n: i64, _: Kwargs, _: &State<'_>| {
        of_numbers.number(lang, n)
    });
    let fixed: FxHashMap<String, Value> =
        strings.fixed(lang).map(|(key, text)| (key.to_owned(), Value::from(text))).collect();
    let counted = PluralCache::default();
    let strings = Arc::clone(strings);
    tera.register_function("t", move |args: Kwargs, _: &State<'_>| -> tera::TeraResult<Value> {
        let key: &str = args.must_get("key")?;
        let n_args = args.iter().count();
        if let (1, Some(text)) = (n_args, fixed.get(key)) {
            return Ok(text.clone());
        }
        if let (2, Some(n)) = (n_args, args.get::<&Value>("n")?.and_then(Value::as_i64)) {
            return Ok(counted.get(key, n, || strings.format(lang, key, &with_n(n))));
        }
        let given = args.iter().filter(|(name, _)| name.as_str() != Some("key"));
        let given: FluentArgs<'_> =
            given.map(|(name, value)| (name.to_string(), fluent(value))).collect();
        match (fixed.get(key), given.iter().next()) {
            (Some(text), None) => Ok(text.clone()),
            _ => Ok(Value::from(strings.format(lang, key, &given))),
        }
    });
}

/// Texts with a number, such as `3 answers`: a page has many, a site few different ones.
#[derive(Default)]
struct PluralCache(RwLock<FxHashMap<String, FxHashMap<i64, Value>>>);

impl PluralCache {
    fn get(&self, key: &str, n: i64, format: impl FnOnce() -> String) -> Value {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = known.get(key).and_then(|texts| texts.get(&n)) {
            return text.clone();
        }
        drop(known);
        let text = Value::from(format());
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(key.to_owned()).or_default().insert(n, text.clone());
        text
    }
}

fn with_n(n: i64) -> FluentArgs<'static> {
    let mut args = FluentArgs::new();
    args.set("n", n);
    args
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match value.as_i64() {
        Some(number) => FluentValue::from(number),
        None => FluentValue::from(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
    }
}

/// The byte offset of a line from 1 and a column from 0 in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}
