import { describe, expect, test } from "vitest";
import { readOfdRoot } from "../../../../../electron/seal/ofd/doc-bodies.ts";
import { openOfdPackage } from "../../../../../electron/seal/ofd/package.ts";
import { reachableEntries } from "../../../../../electron/seal/ofd/reachability.ts";
import { readSignatureFile, type SignatureFile } from "../../../../../electron/seal/ofd/signature-file.ts";
import { readSignatureList } from "../../../../../electron/seal/ofd/signature-list.ts";
import { docBody, licenseFiles, ofdXml, xmlFile } from "../../../../helpers/seal-factory/ofd.ts";

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const open = (files: Readonly<Record<string, string | Uint8Array>>) =>
  openOfdPackage(
    new Map(Object.entries(files).map(([name, body]) => [name, typeof body === "string" ? xmlFile(body) : body])),
  );

describe("OFD.xml", () => {
  test("names documents and their lists of signatures", () => {
    const ofd = open({
      "OFD.xml": ofdXml(docBody("/D/Document.xml", "D/S.xml")),
      "D/Document.xml": "<a/>",
      "D/S.xml": "<a/>",
    });
    expect(readOfdRoot(ofd)).toMatchObject({
      docBodies: [{ index: 0, rootEntry: "D/Document.xml", signaturesEntry: "D/S.xml", namesSignatures: true }],
    });
  });

  test.each([
    ["absent", {}],
    ["without a DocBody", { "OFD.xml": `<ofd:OFD ${NAMESPACE}/>` }],
    ["with another root", { "OFD.xml": "<a/>" }],
    ["with two documents in one DocBody", { "OFD.xml": ofdXml(`${docBody("a")}${docBody("b")}`) }],
    ["with two lists of signatures", { "OFD.xml": ofdXml(`${docBody("a", "b")}<ofd:Signatures>c</ofd:Signatures>`) }],
  ])("is refused %s", (_, files) => {
    expect(readOfdRoot(open(files))).toMatchObject({ code: "OFD_MALFORMED" });
  });

  test("counts documents of other versions", () => {
    const versions = '<ofd:Versions><ofd:Version ID="v1" BaseLoc="V.xml"/></ofd:Versions>';
    const root = readOfdRoot(
      open({
        "OFD.xml": ofdXml(docBody("Document.xml") + versions),
        "V.xml": `<ofd:DocVersion ${NAMESPACE}><ofd:DocRoot>Old.xml</ofd:DocRoot></ofd:DocVersion>`,
        "Old.xml": "<a/>",
      }),
    );
    expect(root).toMatchObject({ docBodies: [{ hasVersions: true, versionEntries: ["V.xml", "Old.xml"] }] });
  });
});

describe("the list of signatures", () => {
  const list = (body: string) =>
    readSignatureList(
      open({ "D/S.xml": `<ofd:Signatures ${NAMESPACE}>${body}</ofd:Signatures>`, "D/a/x.xml": "<a/>" }),
      {
        index: 0,
        hasVersions: false,
        versionEntries: [],
        namesSignatures: true,
        signaturesEntry: "D/S.xml",
      },
    );

  test("is read with relative and absolute locations, Seal being the default type", () => {
    const body =
      '<ofd:Signature ID="1" BaseLoc="a/x.xml"/><ofd:Signature ID="2" Type="Sign" BaseLoc="/D/a/x.xml" Relative="1"/>';
    expect(list(body)).toMatchObject({
      kind: "listed",
      isPlain: true,
      remarks: [],
      signatures: [
        { id: "1", type: "Seal", entry: "D/a/x.xml" },
        { id: "2", type: "Sign", entry: "D/a/x.xml", relative: "1" },
      ],
    });
  });

  test("says when it names nothing", () => {
    expect(list("<ofd:MaxSignId>0</ofd:MaxSignId>")).toEqual({ kind: "none" });
  });

  test("remarks on two MaxSignId and on repeated ids", () => {
    const body = `<ofd:MaxSignId>1</ofd:MaxSignId><ofd:MaxSignId>2</ofd:MaxSignId>${'<ofd:Signature ID="1"/>'.repeat(2)}`;
    expect(list(body)).toMatchObject({ remarks: ["MaxSignId", "Signature@ID"] });
  });

  test("is not plain when it could serve as a list of resources, too", () => {
    expect(list('<ofd:Signature ID="1"/><ofd:MultiMedias/>')).toMatchObject({ isPlain: false });
  });
});

