//! The setting `offline`.

/// What browsers keep for readers without a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OfflineMode {
    /// Nothing.
    #[default]
    None,
    /// What was read.
    Read,
    /// All, where that is little.
    All,
}

impl OfflineMode {
    /// What may be kept, by the name used in settings.
    pub(super) const NAMED: [(&'static str, OfflineMode); 3] =
        [("none", OfflineMode::None), ("read", OfflineMode::Read), ("all", OfflineMode::All)];
}
