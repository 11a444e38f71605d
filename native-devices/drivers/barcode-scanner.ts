/**
 * A scanner on a byte stream or on HID reports: framing, AIM identifier, character set, and the same label seen twice. Every scan ends
 * in one reading: the code, a repeat, or that it was unreadable. The meaning of a code is not known here.
 */
import type { Cancel, Clock } from "../clock.ts";
import { type AimIdentifier, carriesEci, resolveEci, splitAim } from "../codecs/aim.ts";
import { LATE_ANSWER_MS } from "../codecs/answer-sieve.ts";
import { bytesOfHex } from "../codecs/hex.ts";
import { packHidCommand } from "../codecs/hid-command.ts";
import { createHidPosFramer } from "../codecs/hid-pos.ts";
import { createLineFramer, type FrameEvent, type LineFramer } from "../codecs/line-framer.ts";
import { createSsiFramer } from "../codecs/ssi.ts";
import { type DecodedText, decodeSegments, decodeText } from "../codecs/text-encoding.ts";
import { createVguangFramer } from "../codecs/vguang.ts";
import { redactFrame } from "../diagnostics/redact.ts";
import {
  type CodeReading,
  type DeviceCapability,
  type DeviceReading,
  deviceCapabilities,
  type ReadingSource,
} from "../host/device-contract.ts";
import { type Command, probeOf, type ScannerProfile } from "../profiles/profile.ts";
import {
  type Transport,
  type TransportFactory,
  type TransportResult,
  transportFailure,
} from "../transports/transport.ts";
import { CommandRunner } from "./command-runner.ts";
import type { CommandOutcome, Driver, DriverCommands, DriverEvents } from "./driver.ts";
import { HealthProbe } from "./health-probe.ts";
import { identityOf, identityText, isNoise } from "./identity.ts";
import { fingerprint } from "./same-again.ts";

export interface BarcodeScannerOptions {
  readonly deviceId: string;
  readonly profile: ScannerProfile;
  readonly createTransport: TransportFactory;
  readonly events: DriverEvents;
  readonly clock: Clock;
}

type Warning = CodeReading["warnings"][number];
type Frame = Extract<FrameEvent, { kind: "frame" }>;

class BarcodeScanner implements Driver {
  readonly #options: BarcodeScannerOptions;
  readonly #source: ReadingSource;
  readonly #framer: LineFramer;
  readonly #transport: Transport;
  #cancelIdle: Cancel = () => {};
  #last: { readonly print: string; readonly atMs: number } | undefined;
  #isReading = false;
  /** When it was asked who it is (steady ms), until it has answered. */
  #askedAtMs: number | undefined;
  readonly #runner: CommandRunner;
  readonly #health: HealthProbe | undefined;
  readonly commands: DriverCommands | undefined;

