import { describe, expect, it } from "vitest";
import { requestPass, TokenError, type TokenProblem } from "../src/room/tokens";

const WISH = { roomName: "room", participantName: "Aoi", language: "ja" } as const;
const PASS = {
  token: "jwt",
  url: "ws://127.0.0.1:7880",
  roomName: "hashed",
  identity: "user-1",
  expiresAt: "2026-01-01T00:00:00Z",
};

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetcher = (async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(text, { status, headers });
  }) as typeof fetch;
  return { asked, fetcher };
}

async function problem(fetcher: typeof fetch): Promise<TokenProblem> {
  const error = await requestPass(WISH, fetcher).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TokenError);
  return (error as TokenError).problem;
}

describe("asking for a pass", () => {
  it("sends what is wished as JSON and gives the answer", async () => {
    const { asked, fetcher } = answering(200, PASS);
    expect(await requestPass({ ...WISH, invite: "inv" }, fetcher)).toMatchObject({
      token: "jwt",
      roomName: "hashed",
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe("/api/token");
    expect(asked[0]?.init.method).toBe("POST");
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual({ ...WISH, invite: "inv" });
  });

  it.each<[string, number, unknown, Record<string, string>, TokenProblem]>([
    [
      "a refused field",
      400,
      { error: { code: "too_long", message: "…", field: "roomName" } },
      {},
      { kind: "invalid", field: "roomName" },
    ],
    ["a body that is too large", 413, {}, {}, { kind: "invalid", field: null }],
    ["no invitation", 403, {}, {}, { kind: "forbidden" }],
    ["no key", 401, {}, {}, { kind: "forbidden" }],
    ["too many", 429, {}, { "Retry-After": "7" }, { kind: "limited", seconds: 7 }],
    ["too many, no number", 429, {}, {}, { kind: "limited", seconds: 60 }],
    ["no keys on the server", 500, { error: {} }, {}, { kind: "misconfigured" }],
    ["a proxy without a server", 502, "<html>", {}, { kind: "unreachable" }],
    ["a wrong method", 405, "", {}, { kind: "unexpected" }],
    ["an answer without a token", 200, { ...PASS, token: "" }, {}, { kind: "unexpected" }],
    ["an answer that is no JSON", 200, "<html>", {}, { kind: "unexpected" }],
  ])("explains %s", async (_, status, body, headers, expected) => {
    expect(await problem(answering(status, body, headers).fetcher)).toEqual(expected);
  });

  it("explains that nobody answers", async () => {
    const fetcher = (async () => {
      throw new TypeError("Failed to fetch");
    }) as typeof fetch;
    expect(await problem(fetcher)).toEqual({ kind: "unreachable" });
  });
});
