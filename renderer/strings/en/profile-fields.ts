/** Every field of a device profile in English. */
import type { FieldPath, FieldText } from "../zh/profile-fields.ts";

export const profileFields: Record<FieldPath, FieldText> = {
  id: {
    label: "Id",
    help: "Small letters, digits, dashes. The id of one that ships replaces it; another id is another profile.",
  },
  name: { label: "Name", help: "What the administrator sees in lists." },
  match: {
    label: "Recognised by",
    help: "VID, PID, serial number or port name; one entry that fits is enough. Empty []: the port is given with the device.",
  },
  "transport.baud": {
    label: "Baud rate",
    help: "As the device is set, or nothing sensible arrives. USB serial ports do not care.",
  },
  "transport.fallbackBauds": {
    label: "Other baud rates",
    help: "Tried in turn when the device does not answer; with commas, four at most.",
  },
  "transport.dataBits": { label: "Data bits", help: "Almost always 8." },
  "transport.parity": { label: "Parity", help: "Almost always none." },
  "transport.stopBits": { label: "Stop bits", help: "Almost always 1." },
  "transport.layout": {
    label: "Report layout",
    help: "Standard for most makers; Newland and Microscan have their own.",
  },
  "transport.prepare": {
    label: "On opening",
    help: "Honeywell and Youjie must be told to send these reports; not set for others.",
  },
  "transport.pipes": {
    label: "USB endpoints",
    help: 'Which endpoint the head and the rest of a frame travel over, as numbers; the same number means together. One endpoint each way, number unknown: "single", in quotes.',
  },
  "transport.carrier": { label: "Carrier", help: "How the reader puts data into HID reports; see its maker's papers." },
  "transport.url": {
    label: "Address",
    help: "Of the maker's program on this computer: http:// or ws:// and 127.0.0.1, [::1] or localhost. See its papers.",
  },
  "transport.answerMs": { label: "Answer within (ms)", help: "Later counts as no answer. Usually 3000." },
  "transport.maxBytes": {
    label: "Longest answer (bytes)",
    help: "More ends the connection. With a photo in it, 262144 or more.",
  },
  "ask.way": { label: "How to ask", help: "Poll: asked again and again. Push: it speaks by itself, over ws:// only." },
  "ask.everyMs": { label: "Ask every (ms)", help: "Not below 200; usually 1000." },
  "ask.send": { label: "Question", help: "Over http:// absent means GET, present means POST; needed over ws://." },
  "ask.hello": { label: "Said first", help: 'Some programs speak only after a word such as {"type":4}.' },
  "ask.isHelloAnswered": { label: "Must be answered", help: "Ticked, it counts as connected only after an answer." },
  "answer.encoding": {
    label: "Encoding",
    help: "Where Chinese arrives broken, choose; Auto tries UTF-8, then GB18030.",
  },
  "answer.status": {
    label: "Status code",
    help: "at: its place. -1 to 4 are unknown, ok, warning, fault, busy, disabled; other codes in words; no card is nothing.",
  },
  "answer.text": { label: "Place of the code", help: "In the answer, such as /data/code." },
  "answer.card.name": {
    label: "Place of the name",
    help: "In the JSON of the answer, level by level: /data/name; in lists by number: /list/0.",
  },
  "answer.card.number": {
    label: "Place of the number",
    help: "Such as /data/idNumber. It tells which form of card it is.",
  },
  "answer.card.sex": {
    label: "Place of the sex",
    help: "In Chinese, or 1 and 2. One that does not fit the number is damage.",
  },
  "answer.card.nation": { label: "Place of the nation", help: "Name or code." },
  "answer.card.birth": { label: "Place of the birthday", help: "One that does not fit the number is damage." },
  "answer.card.address": { label: "Place of the address", help: "Absent where there is none." },
  "answer.card.issuer": { label: "Place of the issuer", help: "Absent where there is none." },
  "answer.card.validFrom": { label: "Place of valid from", help: "Both days in one text: the same place twice." },
  "answer.card.validTo": {
    label: "Place of valid to",
    help: "A day, or that there is no end. An expired card is told.",
  },
  "answer.card.englishName": { label: "Place of the English name", help: "On foreigners' cards only." },
  "answer.card.nationality": { label: "Place of the nationality", help: "On foreigners' cards only." },
  "answer.card.permitNumber": {
    label: "Place of the permit number",
    help: "Hong Kong, Macau and Taiwan permits only.",
  },
  "framing.terminators": {
    label: "Terminators",
    help: "What the device sends after each code. More than needed do no harm; where it sends nothing, tick None.",
  },
  "framing.stxEtx": {
    label: "STX and ETX",
    help: "Tick when the device puts them around a code; does no harm otherwise.",
  },
  "framing.idleMs": {
    label: "Silence (ms)",
    help: "Without data for so long a code is over. Larger when long codes fall apart, smaller when it is slow.",
  },
  "framing.maxBytes": { label: "Longest (bytes)", help: "More counts as damaged. Rarely changed." },
  "framing.fixedBytes": {
    label: "Fixed length (bytes)",
    help: "Only where every code has the same length and no terminator.",
  },
  "framing.packets": {
    label: "Packets",
    help: "“SSI” where a Zebra device is set to send packets; plain labels are read as well. Not set for other makers.",
  },
  "framing.prefix": {
    label: "Prefix",
    help: "Bytes the device was set to send ahead of each code, in hexadecimal; dropped.",
  },
  encoding: {
    label: "Encoding",
    help: "Where Chinese arrives broken, choose what the device is set to; Auto may guess wrong on short codes.",
  },
  aim: { label: "AIM identifier", help: "Three characters such as ]Q1. Usually dropped." },
  sameCodeQuietMs: { label: "Same code (ms)", help: "Scanned again within this time it is told, not used again." },
  "timing.pollMs": { label: "Asking for a card (ms)", help: "Not below 300: some readers hang." },
  "timing.statusMs": { label: "Limit for the state (ms)", help: "Usually 1000." },
  "timing.findMs": { label: "Limit for finding (ms)", help: "Usually 1000." },
  "timing.readMs": { label: "Limit for reading (ms)", help: "Usually 3000; larger for slow readers." },
  "timing.interByteMs": {
    label: "Limit for a gap (ms)",
    help: "So long a pause within an answer ends it. Usually 200.",
  },
  "timing.commandMs": { label: "Each command within (ms)", help: "Usually 2000; more for old cards." },
  sameCardQuietMs: {
    label: "Same card (ms)",
    help: "Read again within this time it is told, not used again. Usually 3000.",
  },
  "timing.sameCardQuietMs": {
    label: "Same card (ms)",
    help: "Laid down again within this time it is not used again. Usually 3000.",
  },
  "options.readFingerprint": {
    label: "Long answer",
    help: "Only for readers that know no other. The fingerprint is let go at once, never kept or shown.",
  },
  "options.readAddedAddress": { label: "Added address", help: "Read as well where the address on the card is full." },
  "options.photoDecoder": {
    label: "Photo decoder",
    help: "A program around the vendor's library, as a whole path without arguments; see the manual. Empty: no photos.",
  },
  "retry.backoffMs": {
    label: "Pauses (ms)",
    help: "Before each new attempt, with commas; plugging in cuts them short.",
  },
  commands: {
    label: "Commands",
    help: "Bytes and replies, by the maker's manual. Wrong ones may change the device's settings.",
  },
  onOpen: { label: "Sent on opening", help: "Each step needs a reply, within 2 seconds together." },
  probe: {
    label: "Ask who it is",
    help: "By its identify command, on opening. If it must answer, also after 10 idle seconds; silent twice, it is gone.",
  },
  isUnsafe: {
    label: "Without replies",
    help: "Only where the device never answers: whether a command took effect is then unknown.",
  },
};

export const profileChoices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "transport.parity": { none: "None", even: "Even", odd: "Odd" },
  "transport.layout": { standard: "Standard", newland: "Newland", microscan: "Microscan", vguang: "VGuang" },
  "transport.prepare": { honeywell: "Honeywell" },
  "transport.carrier": {
    raw: "As it is, 64 bytes each",
    length: "With a byte of length",
    wrapped: "Each in a wrapper (MR-300)",
  },
  "framing.terminators": { cr: "CR", lf: "LF", crlf: "CRLF", tab: "Tab", none: "None" },
  "framing.packets": { ssi: "SSI" },
  encoding: { auto: "Auto", "utf-8": "UTF-8", gb18030: "GB18030 (and GBK)" },
  "answer.encoding": { auto: "Auto", "utf-8": "UTF-8", gb18030: "GB18030 (and GBK)" },
  "ask.way": { poll: "Poll", push: "Push" },
  probe: { ask: "Once; it need not answer", identify: "It must answer" },
  aim: { strip: "Drop", keep: "Keep" },
  "options.readAddedAddress": { never: "Never", "when-full": "When full", always: "Always" },
};
