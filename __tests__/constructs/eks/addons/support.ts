import type { Environment } from "../../../../constructs/core/environments/environment";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import type { AddonsProps } from "../../../../constructs/eks/addons/addons.types";
import { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import type { EksClusterProps } from "../../../../constructs/eks/cluster/eks-cluster.types";
import type { ExistingNetworkProps } from "../../../../constructs/network/existing-network";
import type { Told, Way } from "../../../support/followed-advice";
import { type Attributes, problemsOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";

/** What the cluster of a test differs in. */
export interface AddonsOptions {
  readonly cluster?: Partial<EksClusterProps>;
  readonly network?: Partial<ExistingNetworkProps>;
  readonly environment?: Partial<Environment>;
  /**
   * Compute of the cluster.
   *
   * @default - one node group
   */
  readonly compute?: (cluster: EksCluster) => void;
  readonly after?: (cluster: EksCluster, stack: EnvironmentStack) => void;
}

/** Adds the node group `app`. */
export function addNodes(cluster: EksCluster): void {
  cluster.addNodeGroup("app", { instanceTypes: ["m7i.large"], min: 2, max: 6 });
}

/** A synthesized stack with a cluster of Kubernetes 1.35. The add-ons may be ones that the compiler refuses. */
export function synthAddons(addons: object = {}, options: AddonsOptions = {}): SynthesizedStack {
  return synthStack(
    (stack) => {
      const cluster = new EksCluster(stack, "eks", {
        network: testNetwork(stack, options.network),
        version: "1.35",
        admins: ["arn:aws:iam::111111111111:role/platform"],
        addons: addons as AddonsProps,
        ...options.cluster,
      });
      (options.compute ?? addNodes)(cluster);
      options.after?.(cluster, stack);
    },
    { name: "eks", environment: options.environment },
  );
}

/** The resource of an add-on. */
export function addonOf(synthesized: SynthesizedStack, name: string): Attributes {
  const found = Object.values(synthesized.resources.aws_eks_addon ?? {}).find((addon) => addon.addon_name === name);
  if (!found) throw new Error(`there is no add-on ${name}`);
  return found;
}

/** Configuration values of an add-on. */
export function valuesOf(synthesized: SynthesizedStack, name: string): unknown {
  return JSON.parse(String(addonOf(synthesized, name).configuration_values));
}

/** Types and names of add-ons that a resource waits for, without hashes: `aws_eks_addon.vpc-cni`. */
export function waitsFor(resource: Attributes | undefined): string[] {
  return ((resource?.depends_on ?? []) as string[]).map((address) =>
    address.replace(/\.eks_(addons_)?/, ".").replace(/_[0-9A-F]{8}$/, ""),
  );
}

/** A problem without its path, with the property that it is about; empty when it is about the cluster. */
export type Found = Omit<Problem, "path"> & { readonly property: string };

/** Problems of the test's cluster. */
export function atCluster(problems: readonly Found[]): Problem[] {
  return problems.map(({ property, ...problem }) => ({
    ...problem,
    path: property === "" ? "sandbox-eks/eks" : `sandbox-eks/eks › ${property}`,
  }));
}

/** A cluster with add-ons. */
export interface AddonsInput {
  /** May be such as the compiler refuses. */
  readonly addons: object;
  readonly options?: AddonsOptions;
}

/** Add-ons that are refused, what for, and what differs when the advice is followed. */
export interface AddonsCase extends AddonsInput {
  readonly name: string;
  readonly problems: readonly Found[];
  readonly ways: readonly Way<Partial<AddonsInput>>[];
}

/** Compares the problems of add-ons word for word. */
export function expectAddonsProblems({ addons, options, problems }: AddonsCase): void {
  expect(problemsOf(() => synthAddons(addons, options))).toEqual(atCluster(problems));
}

/** Add-ons that are refused, for `testAdvice`. */
export function toldAddons(cases: readonly AddonsCase[]): readonly Told<() => SynthesizedStack>[] {
  return cases.map(({ name, problems, ways, ...refused }) => ({
    mistake: name,
    problems,
    ways: ways.map((way) => {
      const { addons, options } = { ...refused, ...way.to };
      return { ...way, to: () => synthAddons(addons, options) };
    }),
  }));
}
