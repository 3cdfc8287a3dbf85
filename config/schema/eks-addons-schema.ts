import type {
  AppOfApps,
  ArgoCdIngress,
  ArgoCdOptions,
  ArgoCdProject,
  ArgoCdRepository,
} from "../../constructs/helm/argo-cd/argocd.types";
import type {
  CertManagerOptions,
  ExternalDnsOptions,
  ExternalSecretsOptions,
  HelmReleasesProps,
  LoadBalancerControllerOptions,
  MetricsServerOptions,
} from "../../constructs/helm/releases/helm-releases.types";
import type { ChartReleaseOptions, ReleaseOptions } from "../../constructs/helm/releases/release.types";
import { type Assignable, about, byName, flag, type KeysOf, text, whole } from "./schema-parts";
import * as z from "./zod";

const { optional } = z;

/** Whatever YAML has. */
const anything = z.json();

function values() {
  return optional(
    about(
      "Further values of the chart, laid over those that are made; no secrets. Default: none.",
      z.record(z.string(), anything),
    ),
  );
}

function releaseOptions() {
  return {
    chartVersion: optional(about("Version of the chart. Default: the pinned one.", text(), ["3.5.0"])),
    values: values(),
  };
}

/** A release that is there with its defaults, with options, or not at all. */
function release<S extends z.core.$ZodType>(options: S) {
  return z.union([flag(), options]);
}

function zones() {
  return z.array(
    z.strictObject({
      zoneId: about("Id of the hosted zone.", text(), ["Z0123456789ABCDEFGHIJ"]),
      zoneName: about("Domain name of the zone.", text(), ["sandbox.example.com"]),
    }),
  );
}

function secretReference() {
  return z.strictObject({
    secret: about("Name of a secret of Secrets Manager.", text(), ["platform/argocd-github"]),
    field: about("Field of the secret's JSON.", text(), ["clientSecret"]),
  });
}

function signIn() {
  const client = {
    clientId: about("Client id.", text()),
    clientSecret: about("The client's secret.", secretReference()),
  };
  return z.discriminatedUnion("provider", [
    z.strictObject({
      provider: about("GitHub, for the members of an organization.", z.literal("github")),
      organization: about("Organization whose teams are the groups.", text()),
      ...client,
    }),
    z.strictObject({
      provider: about("Any OpenID Connect provider.", z.literal("oidc")),
      issuer: about("Issuer.", text(), ["https://login.example.com"]),
      ...client,
    }),
  ]);
}

