/** What happens to a running terminal from beside it: its clock, its network, its folder of trust data, its database. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { confirmTime } from "../../../electron/app/confirm-time.ts";
import { value } from "../../integration/storage-sample.ts";
import type { Desk } from "./desk.ts";
import { type Answer, type Injected, shown } from "./injected.ts";

const HOUR = 3_600_000;

function raiseMark(database: string, to: number): void {
  const db = new Database(database);
  db.prepare("UPDATE mark SET value = ? WHERE name = 'highest-time'").run(to);
  db.close();
}

export function deskFaults(desk: Desk): readonly Injected[] {
  const { world, clock } = desk;
  const folder = join(world.dataDir, "terminal");
  const trust = join(folder, "trust");
  const database = join(folder, "terminal.sqlite");
  const isServing = async () => (await desk.scan()) === undefined;
  const status = async () => {
    const view = await world.client.call("status.view", {});
    return view.ok ? view.value : undefined;
  };
  const refreshTrust = () => world.client.call("trust.refresh", {});
  const hint = async (): Promise<Answer | undefined> => {
    const view = await status();
    if (view?.isClockDoubtful) return "hint clockHint";
    return view?.trust.band === "expired" ? "hint expired" : undefined;
  };
  const turned = (what: string, aheadMs: number, expect: readonly Answer[]): Injected => ({
    what: `clock: ${what}`,
    expect,
    async run() {
      clock.aheadMs = aheadMs;
      const answer = await hint();
      const isServed = (await world.client.call("counter.view", {})).ok;
      clock.aheadMs = 0;
      return { answer, isUp: isServed && (await hint()) === undefined && (await isServing()) };
    },
  });
  /** A case is done while the clock is ahead: what it showed then is the highest time ever seen, until a person confirms the present one. */
  const usedAhead = (what: string, aheadMs: number): Injected => ({
    what: `clock: ${what}, with a case done meanwhile, then set right`,
    expect: ["hint clockHint"],
    async run() {
      const { storage, trust, status: board } = world.host.parts;
      clock.aheadMs = aheadMs;
      await desk.scan();
      const highest = Date.now() + aheadMs;
      // The thread of the database asks the machine, whose clock cannot be turned here: the mark that its commit would have left.
      raiseMark(database, highest);
      await board.refresh();
      clock.aheadMs = 0;
      const answer = await hint();
      const given = { at: Date.now(), by: "admin01", reason: "试验" };
      const confirmed = await confirmTime({ storage, trust, clock: { now: Date.now } }, given);
      await board.refresh();
      const isWhole = value(await storage.verifyAudit()).ok;
      return { answer, isUp: confirmed.ok && isWhole && (await hint()) === undefined && (await isServing()) };
    },
  });
  return [
    turned("three hours back", -3 * HOUR, ["hint clockHint"]),
    turned("back to 1970", -Date.now(), ["hint clockHint"]),
    turned("ten days forward", 240 * HOUR, ["hint expired"]),
    usedAhead("ten days forward", 240 * HOUR),
    usedAhead("in the year 2099", Date.parse("2099-01-01") - Date.now()),
    {
      what: "network: the province's port is closed",
      expect: ["province.unreachable", "province.timed-out"],
      async run() {
        await world.setReachable(false);
        const fault = await desk.scan();
        await world.setReachable(true);
        return { answer: fault?.code, isUp: await isServing() };
      },
    },
    {
      what: "trust data: the folder cannot be written (a file lies in its place)",
      expect: ["storage.readonly", "storage.other"],
      async run() {
        rmSync(trust, { recursive: true });
        writeFileSync(trust, "");
        const asked = await refreshTrust();
        const goesOn = await isServing();
        rmSync(trust);
        mkdirSync(trust);
        return shown(asked, goesOn && (await refreshTrust()).ok);
      },
    },
    {
      what: "database: locked by another process",
      expect: ["storage.busy"],
      async run() {
        const other = new Database(database);
        other.exec("BEGIN IMMEDIATE");
        const fault = await desk.scan();
        other.exec("ROLLBACK");
        other.close();
        return { answer: fault?.code, isUp: await isServing() };
      },
    },
    {
      what: "database: moved away under the running terminal",
      expect: ["storage.other"],
      async run() {
        renameSync(database, `${database}.elsewhere`);
        const refused = await world.host.parts.storage.putSetting("x", 1);
        const alarm = (await status())?.records.fault?.code;
        renameSync(`${database}.elsewhere`, database);
        const isOver = (await status())?.records.fault === undefined;
        return shown(refused, alarm === "storage.other" && isOver && (await isServing()));
      },
    },
  ];
}
