import { distance } from "fastest-levenshtein";
import { closest } from "../config/checks/suggest";
import { GroundplanError, type Problem } from "../constructs/core/errors";
import { VARIABLES, type Variable, type VariableForm, type VariableName, type VariableValue } from "./table";

/** Every name that begins so is ours. */
const PREFIX = "GROUNDPLAN_";

/**
 * The value of a variable.
 *
 * ```ts
 * readVariable("GROUNDPLAN_WITHOUT", process.env); // ["sandbox-eks-addons"]
 * ```
 *
 * @param variables the variables of the process
 * @throws GroundplanError `VARIABLE_NOT_NAMES`, `VARIABLE_NOT_A_LINE`, `VARIABLE_NOT_AN_ADDRESS`, `VARIABLE_NOT_A_SWITCH` or
 *   `VARIABLE_NOT_A_TIME` if its text has not the form of the variable
 */
export function readVariable<Name extends VariableName>(name: Name, variables: NodeJS.ProcessEnv): VariableValue<Name> {
  const { form, default: fallback }: Variable = VARIABLES[name];
  const given = variables[name];
  const text = given?.trim() ? given : fallback;
  const result = text === undefined ? { value: NOTHING[form] } : READERS[form](text.trim());
  if ("value" in result) return result.value as VariableValue<Name>;
  throw new GroundplanError([problemOf(name, text ?? "", result)]);
}

/**
 * Checks every variable at once: that each has its form, and that none has a name that nothing reads.
 *
 * @throws GroundplanError what {@link readVariable} throws, and `VARIABLE_UNKNOWN` for each `GROUNDPLAN_…` that is unknown
 */
export function checkVariables(variables: NodeJS.ProcessEnv): void {
  const known = Object.keys(VARIABLES) as VariableName[];
  const problems: Problem[] = Object.keys(variables).sort().flatMap(unknown);
  for (const name of known) {
    try {
      readVariable(name, variables);
    } catch (error) {
      if (!(error instanceof GroundplanError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new GroundplanError(problems);
}

/** Variables as the environment of another process takes them; a list without names sets none. */
export function writeNames(
  names: Partial<Record<NamesVariable, readonly string[]>>,
): Partial<Record<NamesVariable, string>> {
  return Object.fromEntries(Object.entries(names).map(([name, values]) => [name, values.join(",")]));
}

/** The variables that hold names. */
type NamesVariable = {
  [Name in VariableName]: (typeof VARIABLES)[Name]["form"] extends "names" ? Name : never;
}[VariableName];

/** Why a text has not the form of its variable. */
type Refusal = Omit<Problem, "path" | "message" | "found" | "fix"> & { readonly fix?: (name: string) => string };

type Reading = { readonly value: unknown } | Refusal;

/** The value of a variable that is not set. */
const NOTHING: Readonly<Record<VariableForm, unknown>> = {
  names: [],
  paths: [],
  switch: false,
  time: undefined,
  path: undefined,
  program: undefined,
  address: undefined,
  text: undefined,
};

/** Reads a text that is not empty, without the spaces around it. */
const READERS: Readonly<Record<VariableForm, (text: string) => Reading>> = {
  names: readNames,
  paths: (text) => ifLine(text, (line) => line.split(":").filter(Boolean)),
  path: (text) => ifLine(text, (line) => line),
  program: (text) => ifLine(text, (line) => line),
  text: (text) => ifLine(text, (line) => line),
  address: readAddress,
  switch: readSwitch,
  time: readTime,
};

function readNames(text: string): Reading {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length === 0) {
    return { code: "VARIABLE_NOT_NAMES", expected: "at least one name", fix: (name) => `name one, or unset ${name}` };
  }
  if (names.every((name) => !/\s/.test(name))) return { value: [...new Set(names)] };
  const apart = names.flatMap((name) => name.split(/\s+/));
  return {
    code: "VARIABLE_NOT_NAMES",
    expected: "names with commas between, and none with a space in it",
    fix: (name) => `write ${name}=${apart.join(",")}`,
  };
}

function ifLine(text: string, value: (line: string) => unknown): Reading {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (!/[\u0000-\u001f\u007f]/.test(text)) return { value: value(text) };
  return { code: "VARIABLE_NOT_A_LINE", expected: "one line of text, without control characters" };
}

function readAddress(text: string): Reading {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return { value: text };
  return { code: "VARIABLE_NOT_AN_ADDRESS", expected: "an address such as http://127.0.0.1:5000" };
}

function readSwitch(text: string): Reading {
  if (text === "true" || text === "false") return { value: text === "true" };
  return { code: "VARIABLE_NOT_A_SWITCH", expected: "true or false" };
}

function readTime(text: string): Reading {
  // Eleven digits last until the year 5138.
  if (/^\d{1,11}$/.test(text)) return { value: new Date(Number(text) * 1000) };
  return { code: "VARIABLE_NOT_A_TIME", expected: "whole seconds since 1970, such as 1767225600" };
}

function problemOf(name: VariableName, text: string, { code, expected, fix }: Refusal): Problem {
  return {
    code,
    path: name,
    message: "The variable cannot be read.",
    found: JSON.stringify(text),
    expected,
    fix: fix?.(name) ?? `correct it, or unset ${name}`,
  };
}

/** The problem of a name that is meant to be one of ours, written in any case or with its beginning misspelt, and is none. */
function unknown(name: string): Problem[] {
  if (Object.hasOwn(VARIABLES, name) || !isMeantAsOurs(name)) return [];
  const own = Object.keys(VARIABLES).filter((known) => known.startsWith(PREFIX));
  const suggestion = meantBy(name.toUpperCase(), own);
  return [
    {
      code: "VARIABLE_UNKNOWN",
      path: name,
      message: "Nothing reads a variable of this name.",
      found: name,
      expected: `one of ${own.join(", ")}`,
      fix: suggestion ? `did you mean ${suggestion}?` : `unset ${name}`,
    },
  ];
}

/** The known name that goes on in the unknown one (`GROUNDPLAN_ENVIRONMENT`), or the one that is nearest behind the prefix. */
function meantBy(name: string, known: readonly string[]): string | undefined {
  const begun = known.find((other) => name.startsWith(other));
  if (begun) return begun;
  const rest = name.slice(name.indexOf("_") + 1);
  const nearest =
    rest &&
    closest(
      rest,
      known.map((other) => other.slice(PREFIX.length)),
    );
  return nearest ? PREFIX + nearest : undefined;
}

function isMeantAsOurs(name: string): boolean {
  const [head = ""] = name.toUpperCase().split("_");
  return name.includes("_") && distance(head, PREFIX.slice(0, -1)) <= 2;
}
