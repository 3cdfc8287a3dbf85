import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environment-stack";
import { GroundplanError } from "../core/errors";
import { EksCluster } from "../eks/cluster/eks-cluster";
import type { IEksCluster } from "../eks/cluster/eks-cluster.types";

/** The versions of the Helm provider that stacks plan with: `kubernetes` and `exec` are attributes since 3.0.0. */
export const HELM_PROVIDER_VERSIONS = ">= 3.1.0, < 4.0.0";

/** What `aws eks get-token` answers in, of those that Kubernetes still reads (AWS CLI, `eks/get_token.py`, as of 2026-08). */
const EXEC_API_VERSION = "client.authentication.k8s.io/v1beta1";

/** Properties of {@link ClusterHelmProvider}. */
export interface ClusterHelmProviderProps {
  /** Cluster that is installed into. It lies in another stack: a provider cannot wait for what its own stack makes. */
  readonly cluster: IEksCluster;
  /**
   * ARN of the IAM role that the Kubernetes API is reached by; it needs an access entry.
   *
   * @default - the environment's runner role, or else the caller's own credentials
   */
  readonly accessRoleArn?: string;
  /**
   * Name of the provider, for a stack with several clusters.
   *
   * @default - the only one
   */
  readonly alias?: string;
}

/**
 * Helm in one cluster. It signs in by `aws eks get-token` at each run: no kubeconfig, and no token in the state. Needs version 2 of
 * the AWS CLI where Terraform runs, and a way to the Kubernetes API.
 */
export class ClusterHelmProvider extends Construct {
  readonly cluster: IEksCluster;
  /** The Terraform provider. */
  readonly resource: HelmProvider;

  /** @throws GroundplanError if the cluster is made by the same stack */
  constructor(scope: Construct, id: string, props: ClusterHelmProviderProps) {
    super(scope, id);
    const { cluster, accessRoleArn, alias } = props;
    const stack = EnvironmentStack.of(this);
    if (cluster instanceof EksCluster && EnvironmentStack.of(cluster) === stack) throw this.#sameState(cluster);
    const roleArn = accessRoleArn ?? stack.environment.runnerRoleArn;
    this.cluster = cluster;
    this.resource = new HelmProvider(this, "helm", {
      kubernetes: {
        host: cluster.endpoint,
        clusterCaCertificate: Fn.base64decode(cluster.certificateAuthority),
        exec: {
          apiVersion: EXEC_API_VERSION,
          command: "aws",
          args: [
            ...["eks", "get-token", "--output", "json"],
            ...["--cluster-name", cluster.clusterName],
            ...["--region", stack.environment.region],
            ...(roleArn === undefined ? [] : ["--role-arn", roleArn]),
          ],
        },
      },
      ...(alias === undefined ? {} : { alias }),
    });
    stack.addOverride("terraform.required_providers.helm", {
      source: "hashicorp/helm",
      version: HELM_PROVIDER_VERSIONS,
    });
  }

  #sameState(cluster: EksCluster): GroundplanError {
    return new GroundplanError([
      {
        code: "HELM_SAME_STATE",
        path: this.node.path,
        message: "Helm signs in to the cluster at each plan, and this stack is the one that makes the cluster.",
        found: `${cluster.node.path} in the same stack`,
        expected: "a cluster of another stack, or one that existed before",
        fix: "make a stack for what runs in the cluster, and read the cluster there by eksFromContract",
      },
    ]);
  }
}
