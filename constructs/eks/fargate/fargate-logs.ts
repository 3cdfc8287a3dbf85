import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { type Problem, Problems } from "../../core/errors";
import { addStackFile } from "../../core/files/stack-files";
import { manifestText } from "../../core/texts/manifest-text";
import { addCheck } from "../../core/validation";
import type { IGrantable } from "../../iam/grantable";
import { logRetention } from "../../monitoring/environment-logs";
import { createLogGroup } from "../../monitoring/log-group";
import type { FargateCluster } from "./fargate-cluster.types";

/** Not "fargate-…", which is how profiles begin, whose names are the user's. */
const ID = "logs-of-fargate";
const DEFAULT_RETENTION_DAYS = 90;

/**
 * Logs of all pods of a cluster on Fargate: the log group, and the configuration of the log router that Fargate runs beside every
 * pod. One ConfigMap serves the whole cluster, so the profiles share the log group. Made with the first profile that logs.
 *
 * The router reads its configuration when a pod starts: apply `manifest`, which is written beside the stack's JSON too, before the
 * pods, or restart them.
 *
 * At synth: `EKS_FARGATE_LOG_RETENTION` when profiles ask for different retention times.
 */
export class FargateLogs extends BaseConstruct {
  /** The logs of a cluster's pods on Fargate; made when they are not there yet. */
  static of(cluster: FargateCluster): FargateLogs {
    const existing = cluster.node.tryFindChild(ID);
    return existing instanceof FargateLogs ? existing : new FargateLogs(cluster, ID, cluster.physicalName);
  }

  readonly logGroup: CloudwatchLogGroup;
  /** Name of the log group, as a literal. */
  readonly logGroupName: string;
  /** Days by the name of the profile that asks for them. */
  readonly #asked = new Map<string, number>();

  private constructor(scope: Construct, id: string, clusterName: string) {
    super(scope, id);
    this.logGroupName = `/aws/eks/${clusterName}/fargate`;
    this.logGroup = createLogGroup(this, "Default", {
      name: this.logGroupName,
      retentionDays: Lazy.numberValue({ produce: () => this.retentionDays }),
    });
    addStackFile(EnvironmentStack.of(this), `fargate-logging-${clusterName.toLowerCase()}.yaml`, () => this.manifest);
    addCheck(this, () => this.#problems());
  }

  /** Days that logs are kept: the most that profiles ask for; when none does, the environment's, else 90. */
  get retentionDays(): number {
    const asked = this.#asked.size === 0 ? undefined : Math.max(...this.#asked.values());
    return logRetention(this, asked, DEFAULT_RETENTION_DAYS);
  }

  /** Takes note of the retention time that a profile asks for. */
  askRetention(profile: string, days: number): void {
    this.#asked.set(profile, days);
  }

  /** Lets the log router of a profile's pods write. */
  grantWrite(grantable: IGrantable): void {
    grantable.grantee.allow({
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [EnvironmentStack.of(this).arn("logs", `log-group:${this.logGroupName}:*`)],
    });
  }

  /**
   * Namespace and ConfigMap that switch the log router on, in YAML; `kubectl apply -f -` takes it. There is no reference in it
   * (Amazon EKS User Guide, "Start AWS Fargate logging for your cluster", as of 2026-11).
   */
  get manifest(): string {
    return loggingManifest(this.logGroupName, EnvironmentStack.of(this).environment.region);
  }

  #problems(): readonly Problem[] {
    const problems = new Problems(this.node.path);
    if (new Set(this.#asked.values()).size > 1) {
      const asked = [...this.#asked].sort(([a], [b]) => (a < b ? -1 : 1));
      problems.add("retentionDays", {
        code: "EKS_FARGATE_LOG_RETENTION",
        message: "The pods of all profiles share one log group, and the profiles ask for different retention times.",
        found: asked.map(([profile, days]) => `${profile}: ${days} days`).join(", "),
        expected: "one retention time",
        fix: "say it in one profile only, or the same in all of them",
      });
    }
    return problems.list;
  }
}

function loggingManifest(logGroupName: string, region: string): string {
  const namespace = {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "aws-observability", labels: { "aws-observability": "enabled" } },
  };
  const configMap = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "aws-logging", namespace: "aws-observability" },
    data: {
      // The router's own messages would go to a log group that nobody made.
      flb_log_cw: "false",
      "filters.conf": section("FILTER", { Name: "parser", Match: "*", Key_Name: "log", Parser: "containerd" }).concat(
        section("FILTER", {
          Name: "kubernetes",
          Match: "kube.*",
          Merge_Log: "On",
          Keep_Log: "Off",
          Buffer_Size: "0",
          Kube_Meta_Cache_TTL: "300s",
        }),
      ),
      "output.conf": section("OUTPUT", {
        Name: "cloudwatch_logs",
        Match: "kube.*",
        region,
        log_group_name: logGroupName,
        log_stream_prefix: "fargate-",
        auto_create_group: "false",
      }),
      "parsers.conf": section("PARSER", {
        Name: "containerd",
        Format: "regex",
        Regex: "^(?<time>[^ ]+) (?<stream>stdout|stderr) (?<logtag>[FP]) (?<log>.*)$",
        Time_Key: "time",
        Time_Format: "%Y-%m-%dT%H:%M:%S.%L%z",
      }),
    },
  };
  return manifestText(namespace, configMap);
}

/** A section of Fluent Bit's classic configuration. */
function section(name: string, entries: Readonly<Record<string, string>>): string {
  const lines = Object.entries(entries).map(([key, value]) => `    ${key} ${value}`);
  return [`[${name}]`, ...lines, ""].join("\n");
}
