/** Addresses below a family's base address; everything put into a path or query is escaped. */

/** @param base without a trailing slash, as the configuration leaves it. */
export function addressOf(
  base: string,
  path: readonly string[],
  query: Readonly<Record<string, string>> = {},
): URL {
  const url = new URL(`${base}/${path.map((part) => encodeURIComponent(part.toWellFormed())).join("/")}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** A key as it can stand in a header: visible ASCII stays, anything else escapes the whole key. */
export function headerKey(key: string): string {
  return /^[\x21-\x7e]+$/.test(key) ? key : encodeURIComponent(key.toWellFormed());
}
