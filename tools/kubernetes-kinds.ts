import { readFileSync } from "node:fs";

/** Part of an OpenAPI 2 document of a Kubernetes API. */
interface OpenApi {
  readonly definitions: Readonly<Record<string, Definition>>;
}

interface Definition {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly items?: Definition;
  readonly additionalProperties?: Definition;
  readonly properties?: Readonly<Record<string, Definition>>;
  readonly "x-kubernetes-group-version-kind"?: readonly { group: string; version: string; kind: string }[];
}

/** Groups that charts make objects of. */
const GROUPS = new Set([
  "",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "autoscaling",
  "batch",
  "coordination.k8s.io",
  "networking.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
]);

/**
 * The fields of every kind that charts make, as lines of `Type: field=form …`, kinds first as `apiVersion Kind: Type`. A form is `s` for a text,
 * `i` for a whole number, `n` for a number, `b` for true or false, `x` for a whole number or a text, `any`, a type, `[form]` for a list, or
 * `{form}` for a map.
 */
export function kubernetesKinds({ definitions }: OpenApi): string {
  const names = new Map<string, string>();
  const lines = new Map<string, string>();
  const form = (one: Definition): string => {
    if (one.$ref) return formOf(one.$ref.split("/").at(-1) ?? "");
    if (one.type === "array") return `[${form(one.items ?? {})}]`;
    if (one.type === "object") return one.additionalProperties ? `{${form(one.additionalProperties)}}` : "any";
    if (one.type === "string") return one.format === "int-or-string" ? "x" : "s";
    return { integer: "i", number: "n", boolean: "b" }[one.type ?? ""] ?? "any";
  };
  const formOf = (id: string): string => {
    const definition = definitions[id] ?? {};
    if (!definition.properties) return definition.type ? form(definition) : "any";
    const known = names.get(id);
    if (known) return known;
    const plain = id.split(".").at(-1) ?? "";
    const taken = [...names.values()].filter((name) => name.replace(/~\d+$/, "") === plain).length;
    const name = taken === 0 ? plain : `${plain}~${taken + 1}`;
    names.set(id, name);
    const fields = Object.entries(definition.properties).sort(([a], [b]) => (a < b ? -1 : 1));
    lines.set(name, fields.map(([field, below]) => `${field}=${form(below)}`).join(" "));
    return name;
  };
  const kinds = Object.entries(definitions).flatMap(([id, definition]) =>
    (definition["x-kubernetes-group-version-kind"] ?? [])
      .filter(
        ({ group, version, kind }) =>
          GROUPS.has(group) && /^v\d+$/.test(version) && !/List$|Options$|^Status$|^WatchEvent$/.test(kind),
      )
      .map(({ group, version, kind }) => `${group ? `${group}/` : ""}${version} ${kind}: ${formOf(id)}`),
  );
  const types = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, fields]) => `${name}: ${fields}`);
  return `${[...kinds.sort(), ...types].join("\n")}\n`;
}

if (require.main === module) {
  process.stdout.write(kubernetesKinds(JSON.parse(readFileSync(0, "utf8"))));
}
