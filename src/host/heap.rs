//! The memory of the module: blocks of powers of two, each size with a list of those
//! that were given back. It wastes some memory, which is freed with the worker, where
//! a thriftier allocator would be a fifteenth of the module.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::UnsafeCell;
use std::ptr;

/// Blocks have 16 bytes at least, and all begin at a multiple of that.
const LEAST: u32 = 4;

/// The size of a page of WebAssembly's memory.
const PAGE: usize = 1 << 16;

#[global_allocator]
static HEAP: Heap = Heap { state: UnsafeCell::new(State { free: [ptr::null_mut(); 32], end: 0 }) };

struct Heap {
    state: UnsafeCell<State>,
}

struct State {
    /// The first free block of each size; its first bytes lead to the next one.
    free: [*mut u8; 32],
    /// Where the memory ends that has been cut into blocks.
    end: usize,
}

// SAFETY: the module has no threads.
unsafe impl Sync for Heap {}

/// Returns the power of two that holds a layout.
fn class(layout: Layout) -> usize {
    let size = layout.size().max(layout.align()).max(1 << LEAST);
    size.next_power_of_two().trailing_zeros() as usize
}

// SAFETY: a block is in one list, or with one owner; blocks of a size begin at a
// multiple of 16, and no type here wants more.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let class = class(layout);
        if layout.align() > 1 << LEAST || class > 30 {
            return ptr::null_mut();
        }
        // SAFETY: nobody else has the state, since there is one thread.
        let state = unsafe { &mut *self.state.get() };
        let block = state.free[class];
        if !block.is_null() {
            // SAFETY: a free block holds the place of the next one.
            state.free[class] = unsafe { block.cast::<*mut u8>().read() };
            return block;
        }
        let size = 1 << class;
        let whole = core::arch::wasm32::memory_size(0) * PAGE;
        if state.end == 0 {
            state.end = whole;
        }
        if whole - state.end < size {
            let pages = (size - (whole - state.end)).div_ceil(PAGE).max(4);
            if core::arch::wasm32::memory_grow(0, pages) == usize::MAX {
                return ptr::null_mut();
            }
        }
        let start = state.end;
        state.end += size;
        start as *mut u8
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: nobody else has the state, and the block is no longer used.
        unsafe {
            let state = &mut *self.state.get();
            let class = class(layout);
            block.cast::<*mut u8>().write(state.free[class]);
            state.free[class] = block;
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: alignment is as before, and sizes over the memory are refused above.
        unsafe {
            let wanted = Layout::from_size_align_unchecked(size, layout.align());
            if class(layout) == class(wanted) {
                return block;
            }
            let other = self.alloc(wanted);
            if !other.is_null() {
                ptr::copy_nonoverlapping(block, other, layout.size().min(size));
                self.dealloc(block, layout);
            }
            other
        }
    }
}
