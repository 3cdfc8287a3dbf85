import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { LbTargetGroup, type LbTargetGroupConfig } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { referenceText } from "../../core/texts/reference-text";
import { labelOf, targetGroupName } from "../names";
import { ExistingTargetGroup, type ExistingTargetGroupProps } from "./existing-target-group";
import type {
  HttpTargetGroupProps,
  ICreatedTargetGroup,
  LambdaTargetGroupProps,
  TargetGroupProps,
  TargetType,
  TransportTargetGroupProps,
} from "./target-group.types";
import { checkTargetGroup, healthCheckTimes, isTransport, keepsClientIp } from "./target-group-checks";

const DEFAULT_DEREGISTRATION_SECONDS = 30;
const DEFAULT_COOKIE_SECONDS = 86_400;

/** The port of a target that is registered by hand. */
export interface RegisteredTarget {
  /** Address or instance id. */
  readonly targetId: string;
  /** @default - the port of the group */
  readonly port?: number;
  /** `all` for an address outside the VPC. @default - the zone of the address */
  readonly availabilityZone?: string;
}

/**
 * Where a balancer sends requests: tasks, instances, addresses or one function, and how it finds out that they are well.
 *
 * ```ts
 * new TargetGroup(this, "api", { network, port: 8080, healthCheck: { path: "/health" } });
 * ```
 *
 * A change of port, protocol, kind of target or VPC makes a new group before the old one goes: its name holds a hash of them.
 */
export class TargetGroup extends BaseConstruct implements ICreatedTargetGroup {
  /**
   * A group that exists already, for rules and listeners to send to, and for services and servers to be registered in. Nothing is looked up.
   *
   * @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingTargetGroupProps): ICreatedTargetGroup {
    return new ExistingTargetGroup(scope, id, props);
  }

  readonly resource: LbTargetGroup;
  readonly targetType: TargetType;
  readonly port?: number;
  readonly version?: "HTTP1" | "HTTP2" | "GRPC";
  readonly keepsClientIp: boolean;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: TargetGroupProps) {
    super(scope, id);
    props = layDefaults(this, "TargetGroup", props);
    const problems = checkShape(this, "TargetGroup", props);
    tag(this, props);
    if (props.targetGroupName === undefined) namedBy(this, "name");
    else namedBy(this, "targetGroupName", this);
    checkTargetGroup(props, problems);
    problems.throwIfAny();
    this.targetType = props.targetType ?? "ip";
    const settings = this.#settings(props);
    this.port = settings.port;
    if ("version" in props && props.version) this.version = props.version;
    this.keepsClientIp = isTransport(props) && keepsClientIp(props);
    const stack = EnvironmentStack.of(this);
    const label = props.name ?? labelOf(this);
    this.resource = new LbTargetGroup(this, "group", {
      ...settings,
      name: props.targetGroupName ?? targetGroupName(this, label, this.#fixed(settings)),
      healthCheck: healthCheckBlock(props),
      tags: { Name: stack.physicalName("tag", stack.stackName, label) },
    });
  }

  get targetGroupArn(): string {
    return this.resource.arn;
  }

  get arnSuffix(): string {
    return this.resource.arnSuffix;
  }

  /**
   * Registers an address or an instance. Services and Auto Scaling groups register their own.
   *
   * @param id name of the target, unique in the group
   */
  addTarget(id: string, target: RegisteredTarget): LbTargetGroupAttachment {
    const { targetId, port, availabilityZone } = target;
    return new LbTargetGroupAttachment(this, `target-${id}`, {
      targetGroupArn: this.resource.arn,
      targetId,
      ...(port === undefined ? {} : { port }),
      ...(availabilityZone === undefined ? {} : { availabilityZone }),
    });
  }

  /** Registers the function of a group of type `lambda`, and lets the group call it. */
  addFunction(functionArn: string): LbTargetGroupAttachment {
    const permission = new LambdaPermission(this, "call", {
      action: "lambda:InvokeFunction",
      functionName: functionArn,
      principal: "elasticloadbalancing.amazonaws.com",
      sourceArn: this.resource.arn,
    });
    return new LbTargetGroupAttachment(this, "function", {
      targetGroupArn: this.resource.arn,
      targetId: functionArn,
      dependsOn: [permission],
    });
  }

