/** Recordings of the lines of readers: kept without anything personal, shown, and played again to a driver. */
import type { ReplayProgress } from "../../native-devices/host/device-contract.ts";
import type { InputOf, PayloadOf, ReplyOf } from "../contract/contract.ts";
import type { RecordingView } from "../contract/devices.ts";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { DeviceBook } from "./device-book.ts";
import type { DeviceClient } from "./device-client.ts";
import { faultOf, readingViewOf } from "./device-views.ts";
import type { ProfileShelf } from "./profile-shelf.ts";
import { recordedPieces, recordingViewOf } from "./recording-views.ts";

type Playing = Pick<ReplayProgress, "run" | "at" | "of"> & { readonly fileName: string };

export class RecordingShelf {
  readonly #client: DeviceClient;
  readonly #book: DeviceBook;
  readonly #profiles: ProfileShelf;
  #playing: Playing | undefined;
  #runs = 0;

  constructor(client: DeviceClient, book: DeviceBook, profiles: ProfileShelf) {
    this.#client = client;
    this.#book = book;
    this.#profiles = profiles;
  }

  async record(deviceId: string): Promise<Result<ReplyOf<"devices.record">>> {
    const traced = await this.#client.trace(deviceId);
    if (!traced.ok) return failed(faultOf(traced.fault));
    const text = traced.value;
    if (text === undefined) return failed(fault("device.not-recorded", { device: deviceId }));
    const kept = await this.#book.keepRecording(deviceId, text);
    return kept.ok ? ok({ recording: recordingViewOf(kept.value, text) }) : kept;
  }

  /** The newest first. */
  async list(): Promise<Result<ReplyOf<"devices.recordings">>> {
    const heads = await this.#book.recordings();
    return ok({ recordings: heads.map(({ fileName, head }) => recordingViewOf(fileName, head)) });
  }

  async show(fileName: string): Promise<Result<ReplyOf<"devices.recording">>> {
    const text = await this.#book.recording(fileName);
    if (text === undefined) return failed(fault("device.recording-unknown", { file: fileName }));
    return ok({ recording: recordingViewOf(fileName, text), pieces: recordedPieces(text) });
  }

  async drop(fileName: string): Promise<Result<void>> {
    if (await this.#book.dropRecording(fileName)) return ok(undefined);
    return failed(fault("device.recording-unknown", { file: fileName }));
  }

  async replay({ fileName, speed }: InputOf<"devices.replay">): Promise<Result<ReplyOf<"devices.replay">>> {
    const trace = await this.#book.recording(fileName);
    if (trace === undefined) return failed(fault("device.recording-unknown", { file: fileName }));
    const { profileId, pieces: of }: RecordingView = recordingViewOf(fileName, trace);
    this.#runs += 1;
    const run = this.#runs;
    // Before it is asked: the end of a short one can be told together with the answer.
    this.#playing = { run, fileName, at: 0, of };
    const started = await this.#client.replay({ run, trace, profile: this.#profiles.resolve(profileId), speed });
    const pieces = started.ok ? started.value.pieces : undefined;
    if (pieces !== undefined) return ok({ pieces });
    if (this.#playing?.run === run) this.#playing = undefined;
    if (!started.ok) return failed(faultOf(started.fault));
    const code = started.value.isOnlyForReading ? "device.recording-unplayable" : "device.recording-unknown";
    return failed(fault(code, { file: fileName }));
  }

  control(does: InputOf<"devices.control-replay">["does"]): void {
    if (does === "stop") this.#playing = undefined;
    this.#client.controlReplay(does);
  }

  onReplayed(listener: (progress: PayloadOf<"devices.replayed">) => void): void {
    const tell = ({ run, at, of, readings, isOver }: ReplayProgress) => {
      if (this.#playing?.run !== run) return;
      const { fileName } = this.#playing;
      this.#playing = isOver ? undefined : { run, fileName, at, of };
      listener({ fileName, at, of, readings: readings.map(readingViewOf), isOver });
    };
    this.#client.onReplayed(tell);
    // With the device process its replay is gone, and nobody else would say so.
    this.#client.onProcess(({ state }) => {
      if (state !== "running" && this.#playing) tell({ ...this.#playing, readings: [], isOver: true });
    });
  }
}
