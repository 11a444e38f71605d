/** A thousand mixed licenses through the built command line on all cores, from starting the process to its end; and how much memory that took. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jsonLines, liangzheng } from "../helpers/process/liangzheng.ts";
import { certificateTime } from "../helpers/seal-factory/der-writer.ts";
import { makeFirstSignature } from "../helpers/seal-factory/first-edition.ts";
import { licenseFiles, signFiles, zipFiles } from "../helpers/seal-factory/ofd.ts";
import { createPki, issueLists, NOW, SIGNED_AT } from "../helpers/seal-factory/pki.ts";
import { sm3Of } from "../helpers/seal-factory/seal.ts";
import { makeSignedData } from "../helpers/seal-factory/signed-data.ts";
import { type Measurement, measurement } from "./measurement.ts";

const pki = createPki();

/** Every seventh is of another form, every twentieth was changed, sizes from 5 to 250 KB; no two are the same. */
function license(index: number): Uint8Array {
  const size = [3, 12, 25, 45, 120, 240][index % 6] ?? 0;
  const picture = new Uint8Array(size * 1000).map((_, i) => Math.imul(i + 1, 2654435761 + index) >>> 13);
  const document = { text: `第 ${index} 本证照`, more: { "Doc_0/Res/emblem.png": picture } };
  const files = new Map(signFiles(licenseFiles(document), { pki, ...formOf(index) }));
  if (index % 20 === 19) files.set("Doc_0/Pages/Page_0/Content.xml", new TextEncoder().encode("<changed/>"));
  return zipFiles(files);
}

function formOf(index: number): Partial<Parameters<typeof signFiles>[1]> {
  const forms: readonly Partial<Parameters<typeof signFiles>[1]>[] = [
    {
      value: (xml, propertyInfo) =>
        makeFirstSignature({ pki, dataHash: sm3Of(xml), propertyInfo, timeInfo: certificateTime(SIGNED_AT) }),
    },
    {
      type: "Sign",
      value: (xml) => makeSignedData({ signer: pki.signer, detached: xml, signingTime: SIGNED_AT }),
    },
    { seal: { version: 5 } },
  ];
  return index % 7 === 6 ? (forms[index % 3] ?? {}) : {};
}

export async function benchBatch(count = 1_000, runs = 3): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "batch-"));
  try {
    for (const name of ["trust", "files"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "trust/root.cer"), pki.root.certificate);
    writeFileSync(join(folder, "trust/authority.cer"), pki.authority.certificate);
    for (const [index, list] of issueLists(pki).entries()) writeFileSync(join(folder, `trust/${index}.crl`), list);
    for (let index = 0; index < count; index += 1) writeFileSync(join(folder, `files/${index}.ofd`), license(index));
    const seen = [];
    for (let run = 0; run < runs; run += 1) seen.push(await verifyAll(folder, count));
    const name = `verify ${count} mixed licenses, all cores, process start included`;
    return [
      measurement(
        name,
        "s",
        15,
        seen.map(({ seconds }) => seconds),
      ),
      measurement(
        "memory at most while doing so",
        "MB",
        350,
        seen.map(({ peakMb }) => peakMb),
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function verifyAll(folder: string, count: number): Promise<{ seconds: number; peakMb: number }> {
  const start = performance.now();
  let peakMb = 0;
  let lines = 0;
  const args = ["--trust", join(folder, "trust"), "--at", new Date(NOW).toISOString(), join(folder, "files")];
  const run = await liangzheng(["verify", "--json", ...args], {
    onLine: (_, child) => {
      lines += 1;
      if (lines % 50 === 0) peakMb = Math.max(peakMb, peakOf(child.pid));
    },
  });
  const seconds = (performance.now() - start) / 1000;
  const accepted = jsonLines(run).filter(({ decision }) => decision === "accept").length;
  if (accepted !== count - Math.floor(count / 20)) throw new Error(`${accepted} of ${count} accepted`);
  return { seconds, peakMb };
}

/** Linux only; 0 elsewhere, and for a process that has just ended. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch (error) {
    if (error instanceof Error) return 0;
    throw error;
  }
}
