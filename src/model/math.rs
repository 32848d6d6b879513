//! How the text of a thread writes math.

/// What of a thread's text is math, written in TeX.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Math {
    /// Nothing.
    None,
    /// What its markup says is math.
    #[default]
    Marked,
    /// Also what stands between signs such as `$`, where it looks like math.
    Likely,
    /// Whatever stands between signs such as `$`.
    Signs,
}

impl Math {
    /// All kinds, in their order.
    pub const ALL: [Math; 4] = [Math::None, Math::Marked, Math::Likely, Math::Signs];
}
