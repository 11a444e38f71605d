import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONTAINER_LIMITS } from "../../../../../electron/seal/container/limits.ts";
import { openContainer } from "../../../../../electron/seal/container/open.ts";
import { concat } from "../../../../helpers/seal-factory/der-writer.ts";
import { writeZip, type ZipEntry, type ZipTweaks } from "../../../../helpers/seal-factory/zip-writer.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const entry = (name: string | Uint8Array, more: Partial<ZipEntry> = {}): ZipEntry => ({
  name,
  content: bytes("content ".repeat(20)),
  ...more,
});
const A = entry("OFD.xml");
const B = entry("Doc_0/Document.xml");

function codeOf(entries: readonly ZipEntry[], tweaks?: ZipTweaks): string {
  const result = openContainer(writeZip(entries, tweaks));
  return result.ok ? "opened" : result.code;
}

describe("a well-made package", () => {
  test("opens with names and contents as they were written", () => {
    const result = openContainer(writeZip([A, B, { name: "Doc_0/", content: new Uint8Array(), method: 0 }]));
    expect(result.ok && [...result.entries]).toEqual([
      ["OFD.xml", A.content],
      ["Doc_0/Document.xml", B.content],
    ]);
  });

  test("opens with sizes behind the data, as Java writes them", () => {
    expect(codeOf([entry("OFD.xml", { hasDescriptor: true }), entry("b", { hasDescriptor: true })])).toBe("opened");
  });

  test("opens with stored entries, a comment and foreign extra fields", () => {
    const extra = Uint8Array.of(0x55, 0x54, 5, 0, 1, 0, 0, 0, 0);
    const entries = [entry("OFD.xml", { method: 0, localExtra: extra, centralExtra: extra })];
    expect(codeOf(entries, { comment: bytes("made by hand") })).toBe("opened");
  });

  test("opens when a reserved zip64 field says the same as the header", () => {
    const { content } = A;
    const field = new DataView(new ArrayBuffer(12));
    field.setUint16(0, 1, true);
    field.setUint16(2, 8, true);
    field.setBigUint64(4, BigInt(content.length), true);
    expect(codeOf([entry("OFD.xml", { localExtra: new Uint8Array(field.buffer) })])).toBe("opened");
  });

  test.each([
    ["Windows", 0x0014, 0x0020],
    ["7-Zip", 0x003f, 0x2020],
    ["7-Zip with a mode", 0x003f, 0x81a48020],
    ["Info-ZIP", 0x031e, 0x81a40000],
    ["Java", 0x0014, 0],
  ])("opens with the attributes that %s writes", (_, madeBy, externalAttributes) => {
    expect(codeOf([entry("OFD.xml", { madeBy, externalAttributes, internalAttributes: 1 })])).toBe("opened");
  });

  test.each([0, 0x10, 0x41ed0010])("opens with a folder of attributes %i", (externalAttributes) => {
    const folder = { name: "Doc_0/", content: new Uint8Array(), method: 0, externalAttributes };
    expect(codeOf([entry("OFD.xml"), folder])).toBe("opened");
  });

  test("opens when it is empty", () => {
    expect(codeOf([])).toBe("opened");
  });

  test("reads names with backslashes as paths, and names without the UTF-8 flag as GB 18030", () => {
    const chinese = Uint8Array.of(0xb8, 0xbd, 0xbc, 0xfe);
    const result = openContainer(writeZip([entry("Doc_0\\Document.xml"), entry(chinese, { flags: 0 })]));
    expect(result.ok && [...result.entries.keys()]).toEqual(["Doc_0/Document.xml", "附件"]);
  });
});

describe("two entries that some reader takes for one", () => {
  const evil = (name: string | Uint8Array): ZipEntry => ({ name, content: bytes("evil") });
  const accented = (form: "NFC" | "NFD") => bytes("é.xml".normalize(form));

  test.each([
    ["the same name, evil first", [evil("OFD.xml"), A]],
    ["the same name, evil last", [A, evil("OFD.xml")]],
    ["another letter case", [A, evil("ofd.XML")]],
    ["a leading slash", [A, evil("/OFD.xml")]],
    ["a backslash for a slash", [B, evil("Doc_0\\Document.xml")]],
    ["another Unicode form", [evil(accented("NFC")), evil(accented("NFD"))]],
    ["a trailing dot that Windows drops", [A, evil("OFD.xml.")]],
    ["a file where another has a folder", [B, evil("Doc_0")]],
    ["a folder and a file of one name", [A, { name: "OFD.xml/", content: new Uint8Array(), method: 0 }]],
    ["a letter that folds to another", [evil("K.xml"), evil("\u212a.xml")]],
  ])("are refused: %s", (_, entries) => {
    expect(codeOf(entries)).toBe("CONTAINER_DUPLICATE_ENTRY");
  });
});

