import { describe, expect, test } from "vitest";
import { SIGNERS } from "../../../../../electron/training/cast/agencies.ts";
import { columnOf } from "../../../../../electron/training/cast/face-columns.ts";
import { LICENSES, licensesOfHolder, walletOf } from "../../../../../electron/training/cast/library.ts";
import { LICENSE_TYPE_IDS } from "../../../../../electron/training/cast/license-types.ts";
import { PERSON_IDS, PERSONS } from "../../../../../electron/training/cast/persons.ts";

describe("the library", () => {
  test("has licenses of all twelve types", () => {
    expect(new Set(LICENSES.map((license) => license.typeId))).toEqual(new Set(LICENSE_TYPE_IDS));
  });

  test("gives every license an identifier and a code of its own", () => {
    for (const key of ["id", "identifier", "licenseCode"] as const) {
      expect(new Set(LICENSES.map((license) => license[key])).size).toBe(LICENSES.length);
    }
    for (const { licenseCode } of LICENSES) expect(licenseCode).toMatch(/^\d{18}$/);
  });

  test("has a column name for every face field", () => {
    for (const { face, hidden } of LICENSES) {
      for (const label of [...Object.keys(face), ...Object.keys(hidden)])
        expect(columnOf(label)).toMatch(/^KZ_[A-Z]+$/);
    }
  });

  test("has no two columns for one name on one license", () => {
    for (const { face, hidden } of LICENSES) {
      const columns = [...Object.keys(face), ...Object.keys(hidden)].map(columnOf);
      expect(new Set(columns).size).toBe(columns.length);
    }
  });

  test("was sealed by the agency that issued it", () => {
    for (const license of LICENSES) expect(license.issuer.name).toContain("样例");
    for (const license of LICENSES) expect(SIGNERS[license.signer].agency).toBeDefined();
  });

  test("opens a wallet with own, child's and enterprise's licenses", () => {
    const kinds = walletOf("everything").map((license) => license.typeId);
    expect(kinds).toContain("birthCertificate");
    expect(kinds).toContain("businessLicense");
    expect(kinds).not.toContain("divorceCertificate");
    expect(kinds.filter((kind) => kind === "identityCard")).toHaveLength(1);
  });

  test("lists by number only what that number holds", () => {
    for (const personId of PERSON_IDS) {
      const { number } = PERSONS[personId];
      for (const license of licensesOfHolder(number))
        expect(license.holders.map((one) => one.number)).toContain(number);
    }
  });

  test("keeps a married couple's certificate for both", () => {
    const [certificate] = licensesOfHolder(PERSONS.everything.number).filter(
      (one) => one.typeId === "marriageCertificate",
    );
    expect(licensesOfHolder(PERSONS.spouse.number)).toContain(certificate);
  });
});
