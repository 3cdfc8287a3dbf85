import { parse } from "yaml";
import { encodedValue } from "./encoded";
import { canonical, isRecord } from "./values";

/** Keys of a policy's statement that are sets: one text means a list of one, and order means nothing. */
const SETS = ["Action", "NotAction", "Resource", "NotResource"];

/**
 * The document that a text holds: JSON, what `jsonencode` writes as JSON, or YAML of several lines. Policies come in one form, so that two
 * that mean the same are equal.
 *
 * @returns undefined for any other text
 */
export function documentOf(text: string): unknown {
  const document = unformed(text);
  if (isPolicy(document)) return policy(document);
  return isContainers(document) ? document.map(withoutDefaults) : document;
}

function unformed(text: string): unknown {
  if (/^\s*[[{]/.test(text)) return jsonOf(text);
  if (/^\s*\$\{\s*jsonencode\(/.test(text)) return encodedValue(text);
  return text.includes("\n") ? yamlOf(text) : undefined;
}

/** A policy as the services of AWS write it. */
export interface Policy {
  readonly Version?: string;
  readonly Statement: readonly Statement[];
}

/** A statement, its sets as sorted lists. */
export type Statement = Readonly<Record<string, unknown>>;

/** Whether a document is a policy, after `documentOf`. */
export function isPolicy(document: unknown): document is Policy {
  return (
    isRecord(document) && "Statement" in document && (isRecord(document.Statement) || Array.isArray(document.Statement))
  );
}

/** Containers of a task definition. */
function isContainers(document: unknown): document is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(document) && document.every((one) => isRecord(one) && "name" in one && "image" in one);
}

/** Values that ECS fills in by itself (Amazon ECS API Reference, "ContainerDefinition", read 2026-11). */
function withoutDefaults({ essential, cpu, ...container }: Readonly<Record<string, unknown>>) {
  return { ...container, ...(essential === true ? {} : { essential }), ...(cpu === 0 ? {} : { cpu }) };
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Scripts are no YAML, and a text of words is. */
function yamlOf(text: string): unknown {
  if (/^(#!|<)/.test(text)) return undefined;
  try {
    const value: unknown = parse(text, { maxAliasCount: 0, logLevel: "silent" });
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function policy(document: Policy): Policy {
  const statements = [document.Statement].flat().filter(isRecord).map(statement);
  if (statements.length < 2) return { ...document, Statement: statements };
  const byText = statements.map((one) => ({ one, text: canonical(one) })).sort((a, b) => order(a.text, b.text));
  return { ...document, Statement: byText.map(({ one }) => one) };
}

function statement(one: Statement): Statement {
  return Object.fromEntries(
    Object.entries(one).map(([key, value]) => {
      if (SETS.includes(key)) return [key, sorted(value)];
      if (key === "Principal" || key === "NotPrincipal") return [key, principals(value)];
      return [key, value];
    }),
  );
}

function principals(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([kind, who]) => [kind, sorted(who)]));
}

function sorted(value: unknown): unknown[] {
  return [value].flat().sort((a, b) => order(String(a), String(b)));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
