import type { AdoptedEntry } from "../constructs/core/adoption/adoption.types";
import type { Environment } from "../constructs/core/environments/environment";
import type { ConstructPlace, MovedConstruct } from "../constructs/core/moves/move-types";
import type { Values } from "../constructs/core/texts/values";
import type { DeliveryProps } from "../constructs/delivery";
import type { NetworkProps } from "../constructs/network/network-props";
import type { StateStorageProps } from "../constructs/state/state-storage";
import type { Facts } from "../memory/deployed.types";
import type { Sections } from "../stacks/registry";
import type { MapNode } from "./reading/tree";
import type { Exemption, ReviewGates } from "./review.types";

/** Everything that the stacks of one environment are made from; the section of a registered stack is absent without its key. */
export interface ResolvedEnvironment extends Sections {
  /** Name, account, region, backend, tags: what every stack knows. */
  readonly environment: Environment;
  /** The VPC; the tiers are in the order of declaration. */
  readonly network: NetworkProps;
  /** The pipeline that plans and applies the environment; absent without the key. */
  readonly delivery?: DeliveryProps;
  /** The state bucket. */
  readonly state: StateStorageProps;
  /** Defaults of options by the class of the construct; absent without the key. */
  readonly defaults?: Readonly<Record<string, Values>>;
  /** What reviews of plans ask approval for. Nothing that is synthesized depends on it. */
  readonly review: ReviewGates;
  /** Rules that may be broken at a place; what is synthesized never depends on them. */
  readonly exemptions: readonly Exemption[];
  /** Constructs that have another place than where they were deployed from; absent without the key. */
  readonly moved?: readonly MovedConstruct[];
  /**
   * Constructs that are made no more and whose resources stay in AWS.
   *
   * @default - none
   */
  readonly released?: readonly ConstructPlace[];
  /** Environments whose ranges must not overlap with this one's, without its own name. */
  readonly peers: readonly string[];
  /** What is remembered of the stacks that are deployed, by full name; absent while nothing was deployed or accepted. */
  readonly remembered?: Readonly<Record<string, Facts>>;
  /** What AWS has already and is taken over; absent without its file. */
  readonly adopted?: readonly AdoptedEntry[];
  /** The resolved configuration with the origin of every value. */
  readonly source: MapNode;
}
