/** A fingerprint in groups of four, as people read it out over the telephone. */
import type { ReactNode } from "react";

export function Fingerprint({
  value,
  isWhole = false,
}: {
  readonly value: string;
  readonly isWhole?: boolean;
}): ReactNode {
  const groups = value.toUpperCase().match(/.{1,4}/g) ?? [];
  const shown = isWhole ? groups : groups.slice(0, 4);
  return (
    <code className="fingerprint" title={value}>
      {shown.join(" ")}
      {shown.length < groups.length && " …"}
    </code>
  );
}
