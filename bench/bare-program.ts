import { isDeepStrictEqual } from "node:util";
import { type StackJson, type SynthesizedStack, withoutMetadata } from "../runner/stacks/stack-json";

/** Attributes whose keys are names of one's own, and those that the bindings take as Terraform writes them. */
const MAPS = new Set(["tags", "tags_all", "parameters", "variables", "environment_variables", "labels", "statement"]);

/** The bindings of a provider. */
interface Bindings {
  readonly package: string;
  /** Class of the provider itself. */
  readonly provider: string;
}

/** The bindings that stacks use, by the name of the provider, which its resource types begin with. */
const BINDINGS: Readonly<Record<string, Bindings>> = {
  aws: { package: "@cdktf/provider-aws", provider: "AwsProvider" },
  helm: { package: "@cdktf/provider-helm", provider: "HelmProvider" },
};

/** How the bare program writes that one resource needs another's attribute. */
export type ReferenceStyle =
  /** As people write it: `vpc.id`. */
  | "references"
  /** As text that Terraform resolves, with nothing for cdktf to do: `"${aws_vpc.network_vpc.id}"`. */
  | "literals";

/**
 * Writes a cdktf program that makes what synthesized stacks hold, with nothing of ours in it: a stack, the provider, and for
 * each resource its class of the provider bindings. It is what one would write by hand if one knew every value beforehand:
 * there is no configuration to read, nothing to derive and nothing to check.
 */
export function writeBareProgram(stacks: readonly SynthesizedStack[], style: ReferenceStyle): string {
  const classes = new Map<string, string>();
  const providers = new Set(["aws"]);
  const bodies = stacks.map(({ name, json }) => {
    const blocks = blocksOf(json);
    const names = new Map(blocks.map(({ address }, index) => [address, `r${index}`]));
    const write = style === "references" ? (value: unknown) => withReferences(value, names) : literal;
    const lines = [`  const stack = new TerraformStack(app, ${literal(name)});`];
    for (const [name, configurations] of Object.entries(json.provider ?? {})) {
      providers.add(name);
      for (const provider of configurations) lines.push(`  ${providerLine(name, provider)}`);
    }
    lines.push(`  stack.addOverride("terraform", ${literal(json.terraform ?? {})});`);
    for (const block of inOrder(blocks)) lines.push(`  ${blockLine(block, names, write, classes)}`);
    for (const [id, output] of Object.entries(json.output ?? {})) {
      lines.push(
        `  new TerraformOutput(stack, ${literal(id)}, ${write({ ...camelProperties(output), staticId: true })});`,
      );
    }
    return `{\n${lines.join("\n")}\n}`;
  });
  const imports = [...classes].map(([name, path]) => `const { ${name} } = require("${path}");`);
  return [
    'const { App, TerraformOutput, TerraformStack } = require("cdktf");',
    ...[...providers].map((name) => {
      const { package: bindings, provider } = bindingsOf(name);
      return `const { ${provider} } = require("${bindings}/lib/provider");`;
    }),
    ...imports,
    "const app = new App({ stackTraces: false });",
    ...bodies,
    "app.synth();",
    "",
  ].join("\n");
}

/**
 * How the bare program's stacks differ from the application's: nothing may, or the comparison would not be one of equals.
 * Returns the addresses of blocks that are missing, additional or different.
 */
export function differences(application: readonly SynthesizedStack[], bare: readonly SynthesizedStack[]): string[] {
  return application.flatMap((stack) => {
    const other = bare.find(({ name }) => name === stack.name);
    if (!other) return [`${stack.name}: no such stack`];
    const expected = addresses(stack);
    const actual = addresses(other);
    const names = [...new Set([...expected.keys(), ...actual.keys()])];
    return names
      .filter((name) => !isDeepStrictEqual(expected.get(name), actual.get(name)))
      .map((name) => `${stack.name}: ${name}`);
  });
}

function addresses({ json }: SynthesizedStack): Map<string, unknown> {
  const blocks = (["resource", "data"] as const).flatMap((kind) =>
    Object.entries(json[kind] ?? {}).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, block]) => [`${kind}.${type}.${name}`, withoutMetadata(block)] as const),
    ),
  );
  return new Map<string, unknown>([...blocks, ["output", json.output], ["provider", json.provider]]);
}

