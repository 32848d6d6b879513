//! What may be typed.

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};

use crate::config::{Host, SourceType};
use crate::model::{Grade, Reason};
use crate::site::WithheldReason;

use super::eval::EvalArgs;
use super::export::ExportArgs;
use super::insights::InsightsArgs;
use super::review::ReviewArgs;
use super::verify::VerifyArgs;

/// Turns resolved community threads and hand-written answers into a static,
/// searchable Q&A site.
#[derive(Debug, Parser)]
#[command(name = "answerbook", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub console: ConsoleArgs,
}

/// How the program talks.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ConsoleArgs {
    /// The form of problems on stderr
    #[arg(long, global = true, value_name = "FORM", default_value = "human",
        value_parser = forms(FormatArg::is_of_problems))]
    pub format: Vec<FormatArg>,
    /// Colours: when stderr is a terminal, always, or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorArg,
    /// Errors only: no progress, no warnings, no closing words
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Show every problem instead of the first 20 of a kind
    #[arg(long, global = true)]
    pub all: bool,
    /// Exit with 1 on warnings too
    #[arg(long, global = true, value_name = "LEVEL")]
    pub deny: Option<DenyArg>,
}

/// The form of problems, and of bundles: both are asked for by one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// The quoted line, notes and help
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
    /// GitHub workflow annotations
    Github,
    /// A zip: unpack it, and open index.html
    Zip,
    /// A book: EPUB 3
    Epub,
    /// An archive for Kiwix and other readers of ZIM
    Zim,
}

impl FormatArg {
    /// Tells whether problems have this form.
    pub(crate) fn is_of_problems(self) -> bool {
        match self {
            FormatArg::Human | FormatArg::Short | FormatArg::Json | FormatArg::Github => true,
            FormatArg::Zip | FormatArg::Epub | FormatArg::Zim => false,
        }
    }
}

