/** A label as the reports of a HID POS scanner with the standard layout: 56 bytes each, all but the last continued. */

const CAPACITY = 56;
const encoder = new TextEncoder();

export function labelReports(text: string): Uint8Array[] {
  const label = encoder.encode(text);
  const count = Math.max(1, Math.ceil(label.length / CAPACITY));
  return Array.from({ length: count }, (_, index) => {
    const data = label.subarray(index * CAPACITY, (index + 1) * CAPACITY);
    const report = new Uint8Array(64);
    report.set([0x02, data.length, ...encoder.encode("]Q1"), ...data]);
    report[63] = index < count - 1 ? 1 : 0;
    return report;
  });
}
