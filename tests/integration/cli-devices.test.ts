/** `devices …` as a user runs it, on a real pseudo-terminal. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TRAINING_TERMINAL_ID } from "../../electron/host/training-setting.ts";
import { openStorage } from "../../electron/storage/open-storage.ts";
import builtin from "../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import { jsonLines, liangzheng } from "../helpers/process/liangzheng.ts";
import { bytes, PluggedScanner, sleep, whyNoPseudoTerminal } from "./plugged-scanner.ts";
import { optionsFor, value } from "./storage-sample.ts";

const missing = await whyNoPseudoTerminal();
if (missing) console.warn(`skipped: ${missing}`);

let folder: string;
const put = (name: string, content: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  return file;
};
const putOwn = (id: string, content: unknown) => {
  mkdirSync(join(folder, "profiles"), { recursive: true });
  return put(join("profiles", `${id}.json`), content);
};
const devices = (...args: readonly string[]) => liangzheng(["devices", ...args]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-devices-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(missing !== undefined)("devices listen", () => {
  let scanner: PluggedScanner;
  beforeEach(() => {
    scanner = new PluggedScanner();
  });
  afterEach(() => scanner.remove());

  /** A person who scans again until the terminal says that it heard. */
  async function listen(content: string, ...args: readonly string[]) {
    const terminal = await scanner.plug();
    const listening = devices("listen", "--path", scanner.path, "--timeout-ms", "8000", ...args);
    let isOver = false;
    void listening.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await sleep(700);
      if (!isOver) await terminal.write(bytes(content));
    }
    return listening;
  }

  test("prints what was read, and ends after the count", async () => {
    const run = await listen("]Q1SZ01\rSZ02\r", "--profile", "serial-scanner-9600", "--count", "2", "--json");
    expect(jsonLines(run)).toMatchObject([
      { kind: "code", text: "SZ01", aim: "]Q1", warnings: [], source: { profileId: "serial-scanner-9600" } },
      { kind: "code", text: "SZ02" },
    ]);
    expect([run.code, run.stderr]).toEqual([0, "absent\nopening\nready\n"]);
  });

  test("hides numbers of persons unless asked to reveal them", async () => {
    const run = await listen("11010519491231002X\r", "--profile", "serial-scanner-9600", "--count", "1", "--json");
    expect(jsonLines(run)[0]?.["text"]).toBe("1101**********002X");
  });

  test("takes the hall's copy before the one that ships", async () => {
    putOwn("serial-scanner-9600", { ...builtin, framing: { ...builtin.framing, prefix: "48 2d" } });
    const run = await listen(
      "H-SZ01\r",
      "--profile",
      "serial-scanner-9600",
      "--data",
      folder,
      "--count",
      "1",
      "--json",
    );
    expect(jsonLines(run)[0]?.["text"]).toBe("SZ01");
  });

  test("takes a file, and triggers a device that can be triggered", async () => {
    const file = put("own.json", { ...builtin, id: "own", commands: { trigger: [{ send: "16 54 0d" }] } });
    const run = await listen("SZ01\r", "--profile", file, "--count", "1", "--trigger", "--json");
    expect([jsonLines(run)[0]?.["text"], run.stderr.includes("trigger: done")]).toEqual(["SZ01", true]);
  });
});

describe.skipIf(missing !== undefined)("devices record", () => {
  test("writes the line without what was said, and replay reads the same kind of thing", async () => {
    const scanner = new PluggedScanner();
    const terminal = await scanner.plug();
    const file = join(folder, "trace.jsonl");
    const records = { ...optionsFor(join(folder, "terminal.sqlite")), terminalId: TRAINING_TERMINAL_ID, now: Date.now };
    value(openStorage(records)).close();
    const recording = devices(
      "record",
      "--data",
      folder,
      "--profile",
      "serial-scanner-9600",
      "--path",
      scanner.path,
      "--seconds",
      "4",
      file,
    );
    for (let count = 0; count < 6; count += 1) {
      await sleep(500);
      await terminal.write(bytes("]Q111010519491231002X\r"));
    }
    const run = await recording;
    await scanner.remove();
    expect([run.code, run.stderr.includes("1101")]).toEqual([0, false]);
    expect(readFileSync(file, "utf8")).not.toContain(Buffer.from("11010519491231002X").toString("hex"));
    const replayed = await devices("replay", file, "--json", "--reveal");
    const [code] = jsonLines(replayed);
    expect([replayed.code, code?.["aim"], /^\d{17}[\dX]$/.test(String(code?.["text"]))]).toEqual([0, "]Q1", true]);
    expect(replayed.stderr).toContain("repeat");
    const storage = value(openStorage(records));
    const rows = value(storage.auditEntries(0, 100)).filter(({ action }) => action === "device.recorded");
    storage.close();
    expect(rows).toMatchObject([{ clerk: "system", detail: { profile: "serial-scanner-9600", way: "command-line" } }]);
  });
});

