import { terraformJson } from "../../core/texts/terraform-json";
import { RECOMMENDED_TLS_POLICY } from "../../load-balancing/tls-policies";
import { EXTERNAL_SECRETS_API, SECRETS_MANAGER_STORE } from "../add-ons/external-secrets";
import { requests, spread } from "../charts/pod-values";
import type { HelmValue, HelmValues } from "../releases/release.types";
import { lockedDefaultProject } from "./argo-cd-projects";
import type { ArgoCdIngress, ArgoCdOptions, ArgoCdRepository, GitHubSignIn, OidcSignIn } from "./argocd.types";

/** Where Argo CD is reached by a port forward. */
const FORWARDED = "localhost:8080";

/** Secret that has the client's secret of the sign-in. */
const SIGN_IN_SECRET = "argocd-sign-in";

/** Where Argo CD looks for it in its own settings: `$<secret>:<key>`. */
const CLIENT_SECRET = `$${SIGN_IN_SECRET}:clientSecret`;

/** What the values depend on besides the options. */
export interface ArgoCdSurroundings {
  readonly protect: boolean;
  /** Ranges of the VPC. */
  readonly vpcCidrs: readonly string[];
  /** `Name` tag of the load balancer. */
  readonly loadBalancerName: string;
}

/** Values of the chart argo-cd. */
export function argoCdValues(options: ArgoCdOptions, around: ArgoCdSurroundings): HelmValues {
  const { ingress, signIn, scale } = options;
  const several = around.protect || (scale?.min ?? 1) > 1;
  return {
    global: {
      // The address that links and sign-ins lead back to; without an ingress that of the port forward in the guide.
      domain: ingress?.host ?? FORWARDED,
      ...(several ? { topologySpreadConstraints: spread() } : {}),
    },
    configs: configs(options),
    dex: signIn?.provider === "github" ? dexPods() : { enabled: false },
    controller: requests("250m", "512Mi"),
    server: {
      ...pods(scale, around.protect),
      ...requests("100m", "256Mi"),
      ...(ingress ? { ingress: ingressValues(ingress, around) } : {}),
    },
    repoServer: { ...pods(scale, around.protect), ...requests("100m", "512Mi"), copyutil: requests("50m", "64Mi") },
    applicationSet: {
      ...requests("50m", "128Mi"),
      ...(around.protect ? { replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } } : {}),
    },
    notifications: requests("50m", "128Mi"),
    redis: requests("50m", "64Mi"),
    redisSecretInit: requests("50m", "64Mi"),
    extraObjects: [lockedDefaultProject(), ...externalSecrets(options)],
  };
}

function dexPods(): HelmValues {
  return { ...requests("50m", "64Mi"), initImage: requests("50m", "64Mi") };
}

function configs({
  signIn,
  localAdmin,
  ingress,
  defaultPolicy,
  groups = {},
  repositories = {},
}: ArgoCdOptions): HelmValues {
  return {
    cm: { "admin.enabled": localAdmin !== undefined, ...(signIn ? signInConfig(signIn) : {}) },
    // The load balancer ends TLS; inside the VPC it speaks to the pod by its address.
    params: { "server.insecure": ingress !== undefined },
    rbac: {
      "policy.default": defaultPolicy === "none" ? "" : "role:readonly",
      "policy.csv": Object.entries(groups)
        .map(([group, role]) => `g, ${group}, role:${role}\n`)
        .sort()
        .join(""),
      scopes: "[groups]",
    },
    repositories: Object.fromEntries(
      Object.entries(repositories)
        .filter(([, { credentials }]) => credentials === undefined)
        .map(([name, { url, type = "git" }]) => [name, { name, type, url }]),
    ),
  };
}

/** The chart takes these two settings as texts in YAML; JSON is YAML. */
function signInConfig(signIn: GitHubSignIn | OidcSignIn): Record<string, string> {
  if (signIn.provider === "oidc") {
    const { issuer, clientId: clientID } = signIn;
    const requestedScopes = ["openid", "profile", "email", "groups"];
    return {
      "oidc.config": terraformJson({ name: "SSO", issuer, clientID, clientSecret: CLIENT_SECRET, requestedScopes }),
    };
  }
  const config = { clientID: signIn.clientId, clientSecret: CLIENT_SECRET, orgs: [{ name: signIn.organization }] };
  return { "dex.config": terraformJson({ connectors: [{ type: "github", id: "github", name: "GitHub", config }] }) };
}

