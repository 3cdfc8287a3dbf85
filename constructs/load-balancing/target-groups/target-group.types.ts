import type { IConstruct } from "constructs";
import type { Tagged } from "../../core/tags/tags";
import type { INetwork } from "../../network/network.types";

/** A target group that was made here or existed before. */
export interface ITargetGroup {
  readonly targetGroupArn: string;
  /** Last part of the ARN (`targetgroup/name/1234567890abcdef`), which metrics and scaling by requests per target name it by. */
  readonly arnSuffix: string;
  /** How requests reach the targets. @default - over HTTP, and no gRPC */
  readonly version?: "HTTP1" | "HTTP2" | "GRPC";
  /**
   * Whether targets see the client's address, and network ACLs before them.
   *
   * @default false
   */
  readonly keepsClientIp?: boolean;
}

/** A target group that services and servers are registered in: one that is made here, or one whose kind of targets is declared. */
export interface ICreatedTargetGroup extends ITargetGroup, IConstruct {
  readonly targetType: TargetType;
  /** Port that targets listen on; absent for functions. */
  readonly port?: number;
}

/**
 * What is registered: addresses (tasks with a network interface of their own, as on Fargate), instances, or one function.
 */
export type TargetType = "ip" | "instance" | "lambda";

/** How a balancer speaks to targets over HTTP. */
export type HttpProtocol = "HTTP" | "HTTPS";

/** How a Network Load Balancer speaks to targets. */
export type TransportProtocol = "TCP" | "UDP" | "TCP_UDP" | "TLS";

/** How a target is found to be well. */
export interface HealthCheckProps {
  /**
   * Path that is asked for. Not for a check by TCP.
   *
   * @default - "/", or "/AWS.ALB/healthcheck" for gRPC
   */
  readonly path?: string;
  /**
   * Port that is asked, 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   * @default - the port that the target gets its traffic on
   */
  readonly port?: number;
  /**
   * Protocol of the check.
   *
   * @default - that of the target group; TCP for the groups of a Network Load Balancer
   */
  readonly protocol?: "HTTP" | "HTTPS" | "TCP";
  /**
   * Answers that mean well: `"200"`, `"200-299"`, `"200,204"`; for gRPC codes 0 to 99. Not for a check by TCP.
   *
   * @default - "200", or "12" (not implemented) for gRPC, which any gRPC server answers
   */
  readonly matcher?: string;
  /**
   * Seconds from check to check, 5 to 300; more than `timeoutSeconds`.
   *
   * @minimum 5
   * @maximum 300
   * @default - 15; 35 for functions
   */
  readonly intervalSeconds?: number;
  /**
   * Seconds to wait for an answer, 2 to 120.
   *
   * @minimum 2
   * @maximum 120
   * @default - 5; 30 for functions
   */
  readonly timeoutSeconds?: number;
  /**
   * Checks in a row that make a target well, 2 to 10.
   *
   * @minimum 2
   * @maximum 10
   * @counts checks
   * @default 2
   */
  readonly healthyThreshold?: number;
  /**
   * Checks in a row that make a target ill, 2 to 10.
   *
   * @minimum 2
   * @maximum 10
   * @counts checks
   * @default 3
   */
  readonly unhealthyThreshold?: number;
}

/** What keeps a client with one target. */
export type Stickiness =
  | {
      /** A cookie of the balancer's own. */
      readonly cookie: "load-balancer";
      /**
       * Seconds that the cookie lasts, 1 to 604800 (7 days).
       *
       * @minimum 1
       * @maximum 604800
       * @default 86400
       */
      readonly seconds?: number;
    }
  | {
      /** A cookie of the application: the client stays for as long as the application's cookie lasts. */
      readonly cookie: "application";
      /** Name of the application's cookie. Names that start with `AWSALB` are the balancer's. */
      readonly name: string;
      /**
       * Seconds, 1 to 604800 (7 days).
       *
       * @minimum 1
       * @maximum 604800
       * @default 86400
       */
      readonly seconds?: number;
    };

