import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { digestMethod } from "../../../../../electron/seal/digests/check-method.ts";
import { md5 } from "../../../../../electron/seal/digests/md5.ts";
import { sha1 } from "../../../../../electron/seal/digests/sha1.ts";

describe("weak digests", () => {
  test.each([
    ["md5", md5],
    ["sha1", sha1],
  ] as const)("%s agrees with OpenSSL for every length around the block size", (name, digest) => {
    for (let length = 0; length < 140; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255);
      expect(Buffer.from(digest(bytes)).toString("hex")).toBe(createHash(name).update(bytes).digest("hex"));
    }
  });
});

test.each([
  [undefined, "md5"],
  ["1.2.156.10197.1.401", "sm3"],
  ["SM3", "sm3"],
  ["sm3", "sm3"],
  ["1.2.156.10197.1.401.1", "sm3"],
  ["1.2.156.10197.1.401.2", "sm3-keyed"],
  ["MD5", "md5"],
  ["SHA1", "sha1"],
  ["1.3.14.3.2.26", "sha1"],
  ["SHA256", "unknown"],
  ["constructor", "unknown"],
  ["", "unknown"],
])("CheckMethod %s is %s", (spelling, method) => {
  expect(digestMethod(spelling)).toBe(method);
});
