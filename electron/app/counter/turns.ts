/** One thing after the other, in the order of the asking; what throws is told of and holds nothing up. */
export interface Turns {
  take<T>(work: () => Promise<T>, where: string): Promise<T>;
  /** Settles when nothing is in work any more. */
  idle(): Promise<void>;
}

export function createTurns(onBug: (error: unknown, where: string) => unknown): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(work, where) {
      const done = last.then(work);
      last = done.catch((error: unknown) => void onBug(error, where));
      return done;
    },
    async idle() {
      let seen: unknown;
      while (seen !== last) {
        seen = last;
        await last;
      }
    },
  };
}
