import { exemptionsOf } from "../../../constructs/core/exemptions";
import type { ArgoCdOptions, HelmReleasesProps, HelmValues } from "../../../constructs/helm";
import { ALL, CERTIFICATE, INGRESS, SIGN_IN, synthReleases, valuesOf } from "./support";

/** Argo CD with what it needs; the values of its chart. */
function argoCdValues(options: Partial<ArgoCdOptions>, props: HelmReleasesProps = {}): HelmValues {
  const argocd = { ingress: INGRESS, signIn: SIGN_IN, ...options };
  return valuesOf(synthReleases({ ...ALL, ...props, argocd }), "argocd");
}

describe("Argo CD", () => {
  it("lets everyone who is signed in read, groups do more, and the built-in admin nothing", () => {
    const { configs } = argoCdValues({ groups: { "example:platform": "admin", "example:apps": "readonly" } });
    expect(configs).toMatchObject({
      cm: { "admin.enabled": false, "exec.enabled": false },
      rbac: {
        "policy.default": "role:readonly",
        "policy.csv": "g, example:apps, role:readonly\ng, example:platform, role:admin\n",
      },
    });
    expect(argoCdValues({ defaultPolicy: "none" }).configs).toMatchObject({ rbac: { "policy.default": "" } });
  });

  it("is reached by an internal load balancer with TLS, from the VPC", () => {
    const { server } = argoCdValues({}) as { server: { ingress: { annotations: Record<string, string> } } };
    expect(server.ingress).toMatchObject({ enabled: true, ingressClassName: "alb", hostname: INGRESS.host });
    expect(server.ingress.annotations).toMatchObject({
      "alb.ingress.kubernetes.io/scheme": "internal",
      "alb.ingress.kubernetes.io/target-type": "ip",
      "alb.ingress.kubernetes.io/inbound-cidrs": "10.0.0.0/16",
      "alb.ingress.kubernetes.io/certificate-arn": CERTIFICATE,
      "alb.ingress.kubernetes.io/tags": "Name=groundplan-sandbox-argocd",
    });
  });

  it("is on the internet only with a reason, which is listed, and for ranges that are named", () => {
    const reason = "contractors without a VPN, until 2027-01";
    const ingress = { ...INGRESS, cidrs: ["203.0.113.0/24"], public: { reason } };
    const loadBalancerController = { internetFacing: true };
    const synthesized = synthReleases({ ...ALL, loadBalancerController, argocd: { ingress, signIn: SIGN_IN } });
    expect(exemptionsOf(synthesized.stack)).toContainEqual({
      path: "sandbox-eks-addons/releases/argocd/release",
      rule: "public load balancer",
      reason,
    });
    expect(valuesOf(synthesized, "argocd")).toMatchObject({
      server: {
        ingress: {
          annotations: {
            "alb.ingress.kubernetes.io/scheme": "internet-facing",
            "alb.ingress.kubernetes.io/inbound-cidrs": "203.0.113.0/24",
          },
        },
      },
    });
  });

  it("keeps the built-in account only with a reason, which is listed", () => {
    const reason = "the sandbox has no sign-in of its own";
    const synthesized = synthReleases({ argocd: { localAdmin: { reason } } });
    expect(valuesOf(synthesized, "argocd")).toMatchObject({ configs: { cm: { "admin.enabled": true } } });
    expect(exemptionsOf(synthesized.stack)).toEqual([
      { path: "sandbox-eks-addons/releases/argocd", rule: "built-in admin account", reason },
    ]);
  });

  it("signs in by GitHub or OpenID Connect with a secret that External Secrets brings", () => {
    const github = argoCdValues({}) as { configs: { cm: Record<string, string> }; extraObjects: HelmValues[] };
    expect(JSON.parse(github.configs.cm["dex.config"] ?? "").connectors[0]).toMatchObject({
      type: "github",
      config: { clientSecret: "$argocd-sign-in:clientSecret", orgs: [{ name: "example" }] },
    });
    expect(github.extraObjects[0]).toMatchObject({
      kind: "ExternalSecret",
      spec: { data: [{ secretKey: "clientSecret", remoteRef: { key: "platform/argocd", property: "clientSecret" } }] },
    });
    const oidc = argoCdValues({
      signIn: { ...SIGN_IN, provider: "oidc", issuer: "https://login.example.com" },
    }) as { configs: { cm: Record<string, string> }; dex: object };
    expect(oidc.dex).toEqual({ enabled: false });
    expect(JSON.parse(oidc.configs.cm["oidc.config"] ?? "")).toMatchObject({
      issuer: "https://login.example.com",
      clientSecret: "$argocd-sign-in:clientSecret",
    });
  });

  it("knows public repositories by values, and others by secrets of Secrets Manager", () => {
    const values = valuesOf(synthReleases(ALL), "argocd") as { configs: object; extraObjects: HelmValues[] };
    expect(values.configs).toMatchObject({
      repositories: { charts: { name: "charts", type: "helm", url: "https://charts.example.com" } },
    });
    expect(values.extraObjects[1]).toMatchObject({
      metadata: { name: "argocd-repository-apps" },
      spec: {
        dataFrom: [{ extract: { key: "platform/git" } }],
        target: { template: { metadata: { labels: { "argocd.argoproj.io/secret-type": "repository" } } } },
      },
    });
  });

  it("brings what the cluster runs by one application, which may make applications only", () => {
    expect(valuesOf(synthReleases(ALL), "argocd-apps")).toMatchObject({
      projects: {
        apps: {
          sourceRepos: ["https://github.com/example/apps.git"],
          clusterResourceWhitelist: [],
          namespaceResourceWhitelist: ["AppProject", "Application", "ApplicationSet"].map((kind) => ({
            group: "argoproj.io",
            kind,
          })),
          finalizers: ["resources-finalizer.argocd.argoproj.io"],
        },
      },
      applications: {
        apps: {
          project: "apps",
          source: { path: "clusters/sandbox", targetRevision: "main" },
          syncPolicy: { automated: { prune: true, selfHeal: true } },
          finalizers: ["resources-finalizer.argocd.argoproj.io"],
        },
      },
    });
  });

  it("scales between bounds, or has two of each pod in protected environments", () => {
    expect(argoCdValues({ scale: { min: 2, max: 4 } })).toMatchObject({
      server: { autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 4 }, pdb: { enabled: true } },
    });
    const argocd = { localAdmin: { reason: "the tests have no sign-in" } };
    expect(valuesOf(synthReleases({ argocd }, { protect: true }), "argocd")).toMatchObject({
      server: { replicas: 2 },
      repoServer: { replicas: 2 },
    });
  });
});
