/** What a forger could do to a sealed file, at random places. Each gives a file that must not be accepted, or nothing where it does not apply. */
import { anotherParty, type OfdFiles, signFiles, zipFiles } from "../../helpers/seal-factory/ofd.ts";
import { createPki } from "../../helpers/seal-factory/pki.ts";
import { makeSeal } from "../../helpers/seal-factory/seal.ts";
import { keyFor } from "../../helpers/seal-factory/sm2-key.ts";
import type { Random } from "../random.ts";
import { type Specimen, unsignedFiles } from "./specimens.ts";

export interface Stage {
  readonly random: Random;
  readonly victim: Specimen;
  /** Another genuine license, to take parts from. */
  readonly donor: Specimen;
}

type Tampering = (stage: Stage) => Uint8Array | undefined;

const pki = createPki();
const stranger = createPki({
  root: { commonName: "他方根" },
  authority: { commonName: "他方 CA" },
  maker: { commonName: "他方制章" },
  signer: { commonName: "他人" },
});
/** Certified by the trusted authority, and in nobody's seal. */
const insider = anotherParty(pki, { commonName: "云川市某公司" });
const SIGNATURE = "D/S/Sign_s001/Signature.xml";
const VALUE = "D/S/Sign_s001/SignedValue.dat";
const LIST = "D/S/Signatures.xml";
const contentOnly = (files: OfdFiles) => new Map([...files].filter(([name]) => !name.startsWith("D/S/")));
const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.from(a).equals(Buffer.from(b));

function replaced(files: OfdFiles, name: string, content: Uint8Array | undefined): Uint8Array | undefined {
  const before = files.get(name);
  if (!before || !content || isSame(before, content)) return undefined;
  return zipFiles(new Map(files).set(name, content));
}

/** Cut, inserted, overwritten or repeated bytes. */
export function edited(random: Random, bytes: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1);
  const cut = random.below(12);
  const put = random.pick([
    () => random.bytes(1 + random.below(12)),
    () => new Uint8Array(),
    () => bytes.slice(random.below(bytes.length), random.below(bytes.length) + random.below(40)),
  ])();
  return Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + cut)]);
}

function renamedTo(files: OfdFiles, from: string, to: string): Uint8Array | undefined {
  if (to === from || files.has(to)) return undefined;
  return zipFiles(new Map([...files].map(([name, content]) => [name === from ? to : name, content])));
}

/** Another spelling of a name, which some reader takes for the same file. */
const SPELLINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.replaceAll("/", "\\"),
  (name) => `/${name}`,
  (name) => `./${name}`,
  (name) => `x/../${name}`,
  (name) => `${name}.`,
  (name) => `${name} `,
  (name) => name.replace("/", "//"),
];

