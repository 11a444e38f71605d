/** Order of the cast: who fits the matter at hand first; filtered by every word typed. */
import type { CastLine } from "../../../electron/contract/training.ts";

export function arrangeCast(cast: readonly CastLine[], matter: string | undefined, text: string): readonly CastLine[] {
  const words = text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = cast.filter(({ person, special, matterName }) => {
    const all = `${person} ${special} ${matterName}`.normalize("NFKC").toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return [...fitting.filter((line) => line.matter === matter), ...fitting.filter((line) => line.matter !== matter)];
}
