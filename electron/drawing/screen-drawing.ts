/** The half of a drawing that goes to the screen as JSON; the bytes of its blobs are fetched apart, by blob id. */
import type { Drawing, ScreenDrawing } from "./drawing.ts";

export function toScreenDrawing({ pages, fonts, images, omissions }: Drawing): ScreenDrawing {
  return { pages, fonts, images, omissions };
}
