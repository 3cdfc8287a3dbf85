import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { EncryptionKey } from "../../encryption/encryption-key";
import type { IGrantable } from "../../iam/grantable";
import { createLogGroup } from "../../monitoring/log-group";
import type { ClusterExec } from "./ecs-cluster.types";

/** Properties of {@link ExecSessions}. */
export interface ExecSessionsProps {
  /** Last part of the names. */
  readonly name: string;
  /** Days that the log is kept. */
  readonly retentionDays: number;
  /** The whole name of the log group. @default - made from `name` */
  readonly logGroupName?: string;
}

/** What sessions of ECS Exec are encrypted and logged with. */
export class ExecSessions extends BaseConstruct implements ClusterExec {
  readonly key: EncryptionKey;
  readonly logGroup: CloudwatchLogGroup;
  readonly #logGroupName: string;

  constructor(scope: Construct, id: string, props: ExecSessionsProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    this.#logGroupName = props.logGroupName ?? stack.physicalName("logGroup", stack.stackName, props.name, "exec");
    this.key = new EncryptionKey(this, "key", {
      name: `${stack.stackName}-${props.name}-exec`,
      description: `Encrypts the sessions in containers of ${props.name} and their log`,
      logGroupNames: [this.#logGroupName],
    });
    this.logGroup = createLogGroup(this, "log-group", {
      name: this.#logGroupName,
      retentionDays: props.retentionDays,
      key: this.key,
    });
  }

  get logGroupName(): string {
    return this.logGroup.name;
  }

  /** ARN made from the name, so that policies say the same in every plan. */
  get logGroupArn(): string {
    return EnvironmentStack.of(this).arn("logs", `log-group:${this.#logGroupName}`);
  }

  get keyArn(): string {
    return this.key.arn;
  }
}

/** What a task needs for ECS Exec (Amazon ECS Developer Guide, "ECS Exec permissions", as of 2026-11). */
export function grantExec(exec: ClusterExec, grantable: IGrantable): void {
  const { grantee } = grantable;
  grantee.allow({
    sid: "ExecChannels",
    actions: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    resources: ["*"],
    wildcardReason: "Session Manager's channels cannot be named in a policy",
  });
  grantee.allow({
    sid: "ExecLog",
    actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: [`${exec.logGroupArn}:*`],
  });
  grantee.allow({
    sid: "ExecFindLogGroup",
    actions: ["logs:DescribeLogGroups"],
    resources: ["*"],
    wildcardReason: "the action lists log groups and is for no single one",
  });
  grantee.allow({ sid: "ExecKey", actions: ["kms:Decrypt"], resources: [exec.keyArn] });
}
