import { isRecord } from "../values/values";
import type { ModuleJson, PlanJson } from "./plan-json.types";

/** What attributes refer to, by address of the resource: also while the values are not known yet. */
export class References {
  readonly #expressions = new Map<string, Readonly<Record<string, unknown>>>();

  /** @param plan a plan with its configuration; without it nothing is known */
  constructor(plan: PlanJson) {
    this.#read(plan.configuration?.root_module, "");
  }

  /** Addresses of the resources that an attribute is made from, without indexes: `aws_security_group.web`. */
  of(address: string, attribute: string): readonly string[] {
    const module = /^((?:module\.[^.]+\.)*)/.exec(withoutIndexes(address))?.[1] ?? "";
    const texts = referencesIn(this.#expressions.get(withoutIndexes(address))?.[attribute]);
    const resources = texts.flatMap((text) => /^(?:data\.)?[a-z][\w-]*\.[\w-]+/.exec(text)?.[0] ?? []);
    return [...new Set(resources)]
      .filter((one) => !/^(var|local|each|count|path)\./.test(one))
      .map((one) => module + one);
  }

  /** Addresses of the resources that refer to this one in any attribute. */
  to(address: string): readonly string[] {
    const wanted = withoutIndexes(address);
    return [...this.#expressions.keys()]
      .filter((other) => other !== wanted)
      .filter((other) =>
        Object.keys(this.#expressions.get(other) ?? {}).some((attribute) => this.of(other, attribute).includes(wanted)),
      )
      .sort();
  }

  #read(module: ModuleJson | undefined, prefix: string): void {
    for (const { address, expressions = {} } of module?.resources ?? [])
      this.#expressions.set(prefix + address, expressions);
    for (const [name, call] of Object.entries(module?.module_calls ?? {})) {
      this.#read(call.module, `${prefix}module.${name}.`);
    }
  }
}

/** `module.a["x"].aws_vpc.b[0]` is `module.a.aws_vpc.b` in the configuration. */
function withoutIndexes(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");
}

function referencesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isRecord(expression)) return [];
  const { references, ...rest } = expression;
  const own = Array.isArray(references) ? references.filter((one) => typeof one === "string") : [];
  return [...own, ...Object.values(rest).flatMap(referencesIn)];
}
