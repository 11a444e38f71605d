/** 车辆识别代号 VIN (GB 16735), 17 characters, ninth is the check. Old vehicles carry other numbers: a mismatch is a warning. */

const VALUES: Readonly<Record<string, number>> = Object.fromEntries(
  [..."0123456789ABCDEFGHJKLMNPRSTUVWXYZ"].map((c) => [
    c,
    /\d/.test(c) ? Number(c) : Number("12345678123457923456789"["ABCDEFGHJKLMNPRSTUVWXYZ".indexOf(c)]),
  ]),
);
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** Undefined when the text is no VIN at all, else whether its check character holds. */
export function checkVehicleNumber(text: string): "ok" | "bad" | undefined {
  const vin = text.trim().toUpperCase();
  if (!/^[0-9A-HJ-NPR-Z]{17}$/.test(vin)) return undefined;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * (VALUES[vin[index] ?? ""] ?? 0), 0);
  return (sum % 11 === 10 ? "X" : String(sum % 11)) === vin[8] ? "ok" : "bad";
}
