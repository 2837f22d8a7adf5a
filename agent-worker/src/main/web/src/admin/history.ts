/** The operator's view of what was stored. */

export interface Session {
  readonly id: string;
  readonly roomName: string;
  readonly userId: string;
  readonly status: string;
  readonly language: string | null;
  /** ISO 8601; null while it has not begun or not ended. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationSeconds: number | null;
  readonly endReason: string | null;
  readonly messageCount: number | null;
  readonly latencyP50Ms: number | null;
}

export interface StoredMessage {
  readonly id: string;
  readonly role: string;
  readonly content: string;
  readonly audioDurationMs: number | null;
  readonly interrupted: boolean;
  readonly latencyMs: number | null;
  readonly createdAt: string | null;
}

export interface Page {
  readonly items: readonly Session[];
  readonly nextCursor: string | null;
}

export interface SessionWithMessages {
  readonly session: Session;
  readonly messages: readonly StoredMessage[];
}

export type HistoryProblem = "wrong-key" | "absent" | "limited" | "unavailable" | "failed";

export class HistoryError extends Error {
  readonly problem: HistoryProblem;

  constructor(problem: HistoryProblem) {
    super(`no history: ${problem}`);
    this.name = "HistoryError";
    this.problem = problem;
  }
}

const LIMIT_MS = 15_000;

/** Asks for what was stored, with the operator's key. */
export class History {
  readonly #key: string;
  readonly #fetch: typeof fetch;

  constructor(key: string, fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.#key = key;
    this.#fetch = fetcher;
  }

  /** Newest first. */
  async page(userId: string, cursor: string | null): Promise<Page> {
    const query = new URLSearchParams();
    if (userId !== "") {
      query.set("userId", userId);
    }
    if (cursor !== null) {
      query.set("cursor", cursor);
    }
    const answer = fields(await this.#ask("GET", `/api/sessions?${query}`));
    const cursorNext = answer["nextCursor"];
    return {
      items: list(answer["items"]).map(sessionOf),
      nextCursor: typeof cursorNext === "string" && cursorNext !== "" ? cursorNext : null,
    };
  }

  async session(id: string): Promise<SessionWithMessages> {
    const answer = fields(await this.#ask("GET", `/api/sessions/${encodeURIComponent(id)}`));
    const session = answer["session"] ?? answer;
    return {
      session: sessionOf(session),
      messages: list(answer["messages"] ?? fields(session)["messages"]).map(messageOf),
    };
  }

  async delete(id: string): Promise<void> {
    await this.#ask("DELETE", `/api/sessions/${encodeURIComponent(id)}`);
  }

  async #ask(method: string, path: string): Promise<unknown> {
    let response: Response;
    try {
      response = await this.#fetch(path, {
        method,
        headers: { Authorization: `Bearer ${this.#key}`, Accept: "application/json" },
        cache: "no-store",
        signal: AbortSignal.timeout(LIMIT_MS),
      });
    } catch {
      throw new HistoryError("failed");
    }
    if (!response.ok) {
      throw new HistoryError(problemOf(response.status));
    }
    if (response.status === 204) {
      return null;
    }
    try {
      return await response.json();
    } catch {
      throw new HistoryError("failed");
    }
  }
}

function problemOf(status: number): HistoryProblem {
  switch (status) {
    case 401:
    case 403:
      return "wrong-key";
    case 404:
      return "absent";
    case 429:
      return "limited";
    case 503:
      return "unavailable";
    default:
      return "failed";
  }
}

function sessionOf(value: unknown): Session {
  const from = fields(value);
  return {
    id: text(from["id"]) ?? "",
    roomName: text(from["roomName"]) ?? "",
    userId: text(from["userId"]) ?? "",
    status: text(from["status"]) ?? "",
    language: text(from["language"]),
    startedAt: text(from["startedAt"]),
    endedAt: text(from["endedAt"]),
    durationSeconds: number(from["durationSeconds"]),
    endReason: text(from["endReason"]),
    messageCount: number(from["messageCount"]),
    latencyP50Ms: number(from["latencyP50Ms"]),
  };
}

function messageOf(value: unknown): StoredMessage {
  const from = fields(value);
  return {
    id: text(from["id"]) ?? "",
    role: text(from["role"]) ?? "",
    content: text(from["content"]) ?? "",
    audioDurationMs: number(from["audioDurationMs"]),
    interrupted: from["interrupted"] === true,
    latencyMs: number(from["latencyMs"]),
    createdAt: text(from["createdAt"]),
  };
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
