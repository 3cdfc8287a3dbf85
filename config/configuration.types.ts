import type { Environment } from "../constructs/core/environments/environment";
import type { ConstructPlace, MovedConstruct } from "../constructs/core/moves/move-types";
import type { Name } from "../constructs/core/texts/text.types";
import type { Values } from "../constructs/core/texts/values";
import type { DeliveryProps } from "../constructs/delivery";
import type { NetworkProps, TierProps } from "../constructs/network/network-props";
import type { StateStorageProps } from "../constructs/state/state-storage";
import type { Sections } from "../stacks/registry";
import type { Exemption, ReviewGates } from "./review.types";

/**
 * The configuration of one environment as it is written in YAML, after inheritance. It is the only source of what may be written: the
 * schema that the files are checked with, what editors show and the reference page of the documentation are made from this type and from
 * the comments of those that it stands on (`npx groundplan config schema`).
 */
export interface EnvironmentYaml extends Omit<Environment, "name">, OwnSections, Sections {}

/** What is there beside the sections of the registered stacks. */
interface OwnSections {
  /** The environment's VPC. */
  readonly network: NetworkYaml;
  /**
   * The pipeline on GitHub that plans and applies the environment.
   *
   * @default - people do
   */
  readonly delivery?: DeliveryProps;
  /**
   * The bucket that holds the Terraform state.
   *
   * @default - with the defaults below
   */
  readonly state?: StateStorageProps;
  /**
   * Defaults for every construct of a class in the environment's stacks, by the name of the class: options of it that may be left out, as code
   * has them. What a section says itself counts.
   *
   * @editorSchema defaults.schema.json
   * @example { Repository: { lifecycle: { keepTagged: 50 } } }
   * @default - none
   */
  readonly defaults?: Readonly<Record<string, Values>>;
  /**
   * What a review of plans asks approval for.
   *
   * @default - every kind of risk
   */
  readonly review?: ReviewGates;
  /**
   * Rules that may be broken at a place, for a reason and until a day.
   *
   * @default - none
   */
  readonly exemptions?: readonly Exemption[];
  /**
   * Constructs that have another place than where they were deployed from, such as what a name here has made: nothing of them is destroyed.
   *
   * @example [{ from: "buckets/reports", to: "buckets/archive" }]
   * @default - none
   */
  readonly moved?: readonly MovedConstruct[];
  /**
   * Constructs that are made no more and whose resources stay in AWS, out of the state: nothing of them is destroyed.
   *
   * @example ["buckets/buckets/reports"]
   * @default - none
   */
  readonly released?: readonly ConstructPlace[];
}

/** The network, with its tiers by name. What is deployed is not written but remembered. */
export interface NetworkYaml extends Omit<NetworkProps, "tiers" | "deployed"> {
  /**
   * The tiers by name, in the order in which they were introduced.
   *
   * @named tier
   */
  readonly tiers: Readonly<Record<Name, TierYaml>>;
  /**
   * Environments whose VPC ranges must not overlap with this one's; its own name is passed over.
   *
   * @default - none
   */
  readonly peers?: readonly string[];
}

/** A tier, whose name is its key. */
export type TierYaml = Omit<TierProps, "name">;

/** The keys of a file that are about the file itself; they are not inherited. */
export interface FileKeys {
  /**
   * Name of the file that this one inherits from, without `.yaml`.
   *
   * @example base
   * @default - none
   */
  readonly extends?: string;
  /**
   * Whether the file is only there to inherit from.
   *
   * @default false
   */
  readonly abstract?: boolean;
}
