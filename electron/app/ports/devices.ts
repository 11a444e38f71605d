/** What the administrator's use cases need of the readers. Nothing here is audited: whoever calls it does that first. */
import type { CommandName, InputOf, PayloadOf, ReplyOf } from "../../contract/contract.ts";
import type { DevicePortView, DevicesView } from "../../contract/devices.ts";
import type { ReaderAct, VirtualReaderName } from "../../contract/training.ts";
import type { Result } from "../../domain/result.ts";

type ReplyResult<Name extends CommandName> = Promise<Result<ReplyOf<Name>>>;

export interface DeviceDesk {
  view(): DevicesView;
  ports(): Promise<Result<readonly DevicePortView[]>>;
  tryOut(what: InputOf<"devices.try">): ReplyResult<"devices.try">;
  selfTest(): ReplyResult<"devices.self-test">;
  command(what: InputOf<"devices.command">): ReplyResult<"devices.command">;
  /** Names the device itself; an id that is free. */
  add(what: InputOf<"devices.add">): ReplyResult<"devices.add">;
  change(what: InputOf<"devices.change">): ReplyResult<"devices.change">;
  setEnabled(what: InputOf<"devices.set-enabled">): Promise<Result<void>>;
  remove(deviceId: string): Promise<Result<void>>;
  /** Takes the place of the device watched before. */
  watch(deviceId: string): Promise<Result<void>>;
  unwatch(): void;
  onRaw(listener: (lines: PayloadOf<"devices.raw">) => void): void;
  record(deviceId: string): ReplyResult<"devices.record">;
  recordings(): ReplyResult<"devices.recordings">;
  recording(fileName: string): ReplyResult<"devices.recording">;
  dropRecording(fileName: string): Promise<Result<void>>;
  replay(what: InputOf<"devices.replay">): ReplyResult<"devices.replay">;
  controlReplay(does: InputOf<"devices.control-replay">["does"]): void;
  onReplayed(listener: (progress: PayloadOf<"devices.replayed">) => void): void;
  profile(profileId: string): ReplyResult<"devices.profile">;
  checkProfile(text: string): ReplyResult<"devices.check-profile">;
  saveProfile(text: string): ReplyResult<"devices.save-profile">;
  profileSet(): ReplyResult<"devices.profile-set">;
  lookAtProfileSet(text: string): ReplyResult<"devices.look-at-profile-set">;
  takeProfileSet(text: string): ReplyResult<"devices.take-profile-set">;
  /** False: none was taken, or a profile was changed otherwise since. */
  hasProfileSetToUntake(): boolean;
  untakeProfileSet(): ReplyResult<"devices.untake-profile-set">;
  dropProfile(profileId: string): ReplyResult<"devices.drop-profile">;
  /** Training mode only; the caller sees to that. */
  virtual(reader: VirtualReaderName, does: ReaderAct): ReplyResult<"training.reader">;
}
