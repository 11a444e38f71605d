/** `additions.json` in the trust folder: written whole and durably; a damaged one is put aside, and nothing of it is trusted. */
import { z } from "zod";
import { failed, ok, type Result } from "../domain/result.ts";
import { fromBase64 } from "../seal/base64.ts";
import { tryReadCertificate } from "../seal/x509/certificate.ts";
import { type Additions, NO_ADDITIONS } from "./additions.ts";
import { readKept } from "./kept-file.ts";
import { readList } from "./read-list.ts";
import { writeDurably } from "./write-durably.ts";

export const ADDITIONS_FILE = "additions.json";
const FORMAT = "liangzheng-trust-additions/1";

const sm3 = z.string().regex(/^[0-9a-f]{64}$/);
const der = z.string().transform((text, context): Uint8Array => {
  const bytes = fromBase64(text);
  if (bytes && bytes.length > 0) return bytes;
  context.addIssue({ code: "custom", message: "not base64" });
  return z.NEVER;
});
const provenance = { by: z.string(), at: z.number(), fileName: z.string(), fileSm3: sm3, fingerprint: sm3, der };

const certificate = z
  .object({ ...provenance, role: z.enum(["anchor", "intermediate"]) })
  .refine(({ der: bytes, fingerprint }) => {
    const read = tryReadCertificate(bytes);
    return typeof read !== "string" && read.fingerprint === fingerprint;
  });
const list = z.object({ ...provenance, key: sm3, thisUpdate: z.number() }).refine(({ der: bytes, fingerprint }) => {
  const read = readList(bytes);
  return typeof read !== "string" && read.fingerprint === fingerprint;
});

const shape = z.object({
  format: z.literal(FORMAT),
  certificates: z.array(certificate),
  lists: z.array(list),
  newest: z.record(sm3, z.number()),
});

export async function readAdditions(folder: string): Promise<Result<Additions>> {
  const read = await readKept(folder, ADDITIONS_FILE, shape);
  return read.ok ? ok(read.value ?? NO_ADDITIONS) : failed(read.fault);
}

export function writeAdditions(folder: string, additions: Additions): Promise<Result<void>> {
  const plain = <T extends { readonly der: Uint8Array }>(one: T) => ({
    ...one,
    der: Buffer.from(one.der).toString("base64"),
  });
  const { certificates, lists, newest } = additions;
  const text = JSON.stringify({
    format: FORMAT,
    certificates: certificates.map(plain),
    lists: lists.map(plain),
    newest,
  });
  return writeDurably(folder, ADDITIONS_FILE, new TextEncoder().encode(text));
}
