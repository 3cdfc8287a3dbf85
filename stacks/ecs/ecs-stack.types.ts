import type { Name } from "../../constructs/core/texts/text.types";
import type { EcsClusterProps } from "../../constructs/ecs/cluster/ecs-cluster.types";
import type { RepositoryProps } from "../../constructs/registry/repository.types";
import type { ServiceSpec } from "../services/service-spec.types";

/** An image repository: everything that `Repository` takes. A key of one's own stays in code. */
export interface RepositorySpec extends Omit<RepositoryProps, "key"> {}

/** The containers of an environment. Its cluster has no EC2 capacity: services of a configuration run on Fargate. */
export interface EcsProps extends Omit<EcsClusterProps, "network" | "capacity"> {
  /**
   * Image repositories: their names, or by name what is said about each.
   *
   * @named repository
   * @default - none
   */
  readonly repositories?: readonly Name[] | Readonly<Record<Name, RepositorySpec>>;
  /**
   * Services by name.
   *
   * @named service
   */
  readonly services: Readonly<Record<Name, ServiceSpec>>;
}
