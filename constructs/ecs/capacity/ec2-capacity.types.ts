import type { Tagged } from "../../core/tags/tags";
import type { MorePolicies } from "../../iam/policies/more-policies";
/** EC2 instances that ECS starts and stops as tasks need them. */
export interface Ec2CapacityProps extends Tagged {
  /** Instance type, such as `m7g.large`. Its processor decides which images run: ARM64 or X86_64. */
  readonly instanceType: string;
  /**
   * Least number of instances, 0 or more.
   *
   * @minimum 0
   * @maximum 5000
   * @counts instances
   * @synonym minSize
   */
  readonly min: number;
  /**
   * Greatest number of instances.
   *
   * @minimum 1
   * @maximum 5000
   * @counts instances
   * @synonym maxSize
   */
  readonly max: number;
  /**
   * Number of instances that the group is made with, from `min` to `max`. It is looked at when the group is made and never again: the
   * number belongs to ECS.
   *
   * @minimum 0
   * @maximum 5000
   * @rangeToldAs INITIAL_SIZE_OUTSIDE
   * @synonym desired, desiredSize, desiredCapacity
   * @default - `min`
   */
  readonly initial?: number;
  /**
   * Percentage of the instances that tasks fill before ECS adds another, 1 to 100. Below 100 there is room to spare for a
   * quick start.
   *
   * @minimum 1
   * @maximum 100
   * @counts percent
   * @default 100
   */
  readonly targetCapacity?: number;
  /**
   * Size of the root volume, which holds images and the containers' own files. In GiB, 30 to 16,384: the image has 30.
   *
   * @minimum 30
   * @maximum 16384
   * @synonym diskSize, diskGiB, volumeSize
   * @default 30
   */
  readonly rootVolumeGiB?: number;
  /**
   * Tier of the instances.
   *
   * @default - the first private tier
   */
  readonly tier?: string;
  /**
   * Seconds after which a new instance counts for scaling, 0 to 10,000.
   *
   * @minimum 0
   * @maximum 10000
   * @default 300
   */
  readonly warmupSeconds?: number;
  /**
   * Most days that an instance lives before another takes its place, with the newest image; 1 to 365.
   *
   * @minimum 1
   * @maximum 365
   * @default - no limit; scaling and `aws autoscaling start-instance-refresh` bring new images
   */
  readonly maxInstanceLifetimeDays?: number;
  /**
   * Managed policies for the role of the instances, beside what the container agent needs, with the reason. Tasks have roles of their own.
   *
   * @default - none
   */
  readonly morePolicies?: MorePolicies;
  /**
   * The whole names of what is taken over.
   *
   * @default - made of cluster and name of the capacity
   */
  readonly names?: Ec2CapacityNames;
}

/** Whole names of what EC2 capacity consists of; those left out are made. */
export interface Ec2CapacityNames {
  /**
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made
   */
  readonly roleName?: string;
  /** @default - made */
  readonly instanceProfileName?: string;
  /** @default - made */
  readonly autoScalingGroupName?: string;
  /** @default - made */
  readonly capacityProviderName?: string;
}
