import { describe, expect, it } from "vitest";
import { duration, milliseconds, moment, seconds } from "../src/admin/format";
import { History, HistoryError } from "../src/admin/history";
import { invitation, placeOf, roomPath } from "../src/app/router";
import { provideRandomUuid, randomUuid } from "../src/app/uuid";
import { problemOf } from "../src/room/microphone";
import { agentMood } from "../src/room/mood";

describe("an address", () => {
  it.each([
    ["/", { name: "landing" }],
    ["", { name: "landing" }],
    ["/admin", { name: "admin" }],
    ["/admin/", { name: "admin" }],
    ["/room/abc", { name: "room", roomId: "abc" }],
    ["/room/%E6%B5%B7%2F1", { name: "room", roomId: "海/1" }],
    ["/room/", { name: "nowhere" }],
    ["/room/%20", { name: "nowhere" }],
    ["/room/%E0%A4%A", { name: "nowhere" }],
    [`/room/${"x".repeat(129)}`, { name: "nowhere" }],
    ["/room/a/b", { name: "nowhere" }],
    ["/elsewhere", { name: "nowhere" }],
  ])("%s is a place", (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });

  it("of a room keeps the invitation and nothing else", () => {
    expect(roomPath("海/1", "#invite=a.b-c&x=1")).toBe("/room/%E6%B5%B7%2F1#invite=a.b-c");
    expect(roomPath("abc", "")).toBe("/room/abc");
  });

  it("tells its invitation", () => {
    expect(invitation("#invite=a.b-c")).toBe("a.b-c");
    expect(invitation("")).toBeNull();
  });
});

describe("a random name", () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

  it("is a UUID, and another one each time", () => {
    expect(randomUuid()).toMatch(uuid);
    expect(randomUuid()).not.toBe(randomUuid());
  });

  it("is provided where the browser has none, and only there", () => {
    const insecure = {} as Crypto;
    provideRandomUuid(insecure);
    expect(insecure.randomUUID()).toMatch(uuid);
    const own = () => "a-b-c-d-e" as const;
    const secure = { randomUUID: own } as unknown as Crypto;
    provideRandomUuid(secure);
    expect(secure.randomUUID).toBe(own);
  });
});

describe("a microphone that cannot be had", () => {
  it.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "missing"],
    ["OverconstrainedError", "missing"],
    ["NotReadableError", "busy"],
    ["SecurityError", "insecure"],
    ["TypeError", "failed"],
  ])("by %s is %s", (name, problem) => {
    const error = new Error("no");
    error.name = name;
    expect(problemOf(error)).toBe(problem);
  });
});

describe("the agent", () => {
  it("does what it says only while there is a connection", () => {
    expect(agentMood("connected", "none", "speaking")).toBe("speaking");
    expect(agentMood("connected", "none", "connecting")).toBe("waiting");
    expect(agentMood("reconnecting", "none", "speaking")).toBe("waiting");
    expect(agentMood("connected", "never-came", "connecting")).toBe("gone");
    expect(agentMood("lost", "none", "speaking")).toBe("lost");
    expect(agentMood("left", "none", "speaking")).toBe("left");
  });
});

describe("the history", () => {
  const answer = (status: number, body: unknown, asked: Request[] = []) =>
    (async (input: string, init: RequestInit) => {
      asked.push(new Request(`http://localhost${input}`, init));
      return new Response(status === 204 ? null : JSON.stringify(body), { status });
    }) as typeof fetch;

  it("is asked with the key, and read field by field", async () => {
    const asked: Request[] = [];
    const body = { items: [{ id: "1", status: "completed", messageCount: 3 }], nextCursor: "c" };
    const page = await new History("key", answer(200, body, asked)).page("user a", "b");
    expect(page.nextCursor).toBe("c");
    expect(page.items[0]).toMatchObject({ id: "1", messageCount: 3, latencyP50Ms: null });
    expect(asked[0]?.headers.get("Authorization")).toBe("Bearer key");
    expect(asked[0]?.url).toBe("http://localhost/api/sessions?userId=user+a&cursor=b");
  });

  it.each([
    [{ session: { id: "1" }, messages: [{ id: "m", role: "user", content: "hi" }] }],
    [{ id: "1", messages: [{ id: "m", role: "user", content: "hi" }] }],
  ])("gives a session with its messages", async (body) => {
    const found = await new History("key", answer(200, body)).session("1");
    expect(found.session.id).toBe("1");
    expect(found.messages).toMatchObject([{ content: "hi", interrupted: false, latencyMs: null }]);
  });

  it.each([
    [401, "wrong-key"],
    [404, "absent"],
    [429, "limited"],
    [503, "unavailable"],
    [500, "failed"],
  ])("that answers %i is %s", async (status, problem) => {
    const error = await new History("key", answer(status, {})).page("", null).catch((e) => e);
    expect(error).toBeInstanceOf(HistoryError);
    expect((error as HistoryError).problem).toBe(problem);
  });

  it("deletes", async () => {
    const asked: Request[] = [];
    await new History("key", answer(204, null, asked)).delete("a/b");
    expect(asked[0]?.method).toBe("DELETE");
    expect(asked[0]?.url).toBe("http://localhost/api/sessions/a%2Fb");
  });

  it("shows figures as people read them", () => {
    expect([75, 3_675, 9, null].map(duration)).toEqual(["1:15", "1:01:15", "0:09", "–"]);
    expect(milliseconds(841.6)).toBe("842 ms");
    expect(seconds(4_200)).toBe("4.2 s");
    expect(moment(null, "en")).toBe("–");
    expect(moment("no date", "en")).toBe("–");
  });
});
