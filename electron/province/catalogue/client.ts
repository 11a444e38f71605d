/** Catalogues of matters and license types (interfaces.md section 7): both or neither, since matters name types. */
import type { CatalogueSource } from "../../app/ports/province.ts";
import type { Catalogue } from "../../domain/matter/matter.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { ProvinceConfig } from "../config.ts";
import type { Http } from "../http/http.ts";
import { readJson } from "../http/read-answer.ts";
import { addressOf } from "../http/wire-address.ts";
import { licenseTypesAnswer, mattersAnswer, toLicenseType, toMatter } from "./shapes.ts";

export function createCatalogueSource(http: Http, config: ProvinceConfig["catalogue"]): CatalogueSource {
  const get = (path: string, signal: AbortSignal) =>
    http.send(
      { name: `catalogue/${path}`, method: "GET", url: addressOf(config.baseUrl, [path]), patience: "file" },
      signal,
    );
  return {
    async load(signal): Promise<Result<Catalogue>> {
      const [matters, types] = await Promise.all([get("matters", signal), get("license-types", signal)]);
      if (!matters.ok) return matters;
      if (!types.ok) return types;
      const readMatters = readJson(matters.value, mattersAnswer);
      if (!readMatters.ok) return readMatters;
      const readTypes = readJson(types.value, licenseTypesAnswer);
      if (!readTypes.ok) return readTypes;
      const versions = new Set([readMatters.value.version, readTypes.value.version]);
      return ok({
        version: [...versions].join("+"),
        matters: readMatters.value.matters.map(toMatter),
        licenseTypes: readTypes.value.types.map(toLicenseType),
      });
    },
  };
}
