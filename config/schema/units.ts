import { meantCpu, meantMemory } from "../../constructs/compute/fargate-sizes";
import type { Unit } from "./schema.types";

/** What stands beside a value, by its key. */
export type Beside = (key: string) => unknown;

/** The text that a number most likely means; nothing where it is none of its unit. */
const TEXTS: Readonly<Record<Unit, (value: number, beside: Beside) => string | undefined>> = {
  // Tools that have no units count in MiB and in CPU units.
  MiB: (value, beside) => meantMemory(value, beside("cpu")),
  "CPU units": (value) => meantCpu(value),
  s: (value) => whole(value, "s"),
  GB: (value) => whole(value, "GB"),
};

/** How units are written elsewhere, in lower case, by how they are written here. */
const WORDS: Readonly<Partial<Record<Unit, Readonly<Record<string, readonly string[]>>>>> = {
  s: {
    s: ["", "s", "sec", "secs", "second", "seconds"],
    min: ["m", "min", "mins", "minute", "minutes"],
    h: ["h", "hr", "hrs", "hour", "hours"],
    d: ["d", "day", "days"],
  },
  GB: { GB: ["", "g", "gb", "gi", "gib"], TB: ["t", "tb", "ti", "tib"] },
};

/** Whether there is such a unit. */
export function isUnit(text: string): text is Unit {
  return Object.hasOwn(TEXTS, text);
}

/** A number as the text that was most likely meant. */
export function withUnit(value: number, unit: Unit, beside: Beside = () => undefined): string | undefined {
  return TEXTS[unit](value, beside);
}

/** A text with another word for its unit, or without one, as it is written here: `5 minutes` as `5 min`. */
export function inUnit(text: string, unit: Unit): string | undefined {
  const [, number, word = ""] = /^\s*(\d+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const [ours] = Object.entries(WORDS[unit] ?? {}).find(([, words]) => words.includes(word.toLowerCase())) ?? [];
  return number === undefined || ours === undefined ? undefined : `${Number(number)} ${ours}`;
}

function whole(value: number, unit: string): string | undefined {
  return Number.isSafeInteger(value) && value >= 0 ? `${value} ${unit}` : undefined;
}
