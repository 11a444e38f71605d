/** Every license type as an OFD package: well-formed XML, references that lead somewhere, object IDs used once. */
import { unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import { LICENSES } from "../../../../../electron/training/cast/library.ts";
import { LICENSE_TYPE_IDS, LICENSE_TYPES } from "../../../../../electron/training/cast/license-types.ts";
import { makeKeystore } from "../../../../../electron/training/pki/keystore.ts";
import { sealLicense } from "../../../../../electron/training/seal/license-office.ts";

const OFD = "http://www.ofdspec.org/2016";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

function elementsOf(xml: Uint8Array): Element[] {
  const parser = new SaxesParser({ xmlns: true });
  const found: Element[] = [];
  const open: Element[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    expect(tag.uri).toBe(OFD);
    const attributes = Object.fromEntries(Object.values(tag.attributes).map((one) => [one.local, one.value]));
    const element = { name: tag.local, attributes, text: "" };
    found.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const top = open.at(-1);
    if (top) top.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(new TextDecoder().decode(xml)).close();
  return found;
}

const keystore = makeKeystore(Date.parse("2026-11-24T08:00:00+08:00"));

describe.each(LICENSE_TYPE_IDS)("%s", (typeId) => {
  const license = LICENSES.find((one) => one.typeId === typeId)!;
  let file: Uint8Array;
  let parts: Record<string, Uint8Array>;

  beforeAll(() => {
    file = sealLicense(license, keystore);
    parts = unzipSync(file);
  });

  test("is a file of at most 60 KB", () => {
    expect(file.length).toBeLessThanOrEqual(60 * 1024);
  });

  test("has well-formed parts in the OFD namespace", () => {
    for (const [path, bytes] of Object.entries(parts)) {
      if (path.endsWith(".xml")) expect(elementsOf(bytes).length, path).toBeGreaterThan(0);
    }
  });

  test("names parts that are there", () => {
    const document = elementsOf(parts["Doc_0/Document.xml"]!);
    const media = parts["Doc_0/DocumentRes.xml"];
    const named = [
      ...document.flatMap((one) => one.attributes["BaseLoc"] ?? []),
      ...document.filter((one) => /^(Public|Document)Res$/.test(one.name)).map((one) => one.text),
      ...(media ? elementsOf(media) : []).filter((one) => one.name === "MediaFile").map((one) => `Res/${one.text}`),
    ];
    expect(named.length).toBeGreaterThan(2);
    for (const path of named) expect(Object.keys(parts)).toContain(`Doc_0/${path}`);
  });

  test("uses every object ID once and none above MaxUnitID", () => {
    const ids: number[] = [];
    for (const [path, bytes] of Object.entries(parts)) {
      if (!path.endsWith(".xml") || path.includes("Signs") || path === "OFD.xml") continue;
      for (const { attributes } of elementsOf(bytes)) if (attributes["ID"]) ids.push(Number(attributes["ID"]));
    }
    const max = elementsOf(parts["Doc_0/Document.xml"]!).find((one) => one.name === "MaxUnitID")!;
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBeLessThanOrEqual(Number(max.text));
  });

  test("refers only to fonts, pictures and templates that exist", () => {
    const known = new Set(
      ["Doc_0/PublicRes.xml", "Doc_0/DocumentRes.xml", "Doc_0/Document.xml"].flatMap((path) =>
        parts[path] ? elementsOf(parts[path]).flatMap((one) => one.attributes["ID"] ?? []) : [],
      ),
    );
    for (const path of Object.keys(parts).filter((one) => one.endsWith("/Content.xml"))) {
      for (const { attributes } of elementsOf(parts[path]!)) {
        for (const key of ["Font", "ResourceID", "TemplateID"])
          if (attributes[key]) expect(known).toContain(attributes[key]);
      }
    }
  });

  test("keeps every object inside the page", () => {
    const content = elementsOf(parts["Doc_0/Pages/Page_0/Content.xml"]!);
    const [, , width, height] = content
      .find((one) => one.name === "PhysicalBox")!
      .text.split(" ")
      .map(Number) as [number, number, number, number];
    for (const { attributes } of content) {
      if (!attributes["Boundary"]) continue;
      const [x, y, w, h] = attributes["Boundary"].split(" ").map(Number) as [number, number, number, number];
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + w, attributes["Boundary"]).toBeLessThanOrEqual(width + 0.01);
      expect(y + h, attributes["Boundary"]).toBeLessThanOrEqual(height + 0.01);
    }
  });

  test("says on its face that it is a sample", () => {
    const text = elementsOf(parts["Doc_0/Pages/Page_0/Content.xml"]!)
      .map((one) => one.text)
      .join("");
    expect(text).toContain("样例证照");
    expect(text).toContain("无法律效力");
  });

  test("carries the metadata of GB/T 36903", () => {
    const entry = elementsOf(parts["OFD.xml"]!).filter((one) => one.name === "CustomData");
    const data = Object.fromEntries(entry.map((one) => [one.attributes["Name"], one.text]));
    expect(data["ZZBS"]).toBe(license.identifier);
    expect(data["ZZLXDM"]).toBe(LICENSE_TYPES[typeId].certTypeCode);
    expect(data["CZZT"]).toBe(license.holders.map((one) => one.name).join(","));
    expect(data["ZZMC"]).toBe(LICENSE_TYPES[typeId].name);
  });

  test("puts its seal on the page", () => {
    const stamp = elementsOf(parts["Doc_0/Signs/Sign_0/Signature.xml"]!).find((one) => one.name === "StampAnnot")!;
    const [x, y, w, h] = stamp.attributes["Boundary"]!.split(" ").map(Number) as [number, number, number, number];
    const page = elementsOf(parts["Doc_0/Document.xml"]!)
      .find((one) => one.name === "PhysicalBox")!
      .text.split(" ")
      .map(Number);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + w).toBeLessThanOrEqual(page[2]!);
    expect(y + h).toBeLessThanOrEqual(page[3]!);
  });
});
