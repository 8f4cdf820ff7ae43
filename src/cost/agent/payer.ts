import type { MixerContext, ModelSpec } from "../model/spec.js";
import { type ApiPrice, apiDollars, rentedDollars } from "../money.js";
import { decodeCost } from "../time/decode.js";
import { acceleratorsIn, type Deployment } from "../time/deployment.js";
import { prefillTime } from "../time/prefill.js";
import type { AgentRequest } from "./loop.js";
import { type ChosenCache, cachedTokens, cacheOf, offeredTtls, writtenTokens } from "./prompt-cache.js";

/** What one request cost. */
export interface Payment {
  readonly cachedTokens: number;
  /** Tokens written to the cache at a rate of their own; the rest of the input costs the input rate. */
  readonly writtenTokens: number;
  /** Null where no hourly price is known. */
  readonly dollars: number | null;
  /** Null for an API, whose speed is not known. */
  readonly seconds: number | null;
}

/** Who runs the model: an API at list price, or the user's own hardware. */
export interface AgentPayer {
  readonly cache: ChosenCache | undefined;
  readonly pay: (request: AgentRequest, cache: ChosenCache | undefined) => Payment;
  /** The same payer with a cache that outlasts so many idle seconds, where one is offered. */
  readonly keptFor?: (idleSeconds: number) => AgentPayer | undefined;
}

/**
 * An API at list price, with its tiers applied request by request.
 * @throws FoveaError `no-cache-ttl`.
 */
export function apiPayer(price: ApiPrice, cacheTtlSeconds?: number): AgentPayer {
  return {
    cache: cacheOf(price, cacheTtlSeconds),
    keptFor: (idleSeconds) => {
      const ttl = offeredTtls(price).find((seconds) => seconds >= idleSeconds);
      return ttl === undefined ? undefined : apiPayer(price, ttl);
    },
    pay: (request, cache) => {
      const cached = cache ? cachedTokens(request, cache) : 0;
      const written = cache ? writtenTokens(price, request, cached, cache) : 0;
      const dollars = apiDollars(price, {
        inputTokens: request.inputTokens,
        cachedInputTokens: cached,
        cacheWriteTokens: written,
        ...(cache?.ttlSeconds === undefined ? {} : { cacheTtlSeconds: cache.ttlSeconds }),
        outputTokens: request.outputTokens,
      });
      return { cachedTokens: cached, writtenTokens: written, dollars, seconds: null };
    },
  };
}

export interface OwnHardware extends Deployment {
  readonly context: MixerContext;
  /** Rent of one accelerator; by default the catalogue's. */
  readonly dollarsPerHour?: number;
  /** Seconds that the engine keeps the keys and values of an idle conversation; undefined: always. */
  readonly cacheTtlSeconds?: number;
}

/**
 * The user's own hardware: uncached tokens are prefilled, output is decoded one token a step. As many loops as
 * the batch run at once and share the rent. An engine's prefix cache keeps what it generates as well. Modelled.
 */
export function hardwarePayer(spec: ModelSpec, own: OwnHardware): AgentPayer {
  return {
    cache: {
      rules: { keepsOutput: true, source: "" },
      ttlSeconds: own.cacheTtlSeconds,
    },
    pay: (request, cache) => {
      // The last token is always computed: its output is the first token.
      const cached = cache ? Math.min(cachedTokens(request, cache), request.inputTokens - 1) : 0;
      const seconds =
        prefillTime(spec, request.inputTokens - cached, own, own.context, cached).seconds +
        decodeCost(spec, request.inputTokens, request.outputTokens, own, own.context).seconds;
      const rent = rentedDollars(own.accelerator, acceleratorsIn(own), seconds, own.dollarsPerHour);
      return {
        cachedTokens: cached,
        writtenTokens: 0,
        dollars: rent === undefined ? null : rent / own.batch,
        seconds,
      };
    },
  };
}
