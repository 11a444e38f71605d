/**
 * Trust data from files and folders that somebody names: PEM or DER certificates, revocation lists, bundles. For the command
 * line (`--trust`) and for administrators. Files are trusted because they were named; a bundle too, unless publishers are pinned.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Fault, fault } from "../domain/fault.ts";
import { unreadable } from "../domain/unreadable.ts";
import { parseTrustFile } from "../seal/trust-file.ts";
import type { TrustMaterial } from "../seal/trust-set.ts";
import { openBundle, openNamedBundle } from "./bundle.ts";
import { BUNDLE_FORMAT } from "./bundle-shape.ts";

export interface FileProblem {
  readonly file: string;
  readonly fault: Fault;
  /** Nothing of it was taken. */
  readonly isWhole: boolean;
}

export interface ImportedTrust {
  readonly material: TrustMaterial;
  /** What could not be used; the rest is there all the same. */
  readonly problems: readonly FileProblem[];
}

interface Piece {
  readonly material?: TrustMaterial;
  readonly fault?: Fault;
}

/**
 * @param paths files, or folders whose files are taken (not their subfolders).
 * @param publishers when given, a bundle must be signed by one of them.
 */
export async function importTrustFiles(
  paths: readonly string[],
  publishers?: readonly Uint8Array[],
): Promise<ImportedTrust> {
  const problems: FileProblem[] = [];
  const materials: TrustMaterial[] = [];
  for (const path of paths) {
    const files = await filesOf(path);
    if (!Array.isArray(files)) problems.push({ file: path, fault: files, isWhole: true });
    for (const file of Array.isArray(files) ? files : []) {
      const { material, fault: problem } = await readOne(file, publishers);
      if (material) materials.push(material);
      if (problem) problems.push({ file, fault: problem, isWhole: !material });
    }
  }
  return { material: joinMaterials(materials), problems };
}

async function filesOf(path: string): Promise<string[] | Fault> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => join(path, entry.name))
      .sort();
  } catch (error) {
    return unreadable(error);
  }
}

async function readOne(file: string, publishers: readonly Uint8Array[] | undefined): Promise<Piece> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { fault: unreadable(error) };
  }
  if (looksLikeBundle(bytes)) {
    const opened = publishers ? openBundle(bytes, publishers) : openNamedBundle(bytes);
    return opened.ok ? { material: opened.value.material } : { fault: opened.fault };
  }
  const { refused, ...material } = parseTrustFile(bytes);
  if (refused[0] === undefined) return { material };
  const problem = fault("trust.unreadable", { refused: refused.length, reason: refused[0] });
  const isEmpty = material.anchors.length + material.intermediates.length + material.crls.length === 0;
  return { ...(!isEmpty && { material }), fault: problem };
}

export function looksLikeBundle(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return head.startsWith("{") && Buffer.from(bytes).includes(BUNDLE_FORMAT);
}

/** The oldest age counts for the whole; the issue number of a bundle says nothing about files beside it. */
function joinMaterials(materials: readonly TrustMaterial[]): TrustMaterial {
  const ages = materials.flatMap(({ listsAsOf }) => listsAsOf ?? []);
  const statuses = materials.flatMap(({ sealStatus }) => sealStatus ?? []);
  const issue = materials.length === 1 ? materials[0]?.issue : undefined;
  return {
    anchors: materials.flatMap(({ anchors }) => anchors),
    intermediates: materials.flatMap(({ intermediates }) => intermediates),
    crls: materials.flatMap(({ crls }) => crls),
    sampleSigners: materials.flatMap(({ sampleSigners }) => sampleSigners ?? []),
    ...(issue === undefined ? {} : { issue }),
    ...(ages.length > 0 ? { listsAsOf: Math.min(...ages) } : {}),
    ...(statuses.length > 0
      ? {
          sealStatus: {
            asOf: Math.min(...statuses.map(({ asOf }) => asOf)),
            seals: statuses.flatMap(({ seals }) => seals),
          },
        }
      : {}),
  };
}
