/** The connection of this page: over the preload bridge inside the desktop shell, else over a WebSocket to its own origin. */
import { bridgeCarrier, preloadBridge } from "./bridge-carrier.ts";
import { createConnection } from "./connection.ts";
import { contractAddress, openWebSocketCarrier } from "./websocket-carrier.ts";
import { windowKind } from "./window-kind.ts";

export const host = createConnection(() => {
  const bridge = preloadBridge(window);
  if (bridge) return Promise.resolve(bridgeCarrier(bridge));
  return openWebSocketCarrier(contractAddress(window.location, windowKind(window.location)));
});
