//! Hands the arguments over; the library decides.

use std::process::ExitCode;

// Parsing, sanitising and rendering allocate millions of short strings on all
// threads; mimalloc took a fifth off the whole build where it was measured.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    answerbook::cli::run(std::env::args_os())
}
