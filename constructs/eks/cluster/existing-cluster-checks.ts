import { Token } from "cdktf";
import type { Problems } from "../../core/errors";
import type { ExistingEksClusterProps } from "./eks-cluster.types";

/** What an attribute of a cluster looks like. */
interface Form {
  readonly pattern: RegExp;
  /** Said of a text that is none. */
  readonly what: string;
  readonly example: string;
  /** Field of `aws eks describe-cluster`, or another place to find it. */
  readonly found: string;
}

const ISSUER = /^(?:https:\/\/)?([a-z0-9.-]+(?:\/[\w./-]*[\w-])?)$/;

const FORMS = {
  clusterName: {
    pattern: /^[0-9A-Za-z][\w-]{0,99}$/,
    what: "the name of a cluster",
    example: "shop-production",
    found: "cluster.name",
  },
  clusterArn: {
    pattern: /^arn:aws[a-z-]*:eks:[a-z0-9-]+:\d{12}:cluster\/[0-9A-Za-z][\w-]{0,99}$/,
    what: "the ARN of a cluster",
    example: "arn:aws:eks:ap-northeast-2:111111111111:cluster/shop-production",
    found: "cluster.arn",
  },
  version: { pattern: /^1\.\d{1,2}$/, what: "a Kubernetes version", example: "1.35", found: "cluster.version" },
  endpoint: {
    pattern: /^https:\/\/[\w.-]+$/,
    what: "the address of a Kubernetes API",
    example: "https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com",
    found: "cluster.endpoint",
  },
  certificateAuthority: {
    pattern: /^[A-Za-z0-9+/]+={0,2}$/,
    what: "a certificate in base64",
    example: "LS0tLS1CRUdJTi…",
    found: "cluster.certificateAuthority.data",
  },
  oidcIssuer: {
    pattern: ISSUER,
    what: "an OpenID Connect issuer",
    example: "oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    found: "cluster.identity.oidc.issuer",
  },
  oidcProviderArn: {
    pattern: /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/.+$/,
    what: "the ARN of an identity provider",
    example: "arn:aws:iam::111111111111:oidc-provider/oidc.eks.…",
    found: "aws iam list-open-id-connect-providers",
  },
  clusterSecurityGroupId: {
    pattern: /^sg-[0-9a-f]+$/,
    what: "the id of a security group",
    example: "sg-0123456789abcdef0",
    found: "cluster.resourcesVpcConfig.clusterSecurityGroupId",
  },
} satisfies Partial<Record<keyof ExistingEksClusterProps, Form>>;

/** Checks the forms of what is said of a cluster that exists, as far as it is literal. */
export function checkExistingCluster(props: ExistingEksClusterProps, problems: Problems): void {
  for (const [property, { pattern, what, example, found }] of Object.entries(FORMS)) {
    const value = props[property as keyof typeof FORMS];
    if (Token.isUnresolved(value) || pattern.test(value)) continue;
    problems.add(property, {
      code: "EKS_EXISTING_INVALID",
      message: `This is not ${what}.`,
      found: `"${value}"`,
      expected: `${what}, such as ${example}, or a reference to one`,
      fix: `take it from ${found.startsWith("aws ") ? `\`${found}\`` : `\`aws eks describe-cluster\`, ${found}`}`,
    });
  }
  checkSameIssuer(props, problems);
}

/** A provider of another issuer would let that one's pods in, and none of this cluster's. */
function checkSameIssuer({ oidcIssuer, oidcProviderArn }: ExistingEksClusterProps, problems: Problems): void {
  if (Token.isUnresolved(oidcIssuer) || Token.isUnresolved(oidcProviderArn)) return;
  const issuer = ISSUER.exec(oidcIssuer)?.[1];
  const [, provider] = /:oidc-provider\/(.+)$/.exec(oidcProviderArn) ?? [];
  if (issuer === undefined || provider === undefined || issuer === provider) return;
  problems.add("oidcProviderArn", {
    code: "EKS_OIDC_PROVIDER_FOREIGN",
    message: "The identity provider is that of another issuer: it would trust another cluster's pods.",
    found: `a provider of ${provider}`,
    expected: `the provider of ${issuer}`,
    fix: "take the provider whose ARN ends with the cluster's issuer; if there is none, make one with OidcProvider",
  });
}
