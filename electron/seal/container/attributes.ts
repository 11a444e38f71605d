/**
 * What the directory says of an entry beside its content (APPNOTE 4.4.14 and 4.4.15, and the Unix mode that Info-ZIP keeps above
 * them). No reader of OFD asks for it, but a program that extracts the package does: an entry that would become a folder, a link
 * or a device there is not the file that is verified here.
 */
import { refuse } from "./refusal.ts";

/** Bit 0 says "text", which compressors set as they please; the others say nothing that a license needs. */
const KNOWN_INTERNAL = 0x0001;
const DOS_FOLDER = 0x0010;
/** Volume label, device, reparse point: the attributes of Windows that make something else of a file. */
const DOS_FOREIGN = 0x0448;
/** S_IFMT of stat.h, above the attributes of DOS. */
const UNIX_TYPE_SHIFT = 28;
const UNIX_FOLDER = 0x4;
const UNIX_FILE = 0x8;

/**
 * @param at where the entry's record starts in the central directory.
 * @throws {ContainerRefusal} CONTAINER_MALFORMED
 */
export function demandPlainAttributes(file: DataView, at: number, name: string): void {
  const isFolder = name.endsWith("/");
  if (file.getUint16(at + 36, true) & ~KNOWN_INTERNAL) {
    refuse("CONTAINER_MALFORMED", `unknown internal attributes of ${name}`);
  }
  const external = file.getUint32(at + 38, true);
  const type = external >>> UNIX_TYPE_SHIFT;
  const isForeign = (external & DOS_FOREIGN) !== 0 || (type !== 0 && type !== (isFolder ? UNIX_FOLDER : UNIX_FILE));
  if (isForeign || (!isFolder && external & DOS_FOLDER)) {
    refuse("CONTAINER_MALFORMED", `${name} is marked as something else than a ${isFolder ? "folder" : "file"}`);
  }
}
