/** The input of one round: the same for the same seed, target and round, so that a finding can be made again from three words. */
import { seededRandom } from "../random.ts";
import { TARGETS } from "./targets.ts";

export function inputOf(target: string, seed: number, round: number): Uint8Array {
  const { make } = TARGETS[target] ?? missing(target);
  const place = Object.keys(TARGETS).indexOf(target);
  return make(seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(round + 1, 0x85ebca6b) ^ (place << 24)));
}

function missing(target: string): never {
  throw new Error(`no target ${target}`);
}
