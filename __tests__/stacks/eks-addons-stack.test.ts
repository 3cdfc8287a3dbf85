import { Testing } from "cdktf";
import type { Environment } from "../../constructs/core/environment";
import type { Problem } from "../../constructs/core/errors";
import { collectChecks } from "../../constructs/core/validation";
import { valuesBelow } from "../../constructs/helm/values";
import type { NetworkProps } from "../../constructs/network/network-props";
import { EksAddonsStack } from "../../stacks/eks-addons-stack";
import type { EksAddonsProps } from "../../stacks/eks-addons-stack.types";
import { type EksProps, EksStack } from "../../stacks/eks-stack";
import { withoutTokenTraces } from "../../stacks/token-traces";
import { compactSnapshot, type StackJson } from "../support/compact-snapshot";
import { problemsOf, testEnvironment } from "../support/synth";

const NETWORK: NetworkProps = {
  cidr: "10.20.0.0/16",
  zones: ["a", "c"],
  nat: { mode: "single" },
  tiers: [
    { name: "public", kind: "public", prefixLength: 24 },
    { name: "app", kind: "private", prefixLength: 20 },
  ],
};
const EKS: EksProps = {
  version: "1.35",
  admins: ["role/platform"],
  nodeGroups: { app: { instanceTypes: ["m7g.large"], min: 1, max: 3 } },
};
const ADDONS: EksAddonsProps = {
  loadBalancerController: true,
  externalSecrets: { secrets: ["platform/*"] },
  metricsServer: true,
  argocd: {
    ingress: {
      host: "argocd.sandbox.example.com",
      certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/12345678-1234-1234-1234-123456789012",
    },
    signIn: {
      provider: "github",
      organization: "example",
      clientId: "Iv1.0123456789abcdef",
      clientSecret: { secret: "platform/argocd", field: "clientSecret" },
    },
    groups: { "example:platform": "admin" },
    apps: { repoUrl: "https://github.com/example/apps.git", path: "clusters/sandbox", revision: "main" },
  },
};

interface Parts {
  readonly network?: NetworkProps;
  /** Whether the cluster's stack is there as well. */
  readonly withCluster?: boolean;
  readonly eks?: EksProps;
  readonly addons?: EksAddonsProps;
  readonly environment?: Environment;
}

/** The stack of add-ons beside that of the cluster. */
function synth(parts: Parts = {}) {
  const { network = NETWORK, withCluster = true, eks = EKS, addons = ADDONS, environment = testEnvironment() } = parts;
  return withoutTokenTraces(() => {
    const app = Testing.app();
    if (withCluster) new EksStack(app, environment, network, eks);
    const stack = new EksAddonsStack(app, environment, network, eks, addons);
    const problems: readonly Problem[] = collectChecks(stack);
    const json: StackJson = JSON.parse(Testing.synth(stack));
    return { stack, problems, json };
  });
}

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

  it("is told of a way that is none, together with the rest", () => {
    const found = problemsOf(() =>
      synth({ addons: { accessRoleArn: "role/nobody", tunnelPort: 0, proxyUrl: "proxy:3128" } }),
    );
    expect(found.map(({ code, path, found: value }) => [code, path, value])).toEqual([
      ["EKS_SIGN_IN_WITHOUT_ACCESS", "sandbox-eks-addons › accessRoleArn", "arn:aws:iam::111111111111:role/nobody"],
      ["NUMBER_OUT_OF_RANGE", "sandbox-eks-addons › tunnelPort", "0 as a port"],
      ["API_ROUTE_TWICE", "sandbox-eks-addons › proxyUrl", "tunnelPort and proxyUrl"],
      ["API_PROXY_INVALID", "sandbox-eks-addons › proxyUrl", '"proxy:3128"'],
    ]);
  });
});

