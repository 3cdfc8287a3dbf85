import type { Unit } from "./schema.types";

/** What each unit has 1,024 of to the one that texts are written in, and from where on a number is meant in it. */
const UNITS = { MiB: { text: "GB", from: 128 }, "CPU units": { text: "vCPU", from: 64 } } as const;

/** Whether there is such a unit. */
export function isUnit(text: string): text is Unit {
  return Object.hasOwn(UNITS, text);
}

/** A number as the text that was most likely meant: tools that have no units count in MiB and in CPU units. */
export function withUnit(value: number, unit: Unit): string {
  const { text, from } = UNITS[unit];
  return `${value < from ? value : value / 1024} ${text}`;
}
