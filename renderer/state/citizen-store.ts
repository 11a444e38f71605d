/** What the citizen sees. The host's last word and nothing kept beside it: at rest there is nobody's data here. */
import { create } from "zustand";
import type { CitizenView } from "../../electron/contract/citizen.ts";
import { host } from "../client/host.ts";

interface Citizen {
  readonly view: CitizenView | undefined;
  load(): Promise<void>;
  answer(isGranted: boolean): Promise<void>;
}

export const useCitizen = create<Citizen>((set) => ({
  view: undefined,
  async load() {
    const result = await host.call("citizen.view", {});
    if (result.ok) set({ view: result.value });
  },
  async answer(isGranted) {
    await host.call("consent.answer", { isGranted });
  },
}));

host.on("citizen.changed", (view) => useCitizen.setState({ view }));
/** While the host is away nobody can say whose data these still are: they go. */
host.onState((state) => {
  if (state !== "open") useCitizen.setState({ view: undefined });
});
