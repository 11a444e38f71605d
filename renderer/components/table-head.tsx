/** The head of a table: the names of its columns, in their order. */
import type { ReactNode } from "react";

export function TableHead({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
