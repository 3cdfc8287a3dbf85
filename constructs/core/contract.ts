import { App, Fn, ref, TerraformOutput, type TerraformRemoteState, Token } from "cdktf";
import type { Node } from "constructs";
import { checkArgument } from "./checks/arguments";
import { readState } from "./environments/backend-wiring";
import { EnvironmentStack } from "./environments/environment-stack";
import { GroundplanError, type Problem } from "./errors";

/** One output of a contract. */
export interface OutputSpec<Kind extends OutputKind = OutputKind> {
  readonly kind: Kind;
  /** What the value is, for readers of the state. */
  readonly description: string;
  /** The value that stands in while the producer does not exist; a map's mock is made from the key. */
  readonly mock: Kind extends "map" ? (key: string) => string : Kind extends "list" ? readonly string[] : string;
  /**
   * Whether Terraform hides it, in the producer's outputs and in the consumers' plans.
   *
   * @default false
   */
  readonly sensitive?: boolean;
}

/** Shape of an output: one text, a list of texts, or a map of texts by key. */
export type OutputKind = "text" | "list" | "map";

/** Declares an output that is one text, such as an id or an ARN. */
export function text(description: string, mock: string): OutputSpec<"text"> {
  return { kind: "text", description, mock };
}

/** Declares an output that is a list of texts. */
export function list(description: string, mock: readonly string[]): OutputSpec<"list"> {
  return { kind: "list", description, mock };
}

/** Declares an output that is a map of texts; `mock` makes the stand-in for a key. */
export function map(description: string, mock: (key: string) => string): OutputSpec<"map"> {
  return { kind: "map", description, mock };
}

/** The same for a map of secrets, which Terraform hides. */
export function secretMap(description: string, mock: (key: string) => string): OutputSpec<"map"> {
  return { ...map(description, mock), sensitive: true };
}

/** Reads one entry of a map output. The key must be one that the producer publishes: Terraform refuses the plan if not. */
export type MapReader = (key: string) => string;

type Published<Spec> =
  Spec extends OutputSpec<"text">
    ? string
    : Spec extends OutputSpec<"list">
      ? readonly string[]
      : Readonly<Record<string, string>>;

type Read<Spec> = Spec extends OutputSpec<"text"> ? string : Spec extends OutputSpec<"list"> ? string[] : MapReader;

/** The outputs of a contract by name. Names are camel case here and snake case in the state. */
export type OutputSpecs = Readonly<Record<string, OutputSpec>>;

/** What a producer hands over. */
export type PublishedValues<Specs extends OutputSpecs> = { readonly [Name in keyof Specs]: Published<Specs[Name]> };

/** What a consumer gets. */
export type ReadValues<Specs extends OutputSpecs> = { readonly [Name in keyof Specs]: Read<Specs[Name]> };

/** App context key: the stacks whose contracts are read as mock values, as full names, or `*` for all. */
export const MOCK_CONTEXT = "groundplan:mock";

/** Account of mock values; nobody has it. */
export const MOCK_ACCOUNT = "000000000000";

/** Region of mock values. */
export const MOCK_REGION = "us-east-1";

/**
 * What one stack hands to others, by stable names. The names belong to the contract and not to the constructs behind it, so
 * that a rename inside the producer breaks no consumer. Every output has a mock value: with it a consumer can be planned
 * before its producer exists (`groundplan plan <stack> --mock`).
 *
 * ```ts
 * const networkContract = new Contract("network", { vpcId: text("VPC id", "vpc-00000000000000000") });
 * networkContract.publish(networkStack, { vpcId: network.vpcId }); // output vpc_id
 * const { vpcId } = networkContract.read(accessStack); // "${data.terraform_remote_state.network.outputs.vpc_id}"
 * ```
 */
export class Contract<Specs extends OutputSpecs> {
  /**
   * @param stack name of the producing stack without the environment, for example `network`
   * @param outputs the outputs by name
   * @throws GroundplanError `ARGUMENT_FORM`
   */
  constructor(
    readonly stack: string,
    readonly outputs: Specs,
  ) {
    checkArgument(typeof stack === "string" && stack !== "", "Contract › stack", stack, {
      expected: "the name of the producing stack without the environment, as a text",
      fix: 'write new Contract("orders", { host: text("Host name", "db.example.com") }), with a name of yours',
    });
    checkArgument(
      typeof outputs === "object" && outputs !== null && !Array.isArray(outputs),
      "Contract › outputs",
      outputs,
      {
        expected: "the outputs by name, an object",
        fix: `write new Contract(${JSON.stringify(stack)}, { host: text("Host name", "db.example.com") }), with outputs of yours`,
      },
    );
  }

