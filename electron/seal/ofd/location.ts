/**
 * ST_Loc, the path type of GB/T 33190-2016 §7.1: absolute from the package root, or relative to the file that names it.
 * Names are found exactly, else without regard to letter case (real files name `TPLS/` what is stored as `Tpls/`); that
 * is unambiguous because the container refuses names that differ in case only.
 */
import { nameKey } from "../container/entry-name.ts";
import { isStreamSafe } from "../stream-safe.ts";

/** Finds the entry a location means; undefined when there is none. */
export type EntryFinder = (location: string, namedBy: string) => string | undefined;

/**
 * The entry name a location spells, without looking whether it exists; undefined when it leaves the package.
 * @param namedBy entry name of the file the location stands in, `""` for the package root.
 */
export function resolveLocation(location: string, namedBy: string): string | undefined {
  const path = location.trim().replaceAll("\\", "/");
  if (path === "") return undefined;
  const segments = path.startsWith("/") ? [] : namedBy.split("/").slice(0, -1);
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.length > 0 ? segments.join("/") : undefined;
}

/**
 * A finder over the entries of one package. A relative location that names nothing is tried once more from the root:
 * some writers leave the leading slash away.
 */
export function entryFinder(entries: ReadonlyMap<string, unknown>): EntryFinder {
  let folded: Map<string, string> | undefined;
  const find = (name: string | undefined): string | undefined => {
    if (name === undefined || entries.has(name)) return name;
    // No entry has such a name, and folding it would cost its time.
    if (!isStreamSafe(name)) return undefined;
    folded ??= new Map(Array.from(entries.keys(), (entry) => [nameKey(entry), entry]));
    return folded.get(nameKey(name));
  };
  return (location, namedBy) => find(resolveLocation(location, namedBy)) ?? find(resolveLocation(location, ""));
}
