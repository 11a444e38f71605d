/** By duty (依职能), from a person's number to their licenses: named first, then asked for type by type under that grant. */
import type { Holder } from "../domain/person/person.ts";
import { ok, type Result } from "../domain/result.ts";
import type { Province, PulledLicense, UsageContext } from "./ports/province.ts";

export interface DutyQuestion {
  readonly person: Holder;
  readonly usage: UsageContext;
  readonly signal: AbortSignal;
}

export type PullByDuty = (typeCode: string) => Promise<Result<readonly PulledLicense[]>>;

/** @returns undefined when this province offers no such way. */
export async function namedByDuty(
  { duty, families }: Pick<Province, "duty" | "families">,
  { person, usage, signal }: DutyQuestion,
): Promise<Result<PullByDuty> | undefined> {
  const named = await duty?.identifyByNumber(person, usage, signal);
  if (!named?.ok) return named;
  const { grant } = named.value;
  const client = families[grant.family];
  return client && ok((typeCode) => client.pull(grant, typeCode, usage, signal));
}
