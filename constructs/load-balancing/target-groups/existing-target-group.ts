import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { readExistingArn } from "../../core/checks/existing-arn";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import type { ICreatedTargetGroup, TargetType } from "./target-group.types";

/** What is known of a target group that was not made in this stack. */
export interface ExistingTargetGroupProps {
  /** ARN of the group: a literal or a reference. */
  readonly targetGroupArn: string;
  /** What is registered in it. @default "ip" */
  readonly targetType?: TargetType;
  /**
   * Port that targets listen on, 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   * @default - not known; services and servers have their own
   */
  readonly port?: number;
  /** How requests reach the targets. @default - over HTTP, and no gRPC */
  readonly version?: "HTTP1" | "HTTP2" | "GRPC";
  /**
   * Whether targets see the client's address, and network ACLs before them.
   *
   * @default false
   */
  readonly keepsClientIp?: boolean;
}

const FORM = {
  pattern:
    /^arn:aws[a-z-]*:elasticloadbalancing:(?<region>[a-z0-9-]+):(?<account>\d{12}):(?<suffix>targetgroup\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16})$/,
  what: "a target group",
  expected: "arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<16 hexadecimal digits>",
  fix: "copy the ARN of the target group from the EC2 console; that of a balancer or of a listener is another",
};

/**
 * A target group that exists: made by another stack, by another tool, or by hand. Nothing is looked up, and its health check stays as it is.
 */
export class ExistingTargetGroup extends BaseConstruct implements ICreatedTargetGroup {
  readonly targetGroupArn: string;
  readonly arnSuffix: string;
  readonly targetType: TargetType;
  readonly port?: number;
  readonly version?: "HTTP1" | "HTTP2" | "GRPC";
  readonly keepsClientIp: boolean;

  /** @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT` */
  constructor(scope: Construct, id: string, props: ExistingTargetGroupProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingTargetGroup", props);
    const problems = checkShape(this, "ExistingTargetGroup", props);
    const { targetGroupArn, port, version } = props;
    const read = readExistingArn(this, targetGroupArn, FORM, problems, "targetGroupArn");
    problems.throwIfAny();
    this.targetGroupArn = targetGroupArn;
    this.arnSuffix = read?.suffix ?? lastPart(targetGroupArn);
    this.targetType = props.targetType ?? "ip";
    if (port !== undefined) this.port = port;
    if (version !== undefined) this.version = version;
    this.keepsClientIp = props.keepsClientIp ?? false;
  }
}

/** What follows the last colon of an ARN that is known after the apply. */
function lastPart(arn: string): string {
  return Token.asString(Fn.element(Fn.split(":", arn), 5));
}
