import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import type { Construct, IConstruct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { GroundplanError } from "../core/errors";
import { namedBy } from "../core/names/physical-names/name-source";

/** The issuer of the tokens of GitHub's workflows, without `https://` (GitHub Docs, "OpenID Connect in AWS", as of 2026-11). */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** Who the tokens are for when a workflow signs in to AWS (GitHub Docs, "OpenID Connect in AWS", as of 2026-11). */
export const GITHUB_AUDIENCE = "sts.amazonaws.com";

/** The identity provider of an account for GitHub, made here or elsewhere. */
export interface IGithubOidcProvider {
  readonly providerArn: string;
}

const made = new WeakMap<IConstruct, Map<string, GithubOidcProvider>>();

/**
 * Makes the workflows of github.com known to an account, so that roles can trust them. An account has one provider for an issuer: one
 * environment makes it, the others refer to it by {@link GithubOidcProvider.fromExisting}.
 *
 * There is no thumbprint: AWS checks the certificate of GitHub's keys against its own list of authorities (IAM API Reference,
 * `UpdateOpenIDConnectProviderThumbprint`, as of 2026-11).
 */
export class GithubOidcProvider extends BaseConstruct implements IGithubOidcProvider {
  /** The provider that the account of the stack has already. Nothing is looked up: its ARN follows from the account. */
  static fromExisting(scope: Construct, id: string): IGithubOidcProvider {
    return new ExistingGithubOidcProvider(scope, id);
  }

  readonly resource: IamOpenidConnectProvider;
  /** Known before the provider exists, so that a review of the first plan shows whom a role trusts. */
  readonly providerArn: string;

  /** @throws GroundplanError `GITHUB_PROVIDER_TWICE` when the app makes one for the account already */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    namedBy(this, "provider");
    const { account } = EnvironmentStack.of(this).environment;
    const byAccount = made.get(this.node.root) ?? new Map<string, GithubOidcProvider>();
    made.set(this.node.root, byAccount);
    const other = byAccount.get(account);
    if (other) throw twice(this, other, account);
    byAccount.set(account, this);
    this.providerArn = arnIn(this);
    this.resource = new IamOpenidConnectProvider(this, "Default", {
      url: `https://${GITHUB_ISSUER}`,
      clientIdList: [GITHUB_AUDIENCE],
    });
  }
}

/** The provider that the account of the stack has already. */
class ExistingGithubOidcProvider extends BaseConstruct implements IGithubOidcProvider {
  readonly providerArn = arnIn(this);
}

function arnIn(scope: IConstruct): string {
  return EnvironmentStack.of(scope).arn("iam", `oidc-provider/${GITHUB_ISSUER}`, { region: "" });
}

function twice(later: GithubOidcProvider, first: GithubOidcProvider, account: string): GroundplanError {
  return new GroundplanError([
    {
      code: "GITHUB_PROVIDER_TWICE",
      path: later.node.path,
      message: "An account has one identity provider for GitHub, and two parts of the app would make it.",
      found: `${first.node.path} and ${later.node.path}, both in account ${account}`,
      expected: "one that makes it; the others refer to it",
      fix: "write `provider: existing` below delivery.github in one of the two environments; in code, use GithubOidcProvider.fromExisting",
    },
  ]);
}
