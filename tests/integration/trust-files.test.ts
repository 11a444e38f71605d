/** Trust data from plain files and folders, as the command line takes them. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importTrustFiles } from "../../electron/trust/import-files.ts";
import { AT, asBase64, makeBundle, makeCertificate, makeList, newKey, OLDEST_LIST } from "../helpers/trust-bundle.ts";

const key = newKey();
const root = makeCertificate(key, "虚构根甲");
const second = makeCertificate(newKey(), "虚构二级甲", { name: "虚构根甲", key });
const list = makeList(key, "虚构根甲", AT);
const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${asBase64(der).replace(/.{64}/g, "$&\n")}\n-----END ${label}-----\n`;

let folder: string;
const put = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
const counts = ({
  anchors,
  intermediates,
  crls,
}: {
  anchors: readonly unknown[];
  intermediates: readonly unknown[];
  crls: readonly unknown[];
}) => [anchors.length, intermediates.length, crls.length];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trust-files-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("importTrustFiles", () => {
  test("sorts certificates into anchors and intermediates, and lists beside them", async () => {
    const paths = [
      await put("root.cer", root),
      await put("chain.pem", pem("CERTIFICATE", second) + pem("X509 CRL", list)),
    ];
    const { material, problems } = await importTrustFiles(paths);
    expect([counts(material), problems]).toEqual([[1, 1, 1], []]);
  });

  test("takes the files of a folder, not its subfolders or hidden files", async () => {
    await put("a.cer", root);
    await put("b.crl", list);
    await put(".hidden.cer", second);
    await mkdir(join(folder, "deeper"));
    await writeFile(join(folder, "deeper", "c.cer"), second);
    expect(counts((await importTrustFiles([folder])).material)).toEqual([1, 0, 1]);
  });

  test("takes a bundle of a pinned publisher with its age and lists", async () => {
    const { material, problems } = await importTrustFiles([await put("bundle.json", makeBundle(key))], [key.point]);
    expect([counts(material), material.issue, material.listsAsOf, problems]).toEqual([[1, 4, 2], 5, OLDEST_LIST, []]);
  });

  test("takes a bundle like any other named file where no publisher is pinned", async () => {
    const { material, problems } = await importTrustFiles([await put("bundle.json", makeBundle(newKey()))]);
    expect([counts(material), problems]).toEqual([[1, 4, 2], []]);
  });

  test("names a bundle that does not parse", async () => {
    const file = await put("bundle.json", makeBundle(key).subarray(0, 700));
    expect((await importTrustFiles([file])).problems).toMatchObject([{ file, fault: { code: "trust.unreadable" } }]);
  });

  test("takes nothing from a bundle whose publisher is not pinned", async () => {
    const file = await put("bundle.json", makeBundle(newKey()));
    const { material, problems } = await importTrustFiles([file], [key.point]);
    expect(counts(material)).toEqual([0, 0, 0]);
    expect(problems).toMatchObject([{ file, fault: { code: "trust.unknown-publisher" } }]);
  });

  test("names what could not be read and takes the rest", async () => {
    const bad = await put("readme.txt", "hello");
    const { material, problems } = await importTrustFiles([bad, await put("root.cer", root)]);
    expect(counts(material)).toEqual([1, 0, 0]);
    expect(problems).toMatchObject([{ file: bad, fault: { code: "trust.unreadable" } }]);
  });

  test("names a path that is not there", async () => {
    const path = join(folder, "nowhere");
    expect((await importTrustFiles([path])).problems).toMatchObject([
      { file: path, fault: { code: "file.unreadable" }, isWhole: true },
    ]);
  });
});
