/** Asks the server for the way into a room. */

/** What lets somebody in. */
export interface Pass {
  readonly token: string;
  /** The LiveKit server. */
  readonly url: string;
  /** The room's real name, which the server may have derived from the one asked for. */
  readonly roomName: string;
  readonly identity: string;
}

export interface Wish {
  readonly roomName: string;
  readonly participantName: string;
  readonly language: "ja" | "en";
  readonly invite?: string;
}

/** Why there is no pass, in terms of what the reader can do about it. */
export type TokenProblem =
  | { readonly kind: "unreachable" }
  | { readonly kind: "invalid"; readonly field: string | null }
  | { readonly kind: "forbidden" }
  | { readonly kind: "limited"; readonly seconds: number }
  | { readonly kind: "misconfigured" }
  | { readonly kind: "unexpected" };

export class TokenError extends Error {
  readonly problem: TokenProblem;

  constructor(problem: TokenProblem) {
    super(`no token: ${problem.kind}`);
    this.name = "TokenError";
    this.problem = problem;
  }
}

/** How long the server may take, ms. */
const LIMIT_MS = 10_000;
/** What to wait after "too many" without a number, s. */
const DEFAULT_WAIT = 60;

/**
 * Gets a pass.
 *
 * @throws TokenError when there is none
 */
export async function requestPass(wish: Wish, fetcher: typeof fetch = fetch): Promise<Pass> {
  const response = await asked(wish, fetcher);
  const body = await parsed(response);
  if (!response.ok) {
    throw new TokenError(problemOf(response, body));
  }
  const pass = passOf(body);
  if (pass === null) {
    throw new TokenError({ kind: "unexpected" });
  }
  return pass;
}

async function asked(wish: Wish, fetcher: typeof fetch): Promise<Response> {
  try {
    return await fetcher("/api/token", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(wish),
      cache: "no-store",
      signal: AbortSignal.timeout(LIMIT_MS),
    });
  } catch {
    throw new TokenError({ kind: "unreachable" });
  }
}

async function parsed(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null; // an error page of a proxy, or nothing
  }
}

function problemOf(response: Response, body: unknown): TokenProblem {
  switch (response.status) {
    case 400:
    case 413:
    case 422:
      return { kind: "invalid", field: text(record(record(body)?.["error"])?.["field"]) };
    case 401:
    case 403:
      return { kind: "forbidden" };
    case 429: {
      const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
      const known = Number.isFinite(seconds) && seconds > 0;
      return { kind: "limited", seconds: known ? Math.ceil(seconds) : DEFAULT_WAIT };
    }
    case 500:
      return { kind: "misconfigured" };
    case 502:
    case 503:
    case 504:
      return { kind: "unreachable" };
    default:
      return { kind: "unexpected" };
  }
}

function passOf(body: unknown): Pass | null {
  const answer = record(body);
  const token = text(answer?.["token"]);
  const url = text(answer?.["url"]);
  const roomName = text(answer?.["roomName"]);
  const identity = text(answer?.["identity"]);
  return token && url && roomName && identity ? { token, url, roomName, identity } : null;
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
