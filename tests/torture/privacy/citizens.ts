/** Who comes to the counter, and what must not be found of them afterwards. */
import { PERSONS } from "../../../electron/training/cast/persons.ts";
import type { openProvinceApart } from "../host/province-apart.ts";
import { bytesCanary, type Canary, textCanary } from "./canary.ts";

export interface Citizen {
  readonly matter: string;
  readonly code: string;
  readonly name: string;
  readonly number: string;
  readonly canaries: readonly Canary[];
}

type Province = Awaited<ReturnType<typeof openProvinceApart>>;

/** Those of the cast whose codes lead to licenses at once, each once: who is scanned twice within three seconds is taken for one scan. */
export async function citizensOf(province: Province): Promise<readonly Citizen[]> {
  const lines = (await province.cast()).filter(({ code, expect }) => code.startsWith("SFM") && expect.exempted > 0);
  const firsts = lines.filter((line, at) => lines.findIndex(({ code }) => code === line.code) === at);
  return firsts.flatMap(({ matter, code, person: name }) => {
    const person = Object.values(PERSONS).find((one) => one.name === name);
    return person && name.length >= 3
      ? [{ matter, code, name, number: person.number, canaries: canariesOf({ ...person, code }) }]
      : [];
  });
}

interface Told {
  readonly name: string;
  readonly number: string;
  readonly address: string;
  readonly code: string;
}

function canariesOf({ name, number, address, code }: Told): readonly Canary[] {
  return [
    textCanary("name", name),
    textCanary("ID number", number),
    textCanary("address", address),
    textCanary("service code", code),
  ];
}

const STRETCH = 48;

/** A stretch from the middle of a picture or of a whole license file. */
export function blobCanary(bytes: Uint8Array): readonly Canary[] {
  const start = Math.floor(bytes.length / 2);
  const stretch = bytes.slice(start, start + STRETCH);
  // A stretch of one color is found everywhere.
  return new Set(stretch).size < STRETCH / 2 ? [] : [bytesCanary("license bytes", stretch)];
}
