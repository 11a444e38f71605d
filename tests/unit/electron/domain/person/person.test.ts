import { describe, expect, test } from "vitest";
import {
  isNameDifferent,
  matchHolder,
  normalName,
  personFromLicenses,
} from "../../../../../electron/domain/person/person.ts";
import { applicant, ID_CARD_TYPE, stranger } from "../../../../helpers/domain/builders.ts";

describe("holders", () => {
  test("the number decides, not the name", () => {
    expect(matchHolder(applicant, [{ ...applicant, name: "别名" }])).toBe("same");
    expect(matchHolder(applicant, [{ ...stranger, name: applicant.name }])).toBe("different");
  });

  test("an equal name without a number is only that", () => {
    expect(matchHolder(applicant, [{ ...applicant, code: "" }])).toBe("name-only");
    expect(matchHolder(applicant, [{ ...stranger, code: "" }])).toBe("unknown");
    expect(matchHolder(applicant, [])).toBe("unknown");
  });

  test("one of several holders is enough", () => {
    expect(matchHolder(applicant, [stranger, applicant])).toBe("same");
  });

  test("dots and widths in names are one and the same", () => {
    expect(normalName("阿依古丽・买买提")).toBe(normalName("阿依古丽·买买提"));
    expect(isNameDifferent({ ...applicant, name: "Ａ·Ｂ" }, [{ ...applicant, name: "A•B" }])).toBe(false);
    expect(isNameDifferent(applicant, [{ ...applicant, name: "别名" }])).toBe(true);
  });
});

describe("the person told from licenses", () => {
  const of = (typeCode: string, ...holders: readonly (typeof applicant)[]) => ({ typeCode, holders, related: [] });

  test("is the holder of the identity card", () => {
    expect(personFromLicenses([of("X", stranger), of(ID_CARD_TYPE, applicant)], [ID_CARD_TYPE])).toEqual(applicant);
  });

  test("is the one whom every license names", () => {
    expect(personFromLicenses([of("X", applicant, stranger), of("Y", applicant)], [ID_CARD_TYPE])).toEqual(applicant);
  });

  test("is nobody when the licenses disagree, name two, or are not there", () => {
    expect(personFromLicenses([of("X", applicant), of("Y", stranger)], [ID_CARD_TYPE])).toBeUndefined();
    expect(personFromLicenses([of("X", applicant, stranger)], [ID_CARD_TYPE])).toBeUndefined();
    expect(personFromLicenses([], [ID_CARD_TYPE])).toBeUndefined();
  });

  test("is never a child by its birth certificate", () => {
    const birth = { ...of("B", stranger), related: [{ ...applicant, role: "parent" }] };
    expect(personFromLicenses([birth], [ID_CARD_TYPE])).toBeUndefined();
    expect(personFromLicenses([birth, of("Y", applicant)], [ID_CARD_TYPE])).toEqual(applicant);
  });
});
