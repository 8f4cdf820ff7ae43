import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Refusal } from "./refusal.js";

export interface AccessRules {
  /** The address that is bound. */
  readonly host: string;
  /** Accepts any Host header although only loopback is bound, for servers behind a proxy. */
  readonly anyHost?: boolean;
  /** Accepts an Origin that is the Host of the request: the server has a page of its own. */
  readonly ownOrigin?: boolean;
}

/** `localhost`, `::1`, and all of 127.0.0.0/8, in lower case. */
const LOOPBACK = /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/;

/**
 * Refuses requests that another web page may have caused. An Origin header must name loopback. When only loopback is
 * bound, the Host header must name loopback too, against DNS rebinding, unless `anyHost` is given.
 */
export function checkPlace(
  { headers }: IncomingMessage,
  { host, anyHost, ownOrigin }: AccessRules,
): Refusal | undefined {
  // When more than loopback is bound, the Host may be any name of this machine on the network.
  if (isLoopback(host) && !anyHost && !isLoopbackName(headers.host))
    return { status: 403, code: "foreign-host", message: `the Host must be ${host}` };
  const isOwn = ownOrigin === true && headers.origin === `http://${headers.host}`;
  if (headers.origin !== undefined && !isOwn && !isLoopbackOrigin(headers.origin))
    return {
      status: 403,
      code: "foreign-origin",
      message: "requests from this Origin are not allowed",
    };
  return undefined;
}

/**
 * Requires the token as `Authorization: Bearer <token>`, since other users of the machine can reach a loopback port. The
 * scheme is case-insensitive, and spaces around the token are ignored.
 */
export function checkToken({ headers }: IncomingMessage, token: string): Refusal | undefined {
  const given = (headers.authorization ?? "").trim();
  if (/^bearer[ \t]/i.test(given) && sameSecret(given.slice("bearer".length).trim(), token.trim()))
    return undefined;
  return { status: 401, code: "no-token", message: "send the token as Authorization: Bearer <token>" };
}

/** @param address as it is bound: without a port, and without the brackets of IPv6. */
const isLoopback = (address: string): boolean => LOOPBACK.test(address.toLowerCase());

const isLoopbackName = (host: string | undefined): boolean =>
  host !== undefined && isLoopback(host.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1"));

function isLoopbackOrigin(origin: string): boolean {
  try {
    return isLoopbackName(new URL(origin).host);
  } catch {
    return false;
  }
}

/**
 * Compares digests in constant time, so that the time shows neither the length nor the first wrong character.
 */
const sameSecret = (given: string, wanted: string): boolean => {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
};
