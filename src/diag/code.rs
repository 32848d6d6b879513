//! The stable names of problems, and what `answerbook explain` says of them.

mod table;

use std::fmt;

use table::entries;

/// A kind of problem. Its name never changes and is never used again for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A warning is accepted, and does not occur.
    AcceptIdle,
    /// A marked answer is not in the thread.
    AcceptedMissing,
    /// A published address would lead nowhere.
    AddressLost,
    /// Two pages want one address.
    AddressTaken,
    /// A hand-written answer is past its date.
    AnswerExpired,
    /// A file that came with a post is not published.
    AttachmentRefused,
    /// The settings have the address that `init` wrote.
    BaseUrlUnset,
    /// A file of the brand's look cannot be used.
    BrandFile,
    /// The settings have the brand that `init` wrote.
    BrandUnset,
    /// Another build of the same site has not ended yet.
    BuildRunning,
    /// A bundle would take the place of a file.
    BundleExists,
    /// A bundle would lie in what a site is made of, or in the published folder.
    BundlePlace,
    /// The search is too large for one script.
    BundleSearch,
    /// Questions have no picture for those who share their links.
    CardUndrawn,
    /// Categories have ids and no names.
    CategoryUnnamed,
    /// A channel that the settings name is not there.
    ChannelUnknown,
    /// A mail names a charset that nobody knows.
    CharsetUnknown,
    /// A colour of the brand is shown as another one, to be read.
    ColourPale,
    /// A setting names a column that no table has.
    ColumnMissing,
    /// There is no answerbook.yaml.
    ConfigMissing,
    /// answerbook.yaml is not YAML.
    ConfigSyntax,
    /// Nothing says that people may be published.
    ConsentMissing,
    /// Dates of a table can be read with the day first, or the month.
    DateAmbiguous,
    /// Dates of a table cannot be read.
    DateUnread,
    /// Duplicates point at each other in a ring.
    DuplicateCycle,
    /// A duplicate points at a thread that is not there.
    DuplicateTarget,
    /// Search has become worse than a baseline.
    EvalFell,
    /// Queries or judgements cannot be read.
    EvalInput,
    /// What was exported before cannot be gone on with.
    ExportRestarted,
    /// An export file ends early or is not what it says.
    ExportUnreadable,
    /// A file or folder of the site cannot be read.
    FileUnreadable,
    /// A font of the brand is longer than a page.
    FontHeavy,
    /// A post has more footnotes than are made.
    FootnotesMany,
    /// Front matter is not YAML.
    FrontMatter,
    /// A link's fragment names nothing on its page.
    FragmentBroken,
    /// The home page shall show what is not there.
    HomeUnknown,
    /// A host takes less than there is.
    HostLimit,
    /// Something is wished for that a host does, and no host is named.
    HostsMissing,
    /// Two records of one source share an id.
    IdTaken,
    /// An image named by an answer is not there.
    ImageMissing,
    /// Somebody and the source changed the same.
    ImportConflict,
    /// A folder must not, or cannot, take a source's threads.
    ImportFolder,
    /// Somebody changed a file while it was imported.
    ImportOvertaken,
    /// An edited thread cannot be read any more.
    ImportUnreadable,
    /// An edited thread is not public any more.
    ImportWithdrawn,
    /// There is no search index yet.
    IndexMissing,
    /// A figure of the logs passes a limit.
    InsightsLimit,
    /// A required setting or field is absent.
    KeyMissing,
    /// A setting or field that answerbook does not know.
    KeyUnknown,
    /// The ledger of addresses cannot be read.
    LedgerDamaged,
    /// A machine that forgets builds without the ledger of addresses.
    LedgerMissing,
    /// The ledger of addresses does not know a page yet.
    LedgerOutdated,
    /// Nobody knows the language of a block of code.
    LanguageUnknown,
    /// Threads are in a language that the site does not list.
    LanguageUnlisted,
    /// Languages of a table cannot be read.
    LanguageUnread,
    /// An internal link leads nowhere.
    LinkBroken,
    /// An access log cannot be read.
    LogUnreadable,
    /// What is marked as the solution of a thread answers nothing.
    MarkIdle,
    /// A post's markup could not be converted in reasonable time.
    MarkupTooComplex,
    /// Markup of a text written by hand means nothing, and is shown as it is written.
    MarkupUnread,
    /// Math of a post is shown as its TeX.
    MathUnread,
    /// A site is too large to be kept by browsers as a whole.
    OfflineLarge,
    /// The output folder holds files that answerbook did not write.
    OutputForeign,
    /// A page is heavier than the budget.
    PageHeavy,
    /// Most rows of a table name others that are not there.
    ParentUnknown,
    /// The preview's address cannot be listened on.
    PortTaken,
    /// Answers without a question in the same export.
    PostOrphaned,
    /// Names were taken out in forms that privacy.yaml asks for.
    PrivacyForms,
    /// What privacy.yaml takes out is about to be published.
    PrivacyLeak,
    /// An entry of privacy.yaml means nobody and nothing.
    PrivacyUnmatched,
    /// A thread cannot be made fit to be published.
    PrivacyWithheld,
    /// Text holds e-mail addresses, phone numbers, cards or secrets.
    PrivateText,
    /// A record has the wrong form.
    RecordInvalid,
    /// Redirects lead back to themselves.
    RedirectLoop,
    /// A redirect stands where something else is.
    RedirectTaken,
    /// A redirect leads to a page that is not there.
    RedirectTarget,
    /// A release is of a product that no answer is about.
    ReleaseIdle,
    /// More answers are due than was allowed.
    ReviewLimit,
    /// A source holds no record.
    SourceEmpty,
    /// A source's path leads nowhere.
    SourceMissing,
    /// Packed files lie beside an export, and are not read.
    SourcePacked,
    /// An interface string is missing in a language.
    StringMissing,
    /// The brand's style sheet has what browsers are told not to load.
    StyleBlocked,
    /// A theme replaces the style sheet of the one that it stands on.
    StyleReplaced,
    /// A table has names of columns, and no rows.
    TableEmpty,
    /// A template has what browsers are told not to run.
    TemplateBlocked,
    /// A template does not parse or does not render.
    TemplateBroken,
    /// No page uses a template.
    TemplateUnused,
    /// There are more terms than one page lists.
    TermsMany,
    /// Characters that the format forbids were repaired.
    TextRepaired,
    /// No page uses an interface text.
    TextUnused,
    /// The theme does not exist.
    ThemeMissing,
    /// A thread has more posts than a page shows.
    ThreadLong,
    /// An answer written by hand has no title.
    TitleMissing,
    /// A topic's export holds only its first posts.
    TopicTruncated,
    /// The original of a translation has changed.
    TranslationStale,
    /// A translation points at an answer that is not there.
    TranslationTarget,
    /// A setting or field has a value of the wrong kind.
    ValueInvalid,
    /// A file could not be written.
    WriteFailed,
}

/// What is known of a code.
pub struct CodeInfo {
    /// The code.
    pub code: Code,
    /// Its name as printed, kebab-case.
    pub name: &'static str,
    /// One line.
    pub meaning: &'static str,
    /// What happens, an example, and how to mend it.
    pub explanation: &'static str,
}

impl Code {
    /// All codes, sorted by name.
    pub fn all() -> impl Iterator<Item = &'static CodeInfo> {
        entries()
    }

    /// Returns what is known of this code.
    pub fn entry(self) -> &'static CodeInfo {
        entries().find(|entry| entry.code == self).expect("a test keeps the table complete")
    }

    /// Returns the name as printed, `key-unknown`.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Tells whether other problems are often why there is this one: an export that is cut
    /// loses addresses.
    pub fn is_consequence(self) -> bool {
        self == Code::AddressLost
    }

    /// Finds a code by its name.
    pub fn by_name(name: &str) -> Option<Code> {
        entries().find(|entry| entry.name == name).map(|entry| entry.code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_has_every_code_once() {
        let names: Vec<&str> = entries().map(|entry| entry.name).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
        let mut codes: Vec<Code> = entries().map(|entry| entry.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Code::WriteFailed as usize + 1);
        assert_eq!(codes.len(), names.len());
    }
}
