import { describe, expect, test } from "vitest";
import { LICENSE_APP_STATUS } from "../../../../../electron/domain/license/license-status.ts";
import { licenseFields, recordOfFields } from "../../../../../electron/province/records/license-fields.ts";

const WIRE = {
  license_code: "990101202000000104",
  name: "营业执照",
  license_type: "CERTIFICATE",
  id_code: "990100000000001",
  holder_name: "虚构商贸有限公司",
  holder_identity_type: "70",
  holder_identity_num: "91990100MA0TEQT05D",
  issue_org_name: "虚构市市场监督管理局",
  issue_org_code: "11320100MB1234562T",
  issue_date: "2021-03-04",
  begin_date: "2021-03-04",
  expiry_date: "",
  license_item_code: "11100000MB0143028R001",
  license_status: "ISSUED",
  data_fields: "{'ZZMC':'营业执照','FDDBR':'林晓','FDDBRZJHM':'990101198503120010'}",
  extend_props: {
    certificate_identifier: "1.2.156.3005.2.11100000MB0143028R001.11320100MB1234562T.SYN000000001.001.D",
  },
  something_new: [1, 2, 3],
};

const read = (wire: object) =>
  recordOfFields(licenseFields.parse(wire), "license-app", { statuses: LICENSE_APP_STATUS, holderCodeTypes: {} }, 7);

describe("recordOfFields", () => {
  test("reads a company's license with its legal representative", () => {
    expect(read(WIRE)).toMatchObject({
      providerLicenseId: "990101202000000104",
      identifierCheck: "ok",
      holders: [{ name: "虚构商贸有限公司", codeType: "001" }],
      related: [{ role: "legalRep", name: "林晓", code: "990101198503120010" }],
      issueDate: "2021-03-04",
      status: "valid",
    });
  });

  test("reads extend_props written as a text", () => {
    const record = read({ ...WIRE, extend_props: JSON.stringify(WIRE.extend_props) });
    expect(record.identifierCheck).toBe("ok");
  });

  test.each([null, undefined, "", "[]", 5])("finds no identifier in extend_props %j", (extend_props) => {
    expect(read({ ...WIRE, extend_props }).identifierCheck).toBe("absent");
  });

  test.each(["license_code", "name", "license_item_code", "holder_name", "expiry_date", "license_status"])(
    "refuses a license without %s",
    (field) => {
      expect(licenseFields.safeParse({ ...WIRE, [field]: undefined }).success).toBe(false);
    },
  );

  test("takes a stated null for an open end", () => {
    expect(read({ ...WIRE, expiry_date: null })).not.toHaveProperty("validTo");
  });

  test("reads numbers where texts are due", () => {
    expect(read({ ...WIRE, id_code: 5, holder_identity_type: 70 }).number).toBe("5");
  });
});
