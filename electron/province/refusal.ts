/** Refusals that the interfaces put into words instead of codes. The words themselves never leave this file. */
import { type Fault, type FaultCode, fault } from "../domain/fault.ts";

const BY_MESSAGE: readonly (readonly [string, FaultCode])[] = [
  ["二维码已失效", "code.used"],
  ["二维码已过期", "code.expired"],
  ["无访问该证权限", "province.no-right"],
];

/** Undefined when the message is none of the agreed ones. */
export function refusalByMessage(message: string, call: string): Fault | undefined {
  const code = BY_MESSAGE.find(([words]) => message.includes(words))?.[1];
  return code ? fault(code, { call }) : undefined;
}

/** The province's own code, for the administrator; only what looks like a code and not like a sentence or a number of a person. */
export function refusalCode(code: string | undefined): { readonly theirCode?: string } {
  const isCode = code !== undefined && /^[A-Za-z0-9_.-]{1,16}$/.test(code) && !/\d{7}/.test(code);
  return isCode ? { theirCode: code } : {};
}
