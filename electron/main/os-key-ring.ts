/** Data keys wrapped by the operating system's keystore. Where Electron has only its hard-coded key, this is not one. */
import { safeStorage } from "electron";
import { fault } from "../domain/fault.ts";
import { failed, ok } from "../domain/result.ts";
import type { KeyRing } from "../storage/keys.ts";

/** Undefined on systems without a keystore, and on Linux with `basic_text`: the key file is then the honest choice. */
export function osKeyRing(): KeyRing | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  if (process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text") return undefined;
  return {
    level: "os-keystore",
    wrap: (dataKey) => safeStorage.encryptString(Buffer.from(dataKey).toString("base64")),
    unwrap(blob) {
      try {
        return ok(Buffer.from(safeStorage.decryptString(Buffer.from(blob)), "base64"));
      } catch (error) {
        return failed(fault("storage.key", { reason: "keystore", message: String(error) }));
      }
    },
  };
}
