import type { INetwork } from "../../network/network.types";
import type { IConnectable } from "../../security-groups/connections";
import type { Exposure } from "../load-balancer.types";
import type { HealthCheckProps, HttpTargetGroupProps } from "./target-group.types";

/** Properties of an `ExposedTarget`: a service below a balancer. */
export interface ExposedTargetProps
  extends Pick<
    HttpTargetGroupProps,
    "protocol" | "version" | "stickiness" | "slowStartSeconds" | "algorithm" | "deregistrationDelaySeconds" | "name"
  > {
  /**
   * The whole name of the target group, in place of the one that is made: for a group that exists and is taken over. With deployments that
   * move the traffic it is that of the group that has it at first. A change of port, protocol, version or VPC, or to such deployments and
   * back, makes another group, which cannot have the name of this one: leave the name out in the same change.
   *
   * @default - made
   */
  readonly targetGroupName?: string;
  /**
   * The whole name of the second target group, which has no traffic at first. Only with deployments that move the traffic.
   *
   * @default - made
   */
  readonly greenTargetGroupName?: string;
  /** Where: `edge.host("api.example.com")`. The balancer must be of the same stack, or read from a contract. */
  readonly exposure: Exposure;
  /** What has the security group that gets the traffic; rules both ways are made. */
  readonly target: IConnectable;
  /** Port that the target listens on. */
  readonly port: number;
  /** @default "ip" */
  readonly targetType?: "ip" | "instance";
  /**
   * How the balancer asks whether a target is well.
   *
   * @default - see {@link HealthCheckProps}
   */
  readonly healthCheck?: HealthCheckProps;
  /** @default - the balancer's network */
  readonly network?: Pick<INetwork, "vpcId">;
  /**
   * Whether there are two target groups, `blue` with all the traffic and `green` with none, between which a deployment shifts
   * the traffic. Terraform then leaves the weights of the rule alone.
   *
   * @default false
   */
  readonly blueGreen?: boolean;
}
