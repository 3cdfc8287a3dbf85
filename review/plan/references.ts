import { isRecord } from "../values/values";
import type { ModuleJson, PlanJson } from "./plan-json.types";

/** Expressions of a resource or of a call of a module, by attribute. */
export type Expressions = Readonly<Record<string, unknown>>;

/** A resource of the configuration, and the module that it stands in (`module.a.`; the root has an empty text). */
interface Block {
  readonly module: string;
  readonly expressions: Expressions;
  /** What `count` or `for_each` goes over, which `each` and `count` stand for. */
  readonly repetition: readonly unknown[];
}

/** What attributes refer to, by address of the resource: also while the values are not known yet, and through modules. */
export class References {
  readonly #blocks = new Map<string, Block>();
  readonly #calls = new Map<string, Block>();
  readonly #outputs = new Map<string, { readonly module: string; readonly expression: unknown }>();
  readonly #resolved = new Map<string, ReadonlySet<string>>();
  #referring: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param plan a plan with its configuration; without it nothing is known */
  constructor(plan: PlanJson) {
    this.#read(plan.configuration?.root_module, "");
  }

  /** Addresses of the resources that an attribute is made from, without indexes: `aws_security_group.web`. */
  of(address: string, attribute: string): readonly string[] {
    const block = this.#blocks.get(withoutIndexes(address));
    return block === undefined ? [] : [...this.#resources(block.expressions[attribute], block)];
  }

  /** Expressions of a resource by attribute and block, those of dynamic blocks left out; `undefined` where the plan does not tell them. */
  expressionsOf(address: string): Expressions | undefined {
    return this.#blocks.get(withoutIndexes(address))?.expressions;
  }

  /** Addresses of the resources that any attribute of this one is made from, without indexes. */
  from(address: string): readonly string[] {
    const block = this.#blocks.get(withoutIndexes(address));
    return block === undefined ? [] : [...this.#resources(block.expressions, block)];
  }

  /** Addresses of the resources that refer to this one in any attribute. */
  to(address: string): readonly string[] {
    this.#referring ??= this.#turned();
    return this.#referring.get(withoutIndexes(address)) ?? [];
  }

  /** Who refers to whom, the other way around; made once, since a plan may lose thousands of resources. */
  #turned(): ReadonlyMap<string, readonly string[]> {
    const referring = new Map<string, string[]>();
    for (const other of [...this.#blocks.keys()].sort()) {
      for (const one of this.from(other)) {
        if (one === other) continue;
        const list = referring.get(one);
        if (list === undefined) referring.set(one, [other]);
        else list.push(other);
      }
    }
    return referring;
  }

  /** Resources in an expression that stands in a block. */
  #resources(expression: unknown, block: Block): ReadonlySet<string> {
    return new Set(referencesIn(expression).flatMap((reference) => [...this.#resolve(reference, block)]));
  }

  /** Resources that a reference leads to: through what a module is called with, and what it gives back. */
  #resolve(reference: string, block: Block): ReadonlySet<string> {
    const text = withoutIndexes(reference);
    const [first = "", second = "", third = ""] = text.split(".");
    if (["local", "path", "self", "terraform"].includes(first) || second === "") return new Set();
    if (first === "each" || first === "count") return this.#resources(block.repetition, { ...block, repetition: [] });
    if (first === "data") return new Set([`${block.module}data.${second}.${third}`]);
    if (first === "module") return this.#through(this.#outputs.get(`${block.module}module.${second}.${third}`), text);
    if (first !== "var") return new Set([`${block.module}${first}.${second}`]);
    const call = this.#calls.get(block.module);
    return this.#through(call && { ...call, expression: call.expressions[second] }, `${block.module}${text}`);
  }

  #through(target: { readonly module: string; readonly expression: unknown } | undefined, name: string) {
    if (target === undefined) return new Set<string>();
    const key = `${target.module}\u0000${name}`;
    const known = this.#resolved.get(key);
    if (known !== undefined) return known;
    // A configuration has no circles; a file that somebody made may have.
    this.#resolved.set(key, new Set());
    const found = this.#resources(target.expression, { module: target.module, expressions: {}, repetition: [] });
    this.#resolved.set(key, found);
    return found;
  }

  #read(module: ModuleJson | undefined, prefix: string): void {
    for (const one of module?.resources ?? []) {
      const repetition = [one.count_expression, one.for_each_expression];
      this.#blocks.set(prefix + one.address, { module: prefix, expressions: one.expressions ?? {}, repetition });
    }
    for (const [name, call] of Object.entries(module?.module_calls ?? {})) {
      const inner = `${prefix}module.${name}.`;
      this.#calls.set(inner, { module: prefix, expressions: call.expressions ?? {}, repetition: [] });
      for (const [output, { expression }] of Object.entries(call.module?.outputs ?? {})) {
        this.#outputs.set(inner + output, { module: inner, expression });
      }
      this.#read(call.module, inner);
    }
  }
}

/** `module.a["x"].aws_vpc.b[0]` is `module.a.aws_vpc.b` in the configuration. */
export function withoutIndexes(address: string): string {
  return address.includes("[") ? address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "") : address;
}

function referencesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isRecord(expression)) return [];
  const { references, ...rest } = expression;
  const own = Array.isArray(references) ? references.filter((one) => typeof one === "string") : [];
  return [...own, ...Object.values(rest).flatMap(referencesIn)];
}
