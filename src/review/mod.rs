//! Which answers somebody should look at, and why: past their date, older than a version that
//! came out, translated from what has changed, contradicted by others, of little help.
//!
//! Nothing is decided here. A person reads the answer, changes it or not, and
//! `answerbook verify` writes down that it was checked.
//!
//! | part | does |
//! |---|---|
//! | `concern` | what may be wrong with an answer, and how bad it is |
//! | `queue` | all answers with their concerns, the most read first |
//! | `drift` | what has changed in an original, section by section, word by word |
//! | `forms` | the queue as text, as markdown, as rows |

mod concern;
pub mod drift;
mod forms;
mod queue;

pub use concern::{Concern, Health};
pub use forms::{csv, markdown, text};
pub use queue::{Readers, ReviewQueue, ReviewRequest, ReviewRow, review};
