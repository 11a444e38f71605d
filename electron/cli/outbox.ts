/** `outbox status` and `outbox drain`: what still waits to be delivered, and sending it now. */
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { openDatabase } from "./open-database.ts";
import { openTerminal } from "./open-terminal.ts";

const OPTIONS = { data: { type: "string" }, json: { type: "boolean" } } as const;

export const outboxStatus: Command = {
  name: "outbox status",
  usage: "outbox status --data DIR [--json]",
  summary: "报送队列:待送、未知、被拒、已送,以及待上传的留痕",
  async run({ args, output }) {
    const { values } = readArguments(args, OPTIONS);
    const storage = await openDatabase(values.data, output);
    if (!storage) return EXIT.unavailable;
    try {
      const counts = await storage.outboxCounts();
      if (!counts.ok) {
        output.note(faultLine(counts.fault));
        return EXIT.unavailable;
      }
      const { queued, unknown, refused, delivered, auditPending } = counts.value;
      if (values.json) output.json(counts.value);
      else
        output.line(
          `待送 ${queued} · 未知 ${unknown} · 被拒 ${refused} · 已送 ${delivered} · 留痕待上传 ${auditPending}`,
        );
      return EXIT.good;
    } finally {
      await storage.close();
    }
  },
};

export const outboxDrain: Command = {
  name: "outbox drain",
  usage: "outbox drain --data DIR [--json]",
  summary: "立即报送队列中的决定并上传留痕",
  async run({ args, output, bundle }) {
    const { values } = readArguments(args, OPTIONS);
    const opened = await openTerminal({ bundle, dataDir: values.data, output });
    if (!opened) return EXIT.unavailable;
    try {
      const { parts } = opened.host;
      await parts.storage.hurryDeliveries(parts.clock.now());
      const problem = await parts.courier.round();
      const counts = await parts.storage.outboxCounts();
      if (!counts.ok) {
        output.note(faultLine(counts.fault));
        return EXIT.unavailable;
      }
      const { queued, unknown, refused, auditPending } = counts.value;
      if (values.json) output.json(counts.value);
      else output.line(`剩余:待送 ${queued} · 未知 ${unknown} · 被拒 ${refused} · 留痕待上传 ${auditPending}`);
      if (problem) output.note(faultLine(problem));
      return queued + unknown + refused + auditPending === 0 ? EXIT.good : EXIT.bad;
    } finally {
      await opened.close();
    }
  },
};
