/** Matters and license types: asked of the province, kept for the outage. A failed load never harms the kept copy. */
import { fault } from "../domain/fault.ts";
import type { Catalogue } from "../domain/matter/matter.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { CatalogueSource } from "./ports/province.ts";
import type { Storage } from "./ports/storage.ts";

const SETTING = "catalogue";
const PATIENCE_MS = 10_000;

export interface CatalogueKeeper {
  current(): Catalogue | undefined;
  /** From the kept copy; for the start. */
  restore(): Promise<void>;
  /** One load at a time: asked for during a load it is that load. */
  refresh(signal: AbortSignal): Promise<Result<Catalogue>>;
  /** A terminal that was started during an outage gets its catalogue afterwards. */
  refreshIfMissing(): Promise<void>;
}

export function createCatalogueKeeper(source: CatalogueSource, storage: Storage): CatalogueKeeper {
  let current: Catalogue | undefined;
  let loading: Promise<Result<Catalogue>> | undefined;
  const load = async (signal: AbortSignal): Promise<Result<Catalogue>> => {
    const loaded = await source.load(signal);
    if (!loaded.ok) return loaded;
    if (loaded.value.matters.length === 0) return failed(fault("catalogue.none"));
    if (loaded.value.version !== current?.version) await storage.putSetting(SETTING, loaded.value);
    current = loaded.value;
    return ok(current);
  };
  const refresh = (signal: AbortSignal) => {
    loading ??= load(signal).finally(() => {
      loading = undefined;
    });
    return loading;
  };
  return {
    current: () => current,
    async restore() {
      const kept = await storage.setting(SETTING);
      if (kept.ok && kept.value && !current) current = kept.value as Catalogue;
    },
    refresh,
    async refreshIfMissing() {
      if (!current) await refresh(AbortSignal.timeout(PATIENCE_MS));
    },
  };
}
