/** `policy.json` in the data folder, in training and live mode alike. Where there is none, the shipped policy is in force. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { DEFAULT_POLICY, type Policy } from "../seal/policy.ts";
import { parsePolicy } from "./policy-document.ts";

const FILE = "policy.json";
const MAX_BYTES = 1 << 20;

/** A document that is there and cannot be used is never passed over: whoever wrote it wanted a stricter counter. */
export async function policyInForce(dataDir: string): Promise<Result<Policy>> {
  const path = join(dataDir, FILE);
  const isThere = await stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT",
  );
  return isThere ? readPolicyFile(path) : ok(DEFAULT_POLICY);
}

/** @param path named by a person: that it is missing is a fault too. */
export async function readPolicyFile(path: string): Promise<Result<Policy>> {
  let text: string;
  try {
    const bytes = await readFile(path);
    if (bytes.length > MAX_BYTES) return failed(fault("policy.unreadable", { problem: "over 1 MiB" }));
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    return failed(fault("policy.unreadable", { problem }));
  }
  return parsePolicy(text);
}