describe("Signature.xml", () => {
  const read = (info: string, rest = "<ofd:SignedValue>V.dat</ofd:SignedValue>") =>
    readSignatureFile(
      open({
        "S/Signature.xml": `<ofd:Signature ${NAMESPACE}><ofd:SignedInfo>${info}</ofd:SignedInfo>${rest}</ofd:Signature>`,
        "S/V.dat": new Uint8Array(),
        "S/Seal.esl": new Uint8Array(),
        "a.xml": "<a/>",
      }),
      "S/Signature.xml",
    );
  const references =
    '<ofd:References><ofd:Reference FileRef="/a.xml"><ofd:CheckValue>AAAA</ofd:CheckValue></ofd:Reference></ofd:References>';

  test("is read with its references, digests and stamps", () => {
    const stamps =
      '<ofd:StampAnnot ID="1" PageRef="7" Boundary="1 2 30 40.5" Clip="0 0 8 40"/>' +
      '<ofd:StampAnnot ID="2" PageRef="7" Boundary="1 2 0 40"/><ofd:StampAnnot ID="3" Boundary="1 2 3 4"/>';
    const file = read(references + stamps) as SignatureFile;
    expect(file.references).toEqual([{ location: "/a.xml", entry: "a.xml", checkValue: new Uint8Array(3) }]);
    expect(file.valueEntry).toBe("S/V.dat");
    expect(file.checkMethod).toBeUndefined();
    expect(file.stamps).toEqual([
      {
        id: "1",
        pageRef: "7",
        boundary: { x: 1, y: 2, width: 30, height: 40.5 },
        clip: { x: 0, y: 0, width: 8, height: 40 },
      },
    ]);
  });

  test.each([
    "<ofd:SignedValue>V.dat</ofd:SignedValue>",
    "<ofd:SignedValue><ofd:BaseLoc>/S/V.dat</ofd:BaseLoc></ofd:SignedValue>",
    '<ofd:SignedValue BaseLoc="V.dat"/>',
  ])("finds the signed value in %s", (rest) => {
    expect(read(references, rest)).toMatchObject({ valueEntry: "S/V.dat" });
  });

  test("finds Seal.esl in either spelling", () => {
    expect(read(`${references}<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>`)).toMatchObject({
      sealEntry: "S/Seal.esl",
    });
    expect(read(`${references}<ofd:Seal>Seal.esl</ofd:Seal>`)).toMatchObject({ sealEntry: "S/Seal.esl" });
  });

  test.each([
    ["two References", references + references, undefined],
    ["two SignatureMethod", `${references}<ofd:SignatureMethod/><ofd:SignatureMethod/>`, undefined],
    [
      "two CheckValue",
      references.replace("</ofd:Reference>", "<ofd:CheckValue>BBBB</ofd:CheckValue></ofd:Reference>"),
      undefined,
    ],
    ["two SignedValue", references, "<ofd:SignedValue>V.dat</ofd:SignedValue><ofd:SignedValue>W.dat</ofd:SignedValue>"],
    ["two SignedInfo", references, "<ofd:SignedInfo/>"],
  ])("is refused with %s", (_, info, rest) => {
    expect(read(info, rest)).toMatchObject({ code: "SIGNATURE_XML_FORMAT" });
  });

  test("is refused with another root", () => {
    expect(readSignatureFile(open({ "a.xml": "<Other/>" }), "a.xml")).toMatchObject({ code: "SIGNATURE_XML_FORMAT" });
  });
});

describe("what a reader can reach", () => {
  const classesOf = (files: ReadonlyMap<string, Uint8Array>) => {
    const ofd = openOfdPackage(files);
    const root = readOfdRoot(ofd);
    return "code" in root ? new Map() : reachableEntries(ofd, root.docBodies);
  };

  test("is told apart by class", () => {
    const files = new Map(licenseFiles({ more: { "Doc_0/stray.xml": "<a/>" } }));
    expect(Object.fromEntries(classesOf(files))).toEqual({
      "OFD.xml": "STRUCTURE",
      "Doc_0/Document.xml": "STRUCTURE",
      "Doc_0/PublicRes.xml": "STRUCTURE",
      "Doc_0/Res/emblem.png": "RENDERED",
      "Doc_0/Tpls/Tpl_0/Content.xml": "RENDERED",
      "Doc_0/Pages/Page_0/Content.xml": "RENDERED",
      "Doc_0/Annots/Annotations.xml": "RENDERED",
      "Doc_0/Annots/Page_0/Annotation.xml": "RENDERED",
      "Doc_0/Attachs/Attachments.xml": "ATTACHMENT",
      "Doc_0/Attachs/data.xml": "ATTACHMENT",
    });
  });

  test("includes resources that a page names for itself", () => {
    const page = `<ofd:Page ${NAMESPACE}><ofd:PageRes>PageRes.xml</ofd:PageRes></ofd:Page>`;
    const resources = `<ofd:Res ${NAMESPACE}><ofd:Fonts><ofd:Font ID="9"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>`;
    const folder = "Doc_0/Pages/Page_0";
    const more = { [`${folder}/Content.xml`]: page, [`${folder}/PageRes.xml`]: resources, [`${folder}/f.ttf`]: "f" };
    const classes = classesOf(licenseFiles({ more }));
    expect(classes.get(`${folder}/PageRes.xml`)).toBe("STRUCTURE");
    expect(classes.get(`${folder}/f.ttf`)).toBe("RENDERED");
  });

  test("is everything as soon as one page cannot be read", () => {
    const more = { "Doc_0/Pages/Page_0/Content.xml": "<broken", "Doc_0/stray.xml": "<a/>" };
    expect(classesOf(licenseFiles({ more })).get("Doc_0/stray.xml")).toBe("RENDERED");
  });
});