/** A resource or data source. */
interface Block {
  readonly kind: "resource" | "data";
  readonly type: string;
  readonly id: string;
  /** How others refer to it: `aws_vpc.network_vpc`. */
  readonly address: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

function blocksOf(json: StackJson): Block[] {
  return (["data", "resource"] as const).flatMap((kind) =>
    Object.entries(json[kind] ?? {}).flatMap(([type, byName]) =>
      Object.entries(byName).map(([id, block]) => ({
        kind,
        type,
        id,
        address: kind === "data" ? `data.${type}.${id}` : `${type}.${id}`,
        properties: withoutMetadata(block),
      })),
    ),
  );
}

/** An attribute of another resource inside a text, `${aws_vpc.network_vpc.id}`. */
const REFERENCE = /\$\{((?:data\.)?(?:aws|helm)_\w+\.[\w-]+)\.([a-z]\w*)\}/g;

/** The blocks with each behind those whose attributes it takes, as a program must write them. */
function inOrder(blocks: readonly Block[]): Block[] {
  const byAddress = new Map(blocks.map((block) => [block.address, block]));
  const ordered = new Set<Block>();
  const visit = (block: Block): void => {
    if (ordered.has(block)) return;
    for (const [, address = ""] of JSON.stringify(block.properties).matchAll(REFERENCE)) {
      const needed = byAddress.get(address);
      if (needed && needed !== block) visit(needed);
    }
    ordered.add(block);
  };
  blocks.forEach(visit);
  return [...ordered];
}

/** A value as JavaScript, with references to resources as properties of their variables. */
function withReferences(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value === "string") return textWithReferences(value, names);
  if (Array.isArray(value)) return `[${value.map((item) => withReferences(item, names)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return literal(value);
  const properties = Object.entries(value).map(([key, item]) => `${literal(key)}: ${withReferences(item, names)}`);
  return `{ ${properties.join(", ")} }`;
}

function textWithReferences(text: string, names: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const name = names.get(match[1] ?? "");
    if (name === undefined) continue;
    if (match.index > end) parts.push(literal(text.slice(end, match.index)));
    parts.push(`${name}.${camel(match[2] ?? "")}`);
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push(literal(text.slice(end)));
  return parts.join(" + ");
}

function blockLine(
  { kind, type, id, address, properties }: Block,
  names: ReadonlyMap<string, string>,
  write: (value: unknown) => string,
  classes: Map<string, string>,
): string {
  const [name = ""] = type.split("_");
  if (!BINDINGS[name]) return `stack.addOverride(${literal(`${kind}.${type}.${id}`)}, ${literal(properties)});`;
  const path = modulePath(name, kind, type);
  const class_ = className(path, type);
  classes.set(class_, path);
  const { depends_on: dependsOn, provider, ...own } = properties;
  const waits = Array.isArray(dependsOn) ? { dependsOn: dependsOn.map((fqn) => ({ fqn })) } : {};
  const arguments_ = write({ ...camelProperties(own), ...waits });
  const config =
    typeof provider === "string" ? `{ ...${arguments_}, provider: ${providerVariable(provider)} }` : arguments_;
  return `const ${names.get(address)} = new ${class_}(stack, ${literal(id)}, ${config});`;
}

function providerLine(name: string, provider: Readonly<Record<string, unknown>>): string {
  const alias = typeof provider.alias === "string" ? provider.alias : undefined;
  const variable = providerVariable(alias === undefined ? name : `${name}.${alias}`);
  const id = alias === undefined ? name : `${name}-${alias}`;
  const { provider: class_ } = bindingsOf(name);
  return `const ${variable} = new ${class_}(stack, ${literal(id)}, ${literal(camelProperties(provider))});`;
}

/** The variable of a provider configuration: `aws` is the one without an alias, `aws_us_east_1` that of `aws.us-east-1`. */
function providerVariable(provider: string): string {
  return provider.replace(/[.-]/g, "_");
}

function bindingsOf(provider: string): Bindings {
  const bindings = BINDINGS[provider];
  if (!bindings) throw new Error(`the benchmark knows no bindings of the provider ${provider}`);
  return bindings;
}

/** The module of the bindings that makes a type: `@cdktf/provider-aws/lib/vpc`. */
function modulePath(provider: string, kind: Block["kind"], type: string): string {
  const folder = kind === "resource" ? kebab(type.slice(provider.length + 1)) : `data-${kebab(type)}`;
  return `${bindingsOf(provider).package}/lib/${folder}`;
}

/** The class of the provider bindings that makes a resource type. */
function className(path: string, type: string): string {
  const exported: Record<string, unknown> = require(path);
  const found = Object.entries(exported).find(
    ([, value]) => typeof value === "function" && "tfResourceType" in value && value.tfResourceType === type,
  );
  if (!found) throw new Error(`${path} has no class for ${type}`);
  return found[0];
}

function camelProperties(block: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(block).map(([name, value]) => [camel(name), MAPS.has(name) ? value : camelValue(value)]),
  );
}

function camelValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelValue);
  return typeof value === "object" && value !== null ? camelProperties(value as Record<string, unknown>) : value;
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function kebab(name: string): string {
  return name.replaceAll("_", "-");
}

function literal(value: unknown): string {
  return JSON.stringify(value);
}
