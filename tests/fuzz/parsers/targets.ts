/**
 * Every reader of bytes that come from outside, with valid inputs to start from. A reader may refuse; anything else that it throws
 * is a finding, and so is an answer that takes too long or too much memory (see run-target.ts and watch.ts).
 */

import { routeScan } from "../../../electron/domain/scan/route.ts";
import { DEFAULT_PATTERNS } from "../../../electron/province/config.ts";
import { readSignedData } from "../../../electron/seal/cms/signed-data.ts";
import { readTimestampToken } from "../../../electron/seal/cms/timestamp-token.ts";
import { openContainer } from "../../../electron/seal/container/open.ts";
import { isIndefinite, toDefiniteLength } from "../../../electron/seal/der/ber.ts";
import { type DerElement, DerRefusal, derChildren, readDer } from "../../../electron/seal/der/reader.ts";
import { derText } from "../../../electron/seal/der/text.ts";
import { derTime } from "../../../electron/seal/der/time.ts";
import { bitFlags, objectIdentifier, smallInteger } from "../../../electron/seal/der/values.ts";
import { readOfdRoot } from "../../../electron/seal/ofd/doc-bodies.ts";
import { openOfdPackage } from "../../../electron/seal/ofd/package.ts";
import { reachableEntries } from "../../../electron/seal/ofd/reachability.ts";
import { readSignatureFile } from "../../../electron/seal/ofd/signature-file.ts";
import { readSignatureList } from "../../../electron/seal/ofd/signature-list.ts";
import { readPdf } from "../../../electron/seal/pdf/read-pdf.ts";
import { readSignedValue } from "../../../electron/seal/ses/signed-value.ts";
import { parseTrustFile } from "../../../electron/seal/trust-file.ts";
import { readCertificate } from "../../../electron/seal/x509/certificate.ts";
import { readRevocationList } from "../../../electron/seal/x509/revocation-list.ts";
import { parseXml, XmlRefusal } from "../../../electron/seal/xml.ts";
import { openNamedBundle } from "../../../electron/trust/bundle.ts";
import { BUNDLE_FORMAT } from "../../../electron/trust/bundle-shape.ts";
import { appendRevision, licensePdf, NUMBER, textFieldBody } from "../../helpers/pdf-factory/document.ts";
import { signPdf } from "../../helpers/pdf-factory/sign.ts";
import { zipFiles } from "../../helpers/seal-factory/ofd.ts";
import { createPki, DAY, issueLists, NOW } from "../../helpers/seal-factory/pki.ts";
import { verdictOn } from "../../helpers/seal-factory/verdict.ts";
import type { Random } from "../random.ts";
import { specimens } from "../tampering/specimens.ts";
import { TAMPERINGS } from "../tampering/tamperings.ts";
import { hasSameContent } from "../tampering/unchanged.ts";
import { mutateBytes } from "./mutators/bytes.ts";
import { mutateDer, nestedDer } from "./mutators/der.ts";
import { mutateJson } from "./mutators/json.ts";
import { mutatePdf } from "./mutators/pdf.ts";
import { scannedText } from "./mutators/text.ts";
import { mutateXml } from "./mutators/xml.ts";
import { mutateZip } from "./mutators/zip.ts";

export interface FuzzTarget {
  /** One input; the same for the same `random`. */
  make(random: Random): Uint8Array;
  /** @returns whether the reader took it. @throws on a finding. */
  run(input: Uint8Array): boolean;
}

const pki = createPki();
const VALUE = "D/S/Sign_s001/SignedValue.dat";
const decoder = new TextDecoder();
const encoder = new TextEncoder();
const values = () => specimens().map(({ files }) => files.get(VALUE) ?? new Uint8Array());
const certificates = () => [pki.root, pki.authority, pki.signer].map(({ certificate }) => certificate);
const lists = () => [
  ...issueLists(pki, {
    authority: {
      revoked: [
        { serial: 5n, at: NOW - DAY, reason: 1, invalidSince: NOW - 2 * DAY },
        { serial: 7n, at: NOW - DAY },
      ],
      scope: { address: "http://crl.test/1.crl", flags: [1] },
    },
  }),
];
const SCANS = [
  "SFM0123456789ABCDEFGHIJKL",
  "YSM0123456789abcdef",
  "1380013800",
  "99010119900307872X",
  "https://a.b/code?c=1",
];