  constructor(options: BarcodeScannerOptions) {
    this.#options = options;
    const { id: profileId, transport } = options.profile;
    const source = { deviceId: options.deviceId, profileId };
    this.#source = transport.type === "hid" ? { ...source, bus: "hid" } : source;
    this.#framer = framerFor(options.profile);
    this.#transport = options.createTransport({
      onBytes: (bytes, atMs) => {
        this.#health?.heard();
        for (const piece of this.#runner.receive(bytes)) this.#receive(piece, atMs);
      },
      onGone: (fault) => {
        this.#letGo();
        options.events.onGone(fault);
      },
    });
    this.#runner = new CommandRunner({
      clock: options.clock,
      layout: transport.type === "hid" ? transport.layout : undefined,
      quietMs: options.profile.framing.idleMs,
      write: (bytes) => this.#command(bytes),
      onPassed: (bytes) => this.#receive(bytes, options.clock.steadyMs()),
    });
    this.commands = commandsOf(options.profile, (steps, isIdentity) =>
      isIdentity ? this.#identify(steps) : this.#runner.run(steps),
    );
    const { probe } = options.profile;
    // A scanner that need not answer is asked once: some beep at each question.
    this.#health =
      probe !== "identify"
        ? undefined
        : new HealthProbe({
            clock: options.clock,
            isBusy: () => this.#framer.isOpen,
            ask: () => this.#runner.run(probeOf(options.profile)),
            onSilent: () => {
              this.#letGo();
              options.events.onGone({ reason: "no-answer" });
            },
          });
  }

  async open(): Promise<TransportResult> {
    const opened = await this.#transport.open();
    if (!opened.ok) return opened;
    const { onOpen = [], probe } = this.#options.profile;
    const told = await this.#runner.run(onOpen);
    const asked = told === "done" && probe ? await this.#identify(probeOf(this.#options.profile)) : told;
    const isNeeded = probe === "identify" || asked === "closed" || asked === told;
    if (asked === "done" || !isNeeded) {
      this.#health?.rest();
      return opened;
    }
    await this.close();
    if (told === "done" && asked !== "closed") return transportFailure("no-answer", `who it is: ${asked}`);
    return transportFailure(asked === "no-reply" ? "read-timeout" : "io-error", `on opening: ${asked}`);
  }

  /** What it says of itself is told when it comes; that it says nothing, once its time is over. */
  async #identify(steps: readonly Command[]): Promise<CommandOutcome> {
    const { clock, events } = this.#options;
    const startedMs = clock.steadyMs();
    const tell = (said?: Uint8Array) =>
      events.onIdentity?.(identityOf(said && identityText(said), clock.steadyMs() - startedMs));
    this.#askedAtMs = startedMs;
    const outcome = await this.#runner.run(steps, (said) => {
      this.#askedAtMs = undefined;
      tell(said);
    });
    // An answer that only says yes names nobody.
    if (outcome === "done") this.#askedAtMs = undefined;
    else if (this.#askedAtMs !== undefined && outcome !== "closed") tell();
    return outcome;
  }

  async close(): Promise<void> {
    this.#letGo();
    await this.#transport.close();
  }

  #letGo(): void {
    this.#cancelIdle();
    this.#health?.stop();
    this.#runner.close();
  }

  async #command(bytes: Uint8Array): Promise<TransportResult> {
    const { transport } = this.#options.profile;
    const reports = transport.type === "hid" ? packHidCommand(transport.layout, bytes) : [bytes];
    let written: TransportResult = { ok: true };
    for (const report of reports) {
      written = await this.#transport.write(report);
      if (!written.ok) break;
    }
    return written;
  }

  #receive(bytes: Uint8Array, atMs: number): void {
    if (bytes.length === 0) return;
    this.#cancelIdle();
    const events = this.#framer.push(bytes, atMs);
    // Lost with the line, if at all; then the scanner sends the label again.
    for (const answer of this.#framer.takeAnswers?.() ?? []) void this.#transport.write(answer);
    this.#tell(events);
    if (this.#framer.isOpen) this.#waitForIdle();
    this.#sayActivity();
  }

  #waitForIdle(waitMs = this.#options.profile.framing.idleMs): void {
    const { clock, profile } = this.#options;
    this.#cancelIdle = clock.after(waitMs, () => {
      this.#tell(this.#framer.idle(clock.steadyMs()));
      // A timer may come a fraction early; the label is then still open, and not for another whole silence.
      if (this.#framer.isOpen) this.#waitForIdle(profile.framing.idleMs / 10);
      this.#sayActivity();
    });
  }

  #sayActivity(): void {
    const { isOpen } = this.#framer;
    // Each further chunk says so again: it renews the deadline of the reading.
    if (isOpen || this.#isReading) this.#options.events.onActivity(isOpen ? "started" : "ended");
    this.#isReading = isOpen;
  }

  #tell(events: readonly FrameEvent[]): void {
    for (const event of events) {
      if (this.#isNoise(event)) continue;
      this.#options.events.onReading(this.#readingOf(event));
    }
  }

  /** Only until it has answered. */
  #isNoise(event: FrameEvent): boolean {
    if (this.#askedAtMs === undefined) return false;
    const sinceMs = this.#options.clock.steadyMs() - this.#askedAtMs;
    return sinceMs < LATE_ANSWER_MS && isNoise(event, sinceMs);
  }

  #readingOf(event: FrameEvent): DeviceReading {
    const { clock } = this.#options;
    const nowMs = clock.steadyMs();
    const base = {
      source: this.#source,
      at: clock.wallMs() - Math.max(0, Math.round(nowMs - event.lastAtMs)),
      ms: Math.max(0, nowMs - event.firstAtMs),
    };
    if (event.kind === "lost") return { kind: "unreadable", reason: event.reason, size: event.droppedBytes, ...base };
    const { text, encoding, aim, warnings } = decodeLabel(event, this.#options.profile);
    if (text === "" || warnings.includes("undecodable")) {
      const { bytes } = event;
      return { kind: "unreadable", reason: "undecodable", size: bytes.length, frame: redactFrame(bytes), ...base };
    }
    const sinceMs = this.#sinceSameText(text, event.lastAtMs);
    if (sinceMs !== undefined) return { kind: "repeat", text, sinceMs, ...base };
    return { kind: "code", text, encoding, ...(aim ? { aim: aim.id } : {}), warnings, ...base };
  }

  /**
   * Milliseconds since the same text was last seen, if that is within the quiet time. Each repeat renews it: a phone
   * left under a presentation scanner is one scan, however long it lies there.
   */
  #sinceSameText(text: string, atMs: number): number | undefined {
    const before = this.#last;
    const print = fingerprint(text);
    this.#last = { print, atMs };
    if (before?.print !== print) return undefined;
    const sinceMs = Math.max(0, atMs - before.atMs);
    return sinceMs < this.#options.profile.sameCodeQuietMs ? sinceMs : undefined;
  }
}

