import { valuesBelow } from "../../../constructs/core/texts/values";
import type { EksAddonsProps } from "../../../stacks/eks/eks-addons-stack.types";
import type { EksProps } from "../../../stacks/eks/eks-stack.types";
import { compactSnapshot, type StackJson } from "../../support/compact-snapshot";
import { warningsOf } from "../../support/synth";
import { EKS, synth } from "./eks-addons-support";

/** The values of every release, a line for each. */
function valueLines({ resource }: StackJson): string {
  const releases = (resource as { helm_release: Record<string, { name: string; values: string[] }> }).helm_release;
  return Object.values(releases)
    .flatMap(({ name, values: [text = ""] }) =>
      valuesBelow(JSON.parse(text)).map(({ keys, value }) => `${name} ${keys.join(" › ")} = ${value}`),
    )
    .sort()
    .join("\n");
}

describe("the stack of what runs in the cluster", () => {
  const { stack, json, problems } = synth();

  it("is what a reviewer has seen", () => {
    expect(compactSnapshot(json)).toMatchSnapshot();
    expect(valueLines(json)).toMatchSnapshot();
  });

  it("has no problem", () => {
    expect(problems).toEqual([]);
  });

  it("is deployed after the cluster, and goes before it", () => {
    expect(stack.node.id).toBe("sandbox-eks-addons");
    expect(stack.dependencies.map(({ node }) => node.id)).toContain("sandbox-eks");
  });

  it("has nothing of the cluster in its state, and reads no token", () => {
    const types = Object.keys(json.resource as object);
    expect(types.sort()).toEqual(["aws_iam_role", "aws_iam_role_policy", "helm_release"]);
    expect(Object.keys(json.data as object)).toEqual(["terraform_remote_state"]);
  });

  it("reaches the cluster by what the cluster's stack publishes", () => {
    const { helm } = json.provider as { helm: { kubernetes: object }[] };
    expect(helm[0]?.kubernetes).toMatchObject({
      host: "${data.terraform_remote_state.eks.outputs.endpoint}",
      cluster_ca_certificate: "${base64decode(data.terraform_remote_state.eks.outputs.certificate_authority)}",
    });
  });

  it("signs in by the role that is named for it", () => {
    const accessRoleArn = "arn:aws:iam::111111111111:role/eks-deploy";
    const eks = { ...EKS, admins: [...EKS.admins, "role/eks-deploy"] };
    const { helm } = synth({ eks, addons: { metricsServer: true, accessRoleArn } }).json.provider as {
      helm: { kubernetes: { exec: { args: string[] } } }[];
    };
    expect(helm[0]?.kubernetes.exec.args.slice(-2)).toEqual(["--role-arn", accessRoleArn]);
    // STS AssumeRole takes an ARN only (AWS STS API Reference, `AssumeRole`, RoleArn, read 2026-11).
    const short = synth({ eks, addons: { metricsServer: true, accessRoleArn: "role/eks-deploy" } }).json;
    expect(short.provider).toEqual(synth({ eks, addons: { metricsServer: true, accessRoleArn } }).json.provider);
  });

  const kubernetes = (addons: EksAddonsProps) =>
    (synth({ addons }).json.provider as { helm: { kubernetes: object }[] }).helm[0]?.kubernetes;

  // Attributes of `kubernetes` (Helm provider 3.1, "Provider documentation", read 2026-11).
  it("reaches the cluster through a tunnel, and knows it by the name that its certificate is for", () => {
    expect(kubernetes({ metricsServer: true, tunnelPort: 8443 })).toMatchObject({
      host: "https://localhost:8443",
      tls_server_name: '${trimprefix(data.terraform_remote_state.eks.outputs.endpoint, "https://")}',
    });
  });

  it("reaches the cluster through a proxy", () => {
    expect(kubernetes({ metricsServer: true, proxyUrl: "socks5://localhost:1080" })).toMatchObject({
      host: "${data.terraform_remote_state.eks.outputs.endpoint}",
      proxy_url: "socks5://localhost:1080",
    });
  });
});

describe("beside EKS Auto Mode", () => {
  const { nodeGroups: _, ...withoutNodes } = EKS;
  const told = (eks: EksProps, addons: EksAddonsProps) =>
    warningsOf(synth({ eks, addons }).stack).filter((text) => text.startsWith("EKS Auto Mode"));

  it("what does the same is told of", () => {
    const eks = { ...withoutNodes, autoMode: true };
    expect(told(eks, { loadBalancerController: true, clusterAutoscaler: true })).toEqual([
      "EKS Auto Mode makes load balancers by itself: loadBalancerController is for ingresses and services of its own classes.",
      "EKS Auto Mode makes nodes by itself, and there are no node groups: clusterAutoscaler has nothing to do.",
    ]);
    expect(told(eks, { metricsServer: true })).toEqual([]);
  });

  it("an autoscaler is for the node groups, and without Auto Mode nothing is told", () => {
    const addons = { coredns: {}, "eks-pod-identity-agent": true, "kube-proxy": {}, "vpc-cni": {} };
    expect(told({ ...EKS, autoMode: true, addons }, { clusterAutoscaler: true })).toEqual([]);
    expect(told(EKS, { loadBalancerController: true, clusterAutoscaler: true })).toEqual([]);
  });
});
