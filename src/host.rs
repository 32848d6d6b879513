//! The memory that the reader for browsers shares with the script in the page, and
//! the one thing that it asks of it: the normal forms of Unicode.
#![expect(unsafe_code, reason = "memory is shared with a script by places and lengths")]

#[cfg(target_family = "wasm")]
mod heap;

/// Returns room for `length` bytes.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    let mut bytes = vec![0; length].into_boxed_slice();
    let place = bytes.as_mut_ptr();
    std::mem::forget(bytes);
    place
}

/// Gives room back that nobody took over.
///
/// # Safety
///
/// `place` comes from [`alloc`] with the same `length`, and is not used again.
#[cfg_attr(target_family = "wasm", unsafe(no_mangle))]
pub unsafe extern "C" fn free(place: *mut u8, length: usize) {
    // SAFETY: as the caller promises.
    drop(unsafe { taken(place, length) });
}

/// Takes over bytes that the script has written.
///
/// # Safety
///
/// `place` comes from [`alloc`] with the same `length`, and is not used again.
pub(crate) unsafe fn taken(place: *mut u8, length: usize) -> Vec<u8> {
    if length == 0 {
        return Vec::new();
    }
    // SAFETY: `alloc` made a vector of this capacity, and all of it was written.
    unsafe { Vec::from_raw_parts(place, length, length) }
}

/// Takes over a text; see [`taken`].
///
/// # Safety
///
/// As for [`taken`].
pub(crate) unsafe fn taken_text(place: *mut u8, length: usize) -> String {
    // SAFETY: as the caller promises.
    let bytes = unsafe { taken(place, length) };
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(target_family = "wasm")]
#[link(wasm_import_module = "env")]
unsafe extern "C" {
    #[link_name = "normalize"]
    fn host_normalize(form: i32, place: *const u8, length: usize) -> u64;
}

/// Returns a text in a normal form: 0 for NFKC in lowercase, 1 for NFD.
#[cfg(target_family = "wasm")]
pub(crate) fn normalize(form: i32, text: &str) -> String {
    // SAFETY: the host reads the text and returns bytes that it got from `alloc`.
    let bytes = unsafe {
        let packed = host_normalize(form, text.as_ptr(), text.len());
        taken((packed >> 32) as *mut u8, packed as u32 as usize)
    };
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
