/** Commands of `contract/devices.ts`, and the virtual readers of training mode. What changes something is audited first. */
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";
import { createPlugWatch } from "../plug-watch.ts";
import type { Training } from "../ports/surroundings.ts";
import type { TerminalParts } from "../terminal-parts.ts";
import { audited, done, type HandlersOf } from "./handler.ts";

type Names =
  | "devices.view"
  | "devices.ports"
  | "devices.await-plug"
  | "devices.plugged"
  | "devices.try"
  | "devices.self-test"
  | "devices.command"
  | "devices.add"
  | "devices.change"
  | "devices.set-enabled"
  | "devices.remove"
  | "devices.watch"
  | "devices.unwatch"
  | "devices.record"
  | "devices.recordings"
  | "devices.recording"
  | "devices.drop-recording"
  | "devices.replay"
  | "devices.control-replay"
  | "devices.profile"
  | "devices.check-profile"
  | "devices.save-profile"
  | "devices.drop-profile"
  | "training.reader";

export function deviceHandlers(parts: TerminalParts): HandlersOf<Names> {
  const { devices, rawWatch: raw } = parts;
  const plugs = createPlugWatch(devices, parts.clock);
  devices.onReplayed((progress) => parts.publish("devices.replayed", progress));
  const changed = <T>(what: string, detail: AuditDraft["detail"], work: () => Promise<Result<T>>) =>
    audited(parts, [{ action: "setting.changed", detail: { setting: what, ...detail } }], work);
  return {
    "devices.view": () => ok(raw.shownIn(devices.view())),
    "devices.ports": async () => {
      const ports = await devices.ports();
      return ports.ok ? ok({ ports: [...ports.value] }) : ports;
    },
    "devices.await-plug": () => plugs.remember(),
    "devices.plugged": () => plugs.difference(),
    "devices.try": (what) => devices.tryOut(what),
    "devices.self-test": () => devices.selfTest(),
    "devices.command": (what) => devices.command(what),
    "devices.add": (what) => changed("device.added", { profile: what.profileId }, () => devices.add(what)),
    "devices.change": (what) => {
      const { deviceId, profileId } = what;
      return changed("device.changed", { device: deviceId, profile: profileId }, () => devices.change(what));
    },
    "devices.set-enabled": (what) =>
      done(changed("device.enabled", { device: what.deviceId, to: what.isEnabled }, () => devices.setEnabled(what))),
    "devices.remove": ({ deviceId }) =>
      done(changed("device.removed", { device: deviceId }, () => devices.remove(deviceId))),
    "devices.watch": ({ deviceId }) =>
      audited(parts, [{ action: "device.watched", detail: { device: deviceId } }], () => raw.watch(deviceId)),
    "devices.unwatch": () => {
      raw.stop();
      return ok({});
    },
    "devices.record": ({ deviceId }) =>
      audited(parts, [{ action: "device.recorded", detail: { device: deviceId } }], () => devices.record(deviceId)),
    "devices.recordings": () => devices.recordings(),
    "devices.recording": ({ fileName }) => devices.recording(fileName),
    "devices.drop-recording": ({ fileName }) =>
      done(changed("recording.dropped", { file: fileName }, () => devices.dropRecording(fileName))),
    "devices.replay": (what) => devices.replay(what),
    "devices.control-replay": ({ does }) => {
      devices.controlReplay(does);
      return ok({});
    },
    "devices.profile": ({ profileId }) => devices.profile(profileId),
    "devices.check-profile": ({ text }) => devices.checkProfile(text),
    "devices.save-profile": async ({ text }) => {
      const checked = await devices.checkProfile(text);
      if (!checked.ok) return checked;
      const { problems, profileId, runs } = checked.value;
      if (profileId === undefined) return ok({ problems, reopened: [] });
      const detail = { profile: profileId, ...(runs && { runs: runs.at }) };
      return changed("profile.saved", detail, () => devices.saveProfile(text));
    },
    "devices.drop-profile": ({ profileId }) =>
      changed("profile.dropped", { profile: profileId }, () => devices.dropProfile(profileId)),
    "training.reader": async ({ reader, does }) => {
      const { training } = parts;
      if (!training) return failed(fault("call.unknown-command", { mode: parts.terminal.mode }));
      if (does.act !== "place") return devices.virtual(reader, does);
      const card = "code" in does.card ? await castCard(training, does.card.code) : ok(does.card);
      return card.ok ? devices.virtual(reader, { act: "place", card: card.value }) : card;
    },
  };
}

/** Nobody of the cast has that code: answered like a card that was never laid down. */
async function castCard(training: Training, code: string): Promise<Result<{ name: string; number: string }>> {
  const cast = await training.cast();
  if (!cast.ok) return cast;
  const line = cast.value.find((one) => one.code === code);
  return line
    ? ok({ name: line.person, number: line.idNumber })
    : failed(fault("call.invalid", { command: "training.reader", path: "card" }));
}
