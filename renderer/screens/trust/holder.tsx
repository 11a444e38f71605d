/** Whose certificate: the common name first, the rest of the distinguished name small beside it. */
import type { ReactNode } from "react";

/** Parts of a distinguished name as text (RFC 4514); a comma inside a value has a backslash before it. */
function partsOf(name: string): readonly string[] {
  return name.split(/(?<!\\),\s*/);
}

export function commonName(name: string): string {
  const part = partsOf(name).find((one) => /^CN=/i.test(one));
  return part?.slice(3).replaceAll("\\", "") ?? name;
}

function organization(name: string): string | undefined {
  const part = partsOf(name).find((one) => /^O=/i.test(one));
  return part?.slice(2).replaceAll("\\", "");
}

export function Holder({ name, children }: { readonly name: string; readonly children?: ReactNode }): ReactNode {
  const rest = organization(name);
  return (
    <span title={name}>
      <span className="record-table__name">{commonName(name)}</span>
      {rest !== undefined && <span className="record-table__of">{rest}</span>}
      {children}
    </span>
  );
}
