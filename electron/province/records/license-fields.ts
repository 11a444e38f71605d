/** The license of DB44/T 2167 (interfaces.md section 1), which the 苏服码 family carries too as `liscenseInfo`. */
import { z } from "zod";
import type { LicenseRecord } from "../../domain/license/license-record.ts";
import { readFaceFields } from "./face-fields.ts";
import { toLicenseRecord, type Vocabulary } from "./license-core.ts";
import { readRelaxedJson } from "./relaxed-json.ts";
import { needed, optional, stated } from "./wire-text.ts";

export const licenseFields = z.object({
  license_code: needed,
  name: needed,
  license_item_code: needed,
  id_code: stated,
  holder_name: stated,
  holder_identity_type: optional,
  holder_identity_num: stated,
  issue_org_name: stated,
  issue_org_code: optional,
  issue_date: optional,
  begin_date: optional,
  expiry_date: stated,
  license_status: stated,
  data_fields: z.unknown().optional(),
  extend_props: z.unknown().optional(),
});

export type LicenseFields = z.infer<typeof licenseFields>;

export function recordOfFields(
  fields: LicenseFields,
  provider: string,
  vocabulary: Vocabulary,
  fetchedAt: number,
): Omit<LicenseRecord, "licenseId"> {
  return toLicenseRecord(
    {
      provider,
      providerLicenseId: fields.license_code,
      identifier: identifierIn(fields.extend_props),
      typeCode: fields.license_item_code,
      name: fields.name,
      number: fields.id_code,
      holders: holderListsOf(fields),
      face: readFaceFields(fields.data_fields),
      issuerName: fields.issue_org_name,
      issuerCode: fields.issue_org_code,
      issueDate: fields.issue_date,
      validFrom: fields.begin_date,
      validTo: fields.expiry_date,
      status: fields.license_status,
    },
    vocabulary,
    fetchedAt,
  );
}

export function holderListsOf(
  fields: Pick<LicenseFields, "holder_name" | "holder_identity_num" | "holder_identity_type">,
) {
  return { names: fields.holder_name, codes: fields.holder_identity_num, codeTypes: fields.holder_identity_type };
}

/** `extend_props` comes as an object or as a text of one. */
function identifierIn(extendProps: unknown): string {
  const props = typeof extendProps === "string" ? readRelaxedJson(extendProps) : extendProps;
  const read = z.object({ certificate_identifier: optional }).safeParse(props);
  return read.success ? read.data.certificate_identifier : "";
}
