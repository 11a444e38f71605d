/**
 * What a password that a person chooses must be: GB/T 22239-2019 (等保) asks for complexity and leaves the numbers to the operator;
 * eight characters of three kinds is what assessors look for.
 */

export const PASSWORD_MIN_LENGTH = 8;
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** Why it will not do; undefined when it will. */
export type PasswordWeakness = "short" | "uniform" | "account" | "same";

export function passwordWeakness(
  next: string,
  { account, former }: { readonly account: string; readonly former?: string },
): PasswordWeakness | undefined {
  if ([...next].length < PASSWORD_MIN_LENGTH) return "short";
  if (next === former) return "same";
  // Of one or two letters it says nothing.
  if (account.length > 2 && next.toLowerCase().includes(account.toLowerCase())) return "account";
  return KINDS.filter((kind) => kind.test(next)).length < 3 ? "uniform" : undefined;
}
