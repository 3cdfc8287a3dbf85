import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { GroundplanError } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { principalArn } from "../../eks/access/principal";
import { EksCluster } from "../../eks/cluster/eks-cluster";
import type { IEksCluster } from "../../eks/cluster/eks-cluster.types";
import { checkApiRoute } from "../add-ons/api-route-checks";

/** The versions of the Helm provider that stacks plan with: `kubernetes` and `exec` are attributes since 3.0.0. */
export const HELM_PROVIDER_VERSIONS = ">= 3.1.0, < 4.0.0";

/** What `aws eks get-token` answers in, of those that Kubernetes still reads (AWS CLI, `eks/get_token.py`, as of 2026-08). */
const EXEC_API_VERSION = "client.authentication.k8s.io/v1beta1";

/** Properties of {@link ClusterHelmProvider}. */
export interface ClusterHelmProviderProps {
  /** Cluster that is installed into. It lies in another stack: a provider cannot wait for what its own stack makes. */
  readonly cluster: IEksCluster;
  /**
   * IAM role that the Kubernetes API is reached by: its ARN, or `role/<name>` in the environment's account. It needs an access entry.
   *
   * @example role/platform-admin
   * @default - the environment's runner role, or else the caller's own credentials
   */
  readonly accessRoleArn?: string;
  /**
   * Port of this machine that a tunnel to the Kubernetes API begins at, 1 to 65535. The API's certificate is checked by its own name.
   *
   * @minimum 1
   * @maximum 65535
   * @example 8443
   * @default - straight to the endpoint
   */
  readonly tunnelPort?: number;
  /**
   * HTTP or SOCKS5 proxy that the Kubernetes API is reached by; not together with `tunnelPort`.
   *
   * @example http://proxy.example.com:3128
   * @default - what the variable `KUBE_PROXY_URL` says at each run, else none
   */
  readonly proxyUrl?: string;
  /**
   * Name of the provider, for a stack with several clusters.
   *
   * @default - the only one
   */
  readonly alias?: string;
}

/**
 * Helm in one cluster. It signs in by `aws eks get-token` at each run: no kubeconfig, and no token in the state. Needs the
 * AWS CLI where Terraform runs, and a way to the Kubernetes API.
 */
export class ClusterHelmProvider extends BaseConstruct {
  readonly cluster: IEksCluster;
  /** The Terraform provider. */
  readonly resource: HelmProvider;

  /** @throws GroundplanError if the cluster is made by the same stack, or with everything that is wrong with the way to it */
  constructor(scope: Construct, id: string, props: ClusterHelmProviderProps) {
    super(scope, id);
    props = layDefaults(this, "ClusterHelmProvider", props);
    const problems = checkShape(this, "ClusterHelmProvider", props);
    const { cluster, accessRoleArn, alias, tunnelPort, proxyUrl } = props;
    const stack = EnvironmentStack.of(this);
    if (cluster instanceof EksCluster && EnvironmentStack.of(cluster) === stack) throw this.#sameState(cluster);
    checkApiRoute(props, problems);
    problems.throwIfAny();
    const { account, runnerRoleArn } = stack.environment;
    const home = { account, partition: stack.partition };
    const roleArn = accessRoleArn === undefined ? runnerRoleArn : principalArn(accessRoleArn, home);
    this.cluster = cluster;
    this.resource = new HelmProvider(this, "helm", {
      kubernetes: {
        ...(tunnelPort === undefined ? { host: cluster.endpoint } : throughTunnel(cluster, tunnelPort)),
        ...(proxyUrl === undefined ? {} : { proxyUrl }),
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

/** The near end of a tunnel; the server is known by the name that its certificate is for. */
function throughTunnel({ endpoint }: IEksCluster, port: number) {
  return { host: `https://localhost:${port}`, tlsServerName: Fn.trimprefix(endpoint, "https://") };
}
