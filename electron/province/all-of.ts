/** Several answers that are only worth something together: all values, or the first fault in order. */
import { ok, type Result } from "../domain/result.ts";

export async function allOf<T>(answers: readonly Promise<Result<T>>[]): Promise<Result<readonly T[]>> {
  const settled = await Promise.all(answers);
  const values: T[] = [];
  for (const answer of settled) {
    if (!answer.ok) return answer;
    values.push(answer.value);
  }
  return ok(values);
}