/** A mutated valid input, now and then plain noise, now and then something absurd. */
function from(seeds: () => readonly Uint8Array[], mutate: (random: Random, seed: Uint8Array) => Uint8Array) {
  return (random: Random): Uint8Array => {
    const kind = random.below(20);
    if (kind === 0) return random.bytes(random.below(400));
    if (kind === 1) return mutateBytes(random, random.pick(seeds()));
    return mutate(random, random.pick(seeds()));
  };
}

/** True when it was read, false when it was refused in the way that is this reader's own. */
function isRead(read: () => unknown, refusal: new (...args: never[]) => Error): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof refusal) return false;
    throw error;
  }
}

const derOrNest = (random: Random, seed: Uint8Array) =>
  random.below(30) === 0 ? nestedDer(random) : mutateDer(random, seed);

/** Refusals are costly to throw, and a real reader stops at the first. */
const MOST_ASKED = 500;

/** Everything that can be asked of an element and of those inside it, the first ones. */
function askAll(root: DerElement): void {
  const waiting = [root];
  for (let left = MOST_ASKED; left > 0; left--) {
    const element = waiting.shift();
    if (!element) return;
    for (const ask of [derText, derTime, bitFlags, objectIdentifier, smallInteger])
      isRead(() => ask(element), DerRefusal);
    isRead(() => waiting.push(...derChildren(element).slice(0, MOST_ASKED)), DerRefusal);
  }
}

function readPackage(input: Uint8Array): boolean {
  const opened = openContainer(input);
  if (!opened.ok) return false;
  const ofd = openOfdPackage(opened.entries);
  const root = readOfdRoot(ofd);
  if (!("docBodies" in root)) return false;
  for (const body of root.docBodies) {
    const list = readSignatureList(ofd, body);
    if (list.kind !== "listed") continue;
    for (const { entry } of list.signatures) if (entry !== undefined) readSignatureFile(ofd, entry);
  }
  reachableEntries(ofd, root.docBodies);
  return true;
}

/** A package of which one XML file is another. */
function mutatedPackage(random: Random): Uint8Array {
  const { files } = random.pick(specimens());
  const name = random.pick([...files.keys()].filter((one) => one.endsWith(".xml")));
  return zipFiles(new Map(files).set(name, mutateXml(random, files.get(name) ?? new Uint8Array())));
}

const pem = (der: Uint8Array, label: string) =>
  encoder.encode(`-----BEGIN ${label}-----\n${Buffer.from(der).toString("base64")}\n-----END ${label}-----\n`);

let madePdfs: readonly Uint8Array[] | undefined;

/** Every form of cross-reference data, each with two signatures and a revision between them. */
function pdfs(): readonly Uint8Array[] {
  madePdfs ??= (["table", "stream", "packed"] as const).map((form) => {
    const one = signPdf(licensePdf({ form }), { rect: "[400 100 500 200]", contentsBytes: 16, certify: 2 });
    const two = appendRevision(one, new Map([[NUMBER.textField, textFieldBody("x")]]));
    return signPdf(two, { contentsBytes: 16 }).bytes;
  });
  return madePdfs;
}

