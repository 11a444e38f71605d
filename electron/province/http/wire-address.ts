/** Addresses below a family's base address; everything put into a path or query is escaped. */

/** `.` and `..` climb in a path and cannot be escaped: no id may be one of them. */
export function isPathPart(part: string): boolean {
  return part !== "" && part !== "." && part !== "..";
}

/** @param base without a trailing slash, as the configuration leaves it. */
export function addressOf(base: string, path: readonly string[], query: Readonly<Record<string, string>> = {}): URL {
  if (!path.every(isPathPart)) throw new Error("a part of a path is empty or climbs");
  const url = new URL(`${base}/${path.map((part) => encodeURIComponent(part.toWellFormed())).join("/")}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** A key as it can stand in a header: visible ASCII stays, anything else escapes the whole key. */
export function headerKey(key: string): string {
  return /^[\x21-\x7e]+$/.test(key) ? key : encodeURIComponent(key.toWellFormed());
}
