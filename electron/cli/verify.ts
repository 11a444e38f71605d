/**
 * `verify`: seals of files judged on this machine against the trust given; one line or one JSON object for each file. One file is
 * judged right here; several, or a folder, by as many threads as there are cores, each result told as soon as it is there.
 */
import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { unreadable } from "../domain/unreadable.ts";
import { bundledEntries } from "../host/entries.ts";
import { readPolicyFile } from "../host/policy-file.ts";
import { DEFAULT_POLICY, type Policy } from "../seal/policy.ts";
import { buildTrustSet, type TrustMaterial } from "../seal/trust-set.ts";
import { type VerificationOptions, verifyDocument } from "../seal/verify.ts";
import { importTrustFiles } from "../trust/import-files.ts";
import { platformCrypto } from "../verification/platform-crypto.ts";
import { instantOf, readArguments, wholeNumber } from "./arguments.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { readLicense } from "./read-license.ts";
import { type Tally, tallyOn } from "./tally.ts";
import { verifyMany } from "./verify-many.ts";
import { checkReportTarget, writeReport } from "./write-report.ts";

/** More threads than this help nobody, and each holds its own copy of the trust data. */
const MAX_JOBS = 64;

export const verify: Command = {
  name: "verify",
  usage:
    "verify [--trust FILE|DIR]... [--policy FILE] [--at TIME] [--jobs N] [--report FILE [--reveal]] [--json] FILE|FOLDER...",
  summary: "在本机核验证照文件的电子印章;退出码 0 全部通过,1 有失败或无签章,2 有无法确认",
  async run({ args, output, bundle }) {
    const { values, positionals } = readArguments(args, {
      trust: { type: "string", multiple: true },
      policy: { type: "string" },
      at: { type: "string" },
      jobs: { type: "string" },
      report: { type: "string" },
      reveal: { type: "boolean" },
      json: { type: "boolean" },
    });
    const [first, ...others] = positionals;
    if (first === undefined) throw new UsageError("at least one FILE is needed");
    const threads = threadsOf(values.jobs);
    const isFolderFirst = await isFolder(first);
    checkReportTarget(values.report, isFolderFirst ? [first, "."] : positionals);
    const at = instantOf(values.at, "at") ?? Date.now();
    const policy = await chosenPolicy(values.policy, output);
    if (!policy) return EXIT.usage;
    const material = await namedTrust(values.trust ?? [], output);
    if (!material) return EXIT.usage;
    const trust = buildTrustSet(material, platformCrypto);
    for (const { kind, index, reason } of trust.refused) output.note(`--trust: ${kind} ${index} left out: ${reason}`);
    const judging = { at, policy };
    const tally = tallyOn(output, values.json === true);
    if (others.length === 0 && !isFolderFirst) {
      const judged = await verifyOne(first, { trust, ...judging }, tally);
      const { report: target, reveal: isRevealed = false } = values;
      const problem = judged && target && (await writeReport({ file: first, ...judged, target, isRevealed }));
      if (problem) tally.fault(`--report ${target}`, problem);
    } else {
      const batch = { workerUrl: bundledEntries(bundle).verifyWorker, trust: material, ...judging, threads };
      // Nothing judged is nothing passed: a wrong folder must not look like a good one.
      if ((await verifyMany(positionals, batch, tally)) === 0) throw new UsageError("no .ofd or .pdf file found");
    }
    return tally.worst();
  },
};

function threadsOf(text: string | undefined): number {
  const jobs = wholeNumber(text, "jobs") ?? availableParallelism();
  if (jobs < 1 || (text !== undefined && jobs > MAX_JOBS)) throw new UsageError(`--jobs takes 1 to ${MAX_JOBS}`);
  return Math.min(jobs, MAX_JOBS);
}

/** Undefined when it cannot be used: nothing is judged by another one than was asked for. */
async function chosenPolicy(file: string | undefined, output: Output): Promise<Policy | undefined> {
  if (file === undefined) return DEFAULT_POLICY;
  const read = await readPolicyFile(file);
  if (read.ok) return read.value;
  output.note(`--policy ${file}: ${faultLine(read.fault)}`);
  return undefined;
}

/** Undefined when nothing of a named file can be used; what lies beside trust data in a folder is only told. */
async function namedTrust(paths: readonly string[], output: Output): Promise<TrustMaterial | undefined> {
  const { material, problems } = await importTrustFiles(paths);
  for (const { file, fault } of problems) output.note(`--trust ${file}: ${faultLine(fault)}`);
  return problems.some(({ file, isWhole }) => isWhole && paths.includes(file)) ? undefined : material;
}

/** Undefined when the file cannot be read; why has been told. */
async function verifyOne(file: string, options: VerificationOptions, tally: Tally) {
  const bytes = await readLicense(file);
  if (!(bytes instanceof Uint8Array)) {
    tally.fault(file, bytes);
    return undefined;
  }
  const started = performance.now();
  const report = verifyDocument(bytes, options);
  tally.report(file, report, performance.now() - started);
  return { bytes, report };
}

async function isFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch((error: unknown) => unreadable(error));
  return "isDirectory" in info && info.isDirectory();
}
