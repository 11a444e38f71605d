/** Exit codes of the `liangzheng` command (design section 8). */
export const EXIT = {
  good: 0,
  /** A file failed or has no signature; a case did not end as it should; the chain is broken. */
  bad: 1,
  /** Nothing failed, and something could not be confirmed. */
  unconfirmed: 2,
  usage: 64,
  /** The machine is in the way: no configuration, a damaged database, no province. */
  unavailable: 69,
} as const;