export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  "bits of the zip file": ({ random, victim }) => {
    const file = Uint8Array.from(victim.file);
    for (let left = 1 + random.below(4); left > 0; left--) {
      const at = random.below(file.length);
      file[at] = file[at]! ^ (1 << random.below(8));
    }
    return file;
  },
  "bytes of a protected entry": ({ random, victim: { files, protectedNames } }) => {
    const name = random.pick(protectedNames);
    return replaced(files, name, edited(random, files.get(name) ?? new Uint8Array()));
  },
  "two entries swapped": ({ random, victim: { files, protectedNames } }) => {
    const [one, other] = [random.pick(protectedNames), random.pick(protectedNames)];
    const [first, second] = [files.get(one), files.get(other)];
    if (!first || !second || isSame(first, second)) return undefined;
    return zipFiles(new Map(files).set(one, second).set(other, first));
  },
  "a page of another license": ({ random, victim, donor }) => {
    const name = random.pick(["D/P1.xml", "D/P2.xml"]);
    return replaced(victim.files, name, donor.files.get(random.pick(["D/P1.xml", "D/P2.xml"])));
  },
  "the signed value of another license": ({ victim, donor }) => replaced(victim.files, VALUE, donor.files.get(VALUE)),
  "the whole signature of another license": ({ victim, donor }) => {
    const taken = [...donor.files].filter(([name]) => name.startsWith("D/S/"));
    const own = contentOnly(victim.files);
    const ofd = donor.files.get("OFD.xml");
    const isOther = !isSame(victim.files.get(VALUE) ?? new Uint8Array(), donor.files.get(VALUE) ?? new Uint8Array());
    return ofd && isOther ? zipFiles(new Map([...own, ...taken]).set("OFD.xml", ofd)) : undefined;
  },
  "the seal file of another license": ({ random, victim, donor }) => {
    const name = "D/S/Sign_s001/Seal.esl";
    return replaced(victim.files, name, donor.files.get(name) ?? edited(random, makeSeal(pki)));
  },
  "pages written anew and signed by another CA": ({ random }) =>
    zipFiles(signFiles(unsignedFiles(`伪造 ${random.below(1000)}`), { pki: stranger, listFolder: "D/S" })),
  "pages written anew, signed by another CA under the genuine seal": ({ random }) => {
    const options = { pki: stranger, listFolder: "D/S", sealDer: makeSeal(pki) };
    return zipFiles(signFiles(unsignedFiles(`伪造 ${random.below(1000)}`), options));
  },
  "pages written anew, signed by somebody of the same CA under a seal that is not theirs": ({ random }) => {
    const options = { pki, signer: insider, listFolder: "D/S", sealDer: makeSeal(pki) };
    return zipFiles(signFiles(unsignedFiles(`伪造 ${random.below(1000)}`), options));
  },
  "signed anew with another key than the certificate's": ({ random, victim }) => {
    const signingKey = keyFor(`forger ${random.below(1000)}`);
    const withoutList = new TextDecoder()
      .decode(victim.files.get("OFD.xml"))
      .replace(/<ofd:Signatures>.*<\/ofd:Signatures>/, "");
    const files = contentOnly(victim.files).set("OFD.xml", new TextEncoder().encode(withoutList));
    return zipFiles(signFiles(files, { pki, listFolder: "D/S", signingKey }));
  },
  "pages written anew under a genuine signed value of which one byte is changed": ({ random, victim }) => {
    const genuine = victim.files.get(VALUE) ?? new Uint8Array();
    const at = random.below(genuine.length);
    const value = genuine.with(at, genuine[at]! ^ (1 << random.below(8)));
    const options = { pki, listFolder: "D/S", value: () => value };
    return zipFiles(signFiles(unsignedFiles(`伪造 ${random.below(1000)}`), options));
  },
  "one more signature, by a stranger": ({ victim }) =>
    zipFiles(
      signFiles(victim.files, {
        pki: stranger,
        listFolder: "D/S",
        id: "s002",
        covers: (name) => !name.includes("s002"),
      }),
    ),
  "one more signature that leads nowhere": ({ random, victim }) => {
    const list = new TextDecoder().decode(victim.files.get(LIST));
    const element = `<ofd:Signature ID="s00${2 + random.below(7)}" BaseLoc="${random.pick(["/D/none.xml", "/D/P1.xml", "x", ""])}"/>`;
    const longer = list.replace("</ofd:Signatures>", `${element}</ofd:Signatures>`);
    return replaced(victim.files, LIST, new TextEncoder().encode(longer));
  },
  "an entry twice, in two spellings": ({ random, victim: { files } }) => {
    const name = random.pick([...files.keys()]);
    const content = random.pick([files.get(name) ?? new Uint8Array(), random.bytes(30)]);
    const twin = { name: random.pick(SPELLINGS)(name), content };
    const entries = [...files].map(([one, bytes]) => ({ name: one, content: bytes }));
    return zipFiles(new Map(), { entries: random.below(2) ? [...entries, twin] : [twin, ...entries] });
  },
  "a protected entry under another name": ({ random, victim: { files, protectedNames } }) => {
    const name = random.pick(protectedNames);
    return renamedTo(files, name, `${name}${random.pick(["x", ".bak", "/x"])}`);
  },
  "a protected entry away": ({ random, victim: { files, protectedNames } }) => {
    const name = random.pick(protectedNames);
    return zipFiles(new Map([...files].filter(([one]) => one !== name)));
  },
  "cut short": ({ random, victim: { file } }) => file.subarray(0, random.below(file.length)),
  "something in front or behind": ({ random, victim: { file } }) => {
    const more = random.pick([random.bytes(1 + random.below(30)), file.subarray(0, 40), file]);
    return Uint8Array.from(random.below(2) ? [...more, ...file] : [...file, ...more]);
  },
  "a reference taken out": ({ random, victim: { files } }) => {
    const xml = new TextDecoder().decode(files.get(SIGNATURE));
    const references = xml.match(/<ofd:Reference .*?<\/ofd:Reference>/g) ?? [];
    return replaced(files, SIGNATURE, new TextEncoder().encode(xml.replace(random.pick(references), "")));
  },
};
