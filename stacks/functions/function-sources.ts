import { type Problem, Problems } from "../../constructs/core/errors";
import { hashOf } from "../../constructs/core/names/naming";
import type { LambdaFunction } from "../../constructs/functions/lambda-function";
import type { EventSource } from "../sections/offer.types";
import type { FunctionSpec, On, OnOptions } from "./functions-stack.types";

/** Which options of `on` are for what. */
const OPTIONS: Readonly<Record<EventSource["kind"], readonly (keyof OnOptions)[]>> = {
  bucket: ["events", "prefix", "suffix"],
  queue: ["batch", "concurrency", "filters", "partialFailures", "window"],
  topic: ["filter", "filterBody"],
};

/** What calls a function, written in full. */
export function onOptions(on: On): OnOptions {
  return typeof on === "string" ? { name: on } : on;
}

/**
 * Lets what a section names call a function. Adds `FUNCTION_ON_OPTION`, `FUNCTION_ON_TWICE`, and what the function tells, at the places of
 * the section.
 *
 * @param sourceOf the bucket, queue or topic of an entry of `on`; nothing where that is told already
 */
export function callBySources(
  made: LambdaFunction,
  { on = [], schedules = {}, rules = {}, streams = {} }: FunctionSpec,
  sourceOf: (index: number) => EventSource | undefined,
  problems: Problems,
): void {
  const ids = new Set<string>();
  for (const [index, entry] of on.entries()) {
    const source = sourceOf(index);
    if (!source) continue;
    const options = onOptions(entry);
    const id = idOf(options);
    if (ids.has(id)) problems.add(`on[${index}]`, twice(options.name));
    else if (checkOptions(source, options, `on[${index}]`, problems)) {
      relocated(problems, `on.${id}`, `on[${index}]`, () => callBy(made, id, source, options));
    }
    ids.add(id);
  }
  for (const [name, options] of Object.entries(schedules)) {
    relocated(problems, `on.schedule-${name}`, `schedules.${name}`, () => made.onSchedule(`schedule-${name}`, options));
  }
  for (const [name, options] of Object.entries(rules)) {
    relocated(problems, `on.rule-${name}`, `rules.${name}`, () => made.onEvents(`rule-${name}`, options));
  }
  for (const [name, options] of Object.entries(streams)) {
    relocated(problems, `on.stream-${name}`, `streams.${name}`, () => made.onStream(`stream-${name}`, options));
  }
}

function callBy(made: LambdaFunction, id: string, source: EventSource, { name: _, ...options }: OnOptions): void {
  if (source.kind === "bucket") made.onObjects(id, source.bucket, options);
  else if (source.kind === "queue") made.onQueue(id, source.queue, options);
  else made.onTopic(id, source.topic, options);
}

/** The name of a source within its function: it follows from what is said, and not from where. */
function idOf({ name, prefix, suffix }: OnOptions): string {
  const plain = name.replace(/[^A-Za-z0-9]+/g, "-");
  return prefix === undefined && suffix === undefined
    ? plain
    : `${plain}-${hashOf(`${prefix ?? ""}\0${suffix ?? ""}`)}`;
}

function checkOptions({ kind }: EventSource, options: OnOptions, at: string, problems: Problems): boolean {
  const known: readonly string[] = OPTIONS[kind];
  const others = Object.keys(options).filter((option) => option !== "name" && !known.includes(option));
  for (const option of others) {
    problems.add(`${at}.${option}`, {
      code: "FUNCTION_ON_OPTION",
      message: `A ${kind} has no such option.`,
      found: `${option} of ${options.name}`,
      expected: `for a ${kind} one of ${known.join(", ")}`,
      fix: `leave out ${option}`,
    });
  }
  return others.length === 0;
}

function twice(name: string): Omit<Problem, "path"> {
  return {
    code: "FUNCTION_ON_TWICE",
    message: "The function is called twice by the same.",
    found: `${name} twice`,
    expected: "each once, or with another prefix or suffix",
    fix: "take one of them out",
  };
}

/** Adds what a step throws, with the place in the section in the place of the one in code. */
function relocated(problems: Problems, from: string, to: string, step: () => unknown): void {
  const found = new Problems(problems.path);
  found.collect(step);
  const before = ` › ${from}`;
  problems.addAll(found.list.map((one) => ({ ...one, path: one.path.replace(before, ` › ${to}`) })));
}
