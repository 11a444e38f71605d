/** Which profile a command means: one of the hall by id, one that ships by id, or a file. */
import { existsSync, readFileSync } from "node:fs";
import { readHallCopy } from "../../native-devices/profiles/hall-set.ts";
import {
  loadProfile,
  type ProfileProblem,
  type ProfileResult,
  readProfileText,
} from "../../native-devices/profiles/loader.ts";
import type { Profile } from "../../native-devices/profiles/profile.ts";
import { readHallProfiles } from "../host/hall-profiles.ts";
import { type Output, UsageError } from "./command.ts";

/** The profile, or undefined with every problem on stderr, each with its line and column. */
export function chosenProfile(
  word: string | undefined,
  dataDir: string | undefined,
  output: Output,
): Profile | undefined {
  if (word === undefined) throw new UsageError("--profile takes the id of a profile, or a file");
  const own = dataDir === undefined ? undefined : readHallProfiles(dataDir).find(({ id }) => id === word);
  if (own) return told(readHallCopy(own), own.file, output);
  if (/[./\\]/.test(word) && existsSync(word)) return told(readProfileText(readFileSync(word, "utf8")), word, output);
  return told(loadProfile(word), word, output);
}

export function told(result: ProfileResult, name: string, output: Output): Profile | undefined {
  if (result.ok) return result.profile;
  for (const problem of result.problems) output.note(problemLine(name, problem));
  return undefined;
}

export function problemLine(name: string, { line, column, where, message }: ProfileProblem): string {
  const place = line === undefined ? name : `${name}:${line}:${column}`;
  return where === "" ? `${place}: ${message}` : `${place}: ${where}: ${message}`;
}
