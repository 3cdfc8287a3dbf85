import { plainExpressions } from "../../review/plan/template-texts";
import { documentOf, isPolicy, type Statement } from "../../review/values/documents";
import { grouped } from "../../review/values/grouped";
import { isRecord, mapMembers } from "../../review/values/values";
import { blocksOf, textsOf, type Values } from "./values";

/** A reference to the whole text that a data source makes, and to nothing else. */
const REFERENCE = /^\$\{data\.aws_iam_policy_document\.([\w-]+)\.(?:minified_)?json\}$/;

/**
 * Values in which the policy stands where a data source `aws_iam_policy_document` of the same stack is referred to, which does nothing but
 * write it down. A reference stays where a part of the document is not known.
 *
 * @param data data sources of the stack, by type and name
 */
export function withPolicyDocuments(value: unknown, data: unknown): unknown {
  const sources = isRecord(data) ? data.aws_iam_policy_document : undefined;
  return isRecord(sources) ? new Documents(sources).in(value) : value;
}

class Documents {
  readonly #reading = new Set<string>();

  constructor(readonly sources: Values) {}

  in(value: unknown): unknown {
    return typeof value === "string" ? this.#text(value) : mapMembers(value, (member) => this.in(member));
  }

  #text(text: string): string {
    const [, name] = REFERENCE.exec(text) ?? [];
    const statements = name === undefined ? undefined : this.#document(name);
    return statements ? JSON.stringify({ Version: "2012-10-17", Statement: statements }) : text;
  }

  #document(name: string): readonly Statement[] | undefined {
    const [body] = blocksOf(this.sources, name);
    if (!body || this.#reading.has(name) || "dynamic" in body || "count" in body || "for_each" in body)
      return undefined;
    this.#reading.add(name);
    const plain = plainExpressions(body) as Values;
    const parts: readonly (readonly (Statement | undefined)[] | undefined)[] = [
      ...textsOf(plain.source_policy_documents).map((text) => this.#statements(text)),
      blocksOf(plain, "statement").map(statementOf),
      ...textsOf(plain.override_policy_documents).map((text) => this.#statements(text)),
    ];
    this.#reading.delete(name);
    const statements = parts.flatMap((part) => part ?? [undefined]);
    const known = statements.filter((one) => one !== undefined);
    return known.length < statements.length ? undefined : merged(known);
  }

  #statements(text: string): readonly Statement[] | undefined {
    const document = documentOf(this.#text(text));
    return isPolicy(document) ? document.Statement : undefined;
  }
}

/** Of statements with one Sid the last counts (provider's documentation, "aws_iam_policy_document", read 2026-11). */
function merged(statements: readonly Statement[]): readonly Statement[] {
  const last = new Map(statements.map((one, index) => [one.Sid ?? index, one]));
  return statements.filter((one, index) => last.get(one.Sid ?? index) === one);
}

/** A statement as AWS reads it; `undefined` where an expression makes parts of it. */
function statementOf(block: Values): Statement | undefined {
  if ("dynamic" in block) return undefined;
  const given = {
    Sid: block.sid,
    Action: block.actions,
    NotAction: block.not_actions,
    Resource: block.resources,
    NotResource: block.not_resources,
    Principal: principals(blocksOf(block, "principals")),
    NotPrincipal: principals(blocksOf(block, "not_principals")),
    Condition: conditions(blocksOf(block, "condition")),
  };
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return withVariables({ Effect: block.effect ?? "Allow", ...Object.fromEntries(set) }) as Statement;
}

function principals(blocks: readonly Values[]): unknown {
  if (blocks.length === 0) return undefined;
  if (blocks.some(({ type }) => type === "*")) return "*";
  return listed(blocks, "type", "identifiers");
}

function conditions(blocks: readonly Values[]): unknown {
  if (blocks.length === 0) return undefined;
  const byTest = [...grouped(blocks, ({ test }) => String(test))];
  return Object.fromEntries(byTest.map(([test, some]) => [test, listed(some, "variable", "values")]));
}

/** What blocks list, by their names; several of one name are one. */
function listed(blocks: readonly Values[], name: string, list: string): Values {
  const byName = [...grouped(blocks, (block) => String(block[name]))];
  return Object.fromEntries(byName.map(([key, some]) => [key, some.flatMap((block) => block[list] ?? [])]));
}

/** Data sources write `&{aws:username}` for what policies call `${aws:username}`. */
function withVariables(value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("&{", "${") : mapMembers(value, withVariables);
}
