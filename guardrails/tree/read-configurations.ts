import { constructPaths } from "../../review/plan/construct-paths";
import { plainExpressions, referencesIn } from "../../review/plan/template-texts";
import { canonical, isRecord, mapMembers, UNKNOWN } from "../../review/values/values";
import { Estate, type GuardedEnvironment } from "./estate";
import { withKnownReferences } from "./known-references";
import { withPolicyDocuments } from "./policy-documents";
import { Resource } from "./resource";
import { blocksOf, type Values } from "./values";

/** A stack in Terraform's JSON syntax, in the form in which synth writes it; `labelledBlocks` brings others into it. */
export interface StackConfiguration {
  /** Full name. */
  readonly name: string;
  readonly environment: GuardedEnvironment;
  readonly json: Values;
}

/** What an attribute refers to. */
interface Reference {
  /** Full name of the stack that it lies in. */
  readonly stack: string;
  readonly address: string;
}

/** What is about the resource in Terraform, and not in AWS (Terraform documentation, "Meta-arguments", read 2026-12). */
const NOT_AWS = ["//", "connection", "depends_on", "provider", "provisioner"];

/** Reads the configurations of stacks, so that rules can be asked of all together. */
export function estateOfConfigurations(stacks: readonly StackConfiguration[]): Estate {
  const estate = new Estate();
  const producers = new Map(stacks.map((stack) => [backendText(stack.json), stack]));
  for (const stack of stacks) {
    const { name, environment, json } = stack;
    const paths = constructPaths(json);
    const resources = bodiesOf(json.resource).map(([type, id, body]) => {
      const construct = paths.get(`${type}.${id}`);
      return new Resource({
        stack: name,
        type,
        address: `${type}.${id}`,
        ...(construct === undefined ? {} : { construct }),
        source: body,
        values: () => valuesOf(body, json),
        targets: (attribute) =>
          referencesOf(stack, body[attribute], producers).flatMap((one) => estate.find(one.stack, one.address) ?? []),
      });
    });
    const [terraform, outputs] = [blockOf(json.terraform), blockOf(json.output)];
    const [providers, data] = [blockOf(json.provider), blockOf(json.data)];
    estate.add({ name, environment, resources, isPlan: false, terraform, outputs, providers, data });
  }
  return estate;
}

function blockOf(value: unknown): Values {
  return isRecord(value) ? value : {};
}

function bodiesOf(types: unknown): (readonly [type: string, name: string, body: Values])[] {
  return Object.entries(isRecord(types) ? types : {}).flatMap(([type, byName]) =>
    Object.entries(isRecord(byName) ? byName : {}).flatMap(([name, body]) =>
      isRecord(body) ? [[type, name, body] as const] : [],
    ),
  );
}

function valuesOf(body: Values, json: Values): Values {
  const entries = Object.entries(body).filter(([key]) => !NOT_AWS.includes(key));
  const values = withDynamicBlocks(plainExpressions(withKnownReferences(Object.fromEntries(entries), json)));
  return withPolicyDocuments(values, json.data) as Values;
}

/** Blocks that an expression makes are not known, neither how many there are nor what is in them. */
function withDynamicBlocks(value: unknown): unknown {
  const inner = mapMembers(value, withDynamicBlocks);
  if (!isRecord(inner) || !isRecord(inner.dynamic)) return inner;
  const { dynamic, ...rest } = inner;
  const made = Object.keys(inner.dynamic).map((name) => [name, UNKNOWN] as const);
  return made.length > 0 ? { ...rest, ...Object.fromEntries(made) } : { ...rest, dynamic };
}

/** What a stack's state is found by. */
function backendText(json: Values): string {
  const backend = isRecord(json.terraform) && isRecord(json.terraform.backend) ? json.terraform.backend : {};
  const [[kind = "", config] = []] = Object.entries(backend);
  return stateText(kind, config);
}

/** Readers name the place of a state and not how it is locked. */
function stateText(kind: string, config: unknown): string {
  const { bucket, key, path, organization, workspaces } = isRecord(config) ? config : {};
  return canonical({ kind, bucket, key, path, organization, workspaces });
}

const OUTPUT = /data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)(?:\[\\?"([^"\\]+)\\?"\])?/g;

function referencesOf(
  stack: StackConfiguration,
  value: unknown,
  producers: ReadonlyMap<string, StackConfiguration>,
): readonly Reference[] {
  if (value === undefined) return [];
  const addresses = referencesIn(value);
  const own = addresses
    .filter((address) => !address.startsWith("data."))
    .map((address) => ({ stack: stack.name, address }));
  if (!addresses.some((address) => address.startsWith("data.terraform_remote_state."))) return own;
  const read = [...JSON.stringify(value).matchAll(OUTPUT)].flatMap(([, id = "", output = "", key]) => {
    const producer = producers.get(remoteText(stack.json, id));
    return producer ? referencesOf(producer, outputOf(producer.json, output, key), producers) : [];
  });
  return [...own, ...read];
}

function remoteText({ data }: Values, id: string): string {
  const states = isRecord(data) && isRecord(data.terraform_remote_state) ? data.terraform_remote_state : {};
  const [state] = blocksOf(states, id);
  return stateText(String(state?.backend), state?.config);
}

function outputOf({ output }: Values, name: string, key: string | undefined): unknown {
  const [found] = isRecord(output) ? blocksOf(output, name) : [];
  const value = found?.value;
  return key === undefined || !isRecord(value) ? value : value[key];
}
