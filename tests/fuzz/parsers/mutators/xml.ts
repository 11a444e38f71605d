/** XML changed by its tags and attributes, with the things that readers have stumbled over before. */
import type { Random } from "../../random.ts";
import { mutateBytes } from "./bytes.ts";

const SNIPPETS = [
  "<!DOCTYPE a [<!ENTITY b 'c'>]>",
  "&b;",
  "&#0;",
  "&#x10ffff;",
  "<![CDATA[x]]>",
  "<![CDATA[",
  "<!--",
  "<?xml version='1.0'?>",
  "<?x y?>",
  "<ofd:DocBody/>",
  "<ofd:Signature ID='s001' BaseLoc='/'/>",
  "<ofd:Reference FileRef='/OFD.xml'/>",
  "<ofd:Page ID='1' BaseLoc='Signs/../../OFD.xml'/>",
  "<Seal xmlns='urn:x'><BaseLoc>\u0000</BaseLoc></Seal>",
  "<ofd:StampAnnot ID='1' PageRef='1' Boundary='1e308 -1e308 NaN 1'/>",
  "</ofd:OFD>",
  "\ufeff",
  "\ud800",
];
const VALUES = [
  "",
  "..",
  "/",
  "\\",
  "/../..",
  "C:\\x",
  "1e999",
  "-1",
  "0 0 0 0",
  "NaN",
  "s001",
  "x".repeat(5000),
  "/".repeat(3000),
  "a/".repeat(2000),
];

export function mutateXml(random: Random, xml: Uint8Array): Uint8Array {
  if (random.below(6) === 0) return mutateBytes(random, xml);
  let tokens = new TextDecoder().decode(xml).split(/(<[^>]*>)/);
  for (let left = 1 + random.below(4); left > 0; left--) tokens = changed(random, tokens);
  const text = tokens.join("").slice(0, 100_000);
  return random.below(20) === 0 ? Buffer.from(`\ufeff${text}`, "utf16le") : Buffer.from(text);
}

function changed(random: Random, before: string[]): string[] {
  const tokens = before.length > 0 ? before : [""];
  const at = random.below(tokens.length);
  const steps: readonly (() => string[])[] = [
    () => tokens.toSpliced(at, 1 + random.below(3)),
    () => tokens.toSpliced(at, 0, random.pick(SNIPPETS)),
    () => tokens.toSpliced(at, 0, ...tokens.slice(at, at + 1 + random.below(6))),
    () => tokens.toSpliced(at, 0, random.pick(tokens)),
    () => tokens.with(at, tokens[random.below(tokens.length)] ?? ""),
    () =>
      tokens.with(
        at,
        (tokens[at] ?? "").replace(/"[^"]*"/, () => `"${random.pick(VALUES)}"`),
      ),
    () => tokens.with(at, (tokens[at] ?? "").replace(/ofd:/g, "")),
    () => tokens.with(at, random.pick(VALUES)),
    () => tokens.toSpliced(at, 0, "<a>".repeat(random.below(3000))),
    () => tokens.toSpliced(at, 0, ...Array.from({ length: random.below(300) }, () => tokens[at] ?? "")),
  ];
  return random.pick(steps)();
}
