import type { Judged } from "../../../emulator/server";

/** How many requests of how many operations AWS's models judged in a run of tests, which they refused, and which no model reads. */
export function judgedReport(emulators: readonly Pick<Judged, "judged" | "unread" | "refused">[]): string {
  const judged = sum(emulators.map((emulator) => emulator.judged));
  const unread = sum(emulators.map((emulator) => emulator.unread));
  const requests = [...judged.values()].reduce((total, count) => total + count, 0);
  const refused = emulators.flatMap((emulator) => emulator.refused);
  return [
    `Judged by AWS's service models: ${requests} requests of ${judged.size} operations on ${emulators.length} emulators; ` +
      `${refused.length} refused.`,
    ...[...refused].sort().map((what) => `  refused: ${what}`),
    ...[...unread].sort().map(([what, count]) => `  not read by a model: ${count} times ${what}`),
    "",
  ].join("\n");
}

function sum(counts: readonly Readonly<Record<string, number>>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const [name, count] of counts.flatMap((one) => Object.entries(one))) {
    total.set(name, (total.get(name) ?? 0) + count);
  }
  return total;
}
