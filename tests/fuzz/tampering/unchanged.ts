/**
 * What is left where a changed file is accepted all the same: the one documented class "no content changed". Every decoded entry is
 * the same to the bit, under the same name, and the verifier says the same of it; only the digest of the file as a whole differs.
 */
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
];

export function hasSameContent(original: Uint8Array, changed: Uint8Array): boolean {
  const [before, after] = [original, changed].map((file) => {
    const opened = openContainer(file);
    return opened.ok
      ? [...opened.entries].map(([name, bytes]) => `${name}\n${Buffer.from(bytes).toString("base64")}`)
      : [];
  });
  return before !== undefined && before.length > 0 && before.join("\n\n") === after?.join("\n\n");
}

export function saysTheSame(original: VerificationReport, changed: VerificationReport): boolean {
  const without = ({ sm3: _, ...rest }: VerificationReport) => JSON.stringify(rest);
  return without(original) === without(changed);
}
