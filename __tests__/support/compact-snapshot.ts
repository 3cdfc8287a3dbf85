import { createHash } from "node:crypto";
import { statementsOfPolicy } from "./policy-json";

/** A stack's JSON as Terraform reads it. */
export type StackJson = Readonly<Record<string, unknown>>;

/** Attributes that say nothing about what a resource is, or that every resource of a stack shares. */
const LEFT_OUT = new Set(["//", "tags", "tags_all", "description", "lifecycle", "depends_on", "provider"]);

/** Longest text of one attribute. */
const LONGEST = 90;

/**
 * A stack as text that a reviewer reads: a line for each resource, data source and output, sorted by address, with its
 * attributes. References are written by the address they point at.
 */
export function compactSnapshot(json: StackJson): string {
  const blocks = ["data", "resource"].flatMap((block) =>
    Object.entries(record(json[block])).flatMap(([type, byName]) =>
      Object.entries(record(byName)).map(([name, attributes]) => {
        const prefix = block === "data" ? "data." : "";
        return `${prefix}${type}.${name}${attributesOf(record(attributes))}`;
      }),
    ),
  );
  const outputs = Object.entries(record(json.output)).map(
    ([name, output]) => `output ${name} = ${text(record(output).value)}`,
  );
  return [...blocks.sort(), ...outputs.sort()].join("\n");
}

function attributesOf(attributes: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(attributes).filter(([name]) => !LEFT_OUT.has(name));
  const lines = shown.flatMap(([name, value]) => policyLines(name, value) ?? [`${name}=${text(value)}`]);
  const protectedNote = record(attributes.lifecycle).prevent_destroy ? ["prevent_destroy"] : [];
  return [...lines.sort(), ...protectedNote].map((part) => `\n  ${part}`).join("");
}

/** A policy as a line for each statement, whole: who may do what is what a reviewer looks for. */
function policyLines(name: string, value: unknown): string[] | undefined {
  if (typeof value !== "string" || !value.startsWith('{"Version"')) return undefined;
  return statementsOfPolicy(value).map(
    ({ Sid, Effect, Principal, Action, NotAction, Resource, NotResource, Condition }) =>
      [
        `${name} ${Sid}: ${Effect}`,
        ...(Principal === undefined ? [] : [json(Principal)]),
        ...(Action === undefined ? [`all but ${json(NotAction)}`] : [json(Action)]),
        ...(Resource === undefined ? [] : [`on ${json(Resource)}`]),
        ...(NotResource === undefined ? [] : [`on all but ${json(NotResource)}`]),
        ...(Condition === undefined ? [] : [`if ${json(Condition)}`]),
      ].join(" "),
  );
}

function json(value: unknown): string {
  return references(typeof value === "string" ? value : JSON.stringify(value));
}

/** A long text is shortened; the hash shows that something changed behind the cut. */
function text(value: unknown): string {
  const whole = json(value);
  if (whole.length <= LONGEST) return whole;
  return `${whole.slice(0, LONGEST)}… #${createHash("sha256").update(whole).digest("hex").slice(0, 6)}`;
}

function references(value: string): string {
  return value.replace(/\$\{([^}]+)\}/g, "<$1>");
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return (value ?? {}) as Readonly<Record<string, unknown>>;
}
