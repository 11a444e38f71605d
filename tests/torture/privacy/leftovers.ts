/** What memory still held a moment after the citizen left, freed or not, over all searches. */

export interface MemoryFound {
  readonly host: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
}

export function createLeftovers() {
  let searches = 0;
  const counts = { host: new Map<string, number>(), devices: new Map<string, number>() };
  const clean = { host: 0, devices: 0 };
  return {
    add(found: MemoryFound): void {
      searches += 1;
      for (const place of ["host", "devices"] as const) {
        const kinds = new Set([...found[place]].map((one) => one.replace(/ \(.*/, "")));
        if (kinds.size === 0) clean[place] += 1;
        for (const kind of kinds) counts[place].set(kind, (counts[place].get(kind) ?? 0) + 1);
      }
    },
    /** `name 3/10`: in three of ten searches. */
    figures(): Readonly<Record<string, string>> {
      const list = (place: "host" | "devices") => [
        `clean ${clean[place]}/${searches}`,
        ...[...counts[place]].map(([kind, count]) => `${kind} ${count}/${searches}`),
      ];
      return {
        "memory of the host": list("host").join(", "),
        "of the device process": list("devices").join(", "),
      };
    },
  };
}