function framerFor({ transport, framing }: ScannerProfile): LineFramer {
  if (transport.type !== "hid") return framing.packets ? createSsiFramer(framing) : createLineFramer(framing);
  const { layout } = transport;
  return layout === "vguang" ? createVguangFramer(framing) : createHidPosFramer({ ...framing, layout });
}

type RunSteps = (steps: readonly Command[], isIdentity: boolean) => Promise<CommandOutcome>;

function commandsOf({ commands = {} }: ScannerProfile, run: RunSteps): DriverCommands | undefined {
  const capabilities = deviceCapabilities.filter((capability) => commands[capability] !== undefined);
  if (capabilities.length === 0) return undefined;
  return {
    capabilities,
    run: (capability: DeviceCapability) => run(commands[capability] ?? [], capability === "identify"),
  };
}

interface Label {
  readonly text: string;
  readonly encoding: DecodedText["encoding"];
  readonly aim: AimIdentifier | undefined;
  readonly warnings: Warning[];
}

function decodeLabel(frame: Frame, profile: ScannerProfile): Label {
  const label = withoutPrefix(frame.bytes, profile.framing.prefix);
  const split = profile.aim === "strip" ? splitAim(label) : { payload: label };
  const aim = "aim" in split ? split.aim : undefined;
  const warnings: Warning[] = [];
  const isStream = profile.transport.type !== "hid";
  const isCutByProfile =
    isStream && profile.framing.fixedBytes === undefined && profile.framing.terminators.includes("none");
  if (frame.endedBy === "idle" && !isCutByProfile) warnings.push("unterminated");
  const decoded = aim && carriesEci(aim) ? decodeWithEci(split.payload, profile, warnings) : undefined;
  const { text, encoding, warnings: doubts } = decoded ?? decodeText(split.payload, profile.encoding);
  return { text, encoding, aim, warnings: [...warnings, ...doubts] };
}

function withoutPrefix(bytes: Uint8Array, prefix: string | undefined): Uint8Array {
  const expected = bytesOfHex(prefix ?? "");
  return expected.every((byte, at) => bytes[at] === byte) ? bytes.subarray(expected.length) : bytes;
}

function decodeWithEci(payload: Uint8Array, profile: ScannerProfile, warnings: Warning[]): DecodedText {
  const { segments, isMalformed } = resolveEci(payload);
  if (isMalformed) warnings.push("eci-malformed");
  return decodeSegments(segments, profile.encoding);
}

/** A scanner that is not connected yet; `open()` connects it. */
export function createBarcodeScanner(options: BarcodeScannerOptions): Driver {
  return new BarcodeScanner(options);
}
