/** Family 8: the appointments of a day at a terminal. */
import { appointmentsAt, chinaDay } from "../cast/appointments.ts";
import { isSame } from "./credentials.ts";
import { bearerToken, type FamilyHandler, jsonAnswer, NOT_FOUND } from "./exchange.ts";

const DAY_PATH = /^\/terminals\/[^/]+\/appointments$/;

export function appointments(appToken: string): FamilyHandler {
  return (exchange) => {
    if (!isSame(bearerToken(exchange), appToken)) return jsonAnswer({ error: "UNAUTHORIZED" }, 401);
    if (exchange.method !== "GET" || !DAY_PATH.test(exchange.path)) return NOT_FOUND;
    const day = exchange.query.get("day") ?? "";
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return jsonAnswer({ error: "BAD_DAY" }, 400);
    const isToday = day === chinaDay(exchange.now);
    return jsonAnswer({ day, appointments: isToday ? appointmentsAt(exchange.now) : [] });
  };
}
