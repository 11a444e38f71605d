/** Seals and signs PDFs with the PKI of the seal factory: SES values, and SignedData of every kind of key. */
import type { Pki } from "../seal-factory/pki.ts";
import { SIGNED_AT } from "../seal-factory/pki.ts";
import { makeSeal, makeSesSignature, type SealOptions, type SesOptions, sm3Of } from "../seal-factory/seal.ts";
import { makeSignedData, type SignedDataOptions } from "../seal-factory/signed-data.ts";
import { type Draft, licensePdf } from "./document.ts";
import { type PdfSigningOptions, type SignedDraft, signPdf } from "./sign.ts";

const SEAL_RECT = "[400 100 513 213]";

export interface PdfSealOptions extends PdfSigningOptions {
  readonly draft?: Draft;
  readonly seal?: SealOptions;
  readonly ses?: Partial<SesOptions>;
  readonly editValue?: (value: Uint8Array) => Uint8Array;
}

/** A license under an electronic seal (GM/T 0112-2021 §7): the good case unless options say otherwise. */
export function sealedPdf(pki: Pki, options: PdfSealOptions = {}): SignedDraft {
  const { draft = licensePdf(), seal = {}, ses = {}, editValue } = options;
  const sign = (signed: Uint8Array) => {
    const value = makeSesSignature({
      seal: makeSeal(pki, seal),
      dataHash: sm3Of(signed),
      signedAt: SIGNED_AT,
      propertyInfo: "ByteRange",
      signer: pki.signer,
      ...ses,
    });
    return editValue?.(value) ?? value;
  };
  return signPdf(draft, { filter: "Gomain.GMPkiLite", subFilter: "GM.sm2seal", rect: SEAL_RECT, sign, ...options });
}

export interface PdfSignOptions extends PdfSigningOptions {
  readonly draft?: Draft;
  readonly data?: Partial<SignedDataOptions>;
  readonly editValue?: (value: Uint8Array) => Uint8Array;
}

/** A license under a signature of the PKI's signer, whatever its key. */
export function signedPdf(pki: Pki, options: PdfSignOptions = {}): SignedDraft {
  const { draft = licensePdf(), data = {}, editValue } = options;
  const sign = (signed: Uint8Array) => {
    const value = makeSignedData({ signer: pki.signer, detached: signed, signingTime: SIGNED_AT, ...data });
    return editValue?.(value) ?? value;
  };
  return signPdf(draft, { rect: SEAL_RECT, sign, ...options });
}