test("devices record saves nothing where it cannot be audited", async () => {
  const file = join(folder, "trace.jsonl");
  const run = await devices(
    "record",
    "--data",
    folder,
    "--profile",
    "serial-scanner-9600",
    "--path",
    "/dev/null",
    file,
  );
  expect([run.code, existsSync(file)]).toEqual([69, false]);
});

describe("devices replay", () => {
  const trace = [
    '{"trace":1,"profile":"serial-scanner-9600"}',
    '{"t":0,"dir":"rx","hex":"415a"}',
    '{"t":300,"dir":"rx","hex":"425a"}',
  ];

  test.each(["fast", "1x", "step"])("%s tells what was on the line", async (speed) => {
    const run = await devices("replay", put("t.jsonl", trace.join("\n")), "--speed", speed, "--json");
    expect([run.code, jsonLines(run).map(({ text }) => text)]).toEqual([0, speed === "step" ? ["AZBZ"] : ["AZ", "BZ"]]);
  });

  test("says of a file that is not there that it cannot be read", async () => {
    const run = await devices("replay", join(folder, "none.jsonl"));
    expect([run.code, run.stderr]).toEqual([64, `${join(folder, "none.jsonl")}: cannot be read: ENOENT\n`]);
  });

  test("names the line that is wrong", async () => {
    const run = await devices("replay", put("t.jsonl", `${trace[0]}\n{"t":0}`));
    expect([run.code, run.stderr.includes("t.jsonl:2: hex must be")]).toEqual([64, true]);
  });
});

describe("devices listen, called wrongly", () => {
  test.each([
    [["--profile", "serial-scanner-9600"], "this profile needs --path"],
    [["--path", "/dev/null"], "--profile takes"],
    [["--profile", "no-such", "--path", "/dev/null"], 'no profile "no-such"'],
  ])("%j says what is missing", async (args, sentence) => {
    const run = await devices("listen", ...args);
    expect([run.code, run.stderr.includes(sentence)]).toEqual([64, true]);
  });

  test("times out with a failure when nothing comes", async () => {
    const run = await devices(
      "listen",
      "--profile",
      "serial-scanner-9600",
      "--path",
      join(folder, "x"),
      "--timeout-ms",
      "300",
    );
    expect(run.code).toBe(1);
  });
});

describe("profiles of the hall", () => {
  test("are listed beside those that ship, and a broken one is told with line and column", async () => {
    putOwn("serial-scanner-9600", { ...builtin, name: "一号窗口" });
    putOwn("broken", '{\n  "schema": 1,\n  oops\n}');
    const run = await devices("list", "--data", folder, "--json");
    const profiles = jsonLines(run).filter(({ kind }) => kind === "profile");
    expect(profiles.filter(({ id }) => id === "serial-scanner-9600")).toMatchObject([
      { name: "一号窗口", origin: "hall" },
    ]);
    expect(profiles.some(({ id, origin }) => id === "newland-serial" && origin === "builtin")).toBe(true);
    expect([run.code, run.stderr.includes("broken.json:3:3: a key in quotes is missing here")]).toEqual([1, true]);
  });

  test("leave one window in a file and enter another", async () => {
    putOwn("own", { ...builtin, id: "own" });
    const file = join(folder, "set.json");
    expect((await devices("export", "--data", folder, file)).code).toBe(0);
    const other = join(folder, "other");
    expect((await devices("import", "--data", other, file)).lines).toEqual([`own · ${builtin.name}`]);
    expect(readdirSync(join(other, "profiles"))).toEqual(["own.json"]);
    expect(JSON.parse(readFileSync(join(other, "profiles/own.json"), "utf8"))).toEqual({ ...builtin, id: "own" });
  });

  test("are taken whole or not at all", async () => {
    const wrong = { ...builtin, id: "wrong", framing: { ...builtin.framing, idleMs: 1 } };
    const file = put("set.json", { profileSet: 1, profiles: [{ ...builtin, id: "right" }, wrong] });
    const run = await devices("import", "--data", folder, file);
    expect([run.code, /set\.json:\d+:\d+: profiles\.1\.framing\.idleMs: /.test(run.stderr)]).toEqual([1, true]);
    expect(readdirSync(folder)).toEqual(["set.json"]);
  });

  test("are checked without being used", async () => {
    const good = put("good.json", { ...builtin, id: "good" });
    const bad = put("bad.json", { ...builtin, idleMs: 5 });
    expect((await devices("check", good)).code).toBe(0);
    const run = await devices("check", good, bad);
    expect([run.code, /bad\.json:\d+:3: idleMs: no such setting/.test(run.stderr)]).toEqual([1, true]);
  });
});
