//! Bytes that may be deleted at any time, in the site's `.answerbook/` folder.
//!
//! Floor 4. Holds the bodies of threads between the stage that reads them and
//! the stage that renders them, so that memory grows with the number of threads
//! and not with their text.

mod bodies;
mod codec;

pub use bodies::Bodies;
pub use bodies::Handle;
