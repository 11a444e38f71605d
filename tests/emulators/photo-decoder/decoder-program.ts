/**
 * Photo decoders as a hall might have them: executable files, written as shell scripts so that they start at once. A vendor's is a
 * program around its library; here it copies the picture that lies beside it. Shares no code with the product.
 */
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the programs do; `photo.bmp` lies in the folder they are started in. */
export const DECODERS = {
  good: "cat >/dev/null; exec cat photo.bmp",
  /** Writes down what it was given. */
  telling: "cat >given.bin; env >given.env; echo $# >given.arguments; exec cat photo.bmp",
  deaf: "exec cat photo.bmp",
  failing: "cat photo.bmp; exit 3",
  crashing: "kill -SEGV $$",
  hanging: "sleep 600",
  "hanging with a child": "sleep 600 & wait",
  "leaving a child behind": "sleep 600 & exit 0",
  silent: "exit 0",
  "talking nonsense": "echo no picture",
  "talking without end": "exec cat /dev/zero",
  "one byte short": "head -c 38861 photo.bmp",
  "one byte long": "cat photo.bmp; printf x",
} as const;
export type DecoderName = keyof typeof DECODERS;

export class DecoderFolder {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "photo-decoder-")));

  constructor(picture: Uint8Array = bitmapOf(splitPicture)) {
    writeFileSync(join(this.folder, "photo.bmp"), picture);
  }

  /** @returns its path */
  write(name: DecoderName, mode = 0o755): string {
    const path = join(this.folder, "decoder with spaces; and more");
    writeFileSync(path, `#!/bin/sh\n${DECODERS[name]}\n`);
    chmodSync(path, mode);
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

type Colour = readonly [red: number, green: number, blue: number];

/** Upper half red, lower half green, and the left edge blue: turned or mirrored it is another picture. */
export const splitPicture = (x: number, y: number): Colour => {
  if (x === 0) return [0, 0, 255];
  return y < 63 ? [255, 0, 0] : [0, 255, 0];
};

/** A BMP as vendors' decoders write it. */
export function bitmapOf(colourAt: (x: number, y: number) => Colour, isTopDown = false): Uint8Array {
  const file = Buffer.alloc(38_862);
  file.write("BM");
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(102, 18);
  file.writeInt32LE(isTopDown ? -126 : 126, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < 126; y += 1) {
    for (let x = 0; x < 102; x += 1) {
      const [red, green, blue] = colourAt(x, y);
      file.set([blue, green, red], 54 + (isTopDown ? y : 125 - y) * 308 + x * 3);
    }
  }
  return Uint8Array.from(file);
}
