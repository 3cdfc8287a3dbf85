import type { Environment } from "../constructs/core/environments/environment";
import type { DeliveryProps } from "../constructs/delivery";
import type { NetworkProps } from "../constructs/network/network-props";
import type { StateStorageProps } from "../constructs/state/state-storage";
import type { Facts } from "../memory/deployed.types";
import type { AccessStackProps } from "./access-stack";
import type { EcsProps } from "./ecs-stack.types";
import type { EdgeProps } from "./edge-stack.types";
import type { EksAddonsProps } from "./eks-addons-stack.types";
import type { EksProps } from "./eks-stack.types";

/** What the stacks of one environment are made from. */
export interface EnvironmentSpec {
  readonly environment: Environment;
  readonly network: NetworkProps;
  readonly access: AccessStackProps;
  readonly state: StateStorageProps;
  /**
   * How the environment is reached from the internet.
   *
   * @default - not at all
   */
  readonly edge?: EdgeProps;
  /**
   * Containers behind the edge; needs one.
   *
   * @default - none
   */
  readonly ecs?: EcsProps;
  /**
   * A Kubernetes cluster.
   *
   * @default - none
   */
  readonly eks?: EksProps;
  /**
   * What runs in the cluster from the start; needs one.
   *
   * @default - nothing
   */
  readonly eksAddons?: EksAddonsProps;
  /**
   * The pipeline that plans and applies the environment.
   *
   * @default - none: people do
   */
  readonly delivery?: DeliveryProps;
  /**
   * What is remembered of the stacks that are deployed, by full name (see `memory/`).
   *
   * @default - nothing was deployed or accepted yet
   */
  readonly remembered?: Readonly<Record<string, Facts>>;
}
