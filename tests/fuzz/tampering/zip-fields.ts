/** Says of each byte of a well-made zip file which field it belongs to, so that a test can name what a changed byte was. */

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END_BYTES = 22;

/** `where.what` per byte; "" for anything that is not named here. */
export function fieldsOf(file: Uint8Array): readonly string[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const fields = new Array<string>(file.length).fill("");
  const name = (from: number, length: number, field: string) => fields.fill(field, from, from + length);
  const end = endOf(view);
  name(end + END_BYTES, file.length - end - END_BYTES, "end.comment");
  let at = view.getUint32(end + 16, true);
  while (view.getUint32(at, true) === CENTRAL) {
    name(at + 4, 2, "central.made-by");
    name(at + 6, 2, "central.needed");
    name(at + 12, 4, "central.modified");
    name(at + 36, 2, "central.internal-attributes");
    name(at + 38, 4, "central.external-attributes");
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    name(at + 46 + nameLength, extraLength, "central.extra");
    nameLocal(view, view.getUint32(at + 42, true), view.getUint32(at + 20, true), name);
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return fields;
}

function nameLocal(
  view: DataView,
  at: number,
  storedSize: number,
  name: (from: number, length: number, field: string) => void,
): void {
  if (view.getUint32(at, true) !== LOCAL) throw new Error("not a well-made zip file");
  name(at + 4, 2, "local.needed");
  name(at + 10, 4, "local.modified");
  const extraAt = at + 30 + view.getUint16(at + 26, true);
  const extraLength = view.getUint16(at + 28, true);
  name(extraAt, extraLength, "local.extra");
  name(extraAt + extraLength, storedSize, "local.data");
}

function endOf(view: DataView): number {
  for (let at = view.byteLength - END_BYTES; at >= 0; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new Error("not a zip file");
}
