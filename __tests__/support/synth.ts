import { App, Testing } from "cdktf";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problem } from "../../constructs/core/errors";
import { GroundplanError } from "../../constructs/core/errors";
import { collectChecks } from "../../constructs/core/validation";
import { withoutTokenTraces } from "../../stacks/application/token-traces";

/** An environment for tests: a sandbox in Seoul with its state in a local file. */
export function testEnvironment(overrides: Partial<Environment> = {}): Environment {
  return {
    name: "sandbox",
    project: "groundplan",
    owner: "platform",
    account: "111111111111",
    region: "ap-northeast-2",
    protect: false,
    backend: { type: "local" },
    ...overrides,
  };
}

/** The attributes of one resource, as Terraform reads them. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly stack: EnvironmentStack;
  /** Resources by type and logical id. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  /** Data sources by type and logical id. */
  readonly data: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  /** Outputs by name. */
  readonly outputs: Readonly<Record<string, Attributes>>;
  /** The whole as text, for comparisons. */
  readonly json: string;
  /** What the checks at synth find. */
  readonly problems: readonly Problem[];
}

interface StackOptions {
  readonly environment?: Partial<Environment>;
  /** Name of the stack without the environment. */
  readonly name?: string;
  /** What the app is told besides, such as what is remembered. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** A stack in an app of its own, built and synthesized. */
export function synthStack(build: (stack: EnvironmentStack) => void, options: StackOptions = {}): SynthesizedStack {
  const app = Testing.app(options.context ? { context: { ...options.context } } : {});
  const stack = new EnvironmentStack(app, options.name ?? "test", testEnvironment(options.environment));
  const { problems, json } = withoutTokenTraces(() => {
    build(stack);
    return { problems: collectChecks(app), json: Testing.synth(stack) };
  });
  const { resource = {}, data = {}, output = {} } = JSON.parse(json);
  return { stack, resources: withoutComments(resource), data: withoutComments(data), outputs: output, json, problems };
}

/** Every resource of a type, in the order of their addresses. */
export function resourcesOf(synthesized: SynthesizedStack, type: string): Attributes[] {
  return Object.values(synthesized.resources[type] ?? {});
}

/** The only resource of a type. */
export function resourceOf(synthesized: SynthesizedStack, type: string): Attributes {
  const [first, ...rest] = resourcesOf(synthesized, type);
  if (first === undefined || rest.length > 0) {
    throw new Error(`expected one ${type}, found ${rest.length + (first ? 1 : 0)}`);
  }
  return first;
}

/** The problems that a step throws; fails when it throws none. */
export function problemsOf(step: () => unknown): readonly Problem[] {
  try {
    step();
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  throw new Error("expected a GroundplanError, and nothing was thrown");
}

/** The problems of a stack that may be right: those that building it throws, or else those that its checks find. */
export function problemsIfAny(build: () => Pick<SynthesizedStack, "problems">): readonly Problem[] {
  try {
    return build().problems;
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}

/** Warnings of the whole tree. */
export function warningsOf(stack: EnvironmentStack): string[] {
  return App.of(stack)
    .node.findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter((entry) => entry.type === "@cdktf/warn")
    .map((entry) => String(entry.data));
}

/** Takes the comment with the construct path out of every resource. */
function withoutComments(
  byType: Record<string, Record<string, Record<string, unknown>>>,
): SynthesizedStack["resources"] {
  return Object.fromEntries(
    Object.entries(byType).map(([type, byId]) => [
      type,
      Object.fromEntries(
        Object.entries(byId).map(([id, attributes]) => {
          const { "//": _, ...rest } = attributes;
          return [id, rest];
        }),
      ),
    ]),
  );
}
