/** Readers for a terminal that runs without any: the command line, and tests. */
import type { Readers } from "../app/ports/surroundings.ts";

export const noReaders: Readers = {
  views: () => [],
  onReading: () => undefined,
  onCard: () => undefined,
  onUnreadable: () => undefined,
  onChange: () => undefined,
};
