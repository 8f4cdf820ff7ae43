/** Why a request is not answered. */
export interface Refusal {
  readonly status: number;
  /** Stable machine-readable name, kebab-case. */
  readonly code: string;
  readonly message: string;
}

/** The headers that belong to a refusal with this status. */
export const refusalHeaders = (status: number): Readonly<Record<string, string>> => ({
  "content-type": "application/json",
  ...(status === 401 ? { "www-authenticate": 'Bearer realm="fovea"' } : {}),
});
