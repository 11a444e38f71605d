/** The device profiles of this terminal: what ships, and the hall's copies, which go before it. */
import type { DeviceConfig } from "../../native-devices/host/device-contract.ts";
import type { ReplyOf } from "../contract/contract.ts";
import type { DeviceProfileView } from "../contract/devices.ts";
import { fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { DeviceBook, HallProfile } from "./device-book.ts";
import type { DeviceClient } from "./device-client.ts";
import { faultOf, profileViewOf, resultOf } from "./device-views.ts";

export class ProfileShelf {
  readonly #client: DeviceClient;
  readonly #book: DeviceBook;
  #views: readonly DeviceProfileView[] = [];
  /** Every listing takes the device process some time: whoever looks again and again starts no second one. */
  #asking: Promise<void> | undefined;

  constructor(client: DeviceClient, book: DeviceBook) {
    this.#client = client;
    this.#book = book;
    this.views();
  }

  /** As they were last seen; empty while the device process has not answered yet. */
  views(): readonly DeviceProfileView[] {
    if (this.#views.length === 0) this.#asking ??= this.refresh().finally(() => (this.#asking = undefined));
    return this.#views;
  }

  has(profileId: string): boolean {
    return this.#views.some(({ id }) => id === profileId);
  }

  /** The hall's copy whole, or the id. */
  resolve(profileId: string): DeviceConfig["profile"] {
    const [device] = this.#book.resolved([{ config: { deviceId: "x", isEnabled: true, profile: profileId } }]);
    return device?.profile ?? profileId;
  }

  async refresh(): Promise<void> {
    const listed = await this.#client.listPorts();
    if (!listed.ok) return;
    const own = await Promise.all(this.#book.profiles().map((profile) => this.#hallView(profile)));
    const shipped = listed.value.profiles.filter(({ id }) => !own.some((profile) => profile.id === id));
    this.#views = [...own, ...shipped.map((summary) => profileViewOf(summary, "built-in"))];
  }

  async text(profileId: string): Promise<Result<ReplyOf<"devices.profile">>> {
    const own = this.#book.profiles().find(({ id }) => id === profileId);
    if (own) return ok({ text: own.text, origin: "hall" });
    const shipped = await this.#client.profileText(profileId);
    if (!shipped.ok) return failed(faultOf(shipped.fault));
    if (shipped.value === undefined) return failed(fault("device.profile-unknown", { profile: profileId }));
    return ok({ text: shipped.value, origin: "built-in" });
  }

  async check(text: string): Promise<Result<ReplyOf<"devices.check-profile">>> {
    const checked = await this.#client.checkProfile(text);
    return resultOf(checked, ({ problems, profile, runs }) => present({ problems, profileId: profile?.id, runs }));
  }

  /** One with problems is not kept. */
  async save(text: string): Promise<Result<Pick<ReplyOf<"devices.save-profile">, "problems" | "profileId">>> {
    const checked = await this.check(text);
    if (!checked.ok) return checked;
    const { problems, profileId } = checked.value;
    if (profileId === undefined) return ok({ problems });
    const kept = await this.#book.keepProfile({ id: profileId, text });
    if (!kept.ok) return kept;
    await this.refresh();
    return ok({ problems, profileId });
  }

  async drop(profileId: string): Promise<Result<void>> {
    const dropped = await this.#book.dropProfile(profileId);
    if (!dropped.ok) return dropped;
    if (!dropped.value) return failed(fault("device.profile-unknown", { profile: profileId }));
    await this.refresh();
    return ok(undefined);
  }

  async #hallView({ id, text }: HallProfile): Promise<DeviceProfileView> {
    const checked = await this.#client.checkProfile(text);
    const profile = checked.ok ? checked.value.profile : undefined;
    // A file must bear the name of its profile, or it would answer to two names.
    if (profile?.id === id) return profileViewOf(profile, "hall");
    return { id, kind: "unknown", name: id, findsItself: false, origin: "hall", isBroken: true };
  }
}