  /**
   * Declares the outputs in the producing stack. Every output of the contract must be given.
   *
   * @throws GroundplanError if the stack is not the one that the contract names, where no consumer would look for it, or if it has
   *   constructs whose ids are names of outputs
   */
  publish(producer: EnvironmentStack, values: PublishedValues<Specs>): void {
    checkStack("publish", producer);
    const names = Object.keys(this.outputs);
    const missing = names.filter((name) => values?.[name] === undefined);
    checkArgument(missing.length === 0, "Contract.publish › values", values, {
      expected: `a value for each output: ${names.join(", ")}`,
      fix: `add ${missing.join(", ")}`,
    });
    if (producer.stackName !== this.stack) throw foreignProducer(producer, this.stack);
    const taken = names.map(outputName).filter((id) => producer.node.tryFindChild(id));
    if (taken.length > 0) throw new GroundplanError(taken.map((id) => outputTaken(producer, id)));
    for (const [name, spec] of Object.entries(this.outputs)) {
      const id = outputName(name);
      new TerraformOutput(producer, id, {
        value: values[name],
        description: spec.description,
        staticId: true,
        ...(spec.sensitive ? { sensitive: true } : {}),
      });
    }
  }

  /**
   * The values in a consuming stack of the same environment: references to the producer's state, or the mock values when the
   * app is synthesized with them. The consumer is deployed after the producer.
   *
   * @throws GroundplanError if the contract is read by its own producer
   */
  read(consumer: EnvironmentStack): ReadValues<Specs> {
    checkStack("read", consumer);
    if (consumer.stackName === this.stack) throw selfReference(consumer, this.stack);
    const producer = `${consumer.environment.name}-${this.stack}`;
    const app = App.of(consumer);
    const stack = app.node.tryFindChild(producer);
    if (stack instanceof EnvironmentStack) consumer.addDependency(stack);
    const state = isMocked(app.node, producer) ? undefined : this.#remoteState(consumer);
    const entries = Object.entries(this.outputs).map(([name, spec]) => [name, readOutput(name, spec, state)]);
    return Object.fromEntries(entries) as ReadValues<Specs>;
  }

  #remoteState(consumer: EnvironmentStack): TerraformRemoteState {
    // The id is out of the way of constructs that are named after what they read.
    const id = `contract-${this.stack}`;
    const existing = consumer.node.tryFindChild(id);
    if (existing) return existing as TerraformRemoteState;
    const state = readState(consumer, id, consumer.environment, this.stack);
    state.overrideLogicalId(this.stack);
    return state;
  }
}

function isMocked(app: Node, producer: string): boolean {
  const mocked: unknown = app.tryGetContext(MOCK_CONTEXT);
  return Array.isArray(mocked) && (mocked.includes("*") || mocked.includes(producer));
}

/** `vpcId` → `vpc_id`, the form in which Terraform names are written. */
function outputName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function readOutput(name: string, spec: OutputSpec, state: TerraformRemoteState | undefined): unknown {
  if (!state) return spec.kind === "list" ? [...(spec.mock as readonly string[])] : spec.mock;
  const id = outputName(name);
  if (spec.kind === "text") return state.getString(id);
  if (spec.kind === "list") return Token.asList(state.get(id));
  const reference = `data.terraform_remote_state.${state.friendlyUniqueId}.outputs.${id}`;
  // A token, so that constructs can tell the reference from a literal id.
  return (key: string) => {
    const entry = ref(`${reference}[${JSON.stringify(key)}]`);
    // Terraform forgets on the way from one state to another what was to be hidden.
    return Token.asString(spec.sensitive ? Fn.sensitive(entry) : entry);
  };
}

function foreignProducer(producer: EnvironmentStack, stack: string): GroundplanError {
  return new GroundplanError([
    {
      code: "CONTRACT_FOREIGN_PRODUCER",
      path: producer.node.path,
      message: "A stack publishes the contract of another one; consumers would look for it in the other's state.",
      found: `contract "${stack}" published in stack ${producer.node.id}`,
      expected: `stack ${producer.environment.name}-${stack}`,
      fix: `publish it there, or make a contract of "${producer.stackName}"`,
    },
  ]);
}

function outputTaken(producer: EnvironmentStack, id: string): Problem {
  return {
    code: "CONTRACT_OUTPUT_TAKEN",
    path: `${producer.node.path}/${id}`,
    message: "An output of the contract is called like something that the stack has already.",
    found: `output ${id}, and a ${producer.node.findChild(id).constructor.name} of this id`,
    expected: "ids in the stack that are no names of outputs",
    fix: `give what is called ${JSON.stringify(id)} in the stack another id, or the output another name`,
  };
}

function selfReference(consumer: EnvironmentStack, stack: string): GroundplanError {
  return new GroundplanError([
    {
      code: "CONTRACT_SELF_REFERENCE",
      path: consumer.node.path,
      message: "A stack reads the contract that it publishes itself.",
      found: `contract "${stack}" read in stack ${consumer.node.id}`,
      expected: "a contract of another stack",
      fix: "pass the construct itself within one stack",
    },
  ]);
}

function checkStack(call: string, stack: EnvironmentStack): void {
  checkArgument(stack instanceof EnvironmentStack, `Contract.${call}`, stack, {
    expected: "an EnvironmentStack",
    fix: "give the stack itself; in a construct it is EnvironmentStack.of(this)",
  });
}
