import type { AlsoKnown } from "../../aws/also-known";
import type { RaisedQuotas } from "../../aws/quotas";
import type { Naming } from "../names/naming.types";
import type { RegionCode } from "../texts/text.types";
import type { BackendConfig } from "./backend";

/**
 * What every stack needs to know about the environment it belongs to. Built from `config/<name>.yaml`; a program that
 * uses the constructs without the configuration files gives it as a literal.
 */
export interface Environment {
  /** Name of the environment, first part of stack names and physical names: 2 to 12 of `a-z`, `0-9`, `-`. */
  readonly name: string;
  /**
   * Project name, for tags and physical names: 2 to 16 of `a-z`, `0-9`, `-`.
   *
   * @form ./environment-forms#ENVIRONMENT_FORMS.project
   * @code CONFIG_PROJECT_FORM
   * @message The project name has a wrong form.
   */
  readonly project: string;
  /** Team or person that answers for the environment; tag `Owner`. */
  readonly owner: string;
  /**
   * AWS account id, 12 digits. The provider refuses to work in any other account.
   *
   * @form ./environment-forms#ENVIRONMENT_FORMS.account
   * @code CONFIG_ACCOUNT_FORM
   * @message The value is not an AWS account id.
   * @example 111111111111
   */
  readonly account: string;
  /**
   * AWS region, for example `ap-northeast-2`.
   *
   * @example ap-northeast-2
   */
  readonly region: RegionCode;
  /**
   * Whether resources are protected against deletion: termination protection, retained logs and keys, no forced
   * emptying of buckets. `false` makes the environment one that `destroy` removes without leftovers.
   *
   * @synonym deletionProtection, terminationProtection
   */
  readonly protect: boolean;
  /** Where Terraform keeps the state. */
  readonly backend: BackendConfig;
  /**
   * Role that Terraform assumes before it does anything, as an ARN.
   *
   * @pattern ^arn:(aws|aws-cn|aws-eusc|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-us-gov):iam::[0-9]{12}:role\/[\w+=,.@/-]+$
   * @code CONFIG_ROLE_ARN_FORM
   * @message The value is not the ARN of an IAM role.
   * @expected arn:aws:iam::<account id>:role/<name>
   * @fix copy the role's ARN from the AWS console
   * @default - the caller's own credentials are used
   */
  readonly runnerRoleArn?: string;
  /**
   * ARN of the policy that is the most that roles of the environment may do, those that name another boundary excepted. Raw roles of the
   * provider get it too.
   *
   * @pattern ^arn:(aws|aws-cn|aws-eusc|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-us-gov):iam::([0-9]{12}|aws):policy\/[\w+=,.@/-]+$
   * @code CONFIG_BOUNDARY_ARN_FORM
   * @message The value is not the ARN of an IAM policy.
   * @expected arn:aws:iam::<account id>:policy/<name>
   * @fix copy the policy's ARN from the AWS console
   * @default - no boundary; where the environment has a delivery stack, the boundary that this one makes
   */
  readonly rolesBoundaryArn?: string;
  /**
   * Further tags for every resource: letters, digits, spaces and `_.:/=+-@`. Keys of the tags that every resource has anyway are
   * refused, in whichever case.
   *
   * @default - only Project, Environment, Owner, ManagedBy and Stack
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * How names are made that no property gives: a template such as `{project}-{environment}-{stack}-{name}`, templates by kind of
   * resource (`iamRole`, `bucket`, …) with `default` for the others, or in code a function. `{name}` must be in a template; `{region}` and
   * `{account}` may be. Changing it in a deployed environment replaces what gets another name.
   *
   * @default - project, environment and what the construct is called; for most kinds the stack in between
   */
  readonly naming?: Naming;
  /**
   * How CloudWatch keeps the environment's logs, unless a log group says otherwise.
   *
   * @default - each kind of log as its construct says
   */
  readonly logs?: EnvironmentLogs;
  /**
   * Who is told by the alarms that constructs make by themselves. It is the switch for them: without it there are none, but those of a
   * construct that says itself who is told.
   *
   * @default - no alarms are made, and those of bastions tell nobody
   */
  readonly alarms?: EnvironmentAlarms;
  /**
   * What AWS has and our tables do not know yet: regions, instance types, endpoint services and so on.
   *
   * @default - only what the tables know is taken
   */
  readonly alsoKnown?: AlsoKnown;
  /**
   * Quotas that AWS has raised for the account in this region.
   *
   * @default - what every account has
   */
  readonly quotas?: RaisedQuotas;
}

/** Who is told by the alarms of an environment. */
export interface EnvironmentAlarms {
  /** ARNs that are told when an alarm goes off, and when all is well again: topics of SNS, mostly. */
  readonly actions: readonly string[];
}

/** How CloudWatch keeps the logs of an environment. */
export interface EnvironmentLogs {
  /**
   * Days that log groups are kept, one of those that CloudWatch Logs knows. Raw log groups of the provider that say nothing are kept so too.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @example 365
   * @default - each kind of log as its construct says
   */
  readonly retentionDays?: number;
  /**
   * ARN of the KMS key of log groups that have none of their own, in the environment's region. Its policy lets CloudWatch Logs use it.
   *
   * @default - CloudWatch Logs' own encryption
   */
  readonly keyArn?: string;
}
