import { unzipSync } from "fflate";
import { sm2, sm3 } from "sm-crypto-v2";
import { describe, expect, test } from "vitest";
import { LICENSES } from "../../../../../electron/training/cast/library.ts";
import type { License } from "../../../../../electron/training/cast/license.ts";
import { makeKeystore } from "../../../../../electron/training/pki/keystore.ts";
import { sealLicense } from "../../../../../electron/training/seal/license-office.ts";

const keystore = makeKeystore(Date.parse("2026-11-24T08:00:00+08:00"));

const good = LICENSES.find((one) => one.typeId === "businessLicense" && one.status === "ISSUED")!;
const tampered = LICENSES.find((one) => one.tamper !== undefined)!;
const SIGNATURE = "Doc_0/Signs/Sign_0/Signature.xml";
const VALUE = "Doc_0/Signs/Sign_0/SignedValue.dat";

function references(license: License) {
  const parts = unzipSync(sealLicense(license, keystore));
  const xml = new TextDecoder().decode(parts[SIGNATURE]);
  const found = [...xml.matchAll(/FileRef="\/([^"]+)"><ofd:CheckValue>([^<]+)</g)].map(([, path, digest]) => ({
    path: path!,
    digest: digest!,
  }));
  return { parts, xml, found };
}

const digestOf = (bytes: Uint8Array): string => Buffer.from(sm3(bytes), "hex").toString("base64");

interface Slice {
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

/** The elements inside one DER element. */
function children(der: Uint8Array): Slice[] {
  const header = (at: number): { start: number; end: number } => {
    const first = der[at + 1]!;
    if (first < 0x80) return { start: at + 2, end: at + 2 + first };
    const count = first & 0x7f;
    const length = Number.parseInt(Buffer.from(der.subarray(at + 2, at + 2 + count)).toString("hex"), 16);
    return { start: at + 2 + count, end: at + 2 + count + length };
  };
  const outer = header(0);
  const found: Slice[] = [];
  for (let at = outer.start; at < outer.end; ) {
    const { start, end } = header(at);
    found.push({ whole: der.subarray(at, end), content: der.subarray(start, end) });
    at = end;
  }
  return found;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("a sealed license", () => {
  test("covers every part but its own signature files", () => {
    const { parts, found } = references(good);
    const open = Object.keys(parts).filter((path) => !found.some((one) => one.path === path));
    expect(open.sort()).toEqual([SIGNATURE, VALUE]);
  });

  test("states the right digest of every part", () => {
    const { parts, found } = references(good);
    for (const { path, digest } of found) expect(digestOf(parts[path]!), path).toBe(digest);
  });

  test("holds the digest of Signature.xml and the seal, signed by a certificate that the seal lists", () => {
    const { parts } = references(good);
    const [toBeSigned, certificate, , signature] = children(parts[VALUE]!) as [Slice, Slice, Slice, Slice];
    const [version, seal, time, digest, path] = children(toBeSigned.whole) as [Slice, Slice, Slice, Slice, Slice];
    expect(hex(version.content)).toBe("04");
    expect(hex(seal.whole)).toBe(hex(parts["Doc_0/Signs/Sign_0/Seal.esl"]!));
    expect(Buffer.from(time.content).toString()).toMatch(/^\d{14}Z$/);
    expect(hex(digest.content.subarray(1))).toBe(sm3(parts[SIGNATURE]!));
    expect(Buffer.from(path.content).toString()).toBe(`/${SIGNATURE}`);
    const { key } = keystore.signers[good.signer];
    const isTrue = sm2.doVerifySignature(toBeSigned.whole, hex(signature.content.subarray(1)), key.publicHex, {
      hash: true,
      der: true,
      userId: "1234567812345678",
    });
    expect(isTrue).toBe(true);
    expect(hex(seal.whole)).toContain(hex(certificate.content));
  });

  test("lists the digest of the certificate where the seal is of type 2", () => {
    const { seal, certificate } = keystore.signers.transport;
    expect(hex(seal)).not.toContain(hex(certificate));
    expect(hex(seal)).toContain(sm3(certificate));
  });

  test("has one changed part when it is tampered with", () => {
    const { parts, found } = references(tampered);
    const wrong = found.filter(({ path, digest }) => digestOf(parts[path]!) !== digest).map(({ path }) => path);
    expect(wrong).toEqual(["Doc_0/Pages/Page_0/Content.xml"]);
  });
});
