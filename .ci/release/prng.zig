// What programs of Rust take from bcryptprimitives.dll, for a wine that has none (before 8.10):
// zig build-lib -dynamic -target x86_64-windows-gnu -O ReleaseSmall --name bcryptprimitives prng.zig
extern "advapi32" fn SystemFunction036(bytes: [*]u8, n: u32) callconv(.winapi) u8;

export fn ProcessPrng(bytes: [*]u8, n: usize) callconv(.winapi) i32 {
    return SystemFunction036(bytes, @intCast(n));
}
