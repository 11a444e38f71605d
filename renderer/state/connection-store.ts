/** Whether the host can be reached, and since when it cannot. */
import { create } from "zustand";
import type { ConnectionState } from "../client/connection.ts";
import { host } from "../client/host.ts";

interface ConnectionView {
  readonly state: ConnectionState;
}

export const useConnection = create<ConnectionView>(() => ({ state: "connecting" }));

host.onState((state) => useConnection.setState({ state }));
