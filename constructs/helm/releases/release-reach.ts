import type { Problems } from "../../core/errors";
import type { IEksCluster } from "../../eks/cluster/eks-cluster.types";
import type { INetwork } from "../../network/network.types";
import type { HelmReleasesProps } from "./helm-releases.types";

/** The part of a cluster that says what its pods reach. */
export interface Reach {
  readonly network: Pick<INetwork, "hasNat" | "endpointServices">;
  readonly identity: IEksCluster["identity"];
}

/**
 * Adds `HELM_NEEDS_INTERNET` and `HELM_ENDPOINTS_MISSING` for controllers that could not do their work where the pods have no way to the
 * internet: the release would stand, or be taken back after its wait.
 */
export function checkReach(props: HelmReleasesProps, { network, identity }: Reach, problems: Problems): void {
  if (network.hasNat) return;
  for (const { at, because, fix } of inTheInternet(props)) {
    problems.add(at, {
      code: "HELM_NEEDS_INTERNET",
      message: `${because}, and the network has no NAT.`,
      found: `${at} without a way to the internet`,
      expected: "NAT, or a list of releases that do without",
      fix: `${fix}, or give the network NAT`,
    });
  }
  for (const [at, services] of servicesOf(props)) {
    // Pods get their credentials from STS, or from the agent on their node by its own endpoint.
    const called = services.length > 0 ? [...services, identity === "irsa" ? "sts" : "eks-auth"] : [];
    const missing = called.filter((service) => !network.endpointServices.includes(service)).sort();
    if (missing.length === 0) continue;
    problems.add(at, {
      code: "HELM_ENDPOINTS_MISSING",
      message: "The controller could not reach what it works with: the network has no NAT, and lacks endpoints.",
      found:
        network.endpointServices.length > 0
          ? `endpoints for ${[...network.endpointServices].sort().join(", ")}`
          : "no endpoints",
      expected: `also endpoints for ${missing.join(", ")}`,
      fix: `add them to the network's endpoints, take ${at} out, or give the network NAT`,
    });
  }
}

/** Whether the controller may put web ACLs in front of load balancers: without NAT it would wait for WAF, which has an endpoint of its own. */
export function reachesWaf({ hasNat, endpointServices }: Reach["network"]): boolean {
  return hasNat || endpointServices.includes("wafv2");
}

/** What works only with something that is in the internet and has no endpoint. */
function inTheInternet({ certManager, externalDns, argocd }: HelmReleasesProps) {
  return [
    ...(typeof certManager === "object" && certManager.letsEncrypt
      ? [
          {
            at: "certManager.letsEncrypt",
            because: "Let's Encrypt and Route 53 are reached by the internet only",
            fix: "take it out",
          },
        ]
      : []),
    ...(externalDns
      ? [
          {
            at: "externalDns",
            because: "Route 53 is reached by the internet only: its API has no endpoint in a region",
            fix: "take it out, and write the records in the configuration",
          },
        ]
      : []),
    ...(argocd?.signIn?.provider === "github"
      ? [
          {
            at: "argocd.signIn",
            because: "GitHub is reached by the internet only",
            fix: "use an issuer of the inside by provider: oidc",
          },
        ]
      : []),
  ];
}

/**
 * AWS services that each controller calls, by the names of their VPC endpoints (AWS Load Balancer Controller, "Installation: additional
 * requirements for isolated clusters", v3.5; Amazon EKS User Guide, "Deploy private clusters with limited internet access"; External Secrets,
 * "AWS Secrets Manager" and "Parameter Store"; kubernetes/autoscaler, "Cluster Autoscaler on AWS"; as of 2026-11).
 */
function servicesOf(props: HelmReleasesProps): (readonly [string, readonly string[]])[] {
  const { loadBalancerController, externalSecrets, clusterAutoscaler } = props;
  const { secrets = [], parameters = [] } = typeof externalSecrets === "object" ? externalSecrets : {};
  return [
    ["loadBalancerController", loadBalancerController ? ["ec2", "elasticloadbalancing"] : []],
    ["externalSecrets", [...(secrets.length > 0 ? ["secretsmanager"] : []), ...(parameters.length > 0 ? ["ssm"] : [])]],
    ["clusterAutoscaler", clusterAutoscaler ? ["autoscaling", "ec2", "eks"] : []],
  ];
}
