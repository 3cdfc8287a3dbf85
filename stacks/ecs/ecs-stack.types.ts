import type { Name } from "../../constructs/core/texts/text.types";
import type { EcsClusterProps } from "../../constructs/ecs/cluster/ecs-cluster.types";
import type { RepositoryProps } from "../../constructs/registry/repository.types";
import type { ServiceSpec } from "../services/service-spec.types";
import type { ScheduledTaskSpec } from "./scheduled-task-spec.types";

/** An image repository: everything that `Repository` takes. */
export interface RepositorySpec extends Omit<RepositoryProps, "key"> {
  /**
   * ARN of the KMS key that encrypts the images, in the environment's region. It cannot change: another key is another repository. Whoever
   * deploys needs `kms:CreateGrant`, `kms:DescribeKey` and `kms:RetireGrant` with it; whoever pulls needs nothing.
   *
   * @default - ECR's own encryption (AES-256)
   */
  readonly keyArn?: string;
}

/** The containers of an environment. */
export interface EcsProps extends Omit<EcsClusterProps, "network"> {
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
   * @default - none
   */
  readonly services?: Readonly<Record<Name, ServiceSpec>>;
  /**
   * Tasks that are started by the clock, by name.
   *
   * @named scheduled task
   * @default - none
   */
  readonly scheduledTasks?: Readonly<Record<Name, ScheduledTaskSpec>>;
}
