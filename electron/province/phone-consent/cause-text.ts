/**
 * 用证事由 of the phone-consent family: a JSON text of at most 200 characters. The keys alone take 136 of them, so the
 * cause gives way first and then the matter's name; the matter's code stays whole, since purpose is bound to it.
 */
import type { UsageContext } from "../../app/ports/province.ts";

const MAX_LENGTH = 200;

export interface CauseSystem {
  readonly systemName: string;
  readonly callCategory: string;
}

export function causeText(usage: UsageContext, system: CauseSystem): string {
  const cause = [...usage.useCause];
  const name = [...usage.matter.name];
  for (;;) {
    const text = JSON.stringify({
      certificateSystemName: system.systemName,
      certificateCallCategory: system.callCategory,
      certificateEventCode: usage.matter.code,
      certificateMatterName: name.join(""),
      certificateCopyCause: cause.join(""),
    });
    if (text.length <= MAX_LENGTH || name.length + cause.length === 0) return text;
    (cause.length >= name.length ? cause : name).pop();
  }
}
