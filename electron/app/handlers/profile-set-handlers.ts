/** All profiles of a hall in one file (`contract/devices.ts`). Every profile that comes in is audited before any of them does. */
import type { ReplyOf } from "../../contract/contract.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { fromBase64 } from "../../seal/base64.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { audited, type HandlersOf } from "./handler.ts";

type Names =
  | "devices.profile-set"
  | "devices.look-at-profile-set"
  | "devices.take-profile-set"
  | "devices.untake-profile-set";

type Look = ReplyOf<"devices.look-at-profile-set">;

export function profileSetHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { devices } = parts;
  return {
    "devices.profile-set": () => devices.profileSet(),
    "devices.look-at-profile-set": async ({ file }) => {
      const text = textOf(file);
      return text.ok ? look(parts, text.value) : text;
    },
    "devices.take-profile-set": async ({ file }) => {
      const text = textOf(file);
      if (!text.ok) return text;
      const looked = await look(parts, text.value);
      if (!looked.ok) return looked;
      const { profiles, problems } = looked.value;
      const changes = profiles.filter(({ effect }) => effect !== "same");
      if (text.value === undefined || problems.length > 0 || changes.length === 0) {
        return ok({ problems, taken: 0, reopened: [] });
      }
      const set = text.value;
      const records = changes.map(({ id, effect, runs }) => {
        const detail = { setting: "profile.imported", profile: id, effect, ...(runs && { runs: runs.at }) };
        return { action: "setting.changed", detail } as const;
      });
      return audited(parts, records, () => devices.takeProfileSet(set));
    },
    "devices.untake-profile-set": () => {
      // Nothing changes, so that nothing is audited.
      if (!devices.hasProfileSetToUntake()) return failed(fault("device.nothing-to-take-back"));
      const record = { action: "setting.changed", detail: { setting: "profiles.import-undone" } } as const;
      return audited(parts, [record], () => devices.untakeProfileSet());
    },
  };
}

/** Undefined: the file holds no text. */
function textOf(file: string): Result<string | undefined> {
  const bytes = fromBase64(file);
  if (!bytes) return failed(fault("call.invalid", { command: "devices.look-at-profile-set", path: "file" }));
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return ok(undefined);
  }
}

async function look({ devices }: TerminalParts, text: string | undefined): Promise<Result<Look>> {
  if (text !== undefined) return devices.lookAtProfileSet(text);
  return ok({ profiles: [], problems: [{ where: "", message: "not UTF-8 text" }] });
}
