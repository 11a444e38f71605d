import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTrainingProvince } from "../../electron/training/province.ts";
import { citizenCardText } from "../../native-devices/virtual/citizen-card.ts";
import { sdtReply } from "../emulators/id-card-reader/sdt-reply.ts";
import { type Finished, jsonLines, liangzheng } from "../helpers/process/liangzheng.ts";

interface CastLine {
  readonly matter: string;
  readonly code: string;
  readonly person: string;
  readonly idNumber: string;
  readonly special: string;
  readonly expect: { readonly exempted: number; readonly of: number; readonly materials: Record<string, string> };
}

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "liangzheng-case-"));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

let cast: readonly CastLine[] = [];
let easy: CastLine;
beforeAll(async () => {
  cast = jsonLines(await liangzheng(["training", "cast", "--json"])) as unknown as CastLine[];
  easy = cast.find((line) => line.expect.exempted === 3) as CastLine;
});

const runCase = (line: CastLine, data: string, more: readonly string[] = []) =>
  liangzheng(["case", "run", "--json", "--matter", line.matter, "--code", line.code, "--data", data, ...more]);
const events = (run: Finished) => jsonLines(run).map((line) => String(line["event"]));
const exempted = (run: Finished) =>
  jsonLines(run).filter((line) => line["event"] === "decided" && line["decision"] === "exempted");

/** Some good licenses of the default person, as files; from the same province that the command line will use. */
async function licenseFilesOf(data: string, types: readonly string[]): Promise<string[]> {
  const province = await startTrainingProvince({ dataDir: join(data, "training-province") });
  try {
    return types.map((type) => {
      const license = province
        .licenseFiles()
        .find((one) => one.id.startsWith(`${type}-${type === "marriageCertificate" ? "" : easy.idNumber}`));
      const path = join(data, `${type}.ofd`);
      writeFileSync(path, license?.bytes ?? new Uint8Array());
      return path;
    });
  } finally {
    await province.close();
  }
}

async function receivedBy(data: string): Promise<readonly { readonly receiptNo: string }[]> {
  const province = await startTrainingProvince({ dataDir: join(data, "training-province") });
  try {
    return province.acceptedMaterials();
  } finally {
    await province.close();
  }
}

