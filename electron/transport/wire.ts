/**
 * What travels between screens and host: seven kinds of plain JSON messages, and the little that a carrier must be able to do.
 * Nothing here knows the contract's commands or which carrier it is.
 */
import { z } from "zod";
import type { Fault } from "../domain/fault.ts";

const callMessage = z.strictObject({
  kind: z.literal("call"),
  id: z.number().int().nonnegative(),
  command: z.string().max(100),
  input: z.unknown(),
});
const cancelMessage = z.strictObject({ kind: z.literal("cancel"), id: z.number().int().nonnegative() });
/** Is anybody there? No call: nobody has done anything, and no right is needed. */
const pingMessage = z.strictObject({ kind: z.literal("ping") });

/** Everything a screen may send. */
export const fromScreen = z.discriminatedUnion("kind", [callMessage, cancelMessage, pingMessage]);
export type FromScreen = z.infer<typeof fromScreen>;

/** Everything a host sends. */
export type FromHost =
  | { readonly kind: "reply"; readonly id: number; readonly value: unknown }
  | { readonly kind: "fault"; readonly id: number; readonly fault: Fault }
  | { readonly kind: "event"; readonly event: string; readonly payload: unknown }
  | { readonly kind: "pong" };

/** One end of a connection. `Out` is what this end sends. Messages are JSON values; order is kept. */
export interface Carrier<Out, In> {
  send(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** A host cannot trust what arrives: its incoming side is unknown until parsed. */
export type HostCarrier = Carrier<FromHost, unknown>;
export type ScreenCarrier = Carrier<FromScreen, FromHost>;