  #settings(props: TargetGroupProps): LbTargetGroupConfig {
    if (props.targetType === "lambda") return lambdaSettings(props);
    const common = {
      targetType: this.targetType,
      vpcId: props.network.vpcId,
      port: props.port,
      deregistrationDelay: String(props.deregistrationDelaySeconds ?? DEFAULT_DEREGISTRATION_SECONDS),
      loadBalancingCrossZoneEnabled:
        props.crossZone === undefined ? "use_load_balancer_configuration" : String(props.crossZone),
    };
    return { ...common, ...(isTransport(props) ? transportSettings(props) : httpSettings(props)) };
  }

  /** What AWS cannot change of a group (AWS provider documentation, `aws_lb_target_group`, 5.100.0 of 2025-06). */
  #fixed({ port, protocol, protocolVersion, targetType, vpcId }: LbTargetGroupConfig): string[] {
    const vpc = vpcId === undefined ? "" : referenceText(vpcId, this);
    return [String(port ?? ""), protocol ?? "", protocolVersion ?? "", targetType ?? "", vpc];
  }
}

function httpSettings(props: HttpTargetGroupProps): LbTargetGroupConfig {
  const algorithm = props.algorithm ?? "round_robin";
  const { stickiness } = props;
  const seconds = stickiness?.seconds ?? DEFAULT_COOKIE_SECONDS;
  return {
    protocol: props.protocol ?? "HTTP",
    protocolVersion: props.version ?? "HTTP1",
    slowStart: props.slowStartSeconds ?? 0,
    loadBalancingAlgorithmType: algorithm,
    // Only this algorithm can take targets that answer with many errors out of service.
    loadBalancingAnomalyMitigation: algorithm === "weighted_random" ? "on" : "off",
    // Always written: the provider leaves stickiness as it is when the block is gone.
    stickiness:
      stickiness?.cookie === "application"
        ? { enabled: true, type: "app_cookie", cookieName: stickiness.name, cookieDuration: seconds }
        : { enabled: stickiness !== undefined, type: "lb_cookie", cookieDuration: seconds },
  };
}

function transportSettings(props: TransportTargetGroupProps): LbTargetGroupConfig {
  return {
    protocol: props.protocol,
    ...(props.preserveClientIp === undefined ? {} : { preserveClientIp: String(props.preserveClientIp) }),
    proxyProtocolV2: props.proxyProtocol ?? false,
    connectionTermination: props.connectionTermination ?? false,
    // Elastic Load Balancing knows no stickiness for TLS.
    ...(props.protocol === "TLS"
      ? {}
      : { stickiness: { enabled: props.sourceIpStickiness ?? false, type: "source_ip" } }),
  };
}

function lambdaSettings(props: LambdaTargetGroupProps): LbTargetGroupConfig {
  return { targetType: "lambda", lambdaMultiValueHeadersEnabled: props.multiValueHeaders ?? false };
}

function healthCheckBlock(props: TargetGroupProps): LbTargetGroupConfig["healthCheck"] {
  const check = props.healthCheck ?? {};
  const { intervalSeconds, timeoutSeconds } = healthCheckTimes(props);
  const common = {
    interval: intervalSeconds,
    timeout: timeoutSeconds,
    healthyThreshold: check.healthyThreshold ?? 2,
    unhealthyThreshold: check.unhealthyThreshold ?? 3,
  };
  if (props.targetType === "lambda") {
    // Every check of a function is a call that is paid for.
    return {
      enabled: props.healthCheck !== undefined,
      ...common,
      path: check.path ?? "/",
      matcher: check.matcher ?? "200",
    };
  }
  const port = check.port === undefined ? "traffic-port" : String(check.port);
  if (isTransport(props)) {
    const protocol = check.protocol ?? "TCP";
    const http = protocol === "TCP" ? {} : { path: check.path ?? "/", matcher: check.matcher ?? "200" };
    return { enabled: true, ...common, port, protocol, ...http };
  }
  const isGrpc = props.version === "GRPC";
  return {
    enabled: true,
    ...common,
    port,
    protocol: check.protocol ?? props.protocol ?? "HTTP",
    path: check.path ?? (isGrpc ? "/AWS.ALB/healthcheck" : "/"),
    matcher: check.matcher ?? (isGrpc ? "12" : "200"),
  };
}
