import type { Construct } from "constructs";
import { Contract, MOCK_ACCOUNT, MOCK_REGION, map, text } from "../../core/contract";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkCall } from "../../core/shapes/check-call";
import { canonicalJson } from "../../core/texts/canonical-json";
import type { INetwork } from "../../network/network.types";
import { hasPodIdentityAgent } from "../addons/selected-addons";
import type { IServiceAccountRole } from "../identity/service-account.types";
import type { EksCluster } from "./eks-cluster";
import type { EksClusterProps, IEksCluster } from "./eks-cluster.types";
import { ExistingEksCluster } from "./existing-eks-cluster";

const MOCK_ISSUER = `oidc.eks.${MOCK_REGION}.amazonaws.com/id/00000000000000000000000000000000`;

/**
 * What the stack with the cluster hands to the others.
 *
 * @param stack name of that stack without the environment
 */
export function eksContract(stack = "eks") {
  return new Contract(stack, {
    clusterName: text("Name of the cluster", "mock"),
    clusterArn: text("ARN of the cluster", `arn:aws:eks:${MOCK_REGION}:${MOCK_ACCOUNT}:cluster/mock`),
    endpoint: text(
      "Address of the Kubernetes API",
      `https://00000000000000000000000000000000.gr7.${MOCK_REGION}.eks.amazonaws.com`,
    ),
    certificateAuthority: text("Certificate authority of the Kubernetes API, base64", "bW9jaw=="),
    oidcIssuer: text("OpenID Connect issuer of the cluster without https://", MOCK_ISSUER),
    oidcProviderArn: text(
      "ARN of the issuer's identity provider in IAM",
      `arn:aws:iam::${MOCK_ACCOUNT}:oidc-provider/${MOCK_ISSUER}`,
    ),
    clusterSecurityGroupId: text("Security group of control plane and nodes", "sg-00000000000000000"),
    nodeRoleArns: map(
      "ARNs of the roles that nodes join by, by the name of the nodes; of EKS Auto Mode as autoMode and nodeClasses",
      (key) => `arn:aws:iam::${MOCK_ACCOUNT}:role/mock-nodes-${key}`,
    ),
    serviceAccountRoleArns: map(
      "ARNs of the roles of service accounts, by their names in the configuration",
      (key) => `arn:aws:iam::${MOCK_ACCOUNT}:role/mock-service-account-${key}`,
    ),
    serviceAccountSecurityGroupIds: map(
      "Security groups of the pods of service accounts that have one of their own, by their names in the configuration",
      (key) => `sg-mock-${key}`,
    ),
    serviceAccountObjects: map(
      "What service accounts have in the cluster, as a list in JSON for `kubectl apply -f -`, by their names in the configuration",
      (key) => canonicalJson({ apiVersion: "v1", kind: "List", items: [mockConfigMap(key)] }),
    ),
    karpenterObjects: map(
      "What Karpenter needs in the cluster, in JSON: values of its chart (values), and its node pools as a list for `kubectl apply -f -` (nodePools)",
      (key) => canonicalJson(key === "nodePools" ? { apiVersion: "v1", kind: "List", items: [] } : {}),
    ),
    connectCommand: text(
      "Command that makes kubectl talk to the cluster",
      `aws eks update-kubeconfig --region ${MOCK_REGION} --name mock`,
    ),
  });
}

function mockConfigMap(key: string) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: `mock-${key}-uses` }, data: {} };
}

/**
 * Publishes a cluster to the other stacks of its environment.
 *
 * @param serviceAccounts roles of service accounts by name
 * @param karpenter what Karpenter needs in the cluster, as texts in JSON
 */
export function publishEks(
  cluster: EksCluster,
  serviceAccounts: Readonly<Record<string, IServiceAccountRole>> = {},
  karpenter: { readonly values?: string; readonly nodePools?: string } = {},
): void {
  checkCall("publishEks", { cluster, serviceAccounts, karpenter });
  const stack = EnvironmentStack.of(cluster);
  eksContract(stack.stackName).publish(stack, {
    clusterName: cluster.clusterName,
    clusterArn: cluster.clusterArn,
    endpoint: cluster.endpoint,
    certificateAuthority: cluster.certificateAuthority,
    oidcIssuer: cluster.oidcIssuer,
    oidcProviderArn: cluster.oidcProviderArn,
    clusterSecurityGroupId: cluster.clusterSecurityGroupId,
    nodeRoleArns: { ...cluster.nodeRoleArns, ...cluster.autoMode?.roleArns },
    serviceAccountRoleArns: present(serviceAccounts, ({ roleArn }) => roleArn),
    serviceAccountSecurityGroupIds: present(serviceAccounts, ({ securityGroup }) => securityGroup?.securityGroupId),
    serviceAccountObjects: present(serviceAccounts, ({ objectsList }) => objectsList),
    karpenterObjects: Object.fromEntries(Object.entries(karpenter).filter(([, value]) => value !== undefined)),
    connectCommand: cluster.connectCommand,
  });
}

function present(
  serviceAccounts: Readonly<Record<string, IServiceAccountRole>>,
  read: (role: IServiceAccountRole) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(serviceAccounts).flatMap(([name, role]) => {
      const value = read(role);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What another stack is told of the cluster besides the contract: the same as the stack that makes it. */
export interface EksFromContractProps
  extends Pick<EksClusterProps, "version" | "identity" | "addons" | "ipFamily" | "autoMode"> {
  /**
   * Stack that publishes it, without the environment.
   *
   * @default "eks"
   */
  readonly stack?: string;
}

/**
 * The environment's cluster, as another stack sees it: ids come from the contract, everything else from the same configuration that
 * the cluster's stack is made from.
 */
export function eksFromContract(
  scope: Construct,
  id: string,
  network: INetwork,
  props: EksFromContractProps,
): IEksCluster {
  checkCall("eksFromContract", { scope, id, network, props });
  const outputs = eksContract(props.stack).read(EnvironmentStack.of(scope));
  return new ExistingEksCluster(scope, id, {
    clusterName: outputs.clusterName,
    clusterArn: outputs.clusterArn,
    endpoint: outputs.endpoint,
    certificateAuthority: outputs.certificateAuthority,
    oidcIssuer: outputs.oidcIssuer,
    oidcProviderArn: outputs.oidcProviderArn,
    clusterSecurityGroupId: outputs.clusterSecurityGroupId,
    network,
    version: props.version,
    ...(props.identity ? { identity: props.identity } : {}),
    ...(props.ipFamily ? { ipFamily: props.ipFamily } : {}),
    podIdentityAgent: hasPodIdentityAgent(props),
  });
}
