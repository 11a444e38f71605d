/**
 * Extra fields of zip entries (APPNOTE 4.5). Two of them can give one reader another size or another name than the
 * next reader: zip64 sizes and the Info-ZIP Unicode path. They are accepted only where they say the same.
 */
import { refuse } from "./refusal.ts";

const ZIP64 = 0x0001;
const UNICODE_PATH = 0x7075;

interface Described {
  readonly name: string;
  readonly size: number;
  readonly storedSize: number;
}

/** @throws {ContainerRefusal} CONTAINER_MALFORMED */
export function demandHonestExtras(extras: Uint8Array, entry: Described): void {
  const view = new DataView(extras.buffer, extras.byteOffset, extras.byteLength);
  let at = 0;
  while (at < extras.length) {
    if (at + 4 > extras.length) refuse("CONTAINER_MALFORMED", `broken extra field of ${entry.name}`);
    const id = view.getUint16(at, true);
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > extras.length) refuse("CONTAINER_MALFORMED", `broken extra field of ${entry.name}`);
    if (id === ZIP64) demandSameSizes(view, at + 4, end, entry);
    if (id === UNICODE_PATH) demandSameName(extras.subarray(at + 4, end), entry);
    at = end;
  }
}

/** Some writers reserve the field and then do not need it: zeros, or the sizes that the header says as well. */
function demandSameSizes(view: DataView, at: number, end: number, entry: Described): void {
  const expected = [entry.size, entry.storedSize];
  for (let i = at, field = 0; i < end; i += 8, field++) {
    const value = i + 8 <= end ? view.getBigUint64(i, true) : undefined;
    const isHonest = value === 0n || (value !== undefined && value === BigInt(expected[field] ?? -1));
    if (!isHonest) refuse("CONTAINER_MALFORMED", `zip64 sizes of ${entry.name} differ from the header`);
  }
}

function demandSameName(field: Uint8Array, entry: Described): void {
  const spelled = new TextDecoder("utf-8", { ignoreBOM: true }).decode(field.subarray(5)).replaceAll("\\", "/");
  if (spelled !== entry.name) refuse("CONTAINER_MALFORMED", `${entry.name} has a second name`);
}
