import type * as z from "zod";
import type { Repository } from "../../../context/repository/repository.js";
import type { EvalJob } from "../server/eval-job.js";
import type { SentPacks } from "../server/sent-packs.js";

/**
 * A request that the page can make. To add one, export it from a file in this folder, add it to the list in `index.ts`,
 * its types to `contract.ts`, and its method to the page's `ContextSource`.
 */
export interface Endpoint<Input extends z.ZodObject = z.ZodObject> {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below `/api/`. */
  readonly path: string;
  /** A POST has it in its body, the others in the query of their address. */
  readonly input: Input;
  answer(input: z.output<Input>, call: ApiCall): Promise<unknown>;
}

/** The context of a running request. */
export interface ApiCall {
  /**
   * The repository with its index up to date. Requests that use it are computed one after another, but for those that can
   * take seconds and let others be computed meanwhile (`besideOthers`). @throws FoveaError `no-repository`.
   */
  readonly repository: (how?: { readonly besideOthers: boolean }) => Promise<Repository>;
  /** The text for the state of a repository's index: it changes whenever the index does. */
  readonly versionOf: (repository: Repository) => Promise<string>;
  /** What earlier packs of this server sent. */
  readonly sent: SentPacks;
  /** The evaluation of the repository. @throws FoveaError `no-repository`. */
  readonly evaluation: () => EvalJob;
  /** Aborted when the client has left: its page asks for something else by now. */
  readonly signal: AbortSignal;
}

/** Makes an endpoint, and checks the types of its `answer` against its schema and the contract. */
export const defineEndpoint =
  <Answer>() =>
  <Input extends z.ZodObject>(
    endpoint: Omit<Endpoint<Input>, "answer"> & {
      answer(input: z.output<Input>, call: ApiCall): Promise<Answer>;
    },
  ): Endpoint =>
    endpoint as unknown as Endpoint;
