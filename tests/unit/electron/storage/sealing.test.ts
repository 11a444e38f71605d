import fc from "fast-check";
import { sm4 } from "sm-crypto-v2";
import { describe, expect, test } from "vitest";
import type { DataKeys } from "../../../../electron/storage/keys.ts";
import { createSealer } from "../../../../electron/storage/sealing.ts";
import { StorageFailure } from "../../../../electron/storage/storage-fault.ts";

function keys(changes: Partial<DataKeys> = {}): DataKeys {
  const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
  return { seal: new Map([[1, key(1)]]), search: [key(2)], chain: key(3), ...changes };
}

const sealer = createSealer(keys());

describe("sealed columns", () => {
  test("what was sealed opens again", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (plain, rowId) => {
        const sealed = sealer.seal("outbox.body", rowId, plain);
        expect(sealer.open("outbox.body", rowId, sealed)).toEqual(plain);
      }),
    );
  });

  test("any changed bit is noticed", () => {
    const sealed = sealer.seal("outbox.body", "row", new TextEncoder().encode("320099199001010014"));
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const forged = Uint8Array.from(sealed);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => sealer.open("outbox.body", "row", forged), `bit ${bit}`).toThrow(StorageFailure);
    }
  });

  test("random bytes never open and never break anything", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(() => sealer.open("secret.sealed", "name", bytes)).toThrow(StorageFailure);
      }),
    );
  });

  test("a sealed value does not open in another row", () => {
    const sealed = sealer.seal("user.sealed", "wang", Uint8Array.of(1, 2, 3));
    expect(() => sealer.open("user.sealed", "li", sealed)).toThrow(StorageFailure);
  });

  test("a sealed value does not open in another column", () => {
    const sealed = sealer.seal("user.sealed", "wang", Uint8Array.of(1, 2, 3));
    expect(() => sealer.open("secret.sealed", "wang", sealed)).toThrow(StorageFailure);
  });

  test("the same value seals differently each time", () => {
    const plain = Uint8Array.of(1, 2, 3);
    expect(sealer.seal("outbox.body", "row", plain)).not.toEqual(sealer.seal("outbox.body", "row", plain));
  });

  test("the plain text is not in the sealed value", () => {
    const sealed = Buffer.from(sealer.seal("outbox.body", "row", new TextEncoder().encode("金丝雀")));
    expect(sealed.includes(Buffer.from("金丝雀"))).toBe(false);
  });

  test("a value sealed with an older key opens after a newer key came", () => {
    const sealed = sealer.seal("outbox.body", "row", Uint8Array.of(7));
    const older = keys().seal.get(1) as Uint8Array;
    const rotated = createSealer(
      keys({
        seal: new Map([
          [1, older],
          [2, new Uint8Array(32).fill(9)],
        ]),
      }),
    );
    expect(rotated.open("outbox.body", "row", sealed)).toEqual(Uint8Array.of(7));
  });

  test("the newest key seals", () => {
    const both = new Map([
      [1, new Uint8Array(32).fill(1)],
      [258, new Uint8Array(32).fill(9)],
    ]);
    const sealed = createSealer(keys({ seal: both })).seal("outbox.body", "row", Uint8Array.of(7));
    expect([...sealed.subarray(0, 3)]).toEqual([1, 1, 2]);
  });

  test("what opens has a buffer of its own, fit to be moved to another thread", () => {
    const opened = sealer.open("outbox.body", "row", sealer.seal("outbox.body", "row", Uint8Array.of(1, 2)));
    expect(opened.buffer.byteLength).toBe(2);
  });

  test("hashes for searching depend on their own key", () => {
    const other = createSealer(keys({ search: [new Uint8Array(32).fill(8)] }));
    expect(sealer.hash("320099199001010014")).not.toEqual(other.hash("320099199001010014"));
  });
});

describe("SM4-GCM by policy", () => {
  const national = createSealer(keys(), "sm4-gcm");

  test("seals in a format of its own, and each sealer opens what the other sealed", () => {
    const plain = new TextEncoder().encode("320099199001010014");
    const both = [sealer, national].map((one) => one.seal("outbox.body", "row", plain));
    expect(both.map(([format]) => format)).toEqual([1, 2]);
    for (const one of [sealer, national]) {
      for (const sealed of both) expect(one.open("outbox.body", "row", sealed)).toEqual(plain);
    }
  });

  test("any changed bit, another row and another column are noticed", () => {
    const sealed = national.seal("outbox.body", "row", Uint8Array.of(1, 2, 3));
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const forged = Uint8Array.from(sealed);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => national.open("outbox.body", "row", forged), `bit ${bit}`).toThrow(StorageFailure);
    }
    expect(() => national.open("outbox.body", "other", sealed)).toThrow(StorageFailure);
    expect(() => national.open("secret.sealed", "row", sealed)).toThrow(StorageFailure);
  });

  test("is the SM4-GCM of RFC 8998, appendix A.1", () => {
    const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));
    const { output, tag } = sm4.encrypt(
      hex(
        "a".repeat(16) +
          "b".repeat(16) +
          "c".repeat(16) +
          "d".repeat(16) +
          "e".repeat(16) +
          "f".repeat(16) +
          "e".repeat(16) +
          "a".repeat(16),
      ),
      hex("0123456789abcdeffedcba9876543210"),
      {
        mode: "gcm",
        padding: "none",
        output: "array",
        outputTag: true,
        iv: hex("00001234567800000000abcd"),
        associatedData: hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
      },
    );
    expect(Buffer.from(output).toString("hex")).toMatch(/^17f399f08c67d5ee19d0dc9969c4bb7d/);
    expect(Buffer.from(tag ?? []).toString("hex")).toBe("83de3541e4c2b58177e065a9bf7b62ec");
  });
});
