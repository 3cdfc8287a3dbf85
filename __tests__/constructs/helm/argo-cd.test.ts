import { exemptionsOf } from "../../../constructs/core/environments/exemptions";
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
      cm: { "admin.enabled": false },
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
      rule: "EKS-94",
      option: "publicLoadBalancer",
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
      { path: "sandbox-eks-addons/releases/argocd", rule: "EKS-95", option: "localAdmin", reason },
    ]);
  });

  it("signs in by GitHub or OpenID Connect with a secret that External Secrets brings", () => {
    const github = argoCdValues({}) as { configs: { cm: Record<string, string> }; extraObjects: HelmValues[] };
    expect(JSON.parse(github.configs.cm["dex.config"] ?? "").connectors[0]).toMatchObject({
      type: "github",
      config: { clientSecret: "$argocd-sign-in:clientSecret", orgs: [{ name: "example" }] },
    });
    expect(github.extraObjects[1]).toMatchObject({
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
    expect(values.extraObjects[2]).toMatchObject({
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
          namespaceResourceWhitelist: ["Application", "ApplicationSet"].map((kind) => ({
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

  it("locks the project that admits everything, whatever else there is", () => {
    const { extraObjects } = valuesOf(
      synthReleases({ argocd: { localAdmin: { reason: "the tests have no sign-in" } } }),
      "argocd",
    );
    expect(extraObjects).toEqual([
      {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "AppProject",
        metadata: {
          name: "default",
          annotations: { "helm.sh/hook": "post-install,post-upgrade", "helm.sh/hook-weight": "10" },
        },
        spec: { description: "Locked: applications name a project of their own", sourceRepos: [], destinations: [] },
      },
    ]);
  });

  it("has the projects of the configuration, which the repository cannot widen", () => {
    const projects = {
      shop: { repositories: ["https://github.com/example/shop.git"], namespaces: ["shop", "shop-*"] },
      operators: {
        repositories: ["https://github.com/example/operators.git"],
        namespaces: ["operators"],
        clusterKinds: [{ group: "apiextensions.k8s.io", kind: "CustomResourceDefinition" }],
      },
    };
    const synthesized = synthReleases({ argocd: { projects } });
    const server = "https://kubernetes.default.svc";
    expect(valuesOf(synthesized, "argocd-apps")).toEqual({
      projects: {
        shop: {
          namespace: "argocd",
          finalizers: ["resources-finalizer.argocd.argoproj.io"],
          sourceRepos: ["https://github.com/example/shop.git"],
          destinations: [
            { server, namespace: "shop" },
            { server, namespace: "shop-*" },
          ],
          clusterResourceWhitelist: [{ group: "", kind: "Namespace" }],
        },
        operators: expect.objectContaining({
          clusterResourceWhitelist: [{ group: "apiextensions.k8s.io", kind: "CustomResourceDefinition" }],
        }),
      },
    });
  });

  it("is the newest patch, unless another chart is chosen, which brings its own", () => {
    expect(argoCdValues({}).global).toMatchObject({ image: { tag: "v3.4.7" } });
    expect(argoCdValues({ chartVersion: "10.2.0" }).global).not.toHaveProperty("image");
  });

  it("knows its own address, with an ingress or by a port forward", () => {
    expect(argoCdValues({}).global).toMatchObject({ domain: INGRESS.host });
    expect(valuesOf(synthReleases({ argocd: {} }), "argocd").global).toMatchObject({ domain: "localhost:8080" });
  });

  it("lists what loosens who may do what with its reason", () => {
    const reason = "a training cluster without data";
    const values = { configs: { cm: { "exec.enabled": true } } };
    const synthesized = synthReleases({ argocd: { values, looserAccess: { reason } } });
    expect(exemptionsOf(synthesized.stack)).toEqual([
      { path: "sandbox-eks-addons/releases/argocd", rule: "EKS-96", option: "looserAccess", reason },
    ]);
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
