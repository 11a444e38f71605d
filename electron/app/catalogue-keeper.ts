/** Matters and license types: asked of the province, kept for the outage. A failed load never harms the kept copy. */
import { fault } from "../domain/fault.ts";
import type { Catalogue } from "../domain/matter/matter.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { CatalogueSource } from "./ports/province.ts";
import type { Storage } from "./ports/storage.ts";

const SETTING = "catalogue";

export interface CatalogueKeeper {
  current(): Catalogue | undefined;
  /** From the kept copy; for the start. */
  restore(): Promise<void>;
  refresh(signal: AbortSignal): Promise<Result<Catalogue>>;
}

export function createCatalogueKeeper(source: CatalogueSource, storage: Storage): CatalogueKeeper {
  let current: Catalogue | undefined;
  return {
    current: () => current,
    async restore() {
      const kept = await storage.setting(SETTING);
      if (kept.ok && kept.value && !current) current = kept.value as Catalogue;
    },
    async refresh(signal) {
      const loaded = await source.load(signal);
      if (!loaded.ok) return loaded;
      if (loaded.value.matters.length === 0) return failed(fault("catalogue.none"));
      if (loaded.value.version !== current?.version) await storage.putSetting(SETTING, loaded.value);
      current = loaded.value;
      return ok(current);
    },
  };
}
