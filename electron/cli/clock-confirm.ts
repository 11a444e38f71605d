/** `clock confirm`: after the clock had run ahead, an administrator confirms the present time by hand, with the terminal closed. */
import { userInfo } from "node:os";
import { confirmTime } from "../app/confirm-time.ts";
import { instantOf, readArguments } from "./arguments.ts";
import { type Command, UsageError } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { openIdleDatabase } from "./open-database.ts";
import { openTrustFolder } from "./open-trust-folder.ts";

const MOST_REASON = 200;

export const clockConfirm: Command = {
  name: "clock confirm",
  usage: "clock confirm --data DIR --time TIME --reason TEXT [--json]",
  summary:
    "时钟曾经走快、现已校准而仍报可疑:照可靠来源输入现在的日期时间并写明理由,记入留痕后不再可疑(先关闭终端);退出码 1 不符合条件",
  async run({ args, output }) {
    const { values } = readArguments(args, {
      ...{ data: { type: "string" }, json: { type: "boolean" } },
      ...{ time: { type: "string" }, reason: { type: "string" } },
    });
    const at = instantOf(values.time, "time");
    const reason = values.reason?.trim() ?? "";
    if (at === undefined)
      throw new UsageError("--time TIME is the present date and time, from a source that can be relied on");
    if (reason === "" || reason.length > MOST_REASON)
      throw new UsageError(`--reason TEXT says why, in 1 to ${MOST_REASON} characters`);
    const trust = await openTrustFolder(values.data, output);
    const storage = trust && (await openIdleDatabase(values.data, output));
    if (!trust || !storage) return EXIT.unavailable;
    try {
      const given = { at, reason, by: `cli:${userInfo().username}` };
      const done = await confirmTime({ storage, trust, clock: { now: Date.now } }, given);
      if (!done.ok) {
        output.note(faultLine(done.fault));
        return done.fault.code.startsWith("clock.") ? EXIT.bad : EXIT.unavailable;
      }
      const [highestSeen, confirmed] = [isoOf(done.value.highestSeen), isoOf(done.value.confirmed)];
      if (values.json) output.json({ highestSeen, confirmed });
      else output.line(`已确认现在的时间 ${confirmed};此前到过的最高时间 ${highestSeen} 不再作数,已记入留痕`);
      return EXIT.good;
    } finally {
      await storage.close();
    }
  },
};

const isoOf = (at: number): string => new Date(at).toISOString();
