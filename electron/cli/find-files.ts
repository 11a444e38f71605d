/** The files that `verify` is to judge, found as they are asked for: named files as they are, folders with all that is below them. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Fault } from "../domain/fault.ts";
import { unreadable } from "../domain/unreadable.ts";

export interface Found {
  readonly file: string;
  /** Why there is nothing to judge under this name. */
  readonly fault?: Fault;
}

/** In folders only these are looked at; a file named on the command line is judged whatever its name. */
const LICENSE = /\.(ofd|pdf)$/i;

export async function* findFiles(paths: readonly string[]): AsyncGenerator<Found, undefined, undefined> {
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (info) => info.isDirectory(),
      (error: unknown) => unreadable(error),
    );
    if (typeof isFolder === "object") yield { file: path, fault: isFolder };
    else if (isFolder) yield* walk(path);
    else yield { file: path };
  }
}

async function* walk(folder: string): AsyncGenerator<Found, undefined, undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => unreadable(error));
  if (!Array.isArray(entries)) {
    yield { file: folder, fault: entries };
    return;
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = join(folder, entry.name);
    // A link to a folder may lead in a circle, and is not followed.
    if (entry.isDirectory()) yield* walk(file);
    else if (LICENSE.test(entry.name)) yield { file };
  }
}