describe("mistakes between the stack and its surroundings", () => {
  it("a network in which the load balancer controller finds no subnets", () => {
    expect(problemsOf(() => synth({ network: { ...NETWORK, eksDiscovery: false } }))).toEqual([
      {
        path: "sandbox-eks-addons › loadBalancerController",
        code: "LOAD_BALANCER_SUBNETS",
        message: "The AWS Load Balancer Controller finds no subnets in two zones for internal load balancers.",
        found: "no tier with the tag kubernetes.io/role/internal-elb",
        expected: "a private tier with the tag kubernetes.io/role/internal-elb and subnets in two zones or more",
        fix: "give a tier of the network eks: internal-elb",
      },
    ]);
  });

  it("a network without public subnets for load balancers that the internet reaches, and one zone for the others", () => {
    const tiers = NETWORK.tiers.map((tier) => (tier.kind === "public" ? { ...tier, eks: "none" as const } : tier));
    const network = { ...NETWORK, zones: ["a"], tiers };
    const addons = { loadBalancerController: { internetFacing: true } };
    const found = problemsOf(() => synth({ network, addons, withCluster: false }));
    expect(found.map(({ code, found, fix }) => [code, found, fix])).toEqual([
      ["LOAD_BALANCER_SUBNETS", 'tier "app" in zone a', "add a zone to the network"],
      ["LOAD_BALANCER_SUBNETS", "no tier with the tag kubernetes.io/role/elb", "give a tier of the network eks: elb"],
    ]);
  });

  it("a role to sign in by that does not administer the cluster", () => {
    const accessRoleArn = "arn:aws:iam::111111111111:role/eks-deploy";
    const view = { deploy: { principal: "role/eks-deploy", policy: "view" as const } };
    const addons = { metricsServer: true, accessRoleArn };
    expect(problemsOf(() => synth({ eks: { ...EKS, access: view }, addons }))).toEqual([
      {
        path: "sandbox-eks-addons › accessRoleArn",
        code: "EKS_SIGN_IN_WITHOUT_ACCESS",
        message:
          "The role that Helm signs in to the cluster by does not administer the cluster; charts make cluster roles.",
        found: accessRoleArn,
        expected: "one of arn:aws:iam::111111111111:role/platform",
        fix: `add ${accessRoleArn} to the cluster's admins, or name one of them in accessRoleArn`,
      },
    ]);
  });

  it("a runner role that does not administer the cluster", () => {
    const environment = testEnvironment({ runnerRoleArn: "arn:aws:iam::111111111111:role/deploy" });
    const addons = { metricsServer: true };
    expect(problemsOf(() => synth({ environment, addons })).map(({ code, found }) => [code, found])).toEqual([
      ["EKS_SIGN_IN_WITHOUT_ACCESS", "arn:aws:iam::111111111111:role/deploy, the environment's runner role"],
    ]);
    expect(synth({ environment, eks: { ...EKS, admins: ["role/deploy"] }, addons }).problems).toEqual([]);
  });

  it("metrics-server in the stack and among the cluster's add-ons", () => {
    const eks = { ...EKS, addons: { "metrics-server": true } };
    expect(problemsOf(() => synth({ eks })).map(({ code, path }) => `${code} ${path}`)).toEqual([
      "HELM_ADDON_TWICE sandbox-eks-addons/releases › metricsServer",
    ]);
  });

  it("a chart of what the cluster has by default", () => {
    const chart = { repository: "https://charts.example.com", version: "1.2.3", namespace: "kube-system" };
    const addons = { charts: { dns: { ...chart, chart: "coredns" }, "aws-for-fluent-bit": chart } };
    expect(problemsOf(() => synth({ addons })).map(({ code, path }) => `${code} ${path}`)).toEqual([
      "HELM_ADDON_TWICE sandbox-eks-addons/releases › charts.dns",
    ]);
  });

  it("but metrics-server among the cluster's add-ons is enough for what scales", () => {
    const eks = { ...EKS, addons: { "metrics-server": true } };
    const argocd = { localAdmin: { reason: "the tests have no sign-in" }, scale: { min: 1, max: 2 } };
    expect(synth({ eks, addons: { argocd } }).problems).toEqual([]);
  });
});
