/** Which screens are whose. The host refuses the rest anyway; here nobody is shown a door that does not open. */
import type { UserView } from "../../electron/contract/users.ts";

export type Role = UserView["role"];
export type Place =
  | "counter"
  | "matter"
  | "history"
  | "appointments"
  | "rechecks"
  | "trust"
  | "devices"
  | "people"
  | "audit"
  | "uses";

/** The first is where the role begins. */
const AREAS: Readonly<Record<Role, readonly [Place, ...Place[]]>> = {
  clerk: ["counter", "matter", "history", "appointments", "rechecks"],
  administrator: ["trust", "devices", "people", "rechecks"],
  auditor: ["audit", "uses", "history", "people"],
};

export function placeIn(role: Role, place: Place): Place {
  return AREAS[role].includes(place) ? place : AREAS[role][0];
}

export function homeOf(role: Role): Place {
  return AREAS[role][0];
}

/** Screens side by side under tabs; the clerk's follow the case instead. */
export function tabsOf(role: Role | undefined): readonly Place[] {
  return role === undefined || role === "clerk" ? [] : AREAS[role];
}

/** The tab after this one, round and round. */
export function nextTab(role: Role, place: Place): Place {
  const tabs = tabsOf(role);
  return tabs[(tabs.indexOf(placeIn(role, place)) + 1) % tabs.length] ?? homeOf(role);
}
