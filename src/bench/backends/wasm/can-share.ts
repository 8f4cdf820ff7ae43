/**
 * Whether threads can share memory here. A page must be cross-origin isolated (COOP `same-origin` and COEP `require-corp`);
 * some browsers say that it is and lack shared memory all the same (WebKitGTK 2.50).
 */
export const canShareMemory = (): boolean =>
  globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === "function";
