import { describe, expect, test } from "vitest";
import { Misbehaviour, readOrder } from "../../../../electron/training/misbehaviour.ts";

describe("faults on command", () => {
  test("befall the family they were ordered for until called off", () => {
    const misbehaviour = new Misbehaviour();
    misbehaviour.set({ family: "audit", fault: { kind: "drop" } });
    expect(misbehaviour.take("audit")).toEqual({ kind: "drop" });
    expect(misbehaviour.take("trust")).toBeUndefined();
    misbehaviour.clear("audit");
    expect(misbehaviour.take("audit")).toBeUndefined();
  });

  test("end after the ordered number of requests", () => {
    const misbehaviour = new Misbehaviour();
    misbehaviour.set({ family: "trust", fault: { kind: "html" }, times: 2 });
    expect([1, 2, 3].map(() => misbehaviour.take("trust")?.kind)).toEqual(["html", "html", undefined]);
  });

  test("of a family go before those of the province", () => {
    const misbehaviour = new Misbehaviour();
    misbehaviour.set({ family: "*", fault: { kind: "timeout" } });
    misbehaviour.set({ family: "catalog", fault: { kind: "status", status: 503 }, times: 1 });
    expect(misbehaviour.take("catalog")).toEqual({ kind: "status", status: 503 });
    expect(misbehaviour.take("catalog")).toEqual({ kind: "timeout" });
  });
});

describe("an order", () => {
  test.each([
    [
      { family: "trust", fault: { kind: "latency", ms: 250 }, times: 3 },
      { family: "trust", fault: { kind: "latency", ms: 250 }, times: 3 },
    ],
    [
      { family: "*", fault: { kind: "status" } },
      { family: "*", fault: { kind: "status", status: 500 } },
    ],
    [
      { family: "audit", fault: { kind: "lost-ack" } },
      { family: "audit", fault: { kind: "lost-ack" } },
    ],
  ])("is read: %j", (value, order) => {
    expect(readOrder(value)).toEqual(order);
  });

  test.each([
    undefined,
    null,
    7,
    "x",
    [],
    {},
    { family: "nobody", fault: { kind: "drop" } },
    { family: "trust", fault: { kind: "?" } },
    { family: "trust" },
  ])("is refused: %j", (value) => {
    expect(readOrder(value)).toBeUndefined();
  });
});
