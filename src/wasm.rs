//! The reader of the static index as a WebAssembly module, without glue code.
//!
//! The script in the page allocates with `alloc`, writes bytes there and passes
//! place and length; the module takes such bytes over. What the module returns is
//! a place and a length in one number, `place << 32 | length`, and lives until the
//! next call. What the module asks of the page is in `host`.
//!
//! Only WebAssembly exports these names: elsewhere `open` and `free` are the C
//! library's.
#![expect(unsafe_code, reason = "memory is shared with a script by places and lengths")]

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::host::{taken, taken_text};
use crate::search::site::{HotError, Page, terms_of_lines};

/// The index that is open, and what was last returned.
struct State {
    page: Option<Page>,
    out: Vec<u8>,
}

static STATE: Mutex<State> = Mutex::new(State { page: None, out: Vec::new() });

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn packed(out: &[u8]) -> u64 {
    (out.as_ptr() as u64) << 32 | out.len() as u64
}

/// Opens an index by its hot file: 0 when it is fine, 1 when it is damaged, 2 when
/// it is of another version.
///
/// # Safety
///
/// The bytes come from `alloc`, and are taken over.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub unsafe extern "C" fn open(place: *mut u8, length: usize) -> i32 {
    // SAFETY: as the caller promises.
    let bytes = unsafe { taken(place, length) };
    match Page::open(&bytes) {
        Ok(page) => {
            state().page = Some(page);
            0
        }
        Err(HotError::Damaged) => 1,
        Err(HotError::OtherVersion) => 2,
    }
}

/// Takes a file that was fetched: 0 when it is fine, 1 when it is damaged.
///
/// # Safety
///
/// Name and bytes come from `alloc`, and are taken over.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub unsafe extern "C" fn put(
    name_place: *mut u8,
    name_length: usize,
    place: *mut u8,
    length: usize,
) -> i32 {
    // SAFETY: as the caller promises.
    let (name, bytes) = unsafe { (taken_text(name_place, name_length), taken(place, length)) };
    let is_fine = state().page.as_mut().is_some_and(|page| page.reader().put(&name, bytes));
    i32::from(!is_fine)
}

/// Goes on without a file.
///
/// # Safety
///
/// The name comes from `alloc`, and is taken over.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub unsafe extern "C" fn lost(place: *mut u8, length: usize) {
    // SAFETY: as the caller promises.
    let name = unsafe { taken_text(place, length) };
    if let Some(page) = state().page.as_mut() {
        page.reader().lose(&name);
    }
}

/// Answers a request, or names the files that it takes first; see [`Page::step`].
///
/// # Safety
///
/// The request comes from `alloc`, and is taken over.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub unsafe extern "C" fn step(place: *mut u8, length: usize) -> u64 {
    // SAFETY: as the caller promises.
    let request = unsafe { taken_text(place, length) };
    let mut state = state();
    let out = state.page.as_mut().map(|page| page.step(&request)).unwrap_or_default();
    state.out = out.into_bytes();
    packed(&state.out)
}

/// Returns the terms of lines; see [`terms_of_lines`].
///
/// # Safety
///
/// The request comes from `alloc`, and is taken over.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub unsafe extern "C" fn terms(place: *mut u8, length: usize) -> u64 {
    // SAFETY: as the caller promises.
    let request = unsafe { taken_text(place, length) };
    let mut state = state();
    state.out = terms_of_lines(&request).into_bytes();
    packed(&state.out)
}

/// Returns the name of the next file of words that is not there yet, to be fetched
/// when there is time; empty when there is none.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub extern "C" fn vocabulary() -> u64 {
    let mut state = state();
    let name = state.page.as_ref().and_then(|page| page.vocabulary()).unwrap_or_default();
    state.out = name.into_bytes();
    packed(&state.out)
}
