import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { GroundplanError } from "../../core/errors";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import type { IServiceAccountRole } from "../identity/service-account.types";
import { pinnedVersion } from "./addon-versions";
import type { AddonName, AddonOptions, AddonsProps } from "./addons.types";
import type { ComputeOrder } from "./compute-order";

/** What {@link Addons} needs. */
export interface AddonsContext {
  readonly cluster: IEksCluster;
  readonly props: AddonsProps;
  readonly order: ComputeOrder;
}

/** Add-ons that nodes need to join and to run pods, in the order of the table. */
const BEFORE_COMPUTE: readonly AddonName[] = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"];

const ON_BY_DEFAULT: readonly AddonName[] = [...BEFORE_COMPUTE, "coredns"];

/** The managed add-ons of a cluster. */
export class Addons extends Construct {
  /** Names of the add-ons that the cluster has, sorted. */
  readonly names: readonly AddonName[];
  /** Whether nodes get whole prefixes for their pods. */
  readonly prefixDelegation: boolean;
  readonly #context: AddonsContext;
  readonly #resources: ReadonlyMap<AddonName, EksAddon>;

  constructor(scope: Construct, id: string, context: AddonsContext) {
    super(scope, id);
    this.#context = context;
    this.names = selectedAddons(context.props);
    this.prefixDelegation = context.props["vpc-cni"]?.prefixDelegation ?? true;
    this.#resources = new Map(this.names.map((name) => [name, this.#createAddon(name)]));
  }

  /** Whether the cluster has an add-on. */
  has(name: AddonName): boolean {
    return this.#resources.has(name);
  }

  /**
   * The resource of an add-on.
   *
   * @throws GroundplanError when the cluster does not have it
   */
  resource(name: AddonName): EksAddon {
    const resource = this.#resources.get(name);
    if (resource) return resource;
    throw new GroundplanError([
      {
        code: "EKS_ADDON_MISSING",
        path: this.node.path,
        message: "The cluster does not have this add-on.",
        found: `"${name}"`,
        expected: `one of ${this.names.join(", ")}`,
        fix: `add "${name}" to the cluster's addons`,
      },
    ]);
  }

  #createAddon(name: AddonName): EksAddon {
    const { cluster, props, order } = this.#context;
    const role = this.#createRole(name);
    const options = optionsOf(props, name);
    const addon = new EksAddon(this, name, {
      clusterName: cluster.clusterName,
      addonName: name,
      addonVersion: options.version ?? pinnedVersion(name, cluster.version),
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...(role && role.identity === "irsa" ? { serviceAccountRoleArn: role.roleArn } : {}),
      ...(role ? { dependsOn: resourcesBelow(role) } : {}),
    });
    if (BEFORE_COMPUTE.includes(name)) order.registerBefore(addon);
    else order.registerAfter(addon);
    return addon;
  }

  #createRole(name: AddonName): IServiceAccountRole | undefined {
    if (name !== "vpc-cni") return undefined;
    return this.#context.cluster.serviceAccountRole("vpc-cni", {
      namespace: "kube-system",
      serviceAccount: "aws-node",
      identity: "irsa",
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"],
    });
  }
}

/** Names of the add-ons that the properties ask for, sorted. */
export function selectedAddons(props: AddonsProps): AddonName[] {
  const asked = (Object.keys(props) as AddonName[]).filter((name) => props[name] !== undefined);
  return [...new Set([...ON_BY_DEFAULT, ...asked])].filter((name) => props[name] !== false).sort();
}

/** The options of an add-on; none for `true`. */
function optionsOf(props: AddonsProps, name: AddonName): AddonOptions {
  const options = props[name];
  return typeof options === "object" ? options : {};
}

function resourcesBelow(construct: IConstruct): TerraformResource[] {
  return construct.node.findAll().filter((found) => found instanceof TerraformResource);
}
