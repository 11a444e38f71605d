import { describe, expect, test } from "vitest";
import {
  afterAccepting,
  keyIdOf,
  knownPublishers,
  NO_SUCCESSIONS,
  type PublisherMemory,
  publisherKeys,
  publisherRefusal,
} from "../../../../electron/trust/publishers.ts";
import { newKey } from "../../../helpers/trust-bundle.ts";

const [first, second, third, thief] = [newKey(), newKey(), newKey(), newKey()];
const hex = (point: Uint8Array) => Buffer.from(point).toString("hex");
const id = (key: { point: Uint8Array }) => keyIdOf(key.point);
const pinned = [first.point];
const announcing = (key: { point: Uint8Array }, from = 100, until = 200) => ({
  key: hex(key.point),
  from,
  until,
});
const issue = (by: { point: Uint8Array }, issuedAt: number, nextPublisher?: ReturnType<typeof announcing>) => ({
  keyId: id(by),
  issuedAt,
  ...(nextPublisher ? { nextPublisher } : {}),
});
const announced = afterAccepting(NO_SUCCESSIONS, issue(first, 50, announcing(second)));
const codeOf = (key: { point: Uint8Array }, memory: PublisherMemory, now: number, from = pinned) =>
  publisherRefusal(id(key), from, memory, now)?.code;

describe("a publisher's key", () => {
  test.each([
    [99, undefined, "trust.unknown-publisher"],
    [100, undefined, undefined],
    [199, undefined, undefined],
    [200, "trust.publisher-retired", undefined],
    [900, "trust.publisher-retired", undefined],
  ])("changes over: at %i the old one and the new one are answered as the announcement says", (now, old, next) => {
    expect([codeOf(first, announced, now), codeOf(second, announced, now)]).toEqual([old, next]);
  });

  test("that nobody announced is unknown", () => {
    expect(codeOf(thief, announced, 150)).toBe("trust.unknown-publisher");
  });

  test("that is pinned counts before its announced beginning", () => {
    expect(codeOf(second, announced, 1, [first.point, second.point])).toBeUndefined();
  });

  test("stays retired under a clock that was set back, once a later bundle was accepted", () => {
    const later = afterAccepting(announced, issue(second, 250));
    expect(codeOf(first, later, 10)).toBe("trust.publisher-retired");
  });

  test("that is unpinned takes with it what it announced", () => {
    expect(knownPublishers([third.point], announced).map(hex)).toEqual([hex(third.point)]);
    expect(codeOf(second, announced, 150, [third.point])).toBe("trust.unknown-publisher");
  });
});

describe("an announcement", () => {
  test("may be corrected by the same key as long as the successor has not signed", () => {
    const corrected = afterAccepting(announced, issue(first, 60, announcing(third, 110, 300)));
    expect([codeOf(second, corrected, 150), codeOf(third, corrected, 150)]).toEqual([
      "trust.unknown-publisher",
      undefined,
    ]);
  });

  test("stands once the successor has signed: a stolen old key cannot name another one", () => {
    const taken = afterAccepting(announced, issue(second, 120));
    const attacked = afterAccepting(taken, issue(first, 130, announcing(thief, 100, 9_000)));
    expect(codeOf(thief, attacked, 150)).toBe("trust.unknown-publisher");
    expect(codeOf(first, attacked, 200)).toBe("trust.publisher-retired");
  });

  test("goes on along a chain, and never back", () => {
    const chain = afterAccepting(announced, issue(second, 150, announcing(third, 180, 300)));
    expect([190, 250, 350].map((now) => [first, second, third].map((key) => codeOf(key, chain, now)))).toEqual([
      [undefined, undefined, undefined],
      ["trust.publisher-retired", undefined, undefined],
      ["trust.publisher-retired", "trust.publisher-retired", undefined],
    ]);
    const back = afterAccepting(announced, issue(second, 150, announcing(first, 180, 300)));
    expect(back.successions).toHaveLength(1);
  });

  test("that says what is known already changes nothing", () => {
    expect(afterAccepting(announced, issue(first, 50, announcing(second)))).toBe(announced);
    expect(afterAccepting(NO_SUCCESSIONS, issue(first, 50))).toBe(NO_SUCCESSIONS);
  });
});

test("the administrator sees each key with what it may do now", () => {
  const states = (now: number) => publisherKeys(pinned, announced, now).map(({ origin, state }) => [origin, state]);
  expect(states(50)).toEqual([
    ["pinned", "retiring"],
    ["announced", "not-yet"],
  ]);
  expect(states(250)).toEqual([
    ["pinned", "retired"],
    ["announced", "in-force"],
  ]);
});
