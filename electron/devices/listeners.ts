/** A set of listeners for one kind of event; they are told in the order in which they came. */

export type Unsubscribe = () => void;

export class Listeners<T> {
  readonly #all = new Set<(event: T) => void>();

  add(listener: (event: T) => void): Unsubscribe {
    // Wrapped, so that the same function may be added twice and taken away once.
    const entry = (event: T) => listener(event);
    this.#all.add(entry);
    return () => {
      this.#all.delete(entry);
    };
  }

  tell(event: T): void {
    for (const listener of [...this.#all]) listener(event);
  }
}