/** Of the factory's own certificates: the same in every run. */
function payload(): Uint8Array {
  const base64 = (all: readonly Uint8Array[]) => all.map((one) => Buffer.from(one).toString("base64"));
  const instant = (at: number) => new Date(at).toISOString().replace("Z", "+00:00");
  const dates = { issuedAt: instant(NOW), nextUpdate: instant(NOW + DAY) };
  const [anchor, ...intermediates] = base64(certificates());
  return encoder.encode(
    JSON.stringify({
      issue: 5,
      ...dates,
      publisher: "虚构省电子证照库",
      anchors: [anchor],
      intermediates,
      crls: base64(lists()),
      sealStatus: { ...dates, entries: [{ sealId: "99010100000001", state: "revoked", since: instant(NOW - DAY) }] },
      sampleSigners: ["ab".repeat(32)],
    }),
  );
}

/** The signature of a bundle that somebody names is not looked at. */
function envelope(bytes: Uint8Array): Uint8Array {
  const signature = { keyId: "ab".repeat(32), value: "AAAA" };
  const sealed = { format: BUNDLE_FORMAT, payload: Buffer.from(bytes).toString("base64"), signature };
  return encoder.encode(JSON.stringify(sealed));
}

export const TARGETS: Readonly<Record<string, FuzzTarget>> = {
  scan: {
    make: (random) => encoder.encode(scannedText(random, SCANS)),
    run: (input) => routeScan(decoder.decode(input), DEFAULT_PATTERNS).kind === "service-code",
  },
  zip: { make: from(() => specimens().map(({ file }) => file), mutateZip), run: (input) => openContainer(input).ok },
  xml: {
    make: from(
      () => [...(specimens()[0]?.files ?? [])].flatMap(([name, xml]) => (name.endsWith("xml") ? [xml] : [])),
      mutateXml,
    ),
    run: (input) => isRead(() => parseXml(input), XmlRefusal),
  },
  der: {
    make: from(() => [...values(), ...certificates()], derOrNest),
    run: (input) => isRead(() => askAll(readDer(isIndefinite(input) ? toDefiniteLength(input) : input)), DerRefusal),
  },
  "signed-value": {
    make: from(values, derOrNest),
    run: (input) => readSignedValue(input).form !== "malformed",
  },
  "signed-data": {
    make: from(() => values().filter((_, index) => index >= 6), derOrNest),
    run: (input) => {
      isRead(() => readTimestampToken(input), DerRefusal);
      return isRead(() => readSignedData(input), DerRefusal);
    },
  },
  certificate: {
    make: from(certificates, derOrNest),
    run: (input) => isRead(() => readCertificate(input), DerRefusal),
  },
  crl: {
    make: from(lists, derOrNest),
    run: (input) => isRead(() => readRevocationList(input).entries.find(Uint8Array.of(5)), DerRefusal),
  },
  "trust-file": {
    make: from(
      () => [...certificates().map((der) => pem(der, "CERTIFICATE")), ...lists().map((der) => pem(der, "X509 CRL"))],
      mutateBytes,
    ),
    run: (input) => parseTrustFile(input).refused.length === 0,
  },
  "trust-bundle": {
    make: from(
      () => [envelope(payload())],
      (random, sealed) => (random.below(2) ? mutateJson(random, sealed) : envelope(mutateJson(random, payload()))),
    ),
    run: (input) => openNamedBundle(input).ok,
  },
  pdf: { make: from(pdfs, mutatePdf), run: (input) => readPdf(input).ok },
  "ofd-descriptors": { make: mutatedPackage, run: readPackage },
  document: {
    make: (random) => (random.below(2) ? mutatedPackage(random) : mutateZip(random, random.pick(specimens()).file)),
    run: (input) => verdictOn(input).format === "ofd",
  },
  tampering: {
    make: (random) => {
      const [victim, donor] = [random.pick(specimens()), random.pick(specimens())];
      return random.pick(Object.values(TAMPERINGS))({ random, victim, donor }) ?? victim.file.subarray(1);
    },
    run: (input) => {
      const isAccepted = verdictOn(input).decision === "accept";
      if (isAccepted && !specimens().some(({ file }) => hasSameContent(file, input)))
        throw new Error("a file that was tampered with is accepted");
      return isAccepted;
    },
  },
};
