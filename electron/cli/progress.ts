/** One line on a terminal that says how far a batch is, rewritten in place; nothing at all where stderr is no terminal. */

export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  /** How many there will be, once it is known. */
  expect(total: number): void;
  step(): void;
  /** Takes the line away while something else is written. */
  around(write: () => void): void;
  end(): void;
}

/** As often as an eye can follow. */
const EVERY_MS = 100;
const CLEAR = "\r\u001b[2K";

export function progressOn(stream: ProgressStream, now: () => number): Progress {
  const started = now();
  let done = 0;
  let total: number | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let isShown = false;
  const clear = () => {
    if (isShown) stream.write(CLEAR);
    isShown = false;
  };
  const draw = () => {
    if (!stream.isTTY || now() - drawnAt < EVERY_MS) return;
    drawnAt = now();
    const perSecond = done / Math.max(0.001, (drawnAt - started) / 1000);
    stream.write(`${CLEAR}${done}${total === undefined ? "" : ` / ${total}`} · ${perSecond.toFixed(0)}/s`);
    isShown = true;
  };
  return {
    expect(count) {
      total = count;
    },
    step() {
      done += 1;
      draw();
    },
    around(write) {
      clear();
      write();
    },
    end: clear,
  };
}
