import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DataKeys } from "../../../../electron/storage/keys.ts";
import { createSealer } from "../../../../electron/storage/sealing.ts";
import { StorageFailure } from "../../../../electron/storage/storage-fault.ts";

function keys(changes: Partial<DataKeys> = {}): DataKeys {
  const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
  return { seal: new Map([[1, key(1)]]), search: key(2), chain: key(3), ...changes };
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
    const other = createSealer(keys({ search: new Uint8Array(32).fill(8) }));
    expect(sealer.hash("320099199001010014")).not.toEqual(other.hash("320099199001010014"));
  });
});
