/**
 * The progress of a command that another process of Fovea started: the command sends it over the channel between them,
 * the other one shows it.
 */
export interface ProgressMessage {
  readonly type: "fovea-progress";
  readonly done: number;
  readonly total: number;
}

export function isProgress(message: unknown): message is ProgressMessage {
  if (typeof message !== "object" || message === null) return false;
  const { type, done, total } = message as Partial<ProgressMessage>;
  return type === "fovea-progress" && typeof done === "number" && typeof total === "number";
}
