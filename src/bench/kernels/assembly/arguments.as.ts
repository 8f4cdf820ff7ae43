// The arguments of a kernel, as i32 fields behind one pointer. backends/wasm/layout.ts writes them in the
// same order. Addresses are bytes in linear memory, 64-byte aligned; tensors are float32, [heads, n,
// headDim].

@inline export function heads(a: usize): i32 { return load<i32>(a, 0); }
@inline export function tokens(a: usize): i32 { return load<i32>(a, 4); }
@inline export function headDim(a: usize): i32 { return load<i32>(a, 8); }
@inline export function causal(a: usize): bool { return load<i32>(a, 12) != 0; }
@inline export function window(a: usize): i32 { return load<i32>(a, 16); }
@inline export function output(a: usize): usize { return load<u32>(a, 20); }
/** Number of threads. */
@inline export function threads(a: usize): i32 { return load<i32>(a, 36); }
/** Scratch that all threads share. */
@inline export function shared(a: usize): usize { return load<u32>(a, 24); }
/** Scratch of one thread. */
@inline export function own(a: usize, thread: i32): usize { return load<u32>(a, 28) + <usize>thread * <usize>load<u32>(a, 32); }
@inline export function input(a: usize, index: i32): usize { return load<u32>(a + (<usize>index << 2), 40); }
