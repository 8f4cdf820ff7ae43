import { assetUrl } from "../../../../bench/backends/wasm/host.js";

/** The workers of the page, and those that they start. */
const WORKERS = ["bench-runner.js", "bench-worker.js"] as const;

/** Of the DOM's types, what is used here: https://w3c.github.io/trusted-types/dist/spec/ */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string | URL };
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;

/** A worker is a scope of its own, and makes this policy again. */
const policy = trustedTypes?.createPolicy("fovea", {
  createScriptURL: (address) => {
    if (WORKERS.some((file) => assetUrl(file).href === address)) return address;
    throw new TypeError(`${address} is no worker of this page`);
  },
});

/**
 * The address of a worker as `new Worker` wants it under `require-trusted-types-for 'script'`.
 * @throws TypeError for any other address than those of our workers.
 */
export const workerUrl = (url: URL): string | URL => (policy ? policy.createScriptURL(url.href) : url);

/** Starts a worker of the page. */
export const startWorker = (file: (typeof WORKERS)[number]): Worker =>
  new Worker(workerUrl(assetUrl(file)), { type: "module" });
