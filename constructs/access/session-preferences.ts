import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { terraformJson } from "../core/texts/terraform-json";
import { EncryptionKey } from "../encryption/encryption-key";
import type { GrantStatement } from "../iam/grantable";
import { createLogGroup } from "../monitoring/log-group";
import type { BastionNames, SsmAccess } from "./bastion-props";

/** Properties of {@link SessionPreferences}. */
export interface SessionPreferencesProps {
  /** Last part of the names. */
  readonly name: string;
  /** Whole names, in the place of those that are made. */
  readonly names?: Pick<BastionNames, "sessionDocumentName" | "sessionLogGroupName" | "sessionKeyAliasName">;
  readonly access: SsmAccess;
  /** Days that session logs are kept. */
  readonly retentionDays: number;
  /** Names of further log groups that the key encrypts. */
  readonly otherLogGroupNames: readonly string[];
}

const DEFAULT_IDLE_MINUTES = 20;

/**
 * How sessions run: encrypted with a key of their own on top of TLS, streamed to an encrypted log group while they run, ended
 * when idle.
 *
 * The settings lie in a session document of its own and not in the account's `SSM-SessionManagerRunShell`, which there is only
 * once for every environment and team in the account. A session gets them when it is started with the document, as the
 * bastion's command does.
 */
export class SessionPreferences extends BaseConstruct {
  readonly key: EncryptionKey;
  readonly logGroup: CloudwatchLogGroup;
  readonly document: SsmDocument;
  readonly #logGroupName: string;

  constructor(scope: Construct, id: string, props: SessionPreferencesProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const { names = {} } = props;
    this.#logGroupName =
      names.sessionLogGroupName ?? stack.physicalName("logGroup", stack.stackName, props.name, "sessions");
    this.key = new EncryptionKey(this, "encryption", {
      name: `${stack.stackName}-${props.name}`,
      ...(names.sessionKeyAliasName === undefined ? {} : { aliasName: names.sessionKeyAliasName }),
      description: `Encrypts the sessions on ${props.name} and their logs`,
      logGroupNames: [this.#logGroupName, ...props.otherLogGroupNames],
    });
    this.logGroup = this.#createLogGroup(props);
    this.document = this.#createDocument(props);
  }

  /**
   * What the instance needs for sessions, and no more (Systems Manager User Guide, "Create a custom IAM role for Session
   * Manager", as of 2026-11). AWS's own policy AmazonSSMManagedInstanceCore would also let the instance read every parameter
   * of the account, secrets included, and take commands and associations, for which a bastion has no use.
   */
  get instanceStatements(): GrantStatement[] {
    const stack = EnvironmentStack.of(this);
    return [
      {
        sid: "SessionAgent",
        actions: [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        resources: ["*"],
        wildcardReason:
          "The actions of ssmmessages know no resource, and the role is there before the instance that ssm could name.",
      },
      { sid: "SessionKey", actions: ["kms:Decrypt"], resources: [this.key.arn] },
      {
        sid: "SessionLog",
        actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        resources: [stack.arn("logs", `log-group:${this.#logGroupName}:*`)],
      },
      // The agent looks whether the log group is encrypted before it sends anything.
      {
        sid: "FindLogGroup",
        actions: ["logs:DescribeLogGroups"],
        resources: ["*"],
        wildcardReason: "AWS knows no resource for the list of log groups.",
      },
    ];
  }

  #createLogGroup(props: SessionPreferencesProps): CloudwatchLogGroup {
    const { retentionDays } = props;
    return createLogGroup(this, "log-group", { name: this.#logGroupName, retentionDays, key: this.key });
  }

  /** Systems Manager User Guide, "Session document schema", as of 2026-11. Numbers are texts there. */
  #createDocument({ access, name, names }: SessionPreferencesProps): SsmDocument {
    const stack = EnvironmentStack.of(this);
    return new SsmDocument(this, "document", {
      name: names?.sessionDocumentName ?? stack.physicalName("ssmDocument", stack.stackName, name, "session"),
      documentType: "Session",
      documentFormat: "JSON",
      // Terraform compares it as a text.
      content: terraformJson({
        schemaVersion: "1.0",
        description: `Sessions on ${name}: encrypted, logged, ended when idle`,
        sessionType: "Standard_Stream",
        inputs: {
          s3BucketName: "",
          s3KeyPrefix: "",
          s3EncryptionEnabled: true,
          cloudWatchLogGroupName: this.logGroup.name,
          cloudWatchEncryptionEnabled: true,
          cloudWatchStreamingEnabled: true,
          kmsKeyId: this.key.arn,
          runAsEnabled: access.runAs !== undefined,
          runAsDefaultUser: access.runAs ?? "",
          idleSessionTimeout: String(access.idleMinutes ?? DEFAULT_IDLE_MINUTES),
          maxSessionDuration: access.maxMinutes === undefined ? "" : String(access.maxMinutes),
          shellProfile: { linux: "", windows: "" },
        },
      }),
    });
  }
}
