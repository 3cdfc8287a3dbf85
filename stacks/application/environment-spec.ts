import type { AdoptedEntry } from "../../constructs/core/adoption/adoption.types";
import type { Environment } from "../../constructs/core/environments/environment";
import type { ConstructPlace, MovedConstruct } from "../../constructs/core/moves/move-types";
import type { Values } from "../../constructs/core/texts/values";
import type { DeliveryProps } from "../../constructs/delivery";
import type { NetworkProps } from "../../constructs/network/network-props";
import type { StateStorageProps } from "../../constructs/state/state-storage";
import type { Facts } from "../../memory/deployed.types";
import type { Sections } from "../registry";

/** What the stacks of one environment are made from, with the sections of the stacks that are registered. */
export interface EnvironmentSpec extends Sections {
  readonly environment: Environment;
  readonly network: NetworkProps;
  readonly state: StateStorageProps;
  /**
   * The pipeline that plans and applies the environment.
   *
   * @default - none: people do
   */
  readonly delivery?: DeliveryProps;
  /**
   * Defaults of options by the class of the construct.
   *
   * @default - none
   */
  readonly defaults?: Readonly<Record<string, Values>>;
  /**
   * Constructs that have another place than where they were deployed from.
   *
   * @default - none
   */
  readonly moved?: readonly MovedConstruct[];
  /**
   * Constructs that are made no more and whose resources stay in AWS.
   *
   * @default - none
   */
  readonly released?: readonly ConstructPlace[];
  /**
   * What is remembered of the stacks that are deployed, by full name (see `memory/`).
   *
   * @default - nothing was deployed or accepted yet
   */
  readonly remembered?: Readonly<Record<string, Facts>>;
  /**
   * What AWS has already and is taken over.
   *
   * @default - nothing: what is not in the state is made
   */
  readonly adopted?: readonly AdoptedEntry[];
}
