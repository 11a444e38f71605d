/** `trust status`, `trust list`, `trust import`: the certificate cache of a terminal, looked at and fed from files. */
import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename } from "node:path";
import type { Storage } from "../app/ports/storage.ts";
import type { TrustDesk, TrustDifference, TrustOverview } from "../app/ports/trust.ts";
import { importTrustFile } from "../app/trust-import.ts";
import type { Fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import type { Result } from "../domain/result.ts";
import { visibleText } from "../seal/visible-text.ts";
import { readArguments } from "./arguments.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { openDatabase } from "./open-database.ts";
import { openTrustFolder } from "./open-trust-folder.ts";
import { printPreview, printStatus, titleOf } from "./trust-text.ts";

const OPTIONS = { data: { type: "string" }, json: { type: "boolean" } } as const;

export const trustStatus: Command = {
  name: "trust status",
  usage: "trust status --data DIR [--json]",
  summary: "信任数据的新旧、期号、发布者、将到期的内容;退出码 0 可用,2 过旧或从未更新",
  async run({ args, output }) {
    const { values } = readArguments(args, OPTIONS);
    const store = await openTrustFolder(values.data, output);
    if (!store) return EXIT.unavailable;
    const overview = await store.overview(Date.now());
    if (values.json) output.json(statusLine(overview));
    else printStatus(output, overview);
    return overview.band === "expired" || overview.band === "stale" ? EXIT.unconfirmed : EXIT.good;
  },
};

export const trustList: Command = {
  name: "trust list",
  usage: "trust list --data DIR [--json]",
  summary: "列出每张证书和每份吊销列表:指纹、有效期、来源",
  async run({ args, output }) {
    const { values } = readArguments(args, OPTIONS);
    const store = await openTrustFolder(values.data, output);
    if (!store) return EXIT.unavailable;
    const { certificates, lists } = await store.overview(Date.now());
    for (const { role, ...rest } of certificates) {
      if (values.json) output.json(withIsoTimes({ kind: role, ...rest }));
      else
        output.line(
          [
            titleOf(role),
            rest.fingerprint,
            visibleText(rest.subject),
            day(rest.notAfter),
            titleOf(rest.origin.kind),
          ].join("\t"),
        );
    }
    for (const list of lists) {
      const { fingerprint, issuer, thisUpdate, entries, origin, isActive } = list;
      if (values.json) output.json(withIsoTimes({ kind: "list", ...list }));
      else
        output.line(
          [
            titleOf(isActive ? "list" : "old-list"),
            fingerprint,
            visibleText(issuer),
            day(thisUpdate),
            titleOf(origin.kind),
            entries,
          ].join("\t"),
        );
    }
    return EXIT.good;
  },
};

export const trustImport: Command = {
  name: "trust import",
  usage: "trust import --data DIR [--confirm SM3]... [--allow-shrink] [--json] FILE...",
  summary:
    "从文件导入数据包、证书、吊销列表;根证书须用 --confirm 给出核对过的指纹;退出码 0 全部导入,1 有拒收,2 有待确认",
  async run({ args, output }) {
    const { values, positionals } = readArguments(args, {
      ...OPTIONS,
      confirm: { type: "string", multiple: true },
      "allow-shrink": { type: "boolean" },
    });
    if (positionals.length === 0) throw new UsageError("at least one FILE is needed");
    const trust = await openTrustFolder(values.data, output);
    // The record comes before the deed: without records there is no import.
    const storage = trust && (await openDatabase(values.data, output));
    if (!trust || !storage) return EXIT.unavailable;
    const confirmed = (values.confirm ?? []).map((one) => one.replaceAll(/[\s:]/g, "").toLowerCase());
    const consent = { confirmed, isShrinkAllowed: values["allow-shrink"] === true };
    const codes: number[] = [];
    try {
      for (const path of positionals) {
        const taken = await takeFile({ trust, storage, consent, path });
        codes.push(codeOf(taken));
        if (values.json) output.json(importLine(path, taken));
        else printImport(output, path, taken);
      }
    } finally {
      await storage.close();
    }
    if (!values.json && codes.includes(EXIT.good)) output.line("正在运行的终端会在 15 秒内采用，无需重启。");
    return codes.includes(EXIT.bad) ? EXIT.bad : Math.max(...codes);
  },
};

interface Taking {
  readonly trust: TrustDesk;
  readonly storage: Storage;
  readonly consent: Parameters<typeof importTrustFile>[2];
  readonly path: string;
}

interface Taken {
  readonly preview?: TrustDifference;
  readonly problem?: Fault;
  /** Of the file system. */
  readonly unread?: string;
}

async function takeFile({ trust, storage, consent, path }: Taking): Promise<Taken> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return { unread: bytes.code ?? bytes.message };
  const file = { bytes: new Uint8Array(bytes), fileName: basename(path), by: `cli:${userInfo().username}` };
  const preview: Result<TrustDifference> = await trust.preview(file, Date.now());
  const imported = await importTrustFile({ trust, storage, clock: { now: Date.now } }, file, consent);
  return present({
    preview: preview.ok ? preview.value : undefined,
    problem: imported.ok ? undefined : imported.fault,
  });
}

function codeOf({ problem, unread }: Taken): number {
  if (unread !== undefined) return EXIT.bad;
  if (!problem || problem.code === "trust.nothing-new") return EXIT.good;
  return problem.code === "trust.not-confirmed" ? EXIT.unconfirmed : EXIT.bad;
}

function printImport(output: Output, path: string, { preview, problem, unread }: Taken): void {
  output.line(`${visibleText(path)}: ${problem || unread !== undefined ? "未导入" : "已导入"}`);
  if (preview) printPreview(output, preview);
  if (unread !== undefined) output.note(`${visibleText(path)}: ${unread}`);
  if (problem) output.note(faultLine(problem));
}

function importLine(file: string, { preview, problem, unread }: Taken) {
  return withIsoTimes(
    present({ file, isImported: problem === undefined && unread === undefined, fault: problem, unread, ...preview }),
  );
}

function statusLine({ certificates, lists, generations, ...rest }: TrustOverview) {
  const imported = [...certificates, ...lists].filter(({ origin }) => origin.kind === "imported").length;
  const anchors = certificates.filter(({ role }) => role === "anchor").length;
  const counts = { anchors, intermediates: certificates.length - anchors, lists: lists.length, imported };
  return withIsoTimes({ ...rest, ...counts, generations });
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

const TIMES = new Set(
  "now at from until thisUpdate nextUpdate issuedAt notBefore notAfter listsAsOf checkedAt attemptedAt failsFrom".split(
    " ",
  ),
);

/** Instants as ISO 8601, as everywhere on this command line. */
function withIsoTimes(value: object): unknown {
  return JSON.parse(JSON.stringify(value), (key, held: unknown) =>
    typeof held === "number" && TIMES.has(key) ? new Date(held).toISOString() : held,
  );
}
