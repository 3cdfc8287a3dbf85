import type { AutoScalingGroupProps } from "../../constructs/compute/servers/group.types";
import type { InstanceProps } from "../../constructs/compute/servers/server.types";
import type { Name } from "../../constructs/core/texts/text.types";
import type { PolicyFile } from "../../constructs/iam/policies/policy-file";
import type { Use } from "../sections/offer.types";
import type { NetworkListenerSpec, Permission, ServiceExposure } from "../services/service-spec.types";

/** A port of servers that addresses outside of the environment's stacks may connect to. */
export interface ServerEntry {
  /**
   * Who: a range, the name of one of the network's prefix lists, or the id of a prefix list.
   *
   * @example 10.8.0.0/16
   */
  readonly from: string;
  /**
   * Port, 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   * @default - the server's `port`
   */
  readonly port?: number;
}

/** What single servers and groups of a configuration have in common, beside what the constructs take. */
export interface ServerParts {
  /**
   * File of the project with the script that runs at first boot, in the place of `userData`.
   *
   * @example scripts/web.sh
   * @default - `userData`, where there is one
   */
  readonly userDataFile?: string;
  /**
   * How the server is reached through the edge; needs `port`.
   *
   * @default - not at all
   */
  readonly expose?: ServiceExposure;
  /**
   * Listeners for connections that it has, by their names in `edge.networkLoadBalancer.listeners`, each for itself alone; needs `port`.
   *
   * @named listener
   * @default - none
   */
  readonly networkListeners?: Readonly<Record<Name, NetworkListenerSpec>>;
  /**
   * Servers and groups of this section that it connects to, by their names. Opens their `port` to it.
   *
   * @example ["reports"]
   * @default - none
   */
  readonly calls?: readonly string[];
  /**
   * Who else may connect to it, by a name of yours.
   *
   * @named entry
   * @default - nobody but the edge, and who calls or uses it
   */
  readonly admits?: Readonly<Record<Name, ServerEntry>>;
  /**
   * What the application uses of what sections of the environment offer, such as `buckets.uploads`: its role gets the permissions, and rules
   * of security groups are made both ways. It is told by `environmentFile`, where there is one.
   *
   * @example ["buckets.uploads"]
   * @default - nothing
   */
  readonly uses?: readonly Use[];
  /**
   * What the application may do in AWS, by a name of yours.
   *
   * @named permission
   * @default - nothing
   */
  readonly permissions?: Readonly<Record<Name, Permission>>;
  /**
   * What the application may do in AWS besides, as JSON in a file of the project: `policies/web.json`.
   *
   * @example policies/web.json
   * @default - nothing
   */
  readonly policyFile?: string | PolicyFile;
}

/** What is an object in code, and what the parts say in other words. */
type InCode = "network" | "role" | "expose" | "targetGroups" | "uses";

/** One server: everything that `Instance` takes. A role of one's own and further target groups stay in code. */
export interface InstanceSpec extends Omit<InstanceProps, InCode>, ServerParts {}

/** A group of servers: everything that `AutoScalingGroup` takes. A role of one's own and further target groups stay in code. */
export interface GroupSpec extends Omit<AutoScalingGroupProps, InCode>, ServerParts {}

/** Servers of an environment. A name is that of one instance or of one group. */
export interface ServersProps {
  /**
   * Single servers by name. Services name those with a `port` in `uses`: `servers.reports`.
   *
   * @named server
   * @default - none
   */
  readonly instances?: Readonly<Record<Name, InstanceSpec>>;
  /**
   * Groups of servers whose number follows the load, by name.
   *
   * @named group
   * @default - none
   */
  readonly groups?: Readonly<Record<Name, GroupSpec>>;
}
