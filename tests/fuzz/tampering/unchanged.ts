/**
 * What is left where a changed file is accepted all the same: the one documented class "no content changed". Every decoded entry is
 * the same to the bit, under the same name, and the verifier says the same of it; only the digest of the file as a whole differs.
 */
import { unzipSync } from "fflate";
import { openContainer } from "../../../electron/seal/container/open.ts";
import type { VerificationReport } from "../../../electron/seal/report.ts";

/** Zip fields that carry no content, which real writers fill as they please, and which no signature could protect. */
export const SILENT_FIELDS: readonly string[] = [
  // Which program made the entry, and permissions or archive marks for extraction to a disk.
  "central.made-by",
  "central.internal-attributes",
  "central.external-attributes",
  // Times and owners for extraction; extra fields that give another size or name are refused.
  "local.extra",
  "central.extra",
  "end.comment",
  // A compressor may copy one repeated word from here or from there; what is unpacked is the same to the bit.
  "local.data",
];

/** As this project's reader sees both files, and as another one does that most programs could be built on. */
export function hasSameContent(original: Uint8Array, changed: Uint8Array): boolean {
  return isSame(ownView(original), ownView(changed)) && isSame(otherView(original), otherView(changed));
}

/** The same but for signed values, which are judged by what the report says of them. */
export function hasSameContentBesideValues(original: Uint8Array, changed: Uint8Array): boolean {
  return isSame(withoutValues(ownView(original)), withoutValues(ownView(changed)));
}

function withoutValues(view: View): View {
  return view && new Map([...view].filter(([name]) => !name.endsWith("SignedValue.dat")));
}

type View = ReadonlyMap<string, Uint8Array> | undefined;

function ownView(file: Uint8Array): View {
  const opened = openContainer(file);
  return opened.ok ? opened.entries : undefined;
}

function otherView(file: Uint8Array): View {
  return new Map(Object.entries(unzipSync(file)));
}

function isSame(before: View, after: View): boolean {
  if (!before || !after || before.size !== after.size || before.size === 0) return false;
  return [...before].every(([name, bytes]) => Buffer.from(bytes).equals(after.get(name) ?? new Uint8Array()));
}

/** But for size and digest of the file as a whole. */
export function saysTheSame(original: VerificationReport, changed: VerificationReport): boolean {
  const without = ({ sm3: _, sizeBytes: __, ...rest }: VerificationReport) => JSON.stringify(rest);
  return without(original) === without(changed);
}

/**
 * What stands in a signed value and under no signature, by its standard (RFC 5652 §5, RFC 3161, GB/T 38540 §7): version numbers
 * and the list of digests of SignedData, of which nothing is taken, so that the report stays the same word for word; and the
 * timestamp, which anybody can take away: a broken one is told, and the signing time then counts as claimed, never as another.
 */
export function isOutsideOfSignature(original: VerificationReport, changed: VerificationReport): boolean {
  if (saysTheSame(original, changed)) return true;
  const [before] = original.signatures;
  const [after] = changed.signatures;
  const isTold = changed.codes.every((code) => code.startsWith("TIMESTAMP_")) && changed.codes.length > 0;
  return isTold && before?.timeBasis === "timestamp" && after?.timeBasis === "claimed";
}
