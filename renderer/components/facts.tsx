/** A list of names and values, two columns. */
import type { ReactNode } from "react";

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  readonly isCode?: boolean;
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className="facts">
      {facts.map(({ name, value, isCode }) => (
        <div className="facts__row" key={name}>
          <dt>{name}</dt>
          <dd data-code={isCode ?? false}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
