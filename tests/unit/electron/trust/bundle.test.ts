import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openBundle } from "../../../../electron/trust/bundle.ts";
import { AT, makeBundle, makePayload, newKey, OLDEST_LIST, sealBundle } from "../../../helpers/trust-bundle.ts";

const publisher = newKey();
const other = newKey();
const open = (bytes: Uint8Array, points = [publisher.point]) => openBundle(bytes, points);
const faultOf = (bytes: Uint8Array, points = [publisher.point]) => {
  const opened = open(bytes, points);
  return opened.ok ? undefined : { code: opened.fault.code, ...opened.fault.detail };
};
const text = (value: string) => new TextEncoder().encode(value);
interface Envelope {
  readonly format: string;
  readonly payload: string;
  readonly signature: { readonly keyId: string; readonly value: string };
}
const envelopeOf = (bytes: Uint8Array): Envelope => JSON.parse(new TextDecoder().decode(bytes));
const changed = (bytes: Uint8Array, changes: Partial<Envelope>) =>
  text(JSON.stringify({ ...envelopeOf(bytes), ...changes }));
const payloadOf = (bytes: Uint8Array) => {
  const opened = open(bytes);
  return opened.ok ? opened.value.payload : undefined;
};
const good = makeBundle(publisher);

describe("openBundle", () => {
  test("opens a bundle that another implementation signed", () => {
    const opened = open(makeBundle(publisher));
    expect(opened.ok && opened.value.payload).toMatchObject({ issue: 5, issuedAt: AT, publisher: "虚构省电子证照库" });
  });

  test("gives the verifier its material", () => {
    const opened = open(makeBundle(publisher));
    const material = opened.ok ? opened.value.material : undefined;
    expect([material?.anchors.length, material?.intermediates.length, material?.crls.length]).toEqual([1, 4, 2]);
    expect(material).toMatchObject({
      issue: 5,
      listsAsOf: OLDEST_LIST,
      sampleSigners: ["ab".repeat(32)],
      sealStatus: {
        asOf: AT - 600_000,
        seals: [{ sealId: "99010100000001", status: "revoked", since: AT - 86_400_000 }],
      },
    });
  });

  test.each([
    ["a list", {}, OLDEST_LIST],
    ["the bundle itself", { crls: [], sealStatus: undefined }, AT],
    [
      "the seal status",
      { sealStatus: { issuedAt: "2026-01-01T08:00:00+08:00", nextUpdate: "2026-01-02T08:00:00+08:00", entries: [] } },
      Date.UTC(2026, 0, 1),
    ],
  ])("is as old as its oldest part: %s", (_part, changes, age) => {
    const opened = open(makeBundle(publisher, changes));
    expect(opened.ok && opened.value.listsAsOf).toBe(age);
  });

  test("accepts any of several pinned publishers while keys change over", () => {
    expect(open(makeBundle(other), [publisher.point, other.point]).ok).toBe(true);
  });

  test("refuses a publisher that is not pinned", () => {
    expect(faultOf(makeBundle(other))?.code).toBe("trust.unknown-publisher");
  });

  test("refuses a signature of another key under a pinned key's name", () => {
    const borrowed = makeBundle(other);
    const signature = { ...envelopeOf(borrowed).signature, keyId: envelopeOf(good).signature.keyId };
    const forged = changed(borrowed, { signature });
    expect(faultOf(forged)?.code).toBe("trust.bad-signature");
  });

  test("refuses a payload that was changed after signing", () => {
    const payload = Buffer.from(JSON.stringify(makePayload({ issue: 6 }))).toString("base64");
    const tampered = changed(good, { payload });
    expect(faultOf(tampered)?.code).toBe("trust.bad-signature");
  });

  test.each([
    ["an empty answer", text("")],
    ["an HTML page", text("<!DOCTYPE html><html>Server temporarily unavailable</html>")],
    ["a truncated bundle", good.subarray(0, 900)],
    ["another format", changed(good, { format: "x/2" })],
    ["a payload that is no base64", changed(good, { payload: "!!!!" })],
    ["an empty payload", changed(good, { payload: "" })],
    ["an array", text("[]")],
    ["null", text("null")],
  ])("refuses %s as unreadable", (_what, bytes) => {
    expect(faultOf(bytes)?.code).toBe("trust.unreadable");
  });

  test.each([
    ["a payload that is no JSON", "hello", "payload", "json"],
    ["a payload without an issue", { ...makePayload(), issue: undefined }, "payload", "issue"],
    ["a time without offset", makePayload({ issuedAt: "2026-01-01T00:00:00" }), "payload", "issuedAt"],
    ["an issue below one", makePayload({ issue: 0 }), "payload", "issue"],
    ["an issue that is no whole number", makePayload({ issue: 1.5 }), "payload", "issue"],
    [
      "an unknown seal state",
      makePayload({
        sealStatus: {
          issuedAt: "2026-01-01T00:00:00Z",
          nextUpdate: "2026-01-01T00:00:00Z",
          entries: [{ sealId: "1", state: "fine", since: "2026-01-01T00:00:00Z" }],
        },
      }),
      "payload",
      "sealStatus.entries.0.state",
    ],
    ["a certificate that does not parse", makePayload({ anchors: ["MAMCAQE="] }), "anchors", "0"],
    ["an empty certificate", makePayload({ intermediates: [""] }), "payload", "intermediates.0"],
    ["a list that does not parse", makePayload({ crls: ["MAMCAQE="] }), "crls", "0"],
  ])("refuses, though well signed, %s", (_what, payload, part, at) => {
    expect(faultOf(sealBundle(publisher, payload))).toEqual({ code: "trust.unreadable", part, at });
  });

  test("refuses an anchor whose own signature does not hold", () => {
    const payload = makePayload();
    const forged = Buffer.from(String((payload["anchors"] as string[])[0]), "base64");
    forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1;
    expect(faultOf(sealBundle(publisher, makePayload({ anchors: [forged.toString("base64")] })))).toMatchObject({
      part: "anchors",
    });
  });

  test("never throws on any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void open(bytes)));
  });

  test("never accepts a bundle with one character changed", () => {
    const payload = payloadOf(good);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: good.length - 1 }), fc.integer({ min: 33, max: 126 }), (at, character) => {
        fc.pre(good[at] !== character);
        const bytes = Uint8Array.from(good);
        bytes[at] = character;
        // The case of the key's name carries nothing; whatever opens must say the same.
        if (open(bytes).ok) expect(payloadOf(bytes)).toEqual(payload);
      }),
      { numRuns: 150 },
    );
  });
});
