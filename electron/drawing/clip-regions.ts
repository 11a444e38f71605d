/**
 * Clips of a page object (GB/T 33190-2016 §8.4): each Clip is the union of its areas, several Clips intersect. Areas are
 * paths in the object's own coordinates; areas cut out by text are named as omissions and do not clip.
 */
import { childNamed, childrenNamed, childText, type XmlElement } from "../seal/xml.ts";
import type { ClipArea, ClipRegion } from "./drawing.ts";
import type { Ledger } from "./ledger.ts";
import { LIMITS } from "./limits.ts";
import { follow, IDENTITY, readMatrix, shift } from "./matrix.ts";
import { readPathData } from "./path-data.ts";
import { readBox } from "./value-syntax.ts";

/** `undefined` when the object is not clipped. */
export function readClips(object: XmlElement, ledger: Ledger): readonly ClipRegion[] | undefined {
  const clips = childrenNamed(object, "Clips").flatMap((list) => childrenNamed(list, "Clip"));
  const regions = clips.slice(0, LIMITS.clipAreas).flatMap((clip) => readRegion(clip, ledger));
  if (clips.length > LIMITS.clipAreas) ledger.omit("LIMIT_CLIPS");
  return regions.length > 0 ? regions : undefined;
}

function readRegion(clip: XmlElement, ledger: Ledger): ClipRegion[] {
  const areas: ClipArea[] = [];
  const elements = childrenNamed(clip, "Area");
  if (elements.length > LIMITS.clipAreas) ledger.omit("LIMIT_CLIPS");
  let hasText = false;
  for (const element of elements.slice(0, LIMITS.clipAreas)) {
    const path = childNamed(element, "Path");
    if (path) areas.push(...readArea(element, path, ledger));
    else if (childNamed(element, "Text")) hasText = true;
  }
  if (hasText) ledger.omit("UNSUPPORTED_CLIP", "Text");
  return hasText && areas.length === 0 ? [] : [{ areas }];
}

function readArea(area: XmlElement, path: XmlElement, ledger: Ledger): ClipArea[] {
  const { d, isWhole } = readPathData(childText(path, "AbbreviatedData") ?? "");
  if (!isWhole) ledger.omit("PATH_MALFORMED", path.attributes["ID"]);
  if (d === "" || !ledger.spend("pathCharacters", d.length)) return [];
  const boundary = readBox(path.attributes["Boundary"]);
  const place = boundary ? shift(boundary.x, boundary.y) : IDENTITY;
  const transform = [readMatrix(path.attributes["CTM"]) ?? IDENTITY, place, readMatrix(area.attributes["CTM"])]
    .filter((matrix) => matrix !== undefined)
    .reduce(follow);
  return [{ d, rule: readRule(path), transform }];
}

/** Rule of a path: NonZero by default (§9.1). */
export function readRule(path: XmlElement): "nonzero" | "evenodd" {
  return /^even-?odd$/i.test(path.attributes["Rule"]?.trim() ?? "") ? "evenodd" : "nonzero";
}
