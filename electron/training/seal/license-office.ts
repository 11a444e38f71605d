/**
 * The office that seals licenses when they are first asked for and keeps the files, so that the same license is the same
 * bytes at the next request and after a restart.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SIGNERS } from "../cast/agencies.ts";
import type { License } from "../cast/license.ts";
import { type FileFormat, fileFormatOf } from "../cast/license-types.ts";
import { licenseDocument, PAGE_EDITION } from "../license-page/license-document.ts";
import { sealLicensePdf } from "../license-page/license-pdf.ts";
import { type PackageParts, zipParts } from "../ofd/ofd-package.ts";
import type { Keystore } from "../pki/keystore.ts";
import { SIGNATURE_LIST, sealPackage } from "./seal-package.ts";

/** Exchanges a text of the pages after sealing: what a forger with a zip tool would do. */
function tamperWith(parts: PackageParts, { find, replaceBy }: NonNullable<License["tamper"]>): PackageParts {
  const changed: PackageParts = new Map(parts);
  let hits = 0;
  for (const [path, bytes] of parts) {
    if (!path.includes("/Pages/")) continue;
    const xml = new TextDecoder().decode(bytes);
    if (!xml.includes(find)) continue;
    changed.set(path, new TextEncoder().encode(xml.replaceAll(find, replaceBy)));
    hits += 1;
  }
  if (hits === 0) throw new Error(`nothing to tamper with: ${find}`);
  return changed;
}

export function sealLicense(license: License, keystore: Keystore): Uint8Array {
  const { parts, stampFor } = licenseDocument(license, SIGNATURE_LIST);
  const { diameterMm, isStamped } = SIGNERS[license.signer];
  const sealed = sealPackage(parts, {
    signer: keystore.signers[license.signer],
    signedAt: license.sealedAt,
    stamp: stampFor(diameterMm),
    ...(isStamped && { timeAuthority: keystore.timeAuthority }),
  });
  return zipParts(license.tamper === undefined ? sealed : tamperWith(sealed, license.tamper), license.sealedAt);
}

export class LicenseOffice {
  readonly #keystore: Keystore;
  readonly #folder: string;
  readonly #ready = new Map<string, Uint8Array>();

  constructor(dataDir: string, keystore: Keystore) {
    this.#keystore = keystore;
    this.#folder = join(dataDir, "licenses");
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** The sealed file, as its type is delivered or in the format that is asked for. */
  file(license: License, format: FileFormat = fileFormatOf(license.typeId)): Uint8Array {
    const key = `${license.id}.${format}`;
    const ready = this.#ready.get(key);
    if (ready !== undefined) return ready;
    const path = this.#pathOf(license, format);
    const bytes = this.#kept(path) ?? this.#sealAndKeep(path, license, format);
    this.#ready.set(key, bytes);
    return bytes;
  }

  /** Another making of the keys, another edition of the pages or another record each give another file. */
  #pathOf(license: License, format: FileFormat): string {
    const basis = JSON.stringify([this.#keystore.generation, PAGE_EDITION, license]);
    return join(this.#folder, `${createHash("sha256").update(basis).digest("hex").slice(0, 32)}.${format}`);
  }

  #kept(path: string): Uint8Array | undefined {
    try {
      return new Uint8Array(readFileSync(path));
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    }
  }

  #sealAndKeep(path: string, license: License, format: FileFormat): Uint8Array {
    const seal = format === "pdf" ? sealLicensePdf : sealLicense;
    const bytes = seal(license, this.#keystore);
    writeFileSync(`${path}.draft`, bytes, { mode: 0o600 });
    renameSync(`${path}.draft`, path);
    return bytes;
  }
}