/// Reads some of the forms.
fn forms(is_one: fn(FormatArg) -> bool) -> impl clap::builder::TypedValueParser<Value = FormatArg> {
    let known = FormatArg::value_variants().iter().filter(move |form| is_one(**form));
    let names: Vec<_> = known.filter_map(FormatArg::to_possible_value).collect();
    let parser = clap::builder::PossibleValuesParser::new(names);
    clap::builder::TypedValueParser::try_map(parser, |name: String| {
        FormatArg::from_str(&name, false)
    })
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorArg {
    /// When stderr is a terminal and NO_COLOR is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DenyArg {
    /// Warnings count as errors
    Warnings,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a site: commented settings and a first answer
    Init(InitArgs),
    /// Build the site and its search index
    Build(BuildArgs),
    /// Build the site, and pack it as one file to read without a server
    Bundle(BundleArgs),
    /// Build the site, and write its threads as documents for a search engine elsewhere
    Export(ExportArgs),
    /// Write the threads of a source as files to edit, and merge them on the next import
    Import(ImportArgs),
    /// Preview the site: built in memory, again at every change
    Serve(ServeArgs),
    /// Search the built site
    Search(SearchArgs),
    /// Answer a language model about the built site (Model Context Protocol, on stdin and stdout)
    Mcp(McpArgs),
    /// Measure search on queries with judgements (BEIR files)
    Eval(EvalArgs),
    /// Check the built site: links, texts, weight of pages, limits of hosts
    Check(CheckArgs),
    /// List threads with what is decided about them, the doubtful ones first
    Threads(ThreadsArgs),
    /// Say why a thread is or is not published
    Why(WhyArgs),
    /// Propose questions that one page could answer
    Duplicates(DuplicatesArgs),
    /// List answers that somebody should look at, the most read first
    Review(ReviewArgs),
    /// Write down that somebody has checked an answer
    Verify(VerifyArgs),
    /// Say what readers find and miss, from the site's access logs
    Insights(InsightsArgs),
    /// Explain a problem's code, or why threads are withheld
    Explain(ExplainArgs),
    /// Print a JSON Schema
    Schema(SchemaArgs),
    /// List themes, or copy one out to change it
    #[command(subcommand)]
    Theme(ThemeArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

impl Command {
    /// Returns the folder of the site that a command is about.
    pub(crate) fn site(&self) -> Option<&Path> {
        match self {
            Command::Init(args) => Some(&args.site),
            Command::Build(args) => Some(&args.site),
            Command::Bundle(args) => Some(&args.site),
            Command::Export(args) => Some(&args.site),
            Command::Import(args) => Some(&args.site),
            Command::Serve(args) => Some(&args.site),
            Command::Search(args) => Some(&args.site),
            Command::Mcp(args) => Some(&args.site),
            Command::Eval(args) => Some(&args.site),
            Command::Check(args) => Some(&args.site),
            Command::Threads(args) => Some(&args.site),
            Command::Why(args) => Some(&args.site),
            Command::Duplicates(args) => Some(&args.site),
            Command::Review(args) => Some(&args.site),
            Command::Verify(args) => Some(&args.site),
            Command::Insights(args) => Some(&args.site),
            Command::Theme(ThemeArgs::List(args)) => Some(&args.site),
            Command::Theme(ThemeArgs::Eject(args)) => Some(&args.site),
            Command::Explain(_) | Command::Schema(_) => None,
            Command::Completions(_) | Command::Man => None,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// The folder of the new site
    #[arg(default_value = ".")]
    pub site: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// The site's folder, with answerbook.yaml in it
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// The published folder, when it is not the one in the settings
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// A host whose limits count, in place of those in the settings; may be given again
    #[arg(long, value_name = "NAME", value_parser = Host::ALL.map(Host::name))]
    pub host: Vec<String>,
    /// Print the result as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Default, clap::Args)]
pub(crate) struct BuildArgs {
    /// The site's folder, with answerbook.yaml in it
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// The folder to publish; the one in the settings when absent
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Print one JSON object with all counts
    #[arg(long)]
    pub json: bool,
    /// How many threads work at once; as many as the machine has cores when absent
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,
    /// List addresses that were added (+), changed (~) and removed (-)
    #[arg(long)]
    pub diff: bool,
    /// Publish only what the committed addresses.txt remembers, and leave that file as it is
    #[arg(long, conflicts_with = "gone")]
    pub locked: bool,
    /// Remember addresses that have no page any more as gone on purpose
    #[arg(long)]
    pub gone: bool,
    /// Do not wait until the disk has the site: for previews that a power failure may damage
    #[arg(long)]
    pub no_sync: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct BundleArgs {
    /// The site's folder, with answerbook.yaml in it
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// What is made; by the ending of FILE, or a zip, when absent. Given once more, the form of
    /// problems on stderr
    #[arg(long, value_name = "FORM", value_parser = forms(|_| true))]
    pub format: Vec<FormatArg>,
    /// The file to write; named after the site, in the current folder, when absent
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
    /// Of a zip: how large the script may be that the search needs, in MB
    #[arg(long, default_value_t = 64, value_name = "MB")]
    pub max_search: u32,
    /// Print one JSON object with all counts
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// An export, by its path; or a source of the site, by its name
    pub source: String,
    /// The folder that the threads go to
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// The export's format; recognised by what is in the files when absent
    #[arg(long = "type", value_name = "TYPE", value_parser = types())]
    pub kind: Option<String>,
    /// How threads are written
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub form: ThreadFormatArg,
    /// The site's folder, whose sources, decisions.yaml and privacy.yaml count
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub site: PathBuf,
    /// The community's name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The community's address: links back, and relative links in posts
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// The usual language of records that do not say theirs
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Write nothing, and say what would be
    #[arg(long)]
    pub dry_run: bool,
    /// Print one JSON object with all counts
    #[arg(long)]
    pub json: bool,
}

/// How threads are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ThreadFormatArg {
    /// A file a thread, for people
    #[default]
    Markdown,
    /// One file, a record a line
    Jsonl,
}

fn types() -> clap::builder::PossibleValuesParser {
    SourceType::names().collect::<Vec<_>>().into()
}

#[derive(Debug, clap::Args)]
pub(crate) struct ServeArgs {
    /// The site's folder, with answerbook.yaml in it
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// The port; 0 takes any that is free
    #[arg(long, default_value_t = 4000, value_name = "PORT")]
    pub port: u16,
    /// The address to listen on: with 0.0.0.0 everyone in the network can look
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub host: std::net::IpAddr,
    /// Open a browser
    #[arg(long)]
    pub open: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct McpArgs {
    /// The site's folder
    #[arg(default_value = ".", value_name = "DIR")]
    pub site: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SearchArgs {
    /// The words to look for
    #[arg(required = true)]
    pub words: Vec<String>,
    /// The site's folder
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub site: PathBuf,
    /// How many hits at most
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub limit: usize,
    /// Look in this language only
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// What answers: the index on this machine, or the files that browsers search
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE")]
    pub engine: EngineArg,
    /// Print the hits as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DuplicatesArgs {
    /// The site's folder
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// The lowest score of a pair, from 0 to 1
    #[arg(long, default_value_t = 0.1, value_name = "SCORE")]
    pub least: f32,
    /// How many pairs at most, the best first
    #[arg(long, default_value_t = 50, value_name = "N", alias = "limit")]
    pub most: usize,
    /// Add them to decisions.yaml, where a person approves them
    #[arg(long)]
    pub write: bool,
    /// Print them as JSON
    #[arg(long)]
    pub json: bool,
}

/// What answers a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum EngineArg {
    /// The index that tantivy keeps in `.answerbook/`.
    #[default]
    Native,
    /// The files in `search/` of the published site.
    Site,
}

#[derive(Debug, clap::Args)]
pub(crate) struct WhyArgs {
    /// The source's own id of the thread, `SOURCE:ID` when several sources have it; or the
    /// address of its page, the last part of that, or the file that it lies in
    pub id: String,
    /// The site's folder
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub site: PathBuf,
    /// Print the answer as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ThreadsArgs {
    /// The site's folder, with answerbook.yaml in it
    #[arg(default_value = ".")]
    pub site: PathBuf,
    /// Only those without a page
    #[arg(long, conflicts_with = "published")]
    pub withheld: bool,
    /// Only those with a page
    #[arg(long)]
    pub published: bool,
    /// Only those of a grade
    #[arg(long, value_name = "GRADE", value_parser = grades())]
    pub grade: Option<String>,
    /// Only those graded or withheld for a reason
    #[arg(long, value_name = "REASON", value_parser = reasons())]
    pub reason: Option<String>,
    /// Only those of a source, by its name or type
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
    /// Print one JSON object
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print a table for spreadsheets
    #[arg(long)]
    pub csv: bool,
}

fn grades() -> clap::builder::PossibleValuesParser {
    Grade::ALL.map(Grade::name).to_vec().into()
}

fn reasons() -> clap::builder::PossibleValuesParser {
    [&Reason::ALL.map(Reason::name)[..], &WithheldReason::NAMES].concat().into()
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The code in a message's brackets, or a grade, reason or class; all of them when absent
    pub code: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// What the schema describes
    #[arg(default_value = "thread")]
    pub what: SchemaArg,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SchemaArg {
    /// A thread record, one a line in a jsonl source
    Thread,
    /// answerbook.yaml
    Config,
    /// privacy.yaml
    Privacy,
    /// decisions.yaml
    Decisions,
    /// releases.yaml
    Releases,
    /// What a template sees
    View,
    /// What a search engine answers a page
    Answer,
    /// The files in `api/`
    Api,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ThemeArgs {
    /// List the themes that there are
    List(ThemeListArgs),
    /// Copy a theme, or one file of it, into the site
    Eject(EjectArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ThemeListArgs {
    /// The site's folder
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub site: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EjectArgs {
    /// One file, such as `templates/question.html`; the whole theme when absent
    pub file: Option<String>,
    /// The theme to copy from
    #[arg(long, default_value = "commons", value_name = "NAME")]
    pub theme: String,
    /// The name of the copy, when the whole theme is copied
    #[arg(long = "as", value_name = "NAME")]
    pub name: Option<String>,
    /// The site's folder
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub site: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}
