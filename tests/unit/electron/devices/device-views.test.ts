/** A reading as the administrator sees it: masked, and with everything that is odd about it. */
import { describe, expect, test } from "vitest";
import { readingViewOf } from "../../../../electron/devices/device-views.ts";
import { DECODER_FAILURES } from "../../../../electron/domain/person/photo.ts";
import { cardWarningCodes } from "../../../../native-devices/codecs/id-card/card.ts";
import type { CardReading } from "../../../../native-devices/host/card-contract.ts";
import { readingWarnings } from "../../../../native-devices/host/device-contract.ts";
import { STRINGS } from "../../../../renderer/strings/language.ts";

const base = { source: { deviceId: "reader", profileId: "sdt-serial-115200" }, at: 1000.4, ms: 12.34 };

function cardWith(warnings: CardReading["warnings"]): CardReading {
  const card = {
    type: "citizen",
    name: "张晓明",
    number: "11010519491231002X",
    sex: "female",
    isLongTerm: false,
  } as const;
  return { kind: "card", card, isRepeat: false, warnings, ...base };
}

test("a card says each oddity once, and of a missing photo why it is missing", () => {
  const view = readingViewOf(
    cardWith([
      { code: "rare-character", field: "name", detail: "U+E123" },
      { code: "rare-character", field: "address", detail: "U+E124" },
      { code: "photo-unread", detail: "decoder-timed-out" },
    ]),
  );
  expect(view).toEqual({
    at: 1000,
    kind: "card",
    masked: "张*明 1101**********002X",
    size: 3,
    ms: 12.3,
    warnings: ["rare-character", "decoder-timed-out"],
  });
});

test("a damaged card says what contradicts what", () => {
  const view = readingViewOf({
    kind: "unreadable",
    reason: "card-damaged",
    size: 1280,
    warnings: [{ code: "birth-mismatch", field: "birth" }],
    ...base,
  });
  expect(view).toMatchObject({ kind: "card-damaged", warnings: ["birth-mismatch"] });
});

describe.each(["zh", "en"] as const)("in %s", (tongue) => {
  test.each([...new Set([...readingWarnings, ...cardWarningCodes])])("%s has words", (code) => {
    expect(STRINGS[tongue].readingWarnings[code]).toBeTruthy();
  });
  test.each(DECODER_FAILURES)("%s has words", (gap) => {
    expect(STRINGS[tongue].person.photoGaps[gap].what).toBeTruthy();
  });
});
