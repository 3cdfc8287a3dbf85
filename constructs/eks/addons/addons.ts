import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { Annotations, Lazy, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { GroundplanError, type Problem, Problems } from "../../core/errors";
import { addressOf } from "../../core/names/address";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { addCheck } from "../../core/validation";
import type { AutoModePlan } from "../auto-mode/auto-mode.types";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import type { ServiceAccountRole } from "../identity/service-account-role";
import { checkAddonsCompute } from "./addon-compute-checks";
import { addonConfiguration, configurationText } from "./addon-configuration";
import { addonRole, resourcesOf } from "./addon-roles";
import { ADDON_RULES } from "./addon-rules";
import { unknownVersionWarning } from "./addon-version-checks";
import { pinnedVersion } from "./addon-versions";
import type { AddonName, AddonOptions, AddonsProps, OtherAddonOptions } from "./addons.types";
import type { ComputeOrder } from "./compute-order";
import { DEFAULT_VERSION } from "./other-addon-checks";
import { otherAddonRole } from "./other-addon-role";
import { addonOptions, selectedAddons } from "./selected-addons";

/** What {@link Addons} needs. */
export interface AddonsContext {
  readonly cluster: IEksCluster;
  readonly props: AddonsProps;
  /** Add-ons without options of their own here. @default - none */
  readonly others?: Readonly<Record<string, OtherAddonOptions>>;
  readonly order: ComputeOrder;
  /** What EKS Auto Mode is, where it is on. @default - off */
  readonly autoMode?: AutoModePlan;
}

/** What an add-on is installed with. */
interface AddonPlan extends Pick<AddonOptions, "conflicts" | "preserve"> {
  /** `undefined`: the one that EKS chooses at the installation. */
  readonly version: string | undefined;
  readonly configuration: string | undefined;
  readonly role: ServiceAccountRole | undefined;
}

/**
 * The managed add-ons of a cluster, each with its version, its configuration and a role of its own where it calls AWS. Made by
 * `EksCluster`.
 *
 * EKS overwrites what it finds of an add-on when it installs or updates it, unless `conflicts` says otherwise: the configuration is what
 * stands here, and changes that were made by kubectl do not survive. An add-on that is taken out takes its software with it, unless
 * `preserve` says otherwise.
 *
 * At synth: `EKS_COMPUTE_MISSING`, `EKS_COREDNS_NEEDS_NODES`, `EKS_COREDNS_TAINTED`, `EKS_COREDNS_PROFILE_MISSING`,
 * `EKS_ADDON_PROFILE_MISSING`, `EKS_ADDON_NEEDS_NODES`.
 */
export class Addons extends BaseConstruct {
  /** Names of the add-ons that the cluster has and that have options of their own here, sorted. */
  readonly names: readonly AddonName[];
  /** Names of the other add-ons of the cluster, sorted. */
  readonly otherNames: readonly string[];
  /** Whether nodes get whole prefixes for their pods. */
  readonly prefixDelegation: boolean;
  /** Whether pods get their addresses from subnets of their own, for which each node gives up one network interface. */
  readonly customNetworking: boolean;
  readonly #context: AddonsContext;
  readonly #resources: ReadonlyMap<string, EksAddon>;
  readonly #roles = new Map<string, ServiceAccountRole>();

  /**
   * The properties are checked with those of the cluster, see `checkAddons`.
   *
   * @throws GroundplanError with everything that is wrong with the properties of a role
   */
  constructor(scope: Construct, id: string, context: AddonsContext) {
    super(scope, id);
    context = layDefaults(this, "Addons", context);
    const problems = checkShape(this, "Addons", context);
    this.#context = context;
    const { props, autoMode } = context;
    this.names = selectedAddons(props, autoMode !== undefined);
    this.otherNames = Object.keys(context.others ?? {}).sort();
    this.prefixDelegation = props["vpc-cni"]?.prefixDelegation ?? true;
    this.customNetworking = props["vpc-cni"]?.podTier !== undefined;
    this.#resources = this.#createAddons(problems);
    this.#warn();
    addCheck(this, () => this.#computeProblems());
  }

  /** Whether the cluster has an add-on. */
  has(name: string): boolean {
    return this.#resources.has(name);
  }

  /**
   * The Terraform resource of an add-on.
   *
   * @throws GroundplanError when the cluster does not have it
   */
  resource(name: string): EksAddon {
    const resource = this.#resources.get(name);
    if (resource) return resource;
    throw new GroundplanError([
      {
        code: "EKS_ADDON_MISSING",
        path: this.node.path,
        message: "The cluster does not have this add-on.",
        found: `"${name}"`,
        expected: `one of ${[...this.names, ...this.otherNames].join(", ")}`,
        fix: `add "${name}" to the add-ons of the cluster`,
      },
    ]);
  }

  /** The role of an add-on's pods; `undefined` for add-ons that call no API of AWS. */
  role(name: string): ServiceAccountRole | undefined {
    return this.#roles.get(name);
  }

  /** Makes all of them, so that what is wrong with each is told. */
  #createAddons(problems: Problems): ReadonlyMap<string, EksAddon> {
    const { others = {} } = this.#context;
    const makers: [string, () => EksAddon][] = [
      ...this.names.map((name): [string, () => EksAddon] => [name, () => this.#createOwn(name)]),
      ...Object.entries(others).map(([name, options]): [string, () => EksAddon] => [
        name,
        () => this.#createOther(name, options),
      ]),
    ];
    const made = makers.flatMap(([name, make]): [string, EksAddon][] => {
      const addon = problems.collect(make);
      return addon ? [[name, addon]] : [];
    });
    problems.throwIfAny();
    return new Map(made);
  }

  #createOwn(name: AddonName): EksAddon {
    const { cluster, props, order } = this.#context;
    const { version, ...options } = addonOptions(props, name);
    const role = addonRole(this, name, cluster, props);
    const addon = this.#createAddon(name, {
      ...options,
      version: version ?? pinnedVersion(name, cluster.version),
      configuration: addonConfiguration(name, cluster, props),
      role,
    });
    const earlier = ADDON_RULES[name].comesAfter;
    if (role || earlier.length > 0) {
      // Permissions are granted until synth, and other add-ons may come later in the list.
      addon.dependsOn = Lazy.listValue({ produce: () => this.#prerequisites(earlier, role).map(addressOf) });
    }
    if (ADDON_RULES[name].order === "before-compute") order.registerBefore(addon);
    else order.registerAfter(addon);
    return addon;
  }

  #createOther(name: string, { version, values, role: asked, ...options }: OtherAddonOptions): EksAddon {
    const { cluster, order } = this.#context;
    const role = asked ? otherAddonRole(this, name, cluster, asked) : undefined;
    const addon = this.#createAddon(name, {
      ...options,
      version: version === DEFAULT_VERSION ? undefined : version,
      configuration: configurationText(values ?? {}),
      role,
    });
    if (role) addon.dependsOn = Lazy.listValue({ produce: () => this.#prerequisites([], role).map(addressOf) });
    order.registerAfter(addon);
    return addon;
  }

  #createAddon(name: string, { version, configuration, role, conflicts = "overwrite", preserve }: AddonPlan): EksAddon {
    if (role) this.#roles.set(name, role);
    return new EksAddon(this, name, {
      clusterName: this.#context.cluster.clusterName,
      addonName: name,
      ...(version === undefined ? {} : { addonVersion: version }),
      resolveConflictsOnCreate: conflicts === "overwrite" ? "OVERWRITE" : "NONE",
      resolveConflictsOnUpdate: conflicts.toUpperCase(),
      ...(configuration === undefined ? {} : { configurationValues: configuration }),
      // With Pod Identity, the role's association tells EKS whose it is.
      ...(role?.identity === "irsa" ? { serviceAccountRoleArn: role.roleArn } : {}),
      ...(preserve === undefined ? {} : { preserve }),
    });
  }

  #prerequisites(earlier: readonly AddonName[], role: ServiceAccountRole | undefined): TerraformResource[] {
    const addons = earlier.flatMap((name) => this.#resources.get(name) ?? []);
    return [...(role ? resourcesOf(role) : []), ...addons];
  }

  #warn(): void {
    const { cluster, props } = this.#context;
    for (const name of this.names) {
      const { version } = addonOptions(props, name);
      const warning = unknownVersionWarning({ name, version, kubernetes: cluster.version });
      if (warning !== undefined) Annotations.of(this).addWarning(warning);
    }
    if (this.#context.autoMode && this.has("aws-ebs-csi-driver")) {
      Annotations.of(this).addWarning(
        "EKS Auto Mode makes volumes by itself: aws-ebs-csi-driver is for those that it made before, and for nodes of your own.",
      );
    }
    const { protect } = EnvironmentStack.of(this).environment;
    if (!protect || !this.has("aws-ebs-csi-driver") || this.has("snapshot-controller")) return;
    Annotations.of(this).addWarning(
      "Volumes of this protected environment cannot be snapshotted from inside the cluster: add snapshot-controller to the add-ons.",
    );
  }

  #computeProblems(): readonly Problem[] {
    const { cluster, props, order, autoMode } = this.#context;
    const problems = new Problems(cluster.node.path);
    checkAddonsCompute(props, order, problems, autoMode);
    return problems.list;
  }
}
