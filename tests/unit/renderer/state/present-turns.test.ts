/** Files that are presented one after another: in which order they go to the host, and which of them no longer do. */
import { beforeEach, expect, test } from "vitest";
import { type Fault, fault } from "../../../../electron/domain/fault.ts";
import { inTurns, type Place } from "../../../../renderer/state/present-turns.ts";

const UNREADABLE = fault("license.unreadable");
const GONE = fault("license.case-gone");

let place: Place;
let handed: string[];
let answers: ((reason?: Fault) => void)[];
let present: (name: string) => Promise<Fault | undefined>;

beforeEach(() => {
  place = { account: "lu.zhiwei", caseId: undefined };
  handed = [];
  answers = [];
  const turns = inTurns(
    () => place,
    async (file) => {
      handed.push(await file.text());
      return new Promise((done) => answers.push(done));
    },
  );
  present = (name) => turns(new Blob([name]));
});

const settled = () => new Promise((done) => setTimeout(done, 5));
/** What the host says of the newest file, after the screen has been told of the case. */
const judge = async (reason?: Fault, caseId = place.caseId) => {
  await settled();
  place = { ...place, caseId };
  answers.at(-1)?.(reason);
  await settled();
};

test("the next is handed over once the one before has been judged, and goes to the case that it opened", async () => {
  const all = ["a", "b", "c"].map(present);
  await settled();
  expect(handed).toEqual(["a"]);
  await judge(undefined, "case-1");
  expect(handed).toEqual(["a", "b"]);
  // A bad one among them changes nothing for those behind it.
  await judge(UNREADABLE);
  expect(handed).toEqual(["a", "b", "c"]);
  await judge();
  expect(await Promise.all(all)).toEqual([undefined, UNREADABLE, undefined]);
});

test("the next is handed over as well where the screen has not been told of the case yet", async () => {
  const all = ["a", "b"].map(present);
  await judge();
  await judge(undefined, "case-1");
  expect(await Promise.all(all)).toEqual([undefined, undefined]);
});

test("a file that waited goes into no case that was opened otherwise", async () => {
  const all = ["a", "b"].map(present);
  await judge(UNREADABLE, "of the next citizen");
  expect(await Promise.all(all)).toEqual([UNREADABLE, GONE]);
  expect(handed).toEqual(["a"]);
});

test("a file that waited does not outlast its case, nor the clerk at the window", async () => {
  place = { ...place, caseId: "case-1" };
  const ofCase = ["a", "b"].map(present);
  await judge(undefined, "case-2");
  expect(await Promise.all(ofCase)).toEqual([undefined, GONE]);
  const ofClerk = ["c", "d"].map(present);
  await settled();
  place = { ...place, account: "wang.min" };
  await judge();
  expect(await Promise.all(ofClerk)).toEqual([undefined, GONE]);
  expect(handed).toEqual(["a", "c"]);
});

test("one that fails in an unforeseen way holds up nobody", async () => {
  let isFirst = true;
  const turns = inTurns(
    () => place,
    async () => {
      if (!isFirst) return undefined;
      isFirst = false;
      throw new Error("bug");
    },
  );
  const first = turns(new Blob());
  await expect(first).rejects.toThrow("bug");
  expect(await turns(new Blob())).toBeUndefined();
});
