/** 照面要素: the fields printed on a license, flattened from `data_fields` texts and `surface` lists. */
import { readRelaxedJson } from "./relaxed-json.ts";

export interface FaceField {
  /** Key or Chinese label; a surface entry gives both, as two fields of one value. */
  readonly key: string;
  readonly value: string;
}

const MAX_DEPTH = 24;

/** @param raw a JSON text (strict or relaxed) or the object itself. Anything else has no fields. */
export function readFaceFields(raw: unknown): readonly FaceField[] {
  const value = typeof raw === "string" ? readRelaxedJson(raw) : raw;
  return flatten(value, 0);
}

export interface SurfaceEntry {
  readonly name: string;
  readonly value: string;
  readonly columnName: string;
}

export function readSurface(surface: readonly SurfaceEntry[]): readonly FaceField[] {
  return surface.flatMap(({ name, columnName, value }) =>
    [name, columnName].filter((key) => key !== "").map((key) => ({ key, value })),
  );
}

function flatten(value: unknown, depth: number): readonly FaceField[] {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item) => flatten(item, depth + 1));
  return Object.entries(value).flatMap(([key, held]) => {
    if (typeof held === "string" || typeof held === "number") return [{ key, value: String(held) }];
    return flatten(held, depth + 1);
  });
}