interface TargetGroupBaseProps extends Tagged {
  /**
   * Health check.
   *
   * @default - see {@link HealthCheckProps}; functions are not checked, since each check is a call that is paid for
   */
  readonly healthCheck?: HealthCheckProps;
  /**
   * Middle part of the group's name. AWS allows 32 characters; the name is shortened and gets a hash of everything that cannot
   * be changed, so that a replacement never has the name of the group that it replaces.
   *
   * @default - the ids of the construct and its scopes within the stack
   */
  readonly name?: string;
  /**
   * The whole name, in place of the one that is made: for a group that exists and is taken over. What AWS cannot change in it (port,
   * protocol, kind of target, VPC) is then refused by AWS when it changes, since the next group would have the name of this one: leave
   * the name out in the same change.
   *
   * @default - made from `name`
   */
  readonly targetGroupName?: string;
}

interface RegisteredTargetsProps extends TargetGroupBaseProps {
  readonly network: Pick<INetwork, "vpcId">;
  /** @default "ip" */
  readonly targetType?: "ip" | "instance";
  /**
   * Port that targets listen on, 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /**
   * Seconds that a target which is taken out may take to end its requests, 0 to 3600.
   *
   * @minimum 0
   * @maximum 3600
   * @default 30
   */
  readonly deregistrationDelaySeconds?: number;
  /**
   * Whether the nodes of the balancer use the targets of every zone.
   *
   * @default - as the balancer does: an Application Load Balancer always, a Network Load Balancer when it is told to
   */
  readonly crossZone?: boolean;
}

/** Targets of an Application Load Balancer: tasks or instances. */
export interface HttpTargetGroupProps extends RegisteredTargetsProps {
  /**
   * Protocol that targets speak.
   *
   * @default "HTTP"
   */
  readonly protocol?: HttpProtocol;
  /**
   * Version of HTTP that targets speak.
   *
   * @default "HTTP1"
   */
  readonly version?: "HTTP1" | "HTTP2" | "GRPC";
  /**
   * What keeps a client with one target. Sessions that only one server knows are lost with the server.
   *
   * @default - nothing: each request goes where there is room
   */
  readonly stickiness?: Stickiness;
  /**
   * Seconds in which a new target gets a growing share of the requests, 30 to 900, or 0.
   *
   * @minimum 0
   * @maximum 900
   * @default 0
   */
  readonly slowStartSeconds?: number;
  /**
   * How the target of a request is chosen.
   *
   * @default "round_robin"
   */
  readonly algorithm?: "round_robin" | "least_outstanding_requests" | "weighted_random";
}

/** Properties of `BlueGreenTargetGroups`: what both groups are, with a name for each. */
export interface BlueGreenTargetGroupsProps extends HttpTargetGroupProps {
  /**
   * The whole name of the group that has all the traffic at first, in place of the one that is made.
   *
   * @default - made from `name`
   */
  readonly targetGroupName?: string;
  /**
   * The whole name of the group that has no traffic at first, in place of the one that is made.
   *
   * @default - made from `name`
   */
  readonly greenTargetGroupName?: string;
}

/** Targets of a Network Load Balancer. */
export interface TransportTargetGroupProps extends RegisteredTargetsProps {
  readonly protocol: TransportProtocol;
  /**
   * Whether targets see the client's address. By UDP and TCP_UDP they always do. Then the clients, and not the balancer, have to be let
   * in by the network ACL of the targets' tier: it refuses ports below 1024 from outside the VPC, unless they are named in the tier's
   * `openings`. A rule of their security group for the balancer's group holds all the same (Elastic Load Balancing, Network Load Balancers,
   * "Update the security groups for your Network Load Balancer", read 2026-11).
   *
   * @default - AWS's: yes for instances and for UDP, no for addresses by TCP and TLS
   */
  readonly preserveClientIp?: boolean;
  /**
   * Whether connections carry the client's address in a header of Proxy Protocol version 2, which targets must understand.
   *
   * @default false
   */
  readonly proxyProtocol?: boolean;
  /**
   * Whether a client with the same address stays with one target.
   *
   * @default false
   */
  readonly sourceIpStickiness?: boolean;
  /**
   * Whether connections are cut when `deregistrationDelaySeconds` are over.
   *
   * @default false
   */
  readonly connectionTermination?: boolean;
}

/** One function behind an Application Load Balancer. */
export interface LambdaTargetGroupProps extends TargetGroupBaseProps {
  readonly targetType: "lambda";
  /**
   * Whether the function gets every value of a header or query parameter, as a list.
   *
   * @default false
   */
  readonly multiValueHeaders?: boolean;
}

/** Properties of a `TargetGroup`. */
export type TargetGroupProps = HttpTargetGroupProps | TransportTargetGroupProps | LambdaTargetGroupProps;
