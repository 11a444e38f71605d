/** What a license page is made of: three sheets, its photos, and where the seal stands. One design for each license type. */

import type { License } from "../cast/license.ts";
import type { Sheet } from "../ofd/sheet.ts";
import type { Box } from "./ornament.ts";

export interface PageCanvas {
  /** Ground, frame and fixed lettering: becomes the template page. */
  readonly background: Sheet;
  /** What is particular to this license. */
  readonly body: Sheet;
  /** 样例 marks, drawn last. */
  readonly foreground: Sheet;
  /** Puts a PNG on the body. */
  addPhoto(png: Uint8Array, box: Box): void;
}

export interface PageDesign {
  readonly width: number;
  readonly height: number;
  /** Middle of the seal's impression. */
  readonly stampAt: readonly [x: number, y: number];
  draw(canvas: PageCanvas, license: License): void;
}
