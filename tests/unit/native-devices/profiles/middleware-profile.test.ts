import { describe, expect, test } from "vitest";
import cardHttp from "../../../../native-devices/profiles/builtin/service-card-http.json" with { type: "json" };
import { parseProfile, readProfileText } from "../../../../native-devices/profiles/loader.ts";
import { isLoopbackUrl } from "../../../../native-devices/transports/loopback-url.ts";

const whereOf = (profile: object) => {
  const result = parseProfile(profile);
  return result.ok ? [] : result.problems.map(({ where }) => where);
};

test.each([
  ["http://127.0.0.1:38088/card=idcard", true],
  ["ws://localhost:1919", true],
  ["http://[::1]:8000/cgi-bin/readCard", true],
  ["http://192.168.1.9/", false],
  ["ws://example.com:1919", false],
  ["http://127.0.0.1.example.com/", false],
  ["http://localhost.example/", false],
  ["http://127.0.0.1@example.com/", false],
  ["http://user:secret@127.0.0.1/", false],
  ["https://127.0.0.1/", false],
  ["file:///etc/passwd", false],
  ["http://0.0.0.0/", false],
  ["not a url", false],
])("%s stays on this computer: %s", (url, isLocal) => {
  expect(isLoopbackUrl(url)).toBe(isLocal);
  const profile = {
    ...cardHttp,
    transport: { ...cardHttp.transport, url },
    ask: { way: "poll", everyMs: 500, send: "?" },
  };
  expect(whereOf(profile)).toEqual(isLocal ? [] : ["transport.url"]);
});

describe("what is wrong is told in the terms of its kind", () => {
  test.each([
    ["an unknown key", { ...cardHttp, photo: 1 }, "photo"],
    [
      "one deep inside",
      { ...cardHttp, answer: { ...cardHttp.answer, card: { ...cardHttp.answer.card, nme: "/x" } } },
      "answer.card.nme",
    ],
    [
      "no pointer",
      { ...cardHttp, answer: { ...cardHttp.answer, card: { name: "data.name", number: "/n" } } },
      "answer.card.name",
    ],
    ["no number", { ...cardHttp, answer: { ...cardHttp.answer, card: { name: "/n" } } }, "answer.card.number"],
    ["http that pushes", { ...cardHttp, ask: { way: "push" } }, "ask"],
    ["too much", { ...cardHttp, transport: { ...cardHttp.transport, maxBytes: 1e9 } }, "transport.maxBytes"],
  ])("%s", (_what, profile, where) => expect(whereOf(profile)).toEqual([where]));

  test("with line and column", () => {
    const text = JSON.stringify({ ...cardHttp, retrys: 1 }, null, 2);
    const result = readProfileText(text);
    const line = text.split("\n").findIndex((one) => one.includes("retrys")) + 1;
    expect(!result.ok && result.problems).toEqual([{ where: "retrys", message: "no such setting", line, column: 3 }]);
  });
});
