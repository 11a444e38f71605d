/**
 * Names inside a package: how they are decoded, what makes one unsafe, and when two of them are the same file to some
 * reader (seals.md section 4 step 0). Nothing is ever written to disk under these names; other programs may do so.
 */
import { isStreamSafe } from "../stream-safe.ts";
import { refuse } from "./refusal.ts";

const UTF8_FLAG = 0x0800;
const ASCII_LIMIT = 0x80;

/**
 * The name as text with forward slashes, a trailing one for a folder.
 * Names without the UTF-8 flag are read as UTF-8, else as GB 18030, which is what Chinese zip programs write.
 * @throws {ContainerRefusal} CONTAINER_MALFORMED
 */
export function decodeEntryName(bytes: Uint8Array, flags: number): string {
  const isAscii = bytes.every((byte) => byte < ASCII_LIMIT);
  const encodings = isAscii || flags & UTF8_FLAG ? ["utf-8"] : ["utf-8", "gb18030"];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes).replaceAll("\\", "/");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return refuse("CONTAINER_MALFORMED", "an entry name is not text");
}

/** No file system of today takes longer ones. */
const LONGEST_NAME = 1024;
const DEEPEST_NAME = 32;

/** @throws {ContainerRefusal} CONTAINER_LIMIT */
export function demandShortName(name: string): void {
  if (name.length > LONGEST_NAME || name.split("/").length > DEEPEST_NAME) {
    refuse("CONTAINER_LIMIT", `entry name of ${name.length} characters`);
  }
  if (!isStreamSafe(name)) refuse("CONTAINER_LIMIT", "entry name with too many marks in a row");
}

/** @throws {ContainerRefusal} CONTAINER_UNSAFE_NAME when a program that extracts the package could leave its folder. */
export function demandSafeName(name: string): void {
  const path = name.endsWith("/") ? name.slice(0, -1) : name;
  const isUnsafe = path === "" || path.startsWith("/") || hasControl(path) || path.includes(":");
  if (isUnsafe || path.split("/").some(isUnsafeSegment)) {
    refuse("CONTAINER_UNSAFE_NAME", `unsafe entry name ${printable(name)}`);
  }
}

/** Windows drops dots and spaces at the end of a name; an empty segment or a dot one means different things to readers. */
function isUnsafeSegment(segment: string): boolean {
  return segment === "" || /[. ]$/.test(segment);
}

function hasControl(path: string): boolean {
  for (let i = 0; i < path.length; i++) {
    const unit = path.charCodeAt(i);
    if (unit < 0x20 || unit === 0x7f) return true;
  }
  return false;
}

/** Two entries with the same key are the same file to some reader: letter case, Unicode form and leading slashes folded. */
export function nameKey(name: string): string {
  const segments = name.normalize("NFC").toUpperCase().toLowerCase().split("/");
  while (segments.length > 1 && segments[0] === "") segments.shift();
  while (segments.length > 1 && segments.at(-1) === "") segments.pop();
  return segments.map(withoutDroppedEnd).join("/");
}

/** What Windows keeps of a segment; `.` and `..` are no names and stay. Without a pattern, which hostile names could slow down. */
function withoutDroppedEnd(segment: string): string {
  if (segment === "." || segment === "..") return segment;
  let end = segment.length;
  while (end > 0 && (segment[end - 1] === "." || segment[end - 1] === " ")) end--;
  return segment.slice(0, end);
}

/** @throws {ContainerRefusal} CONTAINER_DUPLICATE_ENTRY; also when one entry is a folder to another and a file itself. */
export function demandDistinctNames(names: readonly string[]): void {
  const seen = new Map<string, boolean>();
  for (const name of names) {
    const key = nameKey(name);
    if (seen.has(key)) refuse("CONTAINER_DUPLICATE_ENTRY", `two entries named ${printable(name)}`);
    seen.set(key, name.endsWith("/"));
  }
  for (const key of seen.keys()) {
    for (let cut = key.lastIndexOf("/"); cut > 0; cut = key.lastIndexOf("/", cut - 1)) {
      if (seen.get(key.slice(0, cut)) === false) {
        refuse("CONTAINER_DUPLICATE_ENTRY", `${printable(key.slice(0, cut))} is a file and a folder`);
      }
    }
  }
}

function printable(name: string): string {
  const shown = Array.from(name.slice(0, 120), (char) => (hasControl(char) ? "?" : char)).join("");
  return `"${shown}"`;
}
