/**
 * Recipe of electron/verification/self-test-vector.json: one sealed sample license of the training province with the trust data
 * that its seal needs. Run with `node build/scripts/make-self-test.mjs`; each run makes other keys, and any of them will do.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTrainingProvince } from "../../electron/training/province.ts";
import { root } from "./node-version.mjs";

const dataDir = mkdtempSync(join(tmpdir(), "self-test-"));
const province = await startTrainingProvince({ dataDir });
try {
  const smallest = [...province.licenseFiles()].sort((a, b) => a.bytes.length - b.bytes.length)[0];
  const bundle = await (await fetch(`${province.endpoints.trust}/bundle`)).json();
  const { anchors, intermediates, crls, issuedAt } = JSON.parse(Buffer.from(bundle.payload, "base64").toString());
  const vector = { at: issuedAt, file: Buffer.from(smallest.bytes).toString("base64"), anchors, intermediates, crls };
  const target = join(root, "electron/verification/self-test-vector.json");
  writeFileSync(target, `${JSON.stringify(vector, undefined, 2)}\n`);
  process.stdout.write(`${target}: ${smallest.id}, ${smallest.bytes.length} bytes\n`);
} finally {
  await province.close();
  rmSync(dataDir, { recursive: true, force: true });
}
