import { describe, expect, test } from "vitest";
import { EXCHANGE_STATUS, LICENSE_APP_STATUS } from "../../../../../electron/domain/license/license-status.ts";
import { type RawLicense, toLicenseRecord } from "../../../../../electron/province/records/license-core.ts";

const IDENTIFIER = "1.2.156.3005.2.11100000000013127D001.11320100MB1234562T.SYN000000007.001.K";
const RAW: RawLicense = {
  provider: "phone-consent",
  providerLicenseId: "h-1",
  identifier: IDENTIFIER,
  typeCode: "11100000000013127D001",
  name: "居民身份证",
  number: "990101198503120010",
  holders: { names: "林晓", codes: "990101198503120010", codeTypes: "111" },
  face: [],
  issuerName: "虚构市公安局",
  issuerCode: "11320100MB1234562T",
  issueDate: "20200101",
  validFrom: "20200101",
  validTo: "20400101",
  status: "01",
};

const read = (changes: Partial<RawLicense>, statuses = EXCHANGE_STATUS) =>
  toLicenseRecord({ ...RAW, ...changes }, { statuses, holderCodeTypes: {} }, 42);

describe("toLicenseRecord", () => {
  test("reads a whole record", () => {
    expect(read({})).toEqual({
      provider: "phone-consent",
      providerLicenseId: "h-1",
      identifier: IDENTIFIER,
      identifierCheck: "ok",
      typeCode: "11100000000013127D001",
      typeName: "居民身份证",
      number: "990101198503120010",
      name: "居民身份证",
      holders: [{ name: "林晓", code: "990101198503120010", codeType: "111" }],
      related: [],
      issuerName: "虚构市公安局",
      issuerCode: "11320100MB1234562T",
      issueDate: "2020-01-01",
      validFrom: "2020-01-01",
      validTo: "2040-01-01",
      statusRaw: "01",
      status: "valid",
      source: "library",
      fetchedAt: 42,
    });
  });

  test.each([
    ["01", "valid"],
    ["02", "suspended"],
    ["03", "revoked"],
    ["04", "cancelled"],
    ["05", "expired"],
    ["06", "transferred-out"],
    ["07", "withdrawn"],
    ["99", "unknown"],
    ["", "unknown"],
    ["constructor", "unknown"],
  ])("maps exchange status %s to %s", (raw, status) => {
    expect(read({ status: raw }).status).toBe(status);
  });

  test.each([
    ["ISSUED", "valid"],
    ["SUSPENDED", "suspended"],
    ["EXPIRED", "expired"],
    ["ABOLISHED", "cancelled"],
    ["CANCELLED", "cancelled"],
    ["REVOKED", "revoked"],
    ["WITHDRAWN", "withdrawn"],
    ["SUPERSEDED", "superseded"],
    ["issued", "unknown"],
    ["01", "unknown"],
  ])("maps license-app status %s to %s", (raw, status) => {
    expect(read({ status: raw }, LICENSE_APP_STATUS).status).toBe(status);
  });

  test("remarks on a wrong check character and keeps the identifier", () => {
    expect(read({ identifier: IDENTIFIER.replace(/K$/, "L") })).toMatchObject({ identifierCheck: "bad" });
  });

  test.each(["1.2.156.3005.6.X.Y", "not an identifier"])("keeps no identifier out of %j", (identifier) => {
    const record = read({ identifier });
    expect([record.identifier, record.identifierCheck]).toEqual([undefined, "bad"]);
  });

  test("says that an identifier is absent", () => {
    expect(read({ identifier: "" }).identifierCheck).toBe("absent");
  });

  test("leaves out an open end", () => {
    expect(read({ validTo: "长期" })).not.toHaveProperty("validTo");
  });

  test.each([{ validTo: "2040-02-30" }, { validFrom: "someday" }])(
    "does not call a license valid whose dates cannot be read: %j",
    (changes) => {
      expect(read(changes).status).toBe("unknown");
    },
  );

  test("keeps a worse status when dates cannot be read", () => {
    expect(read({ validTo: "x", status: "03" }).status).toBe("revoked");
  });
});
