/** `verify` on many files at once: a process of its own, real threads, files sealed by the factory. */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jsonLines, liangzheng, root } from "../helpers/process/liangzheng.ts";
import { licenseFiles, sealedLicense, zipFiles } from "../helpers/seal-factory/ofd.ts";
import { createPki, issueLists, NOW } from "../helpers/seal-factory/pki.ts";

const pki = createPki();
const good = sealedLicense({ pki });
const at = ["--at", new Date(NOW).toISOString()];
const folder = mkdtempSync(join(tmpdir(), "many-"));
const trust = ["--trust", join(folder, "trust")];
const inbox = join(folder, "inbox");
const GOOD = 24;

beforeAll(() => {
  for (const name of ["trust", "inbox/deep/deeper", "empty"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "trust/root.cer"), pki.root.certificate);
  writeFileSync(join(folder, "trust/authority.cer"), pki.authority.certificate);
  issueLists(pki).forEach((list, index) => {
    writeFileSync(join(folder, `trust/${index}.crl`), list);
  });
  for (let index = 0; index < GOOD; index += 1)
    writeFileSync(join(inbox, index % 2 ? "deep" : "deep/deeper", `good-${index}.ofd`), good);
  writeFileSync(join(inbox, "unsigned.OFD"), zipFiles(licenseFiles()));
  writeFileSync(join(inbox, "broken.ofd"), good.with(600, good[600]! ^ 1));
  writeFileSync(join(inbox, "readme.txt"), "no license");
  symlinkSync(inbox, join(inbox, "deep/circle"));
  writeFileSync(join(folder, "half.ofd"), good.subarray(0, 500));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withoutTime = (line: Record<string, unknown>): Record<string, unknown> => ({ ...line, ms: 0 });

describe("a folder", () => {
  test("is walked: one line for each license below it, whatever the order, and the worst gives the exit code", async () => {
    const run = await liangzheng(["verify", "--json", ...trust, ...at, inbox]);
    const lines = jsonLines(run);
    expect(run.lines).toHaveLength(GOOD + 2);
    expect(new Set(lines.map(({ file }) => file)).size).toBe(GOOD + 2);
    const accepted = lines.filter(({ decision }) => decision === "accept");
    expect(accepted).toHaveLength(GOOD);
    expect(accepted.every(({ indication }) => indication === "TOTAL_PASSED")).toBe(true);
    expect(lines.find(({ file }) => String(file).endsWith("unsigned.OFD"))).toMatchObject({
      indication: "NO_SIGNATURE",
    });
    expect(run.code).toBe(1);
    // No terminal, no progress line.
    expect(run.stderr).toBe("");
  });

  test("gives the same verdicts with one thread as with many", async () => {
    const of = async (jobs: string) => {
      const lines = jsonLines(await liangzheng(["verify", "--json", ...trust, ...at, "--jobs", jobs, inbox]));
      return lines.toSorted((a, b) => (String(a["file"]) < String(b["file"]) ? -1 : 1)).map(withoutTime);
    };
    expect(await of("1")).toEqual(await of("3"));
  });

  test("without a license is a usage error: nothing judged is nothing passed", async () => {
    const run = await liangzheng(["verify", "--json", join(folder, "empty")]);
    expect(run).toMatchObject({ code: 64, lines: [] });
    expect(run.stderr).toContain("no .ofd or .pdf file");
  });
});

describe("several files", () => {
  test("say of each what one alone says", async () => {
    const files = [join(inbox, "deep/good-1.ofd"), join(inbox, "unsigned.OFD"), join(folder, "half.ofd")];
    const together = jsonLines(await liangzheng(["verify", "--json", ...trust, ...at, ...files])).map(withoutTime);
    for (const file of files) {
      const [alone] = jsonLines(await liangzheng(["verify", "--json", ...trust, ...at, file]));
      expect(together.find((line) => line["file"] === file)).toEqual(withoutTime(alone ?? {}));
    }
  });

  test("come as they are ready: the first is told while later ones still wait", async () => {
    const files = Array.from({ length: 400 }, () => join(inbox, "deep/good-1.ofd"));
    const seen: number[] = [];
    await liangzheng(["verify", "--json", ...trust, ...at, ...files], { onLine: () => seen.push(performance.now()) });
    expect(seen).toHaveLength(400);
    expect(seen[399]! - seen[0]!).toBeGreaterThan(200);
  });

  test("go on when one is not there or is a folder nobody may read, and exit 64", async () => {
    const run = await liangzheng([
      "verify",
      "--json",
      ...trust,
      ...at,
      join(folder, "nowhere"),
      join(inbox, "deep/good-1.ofd"),
    ]);
    expect(run.code).toBe(64);
    expect(run.stderr).toMatch(/nowhere: file\.unreadable cause=ENOENT/);
    expect(jsonLines(run)).toMatchObject([{ decision: "accept" }]);
  });

  test.each([["0"], ["65"], ["many"]])("--jobs %s is a usage error", async (jobs) => {
    expect((await liangzheng(["verify", "--jobs", jobs, inbox])).code).toBe(64);
  });
});

/** The built program, with a verification thread that dies, loops or runs out of memory over files that say so. */
function withFrailThread(): string {
  const copy = mkdtempSync(join(root, ".cache", "frail-"));
  copyFileSync(join(root, "dist/host/cli.mjs"), join(copy, "cli.mjs"));
  const genuine = pathToFileURL(join(root, "dist/host/verify-worker.mjs")).href;
  writeFileSync(
    join(copy, "verify-worker.mjs"),
    `import { parentPort } from "node:worker_threads";
     const on = parentPort.on.bind(parentPort);
     let judge;
     parentPort.on = (_, listener) => { judge = listener; };
     await import(${JSON.stringify(genuine)});
     on("message", (message) => {
       const text = message.kind === "judge" ? Buffer.from(message.file).toString("latin1") : "";
       if (text === "EXIT") process.exit(3);
       if (text === "THROW") throw new Error("not meant to happen");
       if (text === "FILL") { const all = []; for (;;) all.push(new Array(100_000).fill({})); }
       if (text === "BUG") parentPort.postMessage({ kind: "bug", id: 0, message: "not meant to happen\\n    at here" });
       else judge(message);
       // Long enough for the next file to be in its hands.
       if (text === "LATE") setTimeout(() => process.exit(4), 3);
     });`,
  );
  return copy;
}

test("a thread that dies over a file costs that file only, and exits 69", async () => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const copy = withFrailThread();
  try {
    const mixed = join(folder, "mixed");
    mkdirSync(mixed);
    for (const [index, what] of ["EXIT", "THROW", "FILL", "BUG", "LATE", "EXIT", "LATE"].entries())
      writeFileSync(join(mixed, `${index}-${what}.ofd`), what);
    for (let index = 0; index < 8; index += 1) writeFileSync(join(mixed, `${index}-good.ofd`), good);
    const args = ["verify", "--json", ...trust, ...at, "--jobs", "2", mixed];
    const run = spawnSync(process.execPath, [join(copy, "cli.mjs"), ...args], { encoding: "utf8", cwd: root });
    const lines: { file: string; decision: string }[] = run.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const judged = lines.map(({ file, decision }) => `${file.slice(mixed.length + 3, -4)} ${decision}`).toSorted();
    expect(judged).toEqual(["LATE reject", "LATE reject", ...Array.from({ length: 8 }, () => "good accept")]);
    expect(run.status).toBe(69);
    expect(run.stderr.match(/file\.not-judged cause=/g)).toHaveLength(5);
    expect(run.stderr).toContain("1-THROW.ofd: file.not-judged cause=not meant to happen");
    expect(run.stderr).not.toContain("    at ");
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}, 60_000);

test.skipIf(!existsSync("/proc/self/fd"))("files are closed again: no more of them open than threads", async () => {
  const files = Array.from({ length: 300 }, () => join(inbox, "deep/good-1.ofd"));
  let most = 0;
  await liangzheng(["verify", "--json", ...trust, ...at, "--jobs", "2", ...files], {
    onLine: (_, child) => {
      try {
        most = Math.max(most, readdirSync(`/proc/${child.pid}/fd`).length);
      } catch (error) {
        // It ended in between.
        if (!(error instanceof Error)) throw error;
      }
    },
  });
  expect(most).toBeLessThan(60);
});