describe("a name that could leave the folder", () => {
  test.each([
    "../evil.xml",
    "Doc_0/../../evil.xml",
    "Doc_0/..",
    "..\\evil.xml",
    "/etc/passwd",
    "\\\\server\\share",
    "C:\\evil.xml",
    "C:evil.xml",
    "OFD.xml:stream",
    "a\0b.xml",
    "a\nb.xml",
    "a//b.xml",
    "./a.xml",
    "a/./b.xml",
    "a. /b.xml",
    "",
  ])("is refused: %j", (name) => {
    expect(codeOf([A, entry(name)])).toBe("CONTAINER_UNSAFE_NAME");
  });
});

describe("headers that two readers read differently", () => {
  test.each<[string, Partial<ZipEntry>]>([
    ["local name", { local: { name: bytes("OFD.xmk") } }],
    ["local name of another length", { local: { name: bytes("OFD.xm") } }],
    ["local size", { local: { size: 1 } }],
    ["local stored size", { local: { storedSize: 1 } }],
    ["local CRC", { local: { crc: 1 } }],
    ["local method", { local: { method: 0 } }],
    ["local flags", { local: { flags: 0 } }],
    ["local date", { local: { modified: 1 } }],
    ["central size", { central: { size: 5 } }],
    ["central CRC", { central: { crc: 5 } }],
    ["both CRCs", { central: { crc: 5 }, local: { crc: 5 } }],
    ["central offset", { central: { offset: 1 } }],
    ["central offset far behind the file", { central: { offset: 0x10000000 }, local: { name: new Uint8Array(300) } }],
    ["central stored size", { central: { storedSize: 3 } }],
    ["a size that is too small everywhere", { central: { size: 5 }, local: { size: 5 } }],
    ["a size that is too large everywhere", { central: { size: 500 }, local: { size: 500 } }],
  ])("are refused: %s", (_, more) => {
    expect(codeOf([entry("OFD.xml", more), B])).toMatch(/CONTAINER_(MALFORMED|LIMIT)/);
  });

  test("are refused: a descriptor that differs", () => {
    const file = writeZip([entry("OFD.xml", { hasDescriptor: true })]);
    const at = Buffer.from(file).indexOf(Uint8Array.of(0x50, 0x4b, 7, 8));
    file[at + 12]! ^= 1;
    expect(openContainer(file)).toMatchObject({ ok: false, code: "CONTAINER_MALFORMED" });
  });
});

describe("a package with more than its entries", () => {
  test.each<[string, ZipTweaks]>([
    ["bytes in front", { prefix: bytes("MZ") }],
    ["bytes behind", { suffix: bytes("more") }],
    ["bytes before the directory", { gap: bytes("gap") }],
    ["an entry that only walking finds", { hidden: [entry("hidden.xml")] }],
    ["a wrong number of entries", { entryCount: 1 }],
    ["more entries said than there are", { entryCount: 3 }],
    ["a second end record in the comment", { comment: concat(bytes("PK\x05\x06"), new Uint8Array(18)) }],
  ])("is refused: %s", (_, tweaks) => {
    expect(codeOf([A, B], tweaks)).toBe("CONTAINER_MALFORMED");
  });

  test("is refused: a PDF in front of the zip", () => {
    expect(openContainer(concat(bytes("%PDF-1.7\n"), writeZip([A])))).toMatchObject({ code: "CONTAINER_MALFORMED" });
  });

  test("is refused: bytes behind the end of a compressed stream", () => {
    const { content } = A;
    const { deflateRawSync } = process.getBuiltinModule("node:zlib");
    const stored = concat(deflateRawSync(content), bytes("hidden"));
    expect(codeOf([entry("OFD.xml", { stored })])).toBe("CONTAINER_MALFORMED");
  });

  test("is refused: one entry's bytes used by two", () => {
    const first = entry("a.xml");
    expect(codeOf([first, entry("b.xml", { central: { offset: 0 } })])).toBe("CONTAINER_MALFORMED");
  });
});

