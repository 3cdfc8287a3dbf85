import type { Construct } from "constructs";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { EksCluster, type EksClusterProps } from "../../../../constructs/eks";
import type { ExistingNetworkProps } from "../../../../constructs/network/existing-network";
import type { Told, Way } from "../../../support/followed-advice";
import { problemsOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";

/** Options of {@link synthCluster}. */
export interface ClusterOptions {
  readonly protect?: boolean;
  readonly network?: Partial<ExistingNetworkProps>;
  readonly after?: (cluster: EksCluster, stack: EnvironmentStack) => void;
}

/** ARN of the role that administers the clusters of the tests. */
export const ADMIN = "arn:aws:iam::111111111111:role/platform";

/** A cluster in the test network. */
export function testCluster(
  scope: Construct,
  props: Partial<EksClusterProps> = {},
  network: Partial<ExistingNetworkProps> = {},
): EksCluster {
  return new EksCluster(scope, "cluster", {
    network: testNetwork(scope, network),
    version: "1.35",
    admins: ["role/platform"],
    ...props,
  });
}

/** A synthesized cluster with one node group, without which its add-ons would have nowhere to run. */
export function synthCluster(props: Partial<EksClusterProps> = {}, options: ClusterOptions = {}): SynthesizedStack {
  return synthStack(
    (stack) => {
      const cluster = testCluster(stack, props, options.network);
      cluster.addNodeGroup("app", { instanceTypes: ["m7g.large"], min: 2, max: 4 });
      options.after?.(cluster, stack);
    },
    { name: "eks", environment: { protect: options.protect ?? false } },
  );
}

/** A problem without its path, with the property that it is about. */
export type Found = Omit<Problem, "path"> & { readonly property: string };

/** Compares the problems of a cluster word for word. */
export function expectClusterProblems(step: () => unknown, expected: readonly Found[]): void {
  expect(problemsOf(step)).toEqual(
    expected.map(({ property, ...problem }) => ({ ...problem, path: `sandbox-eks/cluster › ${property}` })),
  );
}

/** A cluster of a test. */
export interface ClusterInput extends ClusterOptions {
  /** May be what the compiler refuses. */
  readonly props: object;
}

/** Properties of a cluster that are refused, what for, and what differs when the advice is followed. */
export interface ClusterCase extends ClusterInput {
  readonly name: string;
  readonly problems: readonly Found[];
  readonly ways?: readonly Way<Partial<ClusterInput>>[];
}

/** Clusters that are refused, for `testAdvice`. */
export function toldClusters(cases: readonly ClusterCase[]): readonly Told<() => SynthesizedStack>[] {
  return cases.map(({ name, problems, ways, ...refused }) => ({
    mistake: name,
    problems,
    ways: ways?.map((way) => {
      const { props, ...options } = { ...refused, ...way.to };
      return { ...way, to: () => synthCluster(props as Partial<EksClusterProps>, options) };
    }),
  }));
}

/** Compares the problems of a case with what is expected. */
export function expectCase({ name: _, ways: __, props, problems, ...options }: ClusterCase): void {
  expectClusterProblems(() => synthCluster(props as Partial<EksClusterProps>, options), problems);
}
