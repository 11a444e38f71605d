/** `devices check | export | import`: a profile judged, and the whole set of a hall carried from one window to the next. */
import { readFile, rename, writeFile } from "node:fs/promises";
import { hallSetOf, lookAtSet } from "../../native-devices/profiles/hall-set.ts";
import { profileText } from "../../native-devices/profiles/profile-set.ts";
import { runsOf } from "../../native-devices/profiles/what-runs.ts";
import { changeHallProfiles, readHallProfiles } from "../host/hall-profiles.ts";
import { readArguments } from "./arguments.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { chosenProfile, problemLine } from "./device-profile.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";

export const devicesCheck: Command = {
  name: "devices check",
  usage: "devices check FILE...",
  summary: "检查设备配置文件能否使用,问题给出行和列",
  async run({ args, output }) {
    const { positionals: files } = readArguments(args, {});
    if (files.length === 0) throw new UsageError("at least one FILE is needed");
    let isGood = true;
    for (const file of files) {
      const profile = chosenProfile(file, undefined, output);
      if (profile) output.line(`${file}: ${profile.id} · ${profile.name}`);
      else isGood = false;
    }
    return isGood ? EXIT.good : EXIT.bad;
  },
};

export const devicesExport: Command = {
  name: "devices export",
  usage: "devices export --data DIR FILE",
  summary: "把大厅自己的全部设备配置写进一个文件",
  async run({ args, output }) {
    const { dataDir, file } = folderAndFile(args);
    const copies = readHallProfiles(dataDir);
    const set = hallSetOf(copies);
    if (!set.ok) {
      for (const { id, problems } of set.broken) {
        const name = copies.find((copy) => copy.id === id)?.file ?? id;
        for (const problem of problems) output.note(problemLine(name, problem));
      }
      return EXIT.bad;
    }
    await writeWhole(file, set.text);
    output.line(`${file}: ${set.count}`);
    return EXIT.good;
  },
};

export const devicesImport: Command = {
  name: "devices import",
  usage: "devices import --data DIR FILE",
  summary: "从一个文件导入设备配置;有一处不对就一个也不导入。同名的被替换",
  async run({ args, output }) {
    const { dataDir, file } = folderAndFile(args);
    const text = await textOf(file, output);
    if (text === undefined) return EXIT.usage;
    const { profiles, problems } = lookAtSet(text, readHallProfiles(dataDir));
    if (problems.length > 0) {
      for (const problem of problems) output.note(problemLine(file, problem));
      return EXIT.bad;
    }
    const incoming = profiles.map(({ profile }) => ({ id: profile.id, text: profileText(profile) }));
    const kept = await changeHallProfiles(dataDir, incoming);
    if (!kept.ok) {
      output.note(faultLine(kept.fault));
      return EXIT.bad;
    }
    for (const { profile } of profiles) {
      const runs = runsOf(profile);
      output.line(`${profile.id} · ${profile.name}${runs ? ` · ${runs.at}` : ""}`);
    }
    return EXIT.good;
  },
};

function folderAndFile(args: readonly string[]): { readonly dataDir: string; readonly file: string } {
  const { values, positionals } = readArguments(args, { data: { type: "string" } });
  const [file, ...more] = positionals;
  if (values.data === undefined) throw new UsageError("--data takes the data folder of the terminal");
  if (file === undefined || more.length > 0) throw new UsageError("one FILE is needed");
  return { dataDir: values.data, file };
}

async function textOf(file: string, output: Output): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    output.note(`${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    return undefined;
  }
}

/** A reader never meets half a file. */
async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.draft`, text);
  await rename(`${file}.draft`, file);
}