describe("entries of a kind that is not read", () => {
  test.each<[string, Partial<ZipEntry>]>([
    ["encrypted", { flags: 0x0801 }],
    ["strongly encrypted", { flags: 0x0840 }],
    ["with an unknown flag", { flags: 0x0880 }],
    ["of another method", { method: 12 }],
    ["stored without a length in front", { method: 0, hasDescriptor: true }],
    ["a symbolic link", { madeBy: 0x0314, externalAttributes: 0xa1ff0000 }],
    ["a symbolic link, made by nobody", { madeBy: 0x0014, externalAttributes: 0xa1ff0000 }],
    ["a device", { madeBy: 0x0314, externalAttributes: 0x21b60000 }],
    ["a folder by its mode", { madeBy: 0x0314, externalAttributes: 0x41ed0000 }],
    ["a folder by its attributes", { externalAttributes: 0x10 }],
    ["a volume label", { externalAttributes: 0x08 }],
    ["a reparse point of Windows", { externalAttributes: 0x400 }],
    ["with unknown internal attributes", { internalAttributes: 0x0002 }],
    ["asking for another version in front of it", { local: { needed: 10 } }],
    ["zip64 with other sizes", { localExtra: Uint8Array.of(1, 0, 8, 0, 9, 0, 0, 0, 0, 0, 0, 0) }],
    ["with a second name", { centralExtra: concat(Uint8Array.of(0x75, 0x70, 9, 0, 1, 0, 0, 0, 0), bytes("evil")) }],
    ["with a broken extra field", { centralExtra: Uint8Array.of(1, 2, 3) }],
    ["with an extra field that runs over", { localExtra: Uint8Array.of(9, 9, 200, 0) }],
  ])("are refused: %s", (_, more) => {
    expect(codeOf([entry("OFD.xml", more)])).toBe("CONTAINER_MALFORMED");
  });

  test("are refused: a folder with content", () => {
    expect(codeOf([entry("Doc_0/")])).toBe("CONTAINER_MALFORMED");
  });
});

describe("limits", () => {
  const small = {
    ...CONTAINER_LIMITS,
    fileBytes: 4000,
    entries: 3,
    entryBytes: 2000,
    totalBytes: 3000,
    ratio: 20,
    ratioFloorBytes: 1000,
  };
  const refusal = (entries: readonly ZipEntry[]) => {
    const result = openContainer(writeZip(entries), small);
    return result.ok ? "opened" : result.code;
  };
  const random = (length: number) => Uint8Array.from({ length }, (_, i) => (Math.imul(i, 2654435761) >>> 13) & 255);

  test.each<[string, ZipEntry[]]>([
    ["the file", [{ name: "a", content: random(4100), method: 0 }]],
    ["the number of entries", ["a", "b", "c", "d"].map((name) => ({ name, content: bytes("x") }))],
    ["one entry", [{ name: "a", content: random(2001) }]],
    ["all entries", ["a", "b"].map((name) => ({ name, content: random(1600) }))],
    ["the ratio", [{ name: "a", content: new Uint8Array(1900) }]],
  ])("hold for %s", (_, entries) => {
    expect(refusal(entries)).toBe("CONTAINER_LIMIT");
  });

  test.each([
    ["long", "a".repeat(1025)],
    ["deep", `${"a/".repeat(32)}b`],
    ["made to slow a pattern down", `${".".repeat(60_000)}x`],
  ])("hold for names: %s", (_, name) => {
    expect(codeOf([entry(name)])).toBe("CONTAINER_LIMIT");
  });

  test("stop a bomb that lies about its size while it inflates", () => {
    const bomb = new Uint8Array(50_000_000);
    const { deflateRawSync } = process.getBuiltinModule("node:zlib");
    const lie = { size: 100 };
    const file = writeZip([
      { name: "a", content: bomb.subarray(0, 100), stored: deflateRawSync(bomb), central: lie, local: lie },
    ]);
    const start = performance.now();
    expect(openContainer(file)).toMatchObject({ ok: false, code: "CONTAINER_LIMIT" });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("refuse a bomb of 200 MiB by what it declares", () => {
    const lie = { size: 200 * 1024 * 1024 };
    expect(codeOf([entry("bomb", { central: lie, local: lie })])).toBe("CONTAINER_LIMIT");
  });
});

describe("hostile bytes", () => {
  test("never make it throw, whatever they are", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (file) => openContainer(file).ok === false));
  });

  test("never make it throw when they start as a package", () => {
    const good = writeZip([A, entry("b", { hasDescriptor: true })]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (edits) => {
        const file = Uint8Array.from(good);
        for (const [at, value] of edits) file[at] = value;
        openContainer(file);
      }),
      { numRuns: 300 },
    );
  });

  test("never make it throw when a package is cut", () => {
    const good = writeZip([A, B]);
    for (let length = 0; length < good.length; length++) {
      expect(openContainer(good.subarray(0, length)).ok).toBe(false);
    }
  });
});
