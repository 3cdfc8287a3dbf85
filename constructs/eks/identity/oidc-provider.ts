import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import type { Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { STS_AUDIENCE } from "./service-account-trust";

const SCHEME = "https://";

/** Properties of {@link OidcProvider}. */
export interface OidcProviderProps {
  /** Address of the cluster's OpenID Connect issuer with `https://`, as EKS gives it: a literal or a reference. */
  readonly issuer: string;
}

/**
 * Makes a cluster's OpenID Connect issuer known to IAM, so that roles can trust the tokens of its pods. One for each cluster.
 *
 * There is no thumbprint, and so nothing is looked up when a plan is made: IAM checks the certificates of EKS's issuers against
 * its own list of authorities (IAM API Reference, `UpdateOpenIDConnectProviderThumbprint`, as of 2026-11).
 */
export class OidcProvider extends BaseConstruct {
  /** The Terraform resource. */
  readonly resource: IamOpenidConnectProvider;
  /** The issuer without `https://`, as trust policies name it. */
  readonly issuer: string;

  /** @throws GroundplanError `OIDC_ISSUER_INVALID` */
  constructor(scope: Construct, id: string, props: OidcProviderProps) {
    super(scope, id);
    props = layDefaults(this, "OidcProvider", props);
    const problems = checkShape(this, "OidcProvider", props);
    checkIssuer(props.issuer, problems);
    problems.throwIfAny();
    this.issuer = withoutScheme(props.issuer);
    this.resource = new IamOpenidConnectProvider(this, "Default", { url: props.issuer, clientIdList: [STS_AUDIENCE] });
  }

  /** ARN of the provider; known after apply. */
  get oidcProviderArn(): string {
    return this.resource.arn;
  }
}

/** The issuer as trust policies name it: without `https://`, whether it was there or not. */
export function withoutScheme(issuer: string): string {
  if (Token.isUnresolved(issuer)) return Fn.trimprefix(issuer, SCHEME);
  return issuer.startsWith(SCHEME) ? issuer.slice(SCHEME.length) : issuer;
}

function checkIssuer(issuer: string, problems: Problems): void {
  if (Token.isUnresolved(issuer) || /^https:\/\/[a-z0-9.-]+(\/[\w./-]*[\w-])?$/.test(issuer)) return;
  problems.add("issuer", {
    code: "OIDC_ISSUER_INVALID",
    message: "This is not the address of an OpenID Connect issuer.",
    found: `"${issuer}"`,
    expected: "https://, a host, and a path without a slash at its end, or a reference to such an address",
    fix: "copy the address from the cluster, for example https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
  });
}
