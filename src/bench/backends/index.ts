import type { Backend } from "../kernel.js";
import { js } from "./js/backend.js";
import { ort } from "./ort/backend.js";
import { wasmBackend } from "./wasm/backend.js";
import { webgpu } from "./webgpu/backend.js";

/** Every backend, the default first. */
export const backends: readonly Backend[] = [wasmBackend(), js, ort, webgpu];
