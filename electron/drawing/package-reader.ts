/**
 * Reading entries of an OFD package by the locations that its files name. They are found by the verifier's own rule, so
 * that what is drawn is what was verified. Each entry is parsed once; what cannot be read is noted.
 */
import { entryFinder, resolveLocation } from "../seal/ofd/location.ts";
import { parseXml, type XmlElement, XmlRefusal } from "../seal/xml.ts";

/** Where the reader notes which entries it used and which it could not read. */
export interface EntryAccounts {
  omit(code: string, what?: string): void;
  spend(kind: "xmlBytes", amount: number): boolean;
  noteEntry(name: string): void;
}

export interface PackageReader {
  /** The entry that `location` means when it stands in a file of `folder`; `undefined` when there is none. */
  resolve(folder: string, location: string | undefined): string | undefined;
  /** Root element of an entry; absent or unreadable entries are noted as omissions. */
  xml(entry: string): XmlElement | undefined;
  bytes(entry: string): Uint8Array | undefined;
}

/** Folder of an entry, without a slash at either end; `""` is the package root. */
export function folderOf(entry: string): string {
  return entry.slice(0, Math.max(0, entry.lastIndexOf("/")));
}

/** The folder that `location` (such as Res@BaseLoc) means in a file of `folder`; `folder` itself when it means none. */
export function folderWithin(folder: string, location: string | undefined): string {
  return (location ? resolveLocation(location, `${folder}/`) : undefined) ?? folder;
}

export function openPackageReader(entries: ReadonlyMap<string, Uint8Array>, accounts: EntryAccounts): PackageReader {
  const find = entryFinder(entries);
  const parsed = new Map<string, XmlElement | undefined>();

  const parse = (entry: string): XmlElement | undefined => {
    const content = entries.get(entry);
    if (!content || !accounts.spend("xmlBytes", content.length)) return undefined;
    accounts.noteEntry(entry);
    try {
      return parseXml(content);
    } catch (error) {
      if (!(error instanceof XmlRefusal)) throw error;
      accounts.omit(error.code, entry);
      return undefined;
    }
  };

  return {
    resolve(folder, location) {
      return location ? find(location, folder === "" ? "" : `${folder}/`) : undefined;
    },
    xml(entry) {
      if (!parsed.has(entry)) parsed.set(entry, parse(entry));
      return parsed.get(entry);
    },
    bytes(entry) {
      const content = entries.get(entry);
      if (content) accounts.noteEntry(entry);
      return content;
    },
  };
}