function argoCd() {
  return z.strictObject({
    ...releaseOptions(),
    ingress: optional(
      about(
        "How it is reached. Default: by `kubectl port-forward` only.",
        z.strictObject({
          host: about("Host name.", text(), ["argocd.sandbox.example.com"]),
          certificateArn: about("ARN of the host's certificate in the environment's region.", text()),
          cidrs: optional(
            about(
              "IPv4 ranges that are let in; never everyone. Default: the VPC's own; none with `public`.",
              z.array(text()),
            ),
          ),
          public: optional(
            about(
              "Puts the load balancer into the public subnets, for `cidrs` only. Default: internal.",
              z.strictObject({ reason: about("Why; listed after each synth.", text()) }),
            ),
          ),
        }),
      ),
    ),
    signIn: optional(
      about(
        "Sign-in; needs an ingress and externalSecrets. Default: none; who administers the cluster has `argocd --core`.",
        signIn(),
      ),
    ),
    localAdmin: optional(
      about(
        "Keeps the built-in admin account. Default: it is off.",
        z.strictObject({ reason: about("Why; listed after each synth.", text()) }),
      ),
    ),
    looserAccess: optional(
      about(
        "Lets values loosen who may do what. Default: such values are refused.",
        z.strictObject({ reason: about("Why; listed after each synth.", text()) }),
      ),
    ),
    defaultPolicy: optional(about("What who is signed in may do. Default: readonly.", z.enum(["readonly", "none"]))),
    groups: optional(
      about(
        "Roles of Argo CD by group of the sign-in. Default: none.",
        z.record(text(), z.enum(["admin", "readonly"])),
      ),
    ),
    repositories: optional(
      about(
        "Repositories by name. Default: public ones only.",
        byName(
          "repository",
          z.strictObject({
            url: about("Address.", text(), ["https://github.com/example/apps.git"]),
            type: optional(about("What it holds. Default: git.", z.enum(["git", "helm"]))),
            credentials: optional(
              about(
                "Secret with the credentials. Default: the repository is public.",
                z.strictObject({
                  secret: about("Name of a secret of Secrets Manager.", text()),
                  kind: about("What the secret's JSON has.", z.enum(["password", "ssh", "github-app"])),
                }),
              ),
            ),
          }),
        ),
      ),
    ),
    apps: optional(
      about(
        "What the cluster runs, as the application of applications. Default: none.",
        z.strictObject({
          repoUrl: about("Address of the Git repository.", text(), ["https://github.com/example/apps.git"]),
          path: about("Folder that has the applications.", text(), ["clusters/sandbox"]),
          revision: about("Branch, tag or commit.", text(), ["main"]),
          prune: optional(about("Whether what leaves the repository leaves the cluster. Default: true.", flag())),
          selfHeal: optional(about("Whether changes made in the cluster are undone. Default: true.", flag())),
        }),
      ),
    ),
    projects: optional(
      about(
        "Projects of the applications by name. Default: none; the project `default` is locked.",
        byName(
          "project",
          z.strictObject({
            repositories: about("Repositories that its applications come from.", z.array(text()), [
              ["https://github.com/example/shop.git"],
            ]),
            namespaces: about("Namespaces that they bring things into.", z.array(text()), [["shop-*"]]),
            clusterKinds: optional(
              about(
                "Kinds without a namespace that they may bring. Default: their namespaces.",
                z.array(z.strictObject({ group: about("API group.", z.string()), kind: about("Kind.", text()) })),
              ),
            ),
          }),
        ),
      ),
    ),
    scale: optional(
      about(
        "Servers at least and most; needs metrics-server. Default: two if protected, else one.",
        z.strictObject({
          min: about("Least number.", whole(1, 100)),
          max: about("Greatest number.", whole(1, 100)),
        }),
      ),
    ),
  });
}

function chart() {
  return z.strictObject({
    repository: about("Address of the chart's repository.", text(), ["https://charts.example.com"]),
    chart: optional(about("Name of the chart. Default: the release's name.", text())),
    version: about("Version of the chart, whole.", text(), ["1.2.3"]),
    namespace: about("Namespace of the release; it is made.", text()),
    values: values(),
    after: optional(
      about("Releases that come before this one. Default: the load balancer controller.", z.array(text())),
    ),
    publicLoadBalancer: optional(
      about(
        "Lets the values ask for a load balancer on the internet. Default: internal ones.",
        z.strictObject({ reason: about("Why; listed after each synth.", text()) }),
      ),
    ),
    timeoutSeconds: optional(about("Seconds until everything runs. Default: 600.", whole(30, 3600))),
  });
}

