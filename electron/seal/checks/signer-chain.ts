/** Does the signer's certificate lead to a trusted root by the rules? */

import { chainOutcome } from "../answers/chain-outcome.ts";
import type { SignatureCheck } from "../answers/outcome.ts";

const CODES = { notFound: "SIGNER_CHAIN_NOT_FOUND", invalid: "SIGNER_CHAIN_INVALID" } as const;

export const signerChain: SignatureCheck = ({ signer }) => signer?.path && chainOutcome(signer.path, CODES);
