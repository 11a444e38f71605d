/** The hall's profiles as one file: written for another window, looked at before it is taken, taken whole, and taken back. */
import type { ReplyOf } from "../contract/contract.ts";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { DeviceBook, ProfileChange } from "./device-book.ts";
import type { DeviceClient } from "./device-client.ts";
import type { DeviceSet } from "./device-set.ts";
import { resultOf } from "./device-views.ts";
import type { ProfileShelf } from "./profile-shelf.ts";

export class ProfileSets {
  readonly #client: DeviceClient;
  readonly #book: DeviceBook;
  readonly #shelf: ProfileShelf;
  readonly #set: DeviceSet;
  /** What the copies that the last set changed said before; empty: there is no way back. */
  #former: readonly ProfileChange[] = [];

  constructor(client: DeviceClient, book: DeviceBook, shelf: ProfileShelf, set: DeviceSet) {
    this.#client = client;
    this.#book = book;
    this.#shelf = shelf;
    this.#set = set;
  }

  async write(): Promise<Result<ReplyOf<"devices.profile-set">>> {
    const written = await this.#client.writeProfileSet(this.#copies());
    return resultOf(written, ({ to: _, ...set }) => set);
  }

  async look(text: string): Promise<Result<ReplyOf<"devices.look-at-profile-set">>> {
    const looked = await this.#client.lookAtProfileSet(text, this.#copies());
    return resultOf(looked, ({ profiles, problems }) => {
      return { profiles: profiles.map(({ text: _, findsItself: __, ...profile }) => profile), problems };
    });
  }

  async take(text: string): Promise<Result<ReplyOf<"devices.take-profile-set">>> {
    const copies = this.#copies();
    const looked = resultOf(await this.#client.lookAtProfileSet(text, copies), (look) => look);
    if (!looked.ok) return looked;
    const { profiles, problems } = looked.value;
    const changes = profiles.filter(({ effect }) => effect !== "same");
    if (problems.length > 0 || changes.length === 0) return ok({ problems, taken: 0, reopened: [] });
    const former = changes.map(({ id }) => ({ id, text: copies.find((copy) => copy.id === id)?.text }));
    const kept = await this.#book.changeProfiles(changes.map(({ id, text: copy }) => ({ id, text: copy })));
    if (!kept.ok) return kept;
    this.#former = former;
    const reopened = await this.#reopen(changes);
    return reopened.ok ? ok({ problems, taken: changes.length, ...reopened.value }) : reopened;
  }

  /** Whether there is a way back. */
  get hasFormer(): boolean {
    return this.#former.length > 0;
  }

  /** A copy was changed otherwise since: the way back would take that along. */
  forgetFormer(): void {
    this.#former = [];
  }

  async untake(): Promise<Result<ReplyOf<"devices.untake-profile-set">>> {
    const former = this.#former;
    if (!this.hasFormer) return failed(fault("device.nothing-to-take-back"));
    const kept = await this.#book.changeProfiles(former);
    if (!kept.ok) return kept;
    this.#former = [];
    return this.#reopen(former);
  }

  async #reopen(changes: readonly Pick<ProfileChange, "id">[]): Promise<Result<ReplyOf<"devices.untake-profile-set">>> {
    await this.#shelf.refresh();
    const reopened = await this.#set.reopen(changes.map(({ id }) => id));
    return reopened.ok ? ok({ reopened: reopened.value }) : reopened;
  }

  #copies(): { id: string; text: string }[] {
    return this.#book.profiles().map(({ id, text }) => ({ id, text }));
  }
}