/** What runs in the cluster from the start. */
export function eksAddons() {
  return z.strictObject({
    accessRoleArn: optional(
      about(
        "Role that Terraform reaches the Kubernetes API by: its ARN, or `role/<name>`. Default: the runner role, or the caller.",
        text(),
        ["role/platform-admin"],
      ),
    ),
    tunnelPort: optional(
      about(
        "Port of this machine that a tunnel to the Kubernetes API begins at. Default: straight to the endpoint.",
        whole(1, 65535),
        [8443],
      ),
    ),
    proxyUrl: optional(
      about("Proxy that the Kubernetes API is reached by. Default: the variable KUBE_PROXY_URL, else none.", text(), [
        "http://proxy.example.com:3128",
      ]),
    ),
    loadBalancerController: optional(
      about(
        "Load balancers for services and ingresses. Default: not installed.",
        release(
          z.strictObject({
            ...releaseOptions(),
            replicas: optional(about("Pods of the controller. Default: 2.", whole(1, 5))),
            internetFacing: optional(
              about("Whether load balancers may be reached from the internet. Default: false.", flag()),
            ),
          }),
        ),
      ),
    ),
    externalSecrets: optional(
      about(
        "Kubernetes secrets from Secrets Manager and Parameter Store. Default: not installed.",
        release(
          z.strictObject({
            ...releaseOptions(),
            secrets: optional(about("Secrets that may be read. Default: none.", z.array(text()), [["shop/*"]])),
            parameters: optional(about("Parameters that may be read. Default: none.", z.array(text()), [["/shop/*"]])),
            keyArns: optional(about("KMS keys that they are encrypted with. Default: AWS's own.", z.array(text()))),
            clusterStores: optional(about("Whether there are stores for the whole cluster. Default: true.", flag())),
          }),
        ),
      ),
    ),
    metricsServer: optional(
      about(
        "Resource use of pods and nodes. Default: not installed.",
        release(
          z.strictObject({
            ...releaseOptions(),
            replicas: optional(about("Pods of the server. Default: 2 if protected, else 1.", whole(1, 5))),
          }),
        ),
      ),
    ),
    argocd: optional(about("Argo CD. Default: not installed.", argoCd())),
    certManager: optional(
      about(
        "Certificates inside the cluster. Default: not installed.",
        release(
          z.strictObject({
            ...releaseOptions(),
            letsEncrypt: optional(
              about(
                "Certificates of Let's Encrypt by DNS-01. Default: no issuer.",
                z.strictObject({
                  email: about("Where the certificate authority writes to.", text()),
                  zones: about("Zones that names lie in.", zones()),
                }),
              ),
            ),
          }),
        ),
      ),
    ),
    externalDns: optional(
      about(
        "DNS records for services and ingresses. Default: not installed.",
        z.strictObject({
          ...releaseOptions(),
          zones: about("Zones that records are written to; no others.", zones()),
          deleteRecords: optional(about("Whether records go with what they are for. Default: true.", flag())),
        }),
      ),
    ),
    clusterAutoscaler: optional(
      about("Node groups that follow demand. Default: not installed.", release(z.strictObject(releaseOptions()))),
    ),
    sealedSecrets: optional(
      about("Secrets that are committed encrypted. Default: not installed.", release(z.strictObject(releaseOptions()))),
    ),
    charts: optional(about("Releases of other charts by name. Default: none.", byName("release", chart()))),
  });
}

type EksAddonsYaml = z.infer<ReturnType<typeof eksAddons>>;
type ArgoCdYaml = NonNullable<EksAddonsYaml["argocd"]>;

/** A value of a map by name. */
type Named<T> = NonNullable<T> extends Readonly<Record<string, infer Value>> ? Value : never;
/** The options of a release that may be a flag as well. */
type Options<T> = Exclude<NonNullable<T>, boolean>;

/** The checks that the compiler makes; nothing uses the type. */
export type EksAddonsSchemaMatchesProps = [
  Assignable<EksAddonsYaml, HelmReleasesProps>,
  Assignable<keyof HelmReleasesProps, keyof EksAddonsYaml>,
  Assignable<keyof LoadBalancerControllerOptions, keyof Options<EksAddonsYaml["loadBalancerController"]>>,
  Assignable<keyof ExternalSecretsOptions, keyof Options<EksAddonsYaml["externalSecrets"]>>,
  Assignable<keyof MetricsServerOptions, keyof Options<EksAddonsYaml["metricsServer"]>>,
  Assignable<keyof CertManagerOptions, keyof Options<EksAddonsYaml["certManager"]>>,
  Assignable<keyof ExternalDnsOptions, keyof NonNullable<EksAddonsYaml["externalDns"]>>,
  Assignable<keyof ReleaseOptions, keyof Options<EksAddonsYaml["clusterAutoscaler"]>>,
  Assignable<keyof ReleaseOptions, keyof Options<EksAddonsYaml["sealedSecrets"]>>,
  Assignable<keyof ChartReleaseOptions, keyof Named<EksAddonsYaml["charts"]>>,
  Assignable<keyof ArgoCdOptions, keyof ArgoCdYaml>,
  Assignable<keyof ArgoCdIngress, keyof NonNullable<ArgoCdYaml["ingress"]>>,
  Assignable<KeysOf<ArgoCdOptions["signIn"]>, KeysOf<ArgoCdYaml["signIn"]>>,
  Assignable<keyof ArgoCdRepository, keyof Named<ArgoCdYaml["repositories"]>>,
  Assignable<keyof ArgoCdProject, keyof Named<ArgoCdYaml["projects"]>>,
  Assignable<keyof AppOfApps, keyof NonNullable<ArgoCdYaml["apps"]>>,
];
