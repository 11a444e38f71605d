/** `devices list` and `devices listen`: which ports and profiles there are, and what one device reads. */
import { fileURLToPath } from "node:url";
import type { DeviceFault, DeviceStatus, FoundPort } from "../../native-devices/host/device-contract.ts";
import { readHallCopy } from "../../native-devices/profiles/hall-set.ts";
import { findsItself, type Profile } from "../../native-devices/profiles/profile.ts";
import { createDeviceClient, type DeviceClient } from "../devices/device-client.ts";
import { type ListenOutcome, listenToDevice } from "../devices/listen.ts";
import { spawnNodeDeviceProcess } from "../devices/spawn-node.ts";
import { fault } from "../domain/fault.ts";
import { bundledEntries } from "../host/entries.ts";
import { readHallProfiles } from "../host/hall-profiles.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { chosenProfile, told } from "./device-profile.ts";
import { printReading } from "./device-reading-line.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";

const DEVICE_ID = "listen";

export const devicesList: Command = {
  name: "devices list",
  usage: "devices list [--data DIR] [--json]",
  summary: "列出现已接入的串口、HID、USB 设备和可用的设备配置(内置的,以及数据目录中大厅自己的)",
  async run({ args, output, bundle }) {
    const { values } = readArguments(args, { data: { type: "string" }, json: { type: "boolean" } });
    const client = startClient(bundle, output);
    const own = (values.data === undefined ? [] : readHallProfiles(values.data)).map((file) => ({
      ...file,
      read: readHallCopy(file),
    }));
    const listed = await client.listPorts();
    const found = await client.look(own.flatMap(({ read }) => (read.ok ? [read.profile] : [])));
    await client.close();
    if (!listed.ok) return unavailable(listed.fault, output);
    if (!found.ok) return unavailable(found.fault, output);
    const { profiles } = listed.value;
    const shown = [
      ...profiles
        .filter(({ id }) => !own.some((file) => file.id === id))
        .map(({ id, kind, name, findsItself }) => ({ id, name, device: kind, findsItself, origin: "builtin" })),
      ...own.flatMap(({ file, read }) => {
        const profile = told(read, file, output);
        return profile ? [{ ...summaryOf(profile), origin: "hall" }] : [];
      }),
    ];
    for (const { maker: manufacturer, ...port } of found.value.ports) {
      if (values.json) output.json({ kind: "port", ...port, ...(manufacturer ? { manufacturer } : {}) });
      else output.line(portLine(port, manufacturer));
    }
    for (const profile of shown) {
      if (values.json) output.json({ kind: "profile", ...profile });
      else output.line([profile.id, profile.name, profile.origin].join("\t"));
    }
    return own.every(({ read }) => read.ok) ? EXIT.good : EXIT.bad;
  },
};

function portLine({ bus, path, vendorId, productId, proposals }: FoundPort, manufacturer?: string): string {
  const fitting = proposals.map(({ profileId }) => profileId).join(" ");
  return [bus, path, vendorId, productId, manufacturer, fitting].map((cell) => cell || "-").join("\t");
}

function unavailable({ code, reason }: DeviceFault, output: Output): number {
  output.note(faultLine(fault(code, { reason })));
  return EXIT.unavailable;
}

const summaryOf = (profile: Profile) => {
  const { id, name, kind } = profile;
  return { id, name, device: kind, findsItself: findsItself(profile) };
};

export const devicesListen: Command = {
  name: "devices listen",
  usage:
    "devices listen --profile ID|FILE [--path DEV] [--data DIR] [--count N] [--timeout-ms N] [--trigger] [--reveal] [--json]",
  summary: "读一个设备并输出读到的内容;--trigger 连上后令其开始扫描,--reveal 显示完整号码",
  async run({ args, output, bundle }) {
    const { values } = readArguments(args, {
      profile: { type: "string" },
      path: { type: "string" },
      data: { type: "string" },
      count: { type: "string" },
      "timeout-ms": { type: "string" },
      trigger: { type: "boolean" },
      reveal: { type: "boolean" },
      json: { type: "boolean" },
    });
    const count = wholeNumber(values.count, "count");
    const timeoutMs = wholeNumber(values["timeout-ms"], "timeout-ms");
    if (count === 0) throw new UsageError("--count takes a number from 1");
    const profile = chosenProfile(values.profile, values.data, output);
    if (!profile) return EXIT.usage;
    if (values.path === undefined && !findsItself(profile)) throw new UsageError("this profile needs --path");
    const stopped = new AbortController();
    const client = startClient(bundle, output);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopped.abort());
    const trigger = values.trigger ? triggerOnce(client, output) : () => {};
    const outcome = await listenToDevice({
      client,
      device: {
        deviceId: DEVICE_ID,
        isEnabled: true,
        profile: { ...profile },
        ...(values.path === undefined ? {} : { path: values.path }),
      },
      signal: stopped.signal,
      ...(count === undefined ? {} : { count }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      onReading: (reading) =>
        printReading(reading, { isJson: values.json ?? false, isRevealed: values.reveal ?? false }, output),
      onStatus: (status) => {
        tellStatus(status, output);
        trigger(status);
      },
    });
    await client.close();
    return exitOf(outcome, output);
  },
};

/** The caller closes it. */
export function startClient(bundle: string, output: Output): DeviceClient {
  const entry = fileURLToPath(bundledEntries(bundle).deviceProcess);
  return createDeviceClient({ start: spawnNodeDeviceProcess({ entry }), onDefect: (text) => output.note(text) });
}

/** Once per connection: a device that comes back is triggered again. */
function triggerOnce(client: DeviceClient, output: Output): (status: DeviceStatus) => void {
  let before: DeviceStatus["state"] | undefined;
  return ({ state }) => {
    const isFresh = state === "ready" && before !== "reading";
    before = state;
    if (!isFresh) return;
    void client.command(DEVICE_ID, "trigger").then((answer) => {
      output.note(`trigger: ${answer.ok ? answer.value : answer.fault.reason}`);
    });
  };
}

export function tellStatus({ state, fault: reason, identity }: DeviceStatus, output: Output): void {
  if (state === "reading") return;
  const who = identity ? `: ${identity.said ?? "did not say who it is"}` : "";
  output.note(reason ? `${state}: ${faultLine(fault(reason.code, { reason: reason.reason }))}` : `${state}${who}`);
}

/** Out of time is a failure: what was waited for did not come. */
function exitOf(outcome: ListenOutcome, output: Output): number {
  switch (outcome.kind) {
    case "complete":
    case "stopped":
      return EXIT.good;
    case "timed-out":
      return EXIT.bad;
    case "misconfigured":
      for (const { where, message } of outcome.problems) output.note(`${where}: ${message}`);
      return EXIT.usage;
    case "failed":
      output.note(faultLine(fault(outcome.fault.code, { reason: outcome.fault.reason })));
      return EXIT.unavailable;
  }
}
