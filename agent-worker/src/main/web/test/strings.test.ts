import { describe, expect, it } from "vitest";
import { preferredLanguage, STRINGS, type Strings } from "../src/app/strings";

function said(strings: Strings, key: keyof Strings): string {
  const value = strings[key];
  return typeof value === "function" ? value(42) : value;
}

const keys = Object.keys(STRINGS.en) as (keyof Strings)[];

describe("the page's words", () => {
  it("are the same in both languages, and none is empty", () => {
    expect(Object.keys(STRINGS.ja)).toEqual(Object.keys(STRINGS.en));
    for (const key of keys) {
      expect(said(STRINGS.ja, key).trim(), `ja ${key}`).not.toBe("");
      expect(said(STRINGS.en, key).trim(), `en ${key}`).not.toBe("");
    }
  });

  it("are in their own language", () => {
    for (const key of keys) {
      expect(said(STRINGS.ja, key), `ja ${key}`).toMatch(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u);
      expect(said(STRINGS.en, key), `en ${key}`).not.toMatch(
        /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u,
      );
    }
  });

  it("keep the numbers", () => {
    expect(STRINGS.ja.tokenLimited(42)).toContain("42");
    expect(STRINGS.en.tokenLimited(42)).toContain("42");
  });
});

describe("the language", () => {
  it.each<[readonly string[], "ja" | "en"]>([
    [["ja-JP", "en-US"], "ja"],
    [["en-GB"], "en"],
    [["fr-FR", "ja"], "ja"],
    [["de"], "en"],
    [[], "ja"],
  ])("of a browser that prefers %j is %s", (languages, expected) => {
    expect(preferredLanguage(languages)).toBe(expected);
  });
});
