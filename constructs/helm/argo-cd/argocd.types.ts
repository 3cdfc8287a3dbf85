import type { ExemptionReason } from "../../core/environments/exemptions";
import type { Name } from "../../core/texts/text.types";
import type { ReleaseOptions } from "../releases/release.types";

/** How Argo CD is reached: a load balancer of its own, in the private subnets unless a reason says otherwise. */
export interface ArgoCdIngress {
  /**
   * Host name: `argocd.sandbox.example.com`.
   *
   * @example argocd.sandbox.example.com
   */
  readonly host: string;
  /** ARN of the ACM certificate of the host, in the environment's region. */
  readonly certificateArn: string;
  /**
   * IPv4 ranges that are let in; never everyone.
   *
   * @default - the VPC's own; with `public` there is no default
   */
  readonly cidrs?: readonly string[];
  /**
   * Puts the load balancer into the public subnets, for `cidrs` only.
   *
   * @default - internal: reached from the VPC and what is connected to it
   */
  readonly public?: ExemptionReason;
}

/** A secret of Secrets Manager, by the name that the external-secrets role may read. */
export interface SecretReference {
  /**
   * Name of the secret: `platform/argocd-github`.
   *
   * @example platform/argocd-github
   */
  readonly secret: string;
  /**
   * Field of the secret's JSON.
   *
   * @example clientSecret
   */
  readonly field: string;
}

/** Sign-in by GitHub, for the members of an organization. */
export interface GitHubSignIn {
  /** GitHub, for the members of an organization. */
  readonly provider: "github";
  /** Organization whose teams are the groups: `<organization>:<team>`. */
  readonly organization: string;
  /** Client id. */
  readonly clientId: string;
  /** The client's secret. */
  readonly clientSecret: SecretReference;
}

/** Sign-in by any OpenID Connect provider. */
export interface OidcSignIn {
  /** Any OpenID Connect provider. */
  readonly provider: "oidc";
  /**
   * Issuer: `https://…`.
   *
   * @example https://login.example.com
   */
  readonly issuer: string;
  /** Client id. */
  readonly clientId: string;
  /** The client's secret. */
  readonly clientSecret: SecretReference;
}

/** Credentials of a repository. */
export interface RepositoryCredentials {
  /** Name of a secret of Secrets Manager. */
  readonly secret: string;
  /** What the secret's JSON has. */
  readonly kind: "password" | "ssh" | "github-app";
}

/** A repository that Argo CD reads, with the field names of its credentials in Secrets Manager. */
export interface ArgoCdRepository {
  /**
   * Address: `https://github.com/<organization>/<repository>.git`, `git@…`, or of a chart repository.
   *
   * @example https://github.com/example/apps.git
   */
  readonly url: string;
  /**
   * What it holds.
   *
   * @default "git"
   */
  readonly type?: "git" | "helm";
  /**
   * Secret of Secrets Manager whose JSON has the credentials: `username` and `password`, or `sshPrivateKey`, or `githubAppID`,
   * `githubAppInstallationID` and `githubAppPrivateKey`.
   *
   * @default - the repository is public
   */
  readonly credentials?: RepositoryCredentials;
}

/** The application whose manifests are applications: everything else in the cluster comes from there. */
export interface AppOfApps {
  /**
   * Address of the Git repository.
   *
   * @example https://github.com/example/apps.git
   */
  readonly repoUrl: string;
  /**
   * Folder of the repository that has the applications.
   *
   * @example clusters/sandbox
   */
  readonly path: string;
  /**
   * Branch, tag or commit.
   *
   * @example main
   */
  readonly revision: string;
  /**
   * Whether what is taken out of the repository is taken out of the cluster.
   *
   * @default true
   */
  readonly prune?: boolean;
  /**
   * Whether changes made in the cluster are undone.
   *
   * @default true
   */
  readonly selfHeal?: boolean;
}

/** A kind of Kubernetes objects that lie in no namespace. */
export interface ClusterKind {
  /**
   * API group; empty for the core group.
   *
   * @minLength 0
   */
  readonly group: string;
  /** Kind. */
  readonly kind: string;
}

/** What applications of one kind may come from and bring. */
export interface ArgoCdProject {
  /**
   * Addresses of the repositories that its applications come from.
   *
   * @example ["https://github.com/example/shop.git"]
   */
  readonly repositories: readonly string[];
  /**
   * Namespaces of this cluster that they bring things into; `*` stands for any characters. Never Argo CD's own, nor `kube-system`.
   *
   * @example ["shop-*"]
   */
  readonly namespaces: readonly string[];
  /**
   * Kinds without a namespace that they may bring.
   *
   * @default - none but their namespaces
   */
  readonly clusterKinds?: readonly ClusterKind[];
}

/** How many servers and repository servers of Argo CD there are. */
export interface ArgoCdScale {
  /**
   * Least number.
   *
   * @minimum 1
   * @maximum 100
   * @counts pods
   */
  readonly min: number;
  /**
   * Greatest number.
   *
   * @minimum 1
   * @maximum 100
   * @counts pods
   */
  readonly max: number;
}

/** Argo CD. */
export interface ArgoCdOptions extends ReleaseOptions {
  /**
   * How it is reached. Needs the AWS Load Balancer Controller.
   *
   * @default - by `kubectl port-forward` only
   */
  readonly ingress?: ArgoCdIngress;
  /**
   * Sign-in. Needs an ingress, and External Secrets for the client's secret.
   *
   * @default - none: who administers the cluster uses `argocd --core`, which asks the Kubernetes API and not Argo CD; see `localAdmin` too
   */
  readonly signIn?: GitHubSignIn | OidcSignIn;
  /**
   * Keeps the built-in `admin` account, whose password nobody's name is on.
   *
   * @default - it is off
   */
  readonly localAdmin?: ExemptionReason;
  /**
   * Lets `values` loosen who may do what: `exec.enabled`, `users.anonymous.enabled`, `server.disable.auth`, policies that widen
   * `role:readonly`. Listed with the other exemptions.
   *
   * @default - such values are refused
   */
  readonly looserAccess?: ExemptionReason;
  /**
   * What who is signed in may do unless a group says more: the read-only role, or nothing.
   *
   * @default "readonly"
   */
  readonly defaultPolicy?: "readonly" | "none";
  /**
   * Roles of Argo CD by group of the sign-in.
   *
   * @default - none
   */
  readonly groups?: Readonly<Record<string, "admin" | "readonly">>;
  /**
   * Repositories by a name of yours. Credentials need External Secrets.
   *
   * @named repository
   * @default - public ones only
   */
  readonly repositories?: Readonly<Record<Name, ArgoCdRepository>>;
  /**
   * What the cluster runs, as the application of applications.
   *
   * @default - none
   */
  readonly apps?: AppOfApps;
  /**
   * Projects of the applications, by name. They are made here and not by the repository, so that who may write to it cannot widen them; the
   * project `default` is locked.
   *
   * @named project
   * @default - none: applications have no project that they could name
   */
  readonly projects?: Readonly<Record<Name, ArgoCdProject>>;
  /**
   * How many servers and repository servers there are at least and most. Needs metrics-server.
   *
   * @default - two of each in protected environments, else one
   */
  readonly scale?: ArgoCdScale;
}