describe("training cast", () => {
  test("has at least 12 persons, and says what is special and what must come out", () => {
    expect(new Set(cast.map((line) => line.person)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(cast.map((line) => line.matter)).size).toBe(7);
    for (const line of cast) expect(line.special.length).toBeGreaterThan(0);
  });
});

describe("case run", () => {
  test("a good case: three licenses fetched, verified and exempted, submitted, closed; the records agree", async () => {
    const data = folder();
    const run = await runCase(easy, data);
    expect(run.code, run.stderr).toBe(0);
    expect(exempted(run)).toHaveLength(3);
    expect(events(run).at(-1)).toBe("closed");
    expect(events(run).filter((event) => event === "verified").length).toBeGreaterThanOrEqual(3);
    const audit = jsonLines(await liangzheng(["audit", "verify", "--json", "--data", data]));
    expect(audit).toMatchObject([{ ok: true }]);
    const outbox = jsonLines(await liangzheng(["outbox", "status", "--json", "--data", data]));
    expect(outbox).toMatchObject([{ queued: 0, unknown: 0, refused: 0 }]);
  });

  test("nothing of the citizen is left on disk once the case is closed", async () => {
    const data = folder();
    await runCase(easy, data);
    for (const name of await readdir(data, { recursive: true, withFileTypes: true })) {
      if (!name.isFile() || name.parentPath.includes("training-province")) continue;
      const bytes = await readFile(join(name.parentPath, name.name));
      for (const secret of [easy.idNumber, easy.person, easy.code]) {
        expect(bytes.includes(Buffer.from(secret)), `${name.name} holds ${secret}`).toBe(false);
      }
    }
  });

  test("without a network a code cannot be resolved, and that is said", async () => {
    const run = await runCase(easy, folder(), ["--offline"]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("province.unreachable");
  });

  test("without a network the citizen's own files are verified, exempted, kept, and delivered once afterwards", async () => {
    const data = folder();
    const files = await licenseFilesOf(data, ["identityCard", "marriageCertificate"]);
    const run = await liangzheng([
      "case",
      "run",
      "--json",
      "--matter",
      easy.matter,
      "--file",
      ...files,
      "--data",
      data,
      "--offline",
    ]);
    expect(run.code, run.stderr).toBe(0);
    expect(exempted(run)).toHaveLength(2);
    const before = jsonLines(await liangzheng(["outbox", "status", "--json", "--data", data]));
    expect(Number(before[0]?.["queued"])).toBeGreaterThan(0);
    const drained = await liangzheng(["outbox", "drain", "--json", "--data", data]);
    expect(drained.code, drained.stderr).toBe(0);
    const received = await receivedBy(data);
    expect(received.length).toBe(Number(before[0]?.["queued"]));
    expect(new Set(received.map((one) => one.receiptNo)).size).toBe(received.length);
  });

  test("a code that is none is named and nothing is opened", async () => {
    const run = await runCase({ ...easy, code: "https://qr.alipay.com/abc" }, folder());
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("scan.not-service-code");
    expect(run.stderr).toContain("payment-code");
  });

  test("by ID number from a card file", async () => {
    const data = folder();
    const card = join(data, "card.json");
    writeFileSync(card, JSON.stringify({ name: easy.person, number: easy.idNumber }));
    const run = await liangzheng(["case", "run", "--json", "--matter", easy.matter, "--card", card, "--data", data]);
    expect(run.code, run.stderr).toBe(0);
    expect(exempted(run)).toHaveLength(3);
  });

  test("by what a reader sent for a card, which the audit tells from a typed number", async () => {
    const data = folder();
    const card = join(data, "card.hex");
    const text = citizenCardText({ name: easy.person, number: easy.idNumber });
    writeFileSync(card, `${sdtReply(text, 1024).toString("hex").toUpperCase().replace(/../g, "$& ")}\n`);
    const run = await liangzheng(["case", "run", "--json", "--matter", easy.matter, "--card", card, "--data", data]);
    expect(run.code, run.stderr).toBe(0);
    expect(exempted(run)).toHaveLength(3);
    const audit = await liangzheng(["audit", "export", "--json", "--data", data]);
    const opened = jsonLines(audit).find((line) => line["action"] === "case.opened");
    expect(opened?.["detail"]).toMatchObject({ way: "id-card", card: "citizen" });
  });
});

describe("kill -9", () => {
  test.each(["opened", "identified", "fetched", "verified", "decided", "submitted"])(
    "right after %s: the case comes back and ends, decided once, the chain whole",
    async (event) => {
      const data = folder();
      let isKilled = false;
      const first = await liangzheng(
        ["case", "run", "--json", "--matter", easy.matter, "--code", easy.code, "--data", data],
        {
          onLine: (line, child) => {
            if (!isKilled && line.includes(`"event":"${event}"`)) isKilled = child.kill("SIGKILL");
          },
        },
      );
      expect(first.signal).toBe("SIGKILL");
      const second = await runCase(easy, data);
      expect(second.code, second.stderr).toBe(0);
      const ids = new Set([...jsonLines(first), ...jsonLines(second)].map((line) => line["caseId"]));
      expect(ids.size).toBe(1);
      const told = jsonLines(second).filter((line) => line["event"] === "closed");
      expect(told).toHaveLength(1);
      expect(jsonLines(await liangzheng(["audit", "verify", "--json", "--data", data]))).toMatchObject([{ ok: true }]);
      const rows = jsonLines(await liangzheng(["audit", "export", "--json", "--data", data]));
      const decided = rows.filter((row) => row["action"] === "material.decided").map((row) => row["materialId"]);
      expect(new Set(decided).size).toBe(decided.length);
    },
  );
});
