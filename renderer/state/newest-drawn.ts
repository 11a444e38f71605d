/**
 * Of what comes while the last is still being drawn only the newest is worth drawing: a case that is recognised changes ten times in
 * a tenth of a second, and each drawing would hold up the first, which is the one the clerk waits for.
 */

/** Calls back once a frame with what was drawn last has gone out. */
export type AfterDrawing = (then: () => void) => void;

/** A window that is not seen draws no frames. */
const UNSEEN_MS = 100;

const afterFrames: AfterDrawing = (then) => {
  const once = () => {
    clearTimeout(timer);
    // A frame that is still waited for would hold on to what was drawn, and a window that is not seen waits long.
    cancelAnimationFrame(frame);
    then();
  };
  const timer = setTimeout(once, UNSEEN_MS);
  // The first frame draws it, the next begins when it has.
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(once);
  });
};

/**
 * @param mayWait whether `next` may come a frame later than it could; whatever takes something off the screen may not
 * @returns takes each value as it comes
 */
export function newestDrawn<T>(
  draw: (value: T) => void,
  mayWait: (drawn: T, next: T) => boolean,
  afterDrawing: AfterDrawing = afterFrames,
): (value: T) => void {
  let drawing: { readonly value: T } | undefined;
  let waiting: { readonly value: T } | undefined;
  const show = (value: T) => {
    waiting = undefined;
    const current = { value };
    drawing = current;
    draw(value);
    afterDrawing(() => {
      if (drawing !== current) return;
      drawing = undefined;
      if (waiting) show(waiting.value);
    });
  };
  return (value) => {
    if (drawing && mayWait(drawing.value, value)) waiting = { value };
    else show(value);
  };
}
