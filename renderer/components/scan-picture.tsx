/** A phone that shows a code, between the corners of a viewfinder: what a scan looks like, before anyone reads the words. */
import type { ReactNode } from "react";

/** Modules of the drawn code, 11 × 11; it encodes nothing. */
const ROWS = [
  "11100101111",
  "10101100101",
  "11101010111",
  "00010110000",
  "10110011011",
  "01101100110",
  "10010111001",
  "00001001010",
  "11101011101",
  "10100110010",
  "11101101101",
];

function Modules(): ReactNode {
  const cells = ROWS.flatMap((row, y) => [...row].flatMap((cell, x) => (cell === "1" ? [{ x, y }] : [])));
  return (
    <g className="scan-picture__code">
      {cells.map(({ x, y }) => (
        <rect key={`${x}.${y}`} x={78 + x * 4} y={64 + y * 4} width="3.5" height="3.5" rx="0.7" />
      ))}
    </g>
  );
}

export function ScanPicture({ isIdle = false }: { readonly isIdle?: boolean }): ReactNode {
  return (
    <svg className="scan-picture" data-idle={isIdle} viewBox="0 0 200 200" aria-hidden="true" focusable="false">
      <rect className="scan-picture__phone" x="60" y="22" width="80" height="156" rx="13" />
      <rect className="scan-picture__screen" x="65" y="29" width="70" height="142" rx="8" />
      <rect className="scan-picture__line" x="82" y="42" width="36" height="5" rx="2.5" />
      <rect className="scan-picture__line" x="90" y="51" width="20" height="3" rx="1.5" />
      <Modules />
      <rect className="scan-picture__line" x="80" y="122" width="40" height="4" rx="2" />
      <rect className="scan-picture__button" x="84" y="144" width="32" height="12" rx="6" />
      <path
        className="scan-picture__corner"
        d="M28 70V52a10 10 0 0 1 10-10h12M150 42h12a10 10 0 0 1 10 10v18M172 130v18a10 10 0 0 1-10 10h-12M50 158H38a10 10 0 0 1-10-10v-18"
      />
      <rect className="scan-picture__beam" x="30" y="99" width="140" height="2.5" rx="1.2" />
    </svg>
  );
}
