import type { RaisedQuotas } from "../../../../constructs/aws/quotas";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { EksCluster, type EksClusterProps } from "../../../../constructs/eks";
import type { NodeGroupOptions, SelfManagedNodesOptions } from "../../../../constructs/eks/nodes/node-group.types";
import type { ExistingNetworkProps } from "../../../../constructs/network/existing-network";
import type { Told, Way } from "../../../support/followed-advice";
import { problemsOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";

/** Options of the builders below. */
export interface NodesOptions {
  readonly protect?: boolean;
  readonly quotas?: RaisedQuotas;
  readonly cluster?: Partial<EksClusterProps>;
  readonly network?: Partial<ExistingNetworkProps>;
}

/** A small group of nodes. */
export const SMALL = { instanceTypes: ["m7i.large"], min: 2, max: 6 } as const;

/** A synthesized cluster to which nodes are added. */
export function synthNodes(
  add: (cluster: EksCluster, stack: EnvironmentStack) => void,
  { protect = false, quotas, cluster = {}, network = {} }: NodesOptions = {},
): SynthesizedStack {
  return synthStack(
    (stack) => {
      const made = new EksCluster(stack, "eks", {
        network: testNetwork(stack, { hasNat: true, ...network }),
        version: "1.34",
        admins: ["role/platform"],
        ...cluster,
      });
      add(made, stack);
    },
    { name: "eks", environment: { protect, ...(quotas ? { quotas } : {}) } },
  );
}

/** A cluster with one {@link NodeGroup}, `app`. */
export function synthGroup(options: Partial<NodeGroupOptions> = {}, more: NodesOptions = {}): SynthesizedStack {
  return synthNodes((cluster) => cluster.addNodeGroup("app", { ...SMALL, ...options }), more);
}

/** A cluster with one group of {@link SelfManagedNodes}, `own`. */
export function synthOwn(options: Partial<SelfManagedNodesOptions> = {}, more: NodesOptions = {}): SynthesizedStack {
  return synthNodes((cluster) => cluster.addSelfManagedNodes("own", { ...SMALL, ...options }), more);
}

/** A problem with the property that it is about in place of its path. */
export type Found = Omit<Problem, "path"> & { readonly property: string };

/** A managed group of a test. */
export interface GroupInput extends NodesOptions {
  /** Name of the nodes. @default "app" */
  readonly nodes?: string;
  /** Differences from {@link SMALL}; also such as the compiler refuses. */
  readonly options: object;
  /** The same of other groups beside it, by name. @default - none */
  readonly beside?: Readonly<Record<string, object>>;
}

/** Options of nodes that are refused, what for, and what differs when the advice is followed. */
export interface Refusal extends GroupInput {
  readonly name: string;
  readonly problems: readonly Found[];
  readonly ways?: readonly Way<Partial<GroupInput>>[];
}

function synthInput({ options, nodes = "app", beside = {}, ...more }: GroupInput): SynthesizedStack {
  return synthNodes((cluster) => {
    for (const [name, given] of Object.entries({ [nodes]: options, ...beside })) {
      cluster.addNodeGroup(name, { ...SMALL, ...given });
    }
  }, more);
}

/** Nodes that are refused, for `testAdvice`. */
export function toldNodes(refusals: readonly Refusal[]): readonly Told<() => SynthesizedStack>[] {
  return refusals.map(({ name, problems, ways, ...refused }) => ({
    mistake: name,
    problems,
    ways: ways?.map((way) => ({ ...way, to: () => synthInput({ ...refused, ...way.to }) })),
  }));
}

/** Compares the problems of a managed group word for word. */
export function expectRefusal({ name: _, ways: __, problems, ...refused }: Refusal): void {
  const { nodes = "app" } = refused;
  expect(problemsOf(() => synthInput(refused))).toEqual(
    problems.map(({ property, ...problem }) => ({ ...problem, path: `sandbox-eks/eks/nodes-${nodes} › ${property}` })),
  );
}

/** The problem of a number that AWS does not take. */
export function outOfRange(property: string, found: string, expected: string, fix: string): Found {
  return {
    property,
    code: "NUMBER_OUT_OF_RANGE",
    message: "The number is not one that AWS takes.",
    found,
    expected: `a whole number from ${expected}`,
    fix,
  };
}
