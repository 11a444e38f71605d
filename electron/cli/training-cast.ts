/** `training cast`: every training person with what is special, their codes and fitting matters. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundledEntries } from "../host/entries.ts";
import { startTraining } from "../host/training-setting.ts";
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { EXIT } from "./exit-codes.ts";

export const trainingCast: Command = {
  name: "training cast",
  usage: "training cast [--json]",
  summary: "列出练习人员:特点、可用的码、适合的事项、应有的结果",
  async run({ args, output, bundle }) {
    const { values } = readArguments(args, { json: { type: "boolean" } });
    const dataDir = mkdtempSync(join(tmpdir(), "liangzheng-cast-"));
    const training = await startTraining({ dataDir, worker: bundledEntries(bundle).trainingWorker });
    try {
      for (const line of await training.fullCast()) {
        if (values.json) output.json(line);
        else
          output.line(
            `${line.person}\t${line.special}\t${line.matterName}\t${line.code}\t免交 ${line.expect.exempted}/${line.expect.of}`,
          );
      }
      return EXIT.good;
    } finally {
      await training.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
