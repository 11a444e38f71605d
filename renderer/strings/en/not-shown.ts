/** Why a license is not shown, in English. */
import type { NotShown } from "../zh/not-shown.ts";

export const notShown: NotShown = {
  rejected: {
    title: () => "The license did not pass and is not shown",
    hint: "Only what a seal protects is shown. See the evidence.",
  },
  unprotected: {
    title: () => "Part of the license is not under its seal: not shown",
    hint: "The seal is good, but anybody can change what it does not protect. See the evidence.",
  },
  unsealed: {
    title: () => "The file has no electronic seal: not shown",
    hint: "Without a seal nothing can be verified. Ask for the sealed file, or take the paper.",
  },
  encrypted: {
    title: () => "The file has a password, cannot be verified and is not shown",
    hint: "Ask for the original file without a password, or take the paper.",
  },
  damaged: {
    title: () => "The file is damaged or incomplete: not shown",
    hint: "Get the file again, or take the paper. See the evidence.",
  },
  tooLarge: {
    title: () => "The file is larger or deeper than any license: not shown",
    hint: "Get the file again, or take the paper. See the evidence.",
  },
  foreign: {
    title: (format: string) => `This is a ${format} file without a seal to verify: not shown`,
    hint: "Pictures, web pages and data can be looked at, but prove nothing. Ask for the OFD or PDF, or take the paper.",
  },
  unknown: {
    title: () => "A file of unknown format: not shown",
    hint: "OFD and PDF can be verified. Try another file, or take the paper.",
  },
};
