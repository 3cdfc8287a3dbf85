import { isRecord, mapMembers } from "../../review/values/values";
import { blocksOf, isKnown, type Values } from "./values";

/** An expression that is a whole value: `${local.all}`, `${var.office}`, `${aws_vpc.main.cidr_block}`. */
const REFERENCE = /^\$\{(?:(local|var)\.([\w-]+)|([a-z][a-z0-9]*_\w+)\.([\w-]+)\.(\w+))\}$/;

/** A list of literals, as it is or turned into a set. */
const LIST = /^\$\{(?:to(?:list|set)\((\[.*\])\)|(\[.*\]))\}$/;

/** Behind more than so many references a value is not known. */
const LONGEST_WAY = 8;

/**
 * Values with the literal in place of each expression that is nothing but a reference to it: to a local value, to a variable, or to what is
 * written of another resource of the stack. A variable counts by its default, which holds where nobody gives another value.
 *
 * @param json the stack, in whose blocks the literals stand
 */
export function withKnownReferences(value: unknown, json: Values): unknown {
  const known = (text: string, left: number): unknown => {
    if (!text.startsWith("${") || left === 0) return undefined;
    const found = listIn(text) ?? referredTo(text, json);
    const value = typeof found === "string" ? (known(found, left - 1) ?? found) : inList(found, left - 1);
    return isLiteral(value) ? value : undefined;
  };
  const inList = (value: unknown, left: number): unknown =>
    Array.isArray(value) ? value.map((one) => (typeof one === "string" ? (known(one, left) ?? one) : one)) : value;
  const mapped = (value: unknown): unknown =>
    typeof value === "string" ? (known(value, LONGEST_WAY) ?? value) : mapMembers(value, mapped);
  return mapped(value);
}

function listIn(text: string): unknown {
  const [, inner, whole] = LIST.exec(text) ?? [];
  try {
    return JSON.parse(inner ?? whole ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function referredTo(text: string, { locals, variable, resource }: Values): unknown {
  const [, kind, of = "", type = "", name = "", attribute = ""] = REFERENCE.exec(text) ?? [];
  if (kind === "local") return isRecord(locals) ? locals[of] : undefined;
  if (kind === "var") {
    const [declared] = isRecord(variable) ? blocksOf(variable, of) : [];
    return declared?.sensitive === true ? undefined : declared?.default;
  }
  const ofType = isRecord(resource) ? resource[type] : undefined;
  const [body] = isRecord(ofType) ? blocksOf(ofType, name) : [];
  return body?.[attribute];
}

/** A text, a number or a truth value, or a list of them, without an expression in it. */
function isLiteral(value: unknown): boolean {
  const isOne = (one: unknown) => ["string", "number", "boolean"].includes(typeof one) && isKnown(one);
  return Array.isArray(value) ? value.every(isOne) : isOne(value);
}
