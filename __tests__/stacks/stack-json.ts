import { Testing } from "cdktf";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { createApplication } from "../../stacks/application/application";
import type { EnvironmentSpec } from "../../stacks/application/environment-spec";
import { withoutTokenTraces } from "../../stacks/application/token-traces";
import type { EcsProps } from "../../stacks/ecs/ecs-stack.types";
import type { EdgeProps } from "../../stacks/edge/edge-stack.types";
import { testEnvironment } from "../support/synth";

type Attributes = Record<string, unknown>;

/** A stack as Terraform reads it. */
export interface StackJson {
  readonly provider?: Record<string, Attributes[]>;
  readonly resource: Record<string, Record<string, Attributes>>;
  readonly data?: Record<string, Record<string, Attributes>>;
  readonly output?: Record<string, Attributes>;
  readonly import?: readonly { readonly id: string; readonly to: string }[];
}

/** An environment of two zones with an edge, and services below it where given. */
export function specOf(edge: EdgeProps, options: { ecs?: EcsProps; protect?: boolean } = {}): EnvironmentSpec {
  return {
    environment: testEnvironment({ protect: options.protect ?? false }),
    network: {
      cidr: "10.0.0.0/16",
      zones: ["a", "c"],
      nat: { mode: "single" },
      tiers: [
        { name: "public", kind: "public", prefixLength: 24 },
        { name: "app", kind: "private", prefixLength: 20 },
      ],
    },
    access: {},
    edge,
    ...(options.ecs ? { ecs: options.ecs } : {}),
    state: {},
  };
}

/** The stacks of environments by name. */
export function stacksOf(specs: readonly EnvironmentSpec[]): Record<string, StackJson> {
  return withoutTokenTraces(() => {
    const app = createApplication(specs, { outdir: "cdktf.out" });
    const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
    return Object.fromEntries(stacks.map((stack) => [stack.node.id, JSON.parse(Testing.synth(stack))]));
  });
}

/** The resources of a type. */
export function all(stack: StackJson | undefined, type: string): Attributes[] {
  return Object.values(stack?.resource[type] ?? {});
}

/** The only resource of a type. */
export function only(stack: StackJson | undefined, type: string): Attributes {
  const [first, ...rest] = all(stack, type);
  if (!first || rest.length > 0) throw new Error(`expected one ${type}, found ${all(stack, type).length}`);
  return first;
}
