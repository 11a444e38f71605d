/**
 * An ID-card reader as it behaves at a counter, with every misbehaviour seen in the field. Takes the bytes of requests
 * and sends the bytes of replies; it shares no code with the product, or both could be wrong alike.
 */

export interface EmulatedCard {
  readonly text: Uint8Array;
  readonly photo?: Uint8Array;
  readonly fingerprint?: Uint8Array;
  readonly addedAddress?: string;
}

export interface Misbehaviour {
  /** Third status byte of the answer to "status"; `silent` = no answer. */
  status: number | "silent";
  /** Status of the next readings of a card, in order; then it reads. */
  readStatus: number[];
  /** The card is lifted while it is being read. */
  isLiftedMidRead: boolean;
  /** The card is lifted after it was found. */
  isLiftedBeforeSelect: boolean;
  /** A card that was read is found again while it lies there. */
  findsAgain: boolean;
  /** Our own bytes come back first. */
  echoes: boolean;
  noise: Uint8Array;
  /** One AA more before each reply. */
  hasExtraAa: boolean;
  /** So many replies get a wrong checksum, a length too big, or stop after twenty bytes. */
  wrongChecksums: number;
  wrongLengths: number;
  cuts: number;
  /** The next reply to this command code is kept back and comes with the reply after it. */
  lateCommand: number | undefined;
  /** Replies come in pieces of so many bytes. */
  chunkBytes: number | undefined;
  /** Nothing is answered at all. */
  isDead: boolean;
  /** Nothing can be written to it. For the line to heed. */
  isDeaf: boolean;
}

const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69];

const xor = (bytes: readonly number[]) => bytes.reduce((sum, byte) => sum ^ byte, 0);

const well = (): Misbehaviour => ({
  status: 0x90,
  readStatus: [],
  isLiftedMidRead: false,
  isLiftedBeforeSelect: false,
  findsAgain: false,
  echoes: false,
  noise: new Uint8Array(0),
  hasExtraAa: false,
  wrongChecksums: 0,
  wrongLengths: 0,
  cuts: 0,
  lateCommand: undefined,
  chunkBytes: undefined,
  isDead: false,
  isDeaf: false,
});

export class EmulatedReader {
  readonly misbehaviour: Misbehaviour = well();
  /** Two hexadecimal bytes for each command that arrived. */
  readonly commands: string[] = [];
  send: (bytes: Uint8Array) => void = () => {};
  #request: number[] = [];
  #card: EmulatedCard | undefined;
  #wasRead = false;
  #late: number[] = [];

  lay(card: EmulatedCard): void {
    this.#card = card;
    this.#wasRead = false;
  }

  lift(): void {
    this.#card = undefined;
    this.#wasRead = false;
  }

  /** From now on it does nothing wrong. */
  behave(): void {
    Object.assign(this.misbehaviour, well());
  }

  receive(bytes: Uint8Array): void {
    this.#request.push(...bytes);
    const size = PREAMBLE.length + 5;
    while (this.#request.length >= size) {
      if (!PREAMBLE.every((byte, at) => this.#request[at] === byte)) {
        this.#request.shift();
        continue;
      }
      const request = this.#request.splice(0, size);
      this.#answer(request);
    }
  }

  #answer(request: readonly number[]): void {
    const [command = 0, parameter = 0] = request.slice(7);
    this.commands.push(Buffer.from([command, parameter]).toString("hex"));
    if (this.misbehaviour.isDead) return;
    const body = this.#bodyFor(command, parameter);
    if (!body) return;
    const frame = this.#frame(body);
    if (this.misbehaviour.lateCommand === command) {
      this.misbehaviour.lateCommand = undefined;
      this.#late = frame;
      return;
    }
    const { echoes, noise, hasExtraAa } = this.misbehaviour;
    this.#sendInPieces([...this.#late, ...(echoes ? request : []), ...noise, ...(hasExtraAa ? [0xaa] : []), ...frame]);
    this.#late = [];
  }

  #bodyFor(command: number, parameter: number): readonly number[] | undefined {
    const { misbehaviour } = this;
    switch ((command << 8) | parameter) {
      case 0x11ff:
        return misbehaviour.status === "silent" ? undefined : [0, 0, misbehaviour.status];
      case 0x12ff:
        return [0, 0, 0x90, 5, 0, 3, 0, 0xb2, 5, 0x33, 1, 1, 0, 0, 0, 0xd2, 2, 0x96, 0x49];
      case 0x2001:
        return this.#isFound() ? [0, 0, 0x9f, 0, 0, 0, 0] : [0, 0, 0x80];
      case 0x2002:
        if (this.misbehaviour.isLiftedBeforeSelect) this.lift();
        return this.#isFound() ? [0, 0, 0x90, 0, 0, 0, 0, 0, 0, 0, 0] : [0, 0, 0x81];
      case 0x3001:
        return this.#readCard(false);
      case 0x3010:
        return this.#readCard(true);
      case 0x3003: {
        // Right after the card was read, or not at all.
        if (!this.#wasRead) return [0, 0, 0x41];
        const address = this.#card?.addedAddress;
        return address === undefined ? [0, 0, 0x91] : [0, 0, 0x90, ...Buffer.from(address.padEnd(35), "utf16le")];
      }
      default:
        return [0, 0, 0x21];
    }
  }

  #isFound(): boolean {
    return this.#card !== undefined && (!this.#wasRead || this.misbehaviour.findsAgain);
  }

  #readCard(isWithFingerprint: boolean): readonly number[] {
    if (this.misbehaviour.isLiftedMidRead) this.lift();
    const [status, ...later] = this.misbehaviour.readStatus;
    this.misbehaviour.readStatus = later;
    // The card's own status stands in the first two bytes.
    if (status !== undefined) return [0x69, 0x82, status];
    if (!this.#card) return [0x69, 0x82, 0x41];
    this.#wasRead = true;
    const { text, photo = new Uint8Array(1024).fill(0x57), fingerprint = new Uint8Array(0) } = this.#card;
    const parts = isWithFingerprint ? [text, photo, fingerprint] : [text, photo];
    const lengths = parts.flatMap((part) => [part.length >> 8, part.length & 0xff]);
    return [0, 0, 0x90, ...lengths, ...parts.flatMap((part) => [...part])];
  }

  #frame(body: readonly number[]): number[] {
    const length = body.length + 1;
    const checked = [length >> 8, length & 0xff, ...body];
    const frame = [...PREAMBLE, ...checked, xor(checked)];
    const { misbehaviour } = this;
    if (misbehaviour.wrongChecksums > 0) {
      misbehaviour.wrongChecksums -= 1;
      frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 0xff;
    }
    if (misbehaviour.wrongLengths > 0) {
      misbehaviour.wrongLengths -= 1;
      frame[PREAMBLE.length] = 0x0f;
    }
    if (misbehaviour.cuts === 0) return frame;
    misbehaviour.cuts -= 1;
    return frame.slice(0, Math.min(20, frame.length - 1));
  }

  #sendInPieces(bytes: readonly number[]): void {
    const size = this.misbehaviour.chunkBytes ?? bytes.length;
    for (let at = 0; at < bytes.length; at += size) this.send(Uint8Array.from(bytes.slice(at, at + size)));
  }
}
