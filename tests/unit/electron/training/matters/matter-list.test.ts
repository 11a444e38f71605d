import { describe, expect, test } from "vitest";
import { LICENSE_TYPES, typeIdOfCode } from "../../../../../electron/training/cast/license-types.ts";
import type { Matter } from "../../../../../electron/training/matters/matter.ts";
import { MATTERS } from "../../../../../electron/training/matters/matter-list.ts";

const matters: readonly Matter[] = Object.values(MATTERS);

describe("the catalogue of matters", () => {
  test("has seven matters of three to six materials", () => {
    expect(matters).toHaveLength(7);
    for (const { materials } of matters) {
      expect(materials.length).toBeGreaterThanOrEqual(3);
      expect(materials.length).toBeLessThanOrEqual(6);
    }
  });

  test("names every material once", () => {
    const ids = matters.flatMap((matter) => matter.materials.map((material) => material.materialId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("maps materials to types of the catalogue only", () => {
    for (const { materials } of matters) {
      for (const { mapping } of materials) {
        for (const code of mapping?.anyOf.flatMap((rule) => rule.certTypeCodes) ?? []) {
          expect(typeIdOfCode(code)).toBeDefined();
        }
      }
    }
  });

  test("has papers, deferrable, pledgeable and alternative materials", () => {
    const all = matters.flatMap((matter) => matter.materials);
    expect(all.some((one) => one.mapping === undefined)).toBe(true);
    expect(all.some((one) => one.deferrable)).toBe(true);
    expect(all.some((one) => one.pledgeable)).toBe(true);
    expect(all.some((one) => one.orMaterial !== undefined)).toBe(true);
  });

  test("lets no group of alternatives consist of one", () => {
    for (const { materials } of matters) {
      const groups = materials.flatMap((one) => one.orMaterial ?? []);
      for (const group of groups) expect(groups.filter((one) => one === group).length).toBeGreaterThan(1);
    }
  });

  test("has type codes of 21 characters, each once", () => {
    const codes = Object.values(LICENSE_TYPES).map((type) => type.certTypeCode);
    expect(new Set(codes).size).toBe(12);
  });
});
