/** `policy show` prints the shipped policy, for a hall to start its own from; `policy check` says whether a hall's can be used. */
import { readPolicyFile } from "../host/policy-file.ts";
import { DEFAULT_POLICY } from "../seal/policy.ts";
import { readArguments } from "./arguments.ts";
import { type Command, UsageError } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";

export const policyShow: Command = {
  name: "policy show",
  usage: "policy show",
  summary: "输出内置核验策略(JSON),每个代码一行",
  async run({ args, output }) {
    readArguments(args, {});
    const rows = DEFAULT_POLICY.rows.map((row) => `    ${JSON.stringify(row)}`);
    output.line(`{\n  "version": ${JSON.stringify(DEFAULT_POLICY.version)},\n  "rows": [\n${rows.join(",\n")}\n  ]\n}`);
    return EXIT.good;
  },
};

export const policyCheck: Command = {
  name: "policy check",
  usage: "policy check FILE",
  summary: "检查大厅自己的核验策略能否使用(只可更严)",
  async run({ args, output }) {
    const [file, ...more] = readArguments(args, {}).positionals;
    if (file === undefined || more.length > 0) throw new UsageError("one FILE is needed");
    const policy = await readPolicyFile(file);
    if (!policy.ok) {
      output.note(`${file}: ${faultLine(policy.fault)}`);
      return EXIT.bad;
    }
    output.line(`${file}: ${policy.value.version} · ${policy.value.rows.length}`);
    return EXIT.good;
  },
};