function pods(scale: ArgoCdOptions["scale"], protect: boolean): HelmValues {
  const several = protect || (scale?.min ?? 1) > 1;
  return {
    ...(scale
      ? { autoscaling: { enabled: true, minReplicas: scale.min, maxReplicas: scale.max } }
      : { replicas: protect ? 2 : 1 }),
    ...(several ? { pdb: { enabled: true, maxUnavailable: 1 } } : {}),
  };
}

/** Annotations (AWS Load Balancer Controller 3.5, "Ingress annotations", as of 2026-08). */
function ingressValues(ingress: ArgoCdIngress, { vpcCidrs, loadBalancerName }: ArgoCdSurroundings): HelmValues {
  const annotation = (name: string) => `alb.ingress.kubernetes.io/${name}`;
  return {
    enabled: true,
    controller: "generic",
    ingressClassName: "alb",
    hostname: ingress.host,
    annotations: {
      [annotation("scheme")]: ingress.public ? "internet-facing" : "internal",
      [annotation("target-type")]: "ip",
      [annotation("listen-ports")]: JSON.stringify([{ HTTP: 80 }, { HTTPS: 443 }]),
      [annotation("ssl-redirect")]: "443",
      [annotation("ssl-policy")]: RECOMMENDED_TLS_POLICY,
      [annotation("certificate-arn")]: ingress.certificateArn,
      [annotation("inbound-cidrs")]: [...(ingress.cidrs ?? vpcCidrs)].sort().join(","),
      [annotation("backend-protocol")]: "HTTP",
      [annotation("healthcheck-path")]: "/healthz",
      [annotation("load-balancer-attributes")]: "routing.http.drop_invalid_header_fields.enabled=true",
      [annotation("tags")]: `Name=${loadBalancerName}`,
    },
  };
}

/** Secrets that External Secrets makes beside Argo CD, which knows them by their labels (Argo CD, "Declarative Setup", as of 2026-08). */
function externalSecrets({ signIn, repositories = {} }: ArgoCdOptions): HelmValue[] {
  const ofRepositories = Object.entries(repositories).flatMap(([name, repository]) =>
    repository.credentials ? [repositorySecret(name, repository, repository.credentials.secret)] : [],
  );
  return [...(signIn ? [signInSecret(signIn)] : []), ...ofRepositories];
}

function signInSecret({ clientSecret }: GitHubSignIn | OidcSignIn): HelmValue {
  return externalSecret(SIGN_IN_SECRET, {
    target: {
      name: SIGN_IN_SECRET,
      template: { mergePolicy: "Merge", metadata: { labels: { "app.kubernetes.io/part-of": "argocd" } } },
    },
    data: [{ secretKey: "clientSecret", remoteRef: { key: clientSecret.secret, property: clientSecret.field } }],
  });
}

/** All fields of the secret's JSON, and beside them what says which repository they are for. */
function repositorySecret(name: string, { url, type = "git" }: ArgoCdRepository, secret: string): HelmValue {
  return externalSecret(`argocd-repository-${name}`, {
    target: {
      name: `argocd-repository-${name}`,
      template: {
        mergePolicy: "Merge",
        metadata: { labels: { "argocd.argoproj.io/secret-type": "repository" } },
        data: { name, type, url },
      },
    },
    dataFrom: [{ extract: { key: secret } }],
  });
}

function externalSecret(name: string, spec: HelmValues): HelmValue {
  return {
    apiVersion: EXTERNAL_SECRETS_API,
    kind: "ExternalSecret",
    metadata: { name },
    spec: {
      refreshInterval: "1h",
      secretStoreRef: { kind: "ClusterSecretStore", name: SECRETS_MANAGER_STORE },
      ...spec,
    },
  };
}
