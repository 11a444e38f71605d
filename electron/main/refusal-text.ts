/** Why no terminal opened, for the system's own box: both languages, as nobody has chosen one yet. */
import { STRINGS } from "../../renderer/strings/language.ts";
import { faultForAdministrator } from "../../renderer/strings/sentences.ts";
import type { Fault } from "../domain/fault.ts";

export function refusalText(reason: Fault): { readonly title: string; readonly content: string } {
  const content = [STRINGS.zh, STRINGS.en]
    .flatMap((strings) => [...faultForAdministrator(reason, strings), ""])
    .concat(`${reason.code} ${JSON.stringify(reason.detail ?? {})}`)
    .join("\n");
  return { title: "亮证台没有打开 / LiangZheng Desk did not open", content };
}
