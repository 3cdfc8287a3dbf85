import { EksCluster } from "../../../../constructs/eks";
import { OidcProvider } from "../../../../constructs/eks/identity";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { expectClusterProblems, type Found } from "./support";

const ISSUER = "oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

const EXISTING = {
  clusterName: "legacy",
  clusterArn: "arn:aws:eks:ap-northeast-2:111111111111:cluster/legacy",
  version: "1.34",
  endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com",
  certificateAuthority: "bGVnYWN5",
  oidcIssuer: `https://${ISSUER}`,
  oidcProviderArn: `arn:aws:iam::111111111111:oidc-provider/${ISSUER}`,
  clusterSecurityGroupId: "sg-0123456789abcdef0",
};

/** A cluster that exists; its identity provider may be one that is made here. */
function existing(props: Partial<typeof EXISTING>, provider: "named" | "made" = "named"): SynthesizedStack {
  return synthStack(
    (stack) => {
      const network = testNetwork(stack);
      const made = provider === "made" ? new OidcProvider(stack, "oidc", { issuer: EXISTING.oidcIssuer }) : undefined;
      const arn = made ? { oidcProviderArn: made.oidcProviderArn } : {};
      EksCluster.fromExisting(stack, "cluster", { ...EXISTING, ...props, ...arn, network });
    },
    { name: "eks" },
  );
}

interface Mistake extends Told<() => SynthesizedStack> {
  readonly step: () => SynthesizedStack;
  readonly problems: readonly Found[];
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "the identity provider of another cluster",
    step: () =>
      existing({
        oidcProviderArn: "arn:aws:iam::111111111111:oidc-provider/oidc.eks.ap-northeast-2.amazonaws.com/id/EXAMPLE",
      }),
    problems: [
      {
        property: "oidcProviderArn",
        code: "EKS_OIDC_PROVIDER_FOREIGN",
        message: "The identity provider is that of another issuer: it would trust another cluster's pods.",
        found: "a provider of oidc.eks.ap-northeast-2.amazonaws.com/id/EXAMPLE",
        expected: "the provider of oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
        fix: "take the provider whose ARN ends with the cluster's issuer; if there is none, make one with OidcProvider",
      },
    ],
    ways: [
      { says: "take the provider whose ARN ends with the cluster's issuer", to: () => existing({}) },
      { says: "if there is none, make one with OidcProvider", to: () => existing({}, "made") },
    ],
  },
  {
    mistake: "attributes in each other's place",
    step: () =>
      existing({ clusterArn: "legacy", endpoint: "legacy.example.com", oidcProviderArn: "oidc.eks", version: "v1.34" }),
    problems: [
      {
        property: "clusterArn",
        code: "EKS_EXISTING_INVALID",
        message: "This is not the ARN of a cluster.",
        found: '"legacy"',
        expected:
          "the ARN of a cluster, such as arn:aws:eks:ap-northeast-2:111111111111:cluster/shop-production, or a reference to one",
        fix: "take it from `aws eks describe-cluster`, cluster.arn",
      },
      {
        property: "version",
        code: "EKS_EXISTING_INVALID",
        message: "This is not a Kubernetes version.",
        found: '"v1.34"',
        expected: "a Kubernetes version, such as 1.35, or a reference to one",
        fix: "take it from `aws eks describe-cluster`, cluster.version",
      },
      {
        property: "endpoint",
        code: "EKS_EXISTING_INVALID",
        message: "This is not the address of a Kubernetes API.",
        found: '"legacy.example.com"',
        expected:
          "the address of a Kubernetes API, such as https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com, or a reference to one",
        fix: "take it from `aws eks describe-cluster`, cluster.endpoint",
      },
      {
        property: "oidcProviderArn",
        code: "EKS_EXISTING_INVALID",
        message: "This is not the ARN of an identity provider.",
        found: '"oidc.eks"',
        expected:
          "the ARN of an identity provider, such as arn:aws:iam::111111111111:oidc-provider/oidc.eks.…, or a reference to one",
        fix: "take it from `aws iam list-open-id-connect-providers`",
      },
    ],
    ways: [
      {
        says: ["cluster.arn", "cluster.version", "cluster.endpoint", "`aws iam list-open-id-connect-providers`"],
        to: () => existing({}),
      },
    ],
  },
];

test.each(MISTAKES)("a cluster that exists is refused for $mistake", ({ step, problems }) => {
  expectClusterProblems(step, problems);
});

testAdvice(MISTAKES, problemsIfAny);
