import type { Name } from "../../constructs/core/texts/text.types";
import type { EcsClusterProps } from "../../constructs/ecs/cluster/ecs-cluster.types";
import type { ServiceSpec } from "../services/service-spec.types";

/** The containers of an environment. Its cluster has no EC2 capacity: services of a configuration run on Fargate. */
export interface EcsProps extends Omit<EcsClusterProps, "network" | "capacity"> {
  /**
   * Image repositories by name.
   *
   * @named repository
   * @default - none
   */
  readonly repositories?: readonly Name[];
  /**
   * Services by name.
   *
   * @named service
   */
  readonly services: Readonly<Record<Name, ServiceSpec>>;
}
