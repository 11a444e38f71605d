/** Which matters fit what was typed: every word in name, department or code; the one last used comes first. */
import type { MatterChoice } from "../../../electron/contract/counter.ts";

export function filterMatters(
  matters: readonly MatterChoice[],
  text: string,
  last: string | undefined,
): readonly MatterChoice[] {
  const words = text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = matters.filter(({ name, department, code }) => {
    const all = `${name} ${department} ${code}`.normalize("NFKC").toLowerCase();
    return words.every((word) => all.includes(word));
  });
  if (words.length > 0) return fitting;
  return [...fitting.filter(({ code }) => code === last), ...fitting.filter(({ code }) => code !== last)];
}
