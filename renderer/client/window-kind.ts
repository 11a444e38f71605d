/** Which of the two windows this page is. One bundle serves both; the address decides. */

export type WindowKind = "clerk" | "citizen";

export function windowKind(location: Pick<Location, "pathname" | "hash">): WindowKind {
  const isCitizen = location.pathname.replace(/\/+$/, "").endsWith("/citizen") || location.hash === "#/citizen";
  return isCitizen ? "citizen" : "clerk";
}
