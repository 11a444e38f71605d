/** Ends an exhaustive switch: a new variant without its branch does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant ${JSON.stringify(value)}`);
}
