/** ASN.1 changed as a tree, so that lengths fit again and the change reaches the readers behind the first header. */
import type { Random } from "../../random.ts";
import { mutateBytes } from "./bytes.ts";

interface Node {
  tag: number;
  /** Content, or the elements inside. */
  content: Uint8Array | Node[];
  /** Written as BER of indefinite length. */
  isIndefinite?: boolean;
}

const TAGS = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x24, 0x30, 0x31, 0x80, 0xa0, 0xa1, 0xa3,
  0x1f,
];
const CONTENTS = ["", "00", "ff", "0000", "80", "7f", "00ff", "3230323630393331323536303630", "3939", "2b2b"].map(
  (hex) => Uint8Array.from(Buffer.from(hex, "hex")),
);

/** A change of the tree, or of plain bytes where there is none. */
export function mutateDer(random: Random, der: Uint8Array): Uint8Array {
  const root = parse(der, 0, der.length)?.[0];
  if (!root || random.below(4) === 0) return mutateBytes(random, der);
  for (let left = 1 + random.below(3); left > 0; left--) change(random, root);
  const encoded = encode(root);
  return random.below(10) === 0 ? mutateBytes(random, encoded) : encoded;
}

/** Deeper than any reader may follow. */
export function nestedDer(random: Random): Uint8Array {
  const isIndefinite = random.below(2) === 0;
  const depth = 10 + random.below(3000);
  if (isIndefinite) return Uint8Array.from({ length: depth * 2 }, (_, i) => (i % 2 ? 0x80 : 0x30));
  const headers: (readonly number[])[] = [];
  for (let i = 0, size = 0; i < depth; i++) {
    const header = [0x30, ...lengthOf(size)];
    headers.push(header);
    size += header.length;
  }
  return Uint8Array.from(headers.toReversed().flat());
}

function change(random: Random, root: Node): void {
  const all = flatten(root);
  const node = random.pick(all);
  const parents = all.filter(({ content }) => Array.isArray(content) && content.length > 0);
  const children = parents.length > 0 ? (random.pick(parents).content as Node[]) : [];
  const at = random.below(children.length);
  const steps: readonly (() => void)[] = [
    () => {
      node.tag = random.pick(TAGS);
    },
    () => {
      node.content = random.pick(CONTENTS);
    },
    () => {
      node.content = random.bytes(random.below(40));
    },
    () => {
      if (!Array.isArray(node.content)) node.content = mutateBytes(random, node.content);
    },
    () => children.splice(at, 1),
    () => children.splice(at, 0, structuredClone(random.pick(all))),
    () => {
      if (children[at]) children[at] = structuredClone(random.pick(all));
    },
    () => children.reverse(),
    () => {
      node.content = [{ tag: node.tag, content: node.content }];
    },
    () => {
      const twin = children[at];
      if (twin) children.push(...Array.from({ length: random.below(200) }, () => structuredClone(twin)));
    },
    () => {
      for (const one of all) if (Array.isArray(one.content)) one.isIndefinite = true;
    },
  ];
  if (flatten(root).length < 1000) random.pick(steps)();
}

function flatten(node: Node): Node[] {
  return [node, ...(Array.isArray(node.content) ? node.content.flatMap(flatten) : [])];
}

/** Elements that fill the range exactly, also those inside strings of bytes; undefined when it is no such thing. */
function parse(bytes: Uint8Array, from: number, to: number): Node[] | undefined {
  const nodes: Node[] = [];
  for (let at = from; at < to; ) {
    const header = headerAt(bytes, at);
    if (!header || header.end > to) return undefined;
    const { tag, start, end } = header;
    const inside = tag & 0x20 || tag === 0x04 ? parse(bytes, start, end) : undefined;
    nodes.push({ tag, content: inside && inside.length > 0 ? inside : bytes.slice(start, end) });
    at = end;
  }
  return nodes;
}

function headerAt(bytes: Uint8Array, at: number): { tag: number; start: number; end: number } | undefined {
  const tag = bytes[at] ?? 0;
  const first = bytes[at + 1] ?? 0x80;
  if (first === 0x80 || first > 0x84 || (tag & 31) === 31) return undefined;
  const count = first < 0x80 ? 0 : first & 0x7f;
  let length = count === 0 ? first : 0;
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  return { tag, start: at + 2 + count, end: at + 2 + count + length };
}

function encode({ tag, content, isIndefinite }: Node): Uint8Array {
  const body = Array.isArray(content) ? Buffer.concat(content.map(encode)) : content;
  if (isIndefinite) return Buffer.concat([Uint8Array.of(tag | 0x20, 0x80), body, new Uint8Array(2)]);
  return Buffer.concat([Uint8Array.of(tag, ...lengthOf(body.length)), body]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  if (length < 0x10000) return [0x82, length >> 8, length & 255];
  return [0x83, length >> 16, (length >> 8) & 255, length & 255];
}
