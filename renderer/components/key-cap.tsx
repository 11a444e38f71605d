/** A key as it is printed on a button. */
import type { ReactNode } from "react";
import { printedKey } from "../state/action-keys.ts";

export function KeyCap({ name }: { readonly name: string }): ReactNode {
  return <kbd className="key-cap">{printedKey(name)}</kbd>;
}
