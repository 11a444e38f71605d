/** So many at once and so many a second from then on; a bucket that fills again (token bucket). */

export interface RateLimit {
  /** False: too many. */
  take(): boolean;
  /** Whole seconds until one is let through again. */
  waitSeconds(): number;
}

export interface RateLimitOptions {
  readonly burst: number;
  readonly perSecond: number;
  /** Milliseconds of any steady clock. */
  readonly now?: () => number;
}

export function createRateLimit({ burst, perSecond, now = () => performance.now() }: RateLimitOptions): RateLimit {
  let left = burst;
  let lastMs = now();
  const refill = () => {
    const nowMs = now();
    left = Math.min(burst, left + ((nowMs - lastMs) / 1000) * perSecond);
    lastMs = nowMs;
  };
  return {
    take() {
      refill();
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    waitSeconds() {
      refill();
      return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
    },
  };
}
