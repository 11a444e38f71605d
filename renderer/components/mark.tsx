/** The product's mark: a license with its seal, shown on the counter. */
import type { ReactNode } from "react";

/** @param size at the root size of 14 px; it grows with the window. */
export function Mark({ size = 28 }: { readonly size?: number }): ReactNode {
  return (
    <svg
      className="mark"
      style={{ width: `${size / 14}rem`, height: `${size / 14}rem` }}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="32" height="32" rx="8" fill="var(--mark-ground)" />
      <path d="M8.5 6.5h11l4 4v11.5h-15z" fill="#fff" />
      <path d="M19.5 6.5v4h4z" fill="var(--mark-fold)" />
      <path d="M11.5 12h6M11.5 15h4" stroke="var(--mark-line)" strokeWidth="1.5" strokeLinecap="round" />
      <circle cx="19.4" cy="17.6" r="3.5" fill="none" stroke="var(--vermilion)" strokeWidth="1.6" />
      <path
        d="m17.9 17.6 1.1 1.1 1.9-2"
        fill="none"
        stroke="var(--vermilion)"
        strokeWidth="1.3"
        strokeLinecap="round"
      />
      <path d="M5.5 25h21" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
