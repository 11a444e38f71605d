/** Something is under way. Still where motion is not wanted. */
import type { ReactNode } from "react";

export function Spinner({ size = "1.1em" }: { readonly size?: string }): ReactNode {
  return (
    <svg className="spinner" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle className="spinner__track" cx="12" cy="12" r="9" />
      <path className="spinner__head" d="M12 3a9 9 0 0 1 9 9" />
    </svg>
  );
}
