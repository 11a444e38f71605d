import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entriesWithDoctype } from "../../../../electron/seal/ofd/doctype.ts";
import { childrenNamed, childText, parseXml, XmlRefusal } from "../../../../electron/seal/xml.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, mark = "\ufeff") => Uint8Array.from(Buffer.from(mark + text, "utf16le"));
const codeOf = (bytes: Uint8Array) => {
  try {
    parseXml(bytes);
    return "read";
  } catch (error) {
    if (error instanceof XmlRefusal) return error.code;
    throw error;
  }
};

describe("XML", () => {
  test("is read as a tree with namespaces resolved", () => {
    const root = parseXml(
      utf8('<o:A xmlns:o="http://www.ofdspec.org/2016" x="1"><o:B>t<![CDATA[<u>]]></o:B><o:B/></o:A>'),
    );
    expect(root).toMatchObject({ name: "A", namespace: "http://www.ofdspec.org/2016", attributes: { x: "1" } });
    expect(childText(root, "B")).toBe("t<u>");
    expect(childrenNamed(root, "B")).toHaveLength(2);
  });

  test("is read in UTF-16 with a byte order mark", () => {
    expect(childText(parseXml(utf16("<a><b>印章</b></a>")), "b")).toBe("印章");
  });

  test("keeps an attribute without prefix apart from one with", () => {
    const root = parseXml(utf8('<a xmlns:p="urn:p" p:ID="evil" ID="1" p:only="2"/>'));
    expect(root.attributes).toMatchObject({ ID: "1", only: "2" });
  });

  test("has no attributes that nobody wrote", () => {
    expect(parseXml(utf8("<a/>")).attributes["constructor"]).toBeUndefined();
  });

  test.each([
    ["a DOCTYPE", "<!DOCTYPE a><a/>", "XML_DTD"],
    ["an entity", '<?xml version="1.0"?><!doctype a [<!ENTITY b "c">]><a>&b;</a>', "XML_DTD"],
    ["an undefined entity", "<a>&b;</a>", "XML_MALFORMED"],
    ["a wrong end", "<a></b>", "XML_MALFORMED"],
    ["no end", "<a>", "XML_MALFORMED"],
    ["two roots", "<a/><b/>", "XML_MALFORMED"],
    ["an attribute twice", '<a x="1" x="2"/>', "XML_MALFORMED"],
    ["an unbound prefix", "<p:a/>", "XML_MALFORMED"],
    ["nothing", "", "XML_MALFORMED"],
    ["another encoding", '<?xml version="1.0" encoding="GBK"?><a/>', "XML_ENCODING"],
    ["too much depth", "<a>".repeat(101) + "</a>".repeat(101), "XML_LIMIT"],
    ["too many elements", `<a>${"<b/>".repeat(200_000)}</a>`, "XML_LIMIT"],
  ])("is refused with %s", (_, text, code) => {
    expect(codeOf(utf8(text))).toBe(code);
  });

  test("is refused with bytes that are not UTF-8", () => {
    expect(codeOf(Uint8Array.of(0x3c, 0x61, 0xff, 0x3e))).toBe("XML_ENCODING");
  });

  test("throws nothing but its refusal for any text", () => {
    const markup = fc.array(
      fc.constantFrom("<a", ">", "</a>", "<", "&", ";", '"', "x=", "<!--", "-->", "]]>", "<![CDATA[", "?>"),
    );
    fc.assert(
      fc.property(markup, (parts) => void codeOf(utf8(parts.join("")))),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => void codeOf(bytes)),
      { numRuns: 200 },
    );
  });
});

describe("a DOCTYPE", () => {
  const found = (name: string, bytes: Uint8Array) => entriesWithDoctype(new Map([[name, bytes]])).length > 0;

  test.each<[string, Uint8Array]>([
    ["UTF-8", utf8("<!DOCTYPE a><a/>")],
    ["lower case", utf8("<?xml?> <!doctype a><a/>")],
    ["UTF-16 with a mark", utf16("<!DOCTYPE a><a/>")],
    ["UTF-16 without a mark", utf16("<!DOCTYPE a><a/>", "")],
    ["behind other declarations", utf8("<!-- ! --><!DOCTYPE a><a/>")],
  ])("is found without parsing: %s", (_, bytes) => {
    expect(found("Doc_0/Pages/Page_0/Content.xml", bytes)).toBe(true);
    expect(found("no-extension", bytes)).toBe(true);
  });

  test("is not seen in a picture that holds the word", () => {
    expect(found("a.png", utf8("\x89PNG <!DOCTYPE"))).toBe(false);
  });

  test("is not seen in other declarations", () => {
    expect(found("a.xml", utf8("<!-- <!DOC --><a><![CDATA[!]]></a>"))).toBe(false);
  });
});
