use super::Reader;
use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::Files;
pub fn open<'a>(_: &'a SourceSettings, _: &'a dyn Files, _: &mut Sink) -> Stub {
    Stub
}
pub struct Stub;
impl Reader for Stub {
    fn n_units(&self) -> usize {
        0
    }
    fn read(&self, _: usize) -> super::Batch {
        super::Batch::default()
    }
    fn link_target(&self, _: &str) -> Option<super::LinkTarget> {
        None
    }
    fn locate(
        &self,
        _: &crate::model::Thread,
        _: crate::model::Reason,
        _: Option<&crate::model::PostId>,
    ) -> Option<crate::diag::Place> {
        None
    }
}
