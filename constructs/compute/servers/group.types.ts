import type { Name } from "../../core/texts/text.types";
import type { ScalingSchedule } from "../scaling-schedule.types";
import type { LifecycleHook } from "./lifecycle-hook.types";
import type { ServerOptions } from "./server.types";
import type { GroupVolume } from "./volume.types";

/** How a group of servers is renewed, when what its servers are launched from changes. */
export interface InstanceRefresh {
  /**
   * Percent of the servers that stay healthy, 0 to 100.
   *
   * @minimum 0
   * @maximum 100
   * @default 100
   */
  readonly minHealthyPercentage?: number;
  /**
   * Percent of the servers that there may be meanwhile, 100 to 200, at most 100 above the least.
   *
   * @minimum 100
   * @maximum 200
   * @default 110
   */
  readonly maxHealthyPercentage?: number;
  /**
   * Seconds after which a new server counts, 0 to 3600.
   *
   * @minimum 0
   * @maximum 3600
   * @default - `warmupSeconds` of the group
   */
  readonly warmupSeconds?: number;
}

/** Servers that wait, already set up, until they are needed. */
export interface WarmPool {
  /**
   * What they do meanwhile; stopped ones cost their volumes only.
   *
   * @default "stopped"
   */
  readonly state?: "stopped" | "running";
  /**
   * Least number that waits, 0 or more.
   *
   * @minimum 0
   * @maximum 5000
   * @counts servers
   * @default 0
   */
  readonly min?: number;
  /**
   * Whether servers go back to the pool when they are not needed any more.
   *
   * @default false
   */
  readonly reuse?: boolean;
}

/** Which servers a group consists of, where they are not all on demand and of one type. */
export interface GroupCapacity {
  /**
   * Instance types that do as well as `instanceType`, up to 39, all of one architecture. On-demand servers are of the first that AWS has,
   * `instanceType` being the first of all.
   *
   * @example ["m6g.large", "c7g.large"]
   * @default - none
   */
  readonly moreInstanceTypes?: readonly string[];
  /**
   * Percent of the servers above `onDemandBase` that are Spot, 0 to 100. AWS takes Spot servers back with two minutes' notice.
   *
   * @minimum 0
   * @maximum 100
   * @default 0
   */
  readonly spotPercentage?: number;
  /**
   * Number of servers that are on demand before any is Spot, 0 or more.
   *
   * @minimum 0
   * @maximum 5000
   * @counts servers
   * @default 0
   */
  readonly onDemandBase?: number;
  /**
   * How AWS chooses the types of Spot servers; the order of types means something to `capacity-optimized-prioritized` alone.
   *
   * @default "price-capacity-optimized"
   */
  readonly spotStrategy?:
    | "price-capacity-optimized"
    | "capacity-optimized"
    | "capacity-optimized-prioritized"
    | "lowest-price";
  /**
   * Whether a Spot server is replaced as soon as AWS says that it may be taken back, and not only when it is.
   *
   * @default true
   */
  readonly rebalance?: boolean;
}

/**
 * Scaling before the load comes, by a forecast from up to two weeks of the past (Amazon EC2 Auto Scaling User Guide, "Predictive scaling for
 * Amazon EC2 Auto Scaling", as of 2026-11). It only ever adds servers; a target beside it takes them away.
 */
export interface PredictiveGroupScaling {
  /** What is forecast; `requests` need `expose`. */
  readonly metric: "cpu" | "requests";
  /**
   * What servers are kept at: percent of CPU, 1 to 100, or requests for each server, 1 or more.
   *
   * @minimum 1
   * @rangeToldAs NUMBER_OUT_OF_RANGE
   */
  readonly target: number;
  /**
   * Whether the forecast adds servers. `false` only shows it, which says whether it can be trusted.
   *
   * @default false
   */
  readonly scale?: boolean;
  /**
   * Seconds before the load at which servers start, 0 to 3,599.
   *
   * @minimum 0
   * @maximum 3599
   * @default 300
   */
  readonly aheadSeconds?: number;
}

/** Properties of an `AutoScalingGroup`. */
export interface AutoScalingGroupProps extends ServerOptions {
  /**
   * Least number of servers, 0 or more. With `schedules`, the number that the group is made with.
   *
   * @minimum 0
   * @maximum 5000
   * @counts servers
   * @synonym minSize
   */
  readonly min: number;
  /**
   * Greatest number of servers. With `schedules`, the number that the group is made with.
   *
   * @minimum 1
   * @maximum 5000
   * @counts servers
   * @synonym maxSize
   */
  readonly max: number;
  /**
   * Number that the group is made with, from `min` to `max`; never looked at again.
   *
   * @minimum 0
   * @maximum 5000
   * @rangeToldAs INITIAL_SIZE_OUTSIDE
   * @synonym desired
   * @default - `min`
   */
  readonly initial?: number;
  /**
   * Zones of the tier.
   *
   * @default - all of them
   */
  readonly zones?: readonly string[];
  /**
   * The whole name of the group.
   *
   * @default - made of the construct's path
   */
  readonly autoScalingGroupName?: string;
  /**
   * Spot servers, and further instance types.
   *
   * @default - all servers are on demand and of `instanceType`
   */
  readonly capacity?: GroupCapacity;
  /**
   * Data volumes that each server starts with, by a name of yours.
   *
   * @named volume
   * @default - none beside the root volume
   */
  readonly volumes?: Readonly<Record<Name, GroupVolume>>;
  /**
   * Waits of servers before they count and before they go, by a name of yours. Servers may answer them themselves.
   *
   * @named hook
   * @default - none
   */
  readonly lifecycleHooks?: Readonly<Record<Name, LifecycleHook>>;
  /**
   * Percent of CPU that servers are kept at, 1 to 100.
   *
   * @minimum 1
   * @maximum 100
   * @counts percent
   * @default - the number does not follow it
   */
  readonly targetCpu?: number;
  /**
   * Requests a minute that each server is kept at, 1 or more. Needs `expose`.
   *
   * @minimum 1
   * @maximum 1000000
   * @counts requests
   * @default - the number does not follow it
   */
  readonly targetRequests?: number;
  /**
   * Scaling before the load comes, by a forecast.
   *
   * @default - none
   */
  readonly predictive?: PredictiveGroupScaling;
  /**
   * Changes of `min` and `max` by the clock, by a name of yours. From the first of them on, the limits are the schedules': Terraform no
   * longer compares them.
   *
   * @named schedule
   * @default - none
   */
  readonly schedules?: Readonly<Record<Name, ScalingSchedule>>;
  /**
   * Seconds after which a new server counts for scaling, 0 to 3600.
   *
   * @minimum 0
   * @maximum 3600
   * @default 300
   */
  readonly warmupSeconds?: number;
  /**
   * Seconds in which a new server may still be unhealthy, 0 to 7200.
   *
   * @minimum 0
   * @maximum 7200
   * @default 300
   */
  readonly healthCheckGraceSeconds?: number;
  /**
   * Servers are renewed when what they are launched from changes. `false` leaves it to you.
   *
   * @default - one after the other
   */
  readonly refresh?: InstanceRefresh | false;
  /** @default - no server waits */
  readonly warmPool?: WarmPool;
  /**
   * Most days that a server lives, 1 to 365.
   *
   * @minimum 1
   * @maximum 365
   * @default - no limit
   */
  readonly maxInstanceLifetimeDays?: number;
}
