import { readFileSync } from "node:fs";
import { exemptionsOf } from "../../../constructs/core/environments/exemptions";
import { ServiceAccountRole } from "../../../constructs/eks/identity/service-account-role";
import {
  AwsLoadBalancerController,
  CHARTS,
  HelmChart,
  HelmReleases,
  type HelmReleasesProps,
  type HelmValues,
} from "../../../constructs/helm";
import { resourcesOf, warningsOf } from "../../support/synth";
import { ALL, releaseOf, releasesBefore, synthHelm, synthReleases, testProvider, valuesOf, ZONE } from "./support";

/** Pods apart from each other, in zones and on nodes. */
const SPREAD = ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) =>
  expect.objectContaining({ topologyKey, maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway" }),
);

describe("classes of a cluster", () => {
  const objectsOf = (synthesized: ReturnType<typeof synthReleases>) =>
    Object.values(valuesOf(synthesized, "cluster-classes").objects ?? {});

  it("are a release before charts, with a class that asks for encryption", () => {
    const synthesized = synthReleases(
      { storageClass: { reclaim: "Retain" }, charts: { own: OWN } },
      { addons: ["aws-ebs-csi-driver"] },
    );
    expect(objectsOf(synthesized)).toEqual([
      expect.objectContaining({
        kind: "StorageClass",
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3", encrypted: "true" },
        reclaimPolicy: "Retain",
      }),
    ]);
    expect(releasesBefore(synthesized, "own")).toEqual(["cluster-classes"]);
  });

  it("are those of EKS Auto Mode where the cluster has it, with the parameters of the ingress class", () => {
    const synthesized = synthHelm((stack) => {
      const provider = testProvider(stack);
      new HelmReleases(stack, "releases", {
        provider,
        autoMode: true,
        storageClass: true,
        ingressClass: { internetFacing: true },
      });
    });
    expect(objectsOf(synthesized)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "StorageClass", provisioner: "ebs.csi.eks.amazonaws.com" }),
        expect.objectContaining({ kind: "IngressClassParams", spec: { scheme: "internet-facing" } }),
        expect.objectContaining({
          kind: "IngressClass",
          spec: expect.objectContaining({ controller: "eks.amazonaws.com/alb" }),
        }),
      ]),
    );
  });

  it("are not there unless they are asked for", () => {
    const { resources } = synthReleases({ metricsServer: true, storageClass: false, ingressClass: false });
    expect(Object.values(resources.helm_release ?? {}).map(({ name }) => name)).toEqual(["metrics-server"]);
  });
});

const OWN = { repository: "https://charts.example.com", version: "1.2.3", namespace: "own" };

describe("a release", () => {
  it("is pinned, waits, and is undone when it fails", () => {
    expect(releaseOf(synthReleases({ metricsServer: true }), "metrics-server")).toEqual({
      name: "metrics-server",
      repository: "https://kubernetes-sigs.github.io/metrics-server",
      chart: "metrics-server",
      version: CHARTS.metricsServer.version,
      namespace: "kube-system",
      create_namespace: false,
      atomic: true,
      cleanup_on_fail: true,
      wait: true,
      wait_for_jobs: true,
      max_history: 5,
      timeout: 600,
      lifecycle: { create_before_destroy: true },
      provider: "helm",
      values: ['{"containerPort":10251,"replicas":1}'],
    });
  });

  it("makes its namespace, except that of the system", () => {
    const { resources } = synthReleases(ALL);
    const made = Object.values(resources.helm_release ?? {}).map(({ namespace, create_namespace }) => [
      namespace,
      create_namespace,
    ]);
    expect(Object.fromEntries(made as [string, boolean][])).toEqual({
      "kube-system": false,
      argocd: true,
      "cert-manager": true,
      "external-dns": true,
      "external-secrets": true,
    });
  });

  it("takes another version and further values, which are laid over ours key by key", () => {
    const synthesized = synthReleases({
      loadBalancerController: {
        chartVersion: "3.4.3",
        values: { enableShield: true, serviceAccount: { automountServiceAccountToken: false }, newInThatVersion: 1 },
      },
    });
    expect(releaseOf(synthesized, "aws-load-balancer-controller").version).toBe("3.4.3");
    expect(valuesOf(synthesized, "aws-load-balancer-controller")).toMatchObject({
      enableShield: true,
      newInThatVersion: 1,
      serviceAccount: { create: true, automountServiceAccountToken: false },
    });
  });

  it("writes its values in one order, whatever order they were given in", () => {
    const text = (values: HelmValues) =>
      releaseOf(synthReleases({ metricsServer: { values } }), "metrics-server").values;
    expect(text({ args: ["--v=2"], service: { port: 443, type: "ClusterIP" } })).toEqual(
      text({ service: { type: "ClusterIP", port: 443 }, args: ["--v=2"] }),
    );
  });

  it("keeps templates of its values out of Terraform's hands", () => {
    const { values } = releaseOf(
      synthReleases({ metricsServer: { values: { podAnnotations: { note: "${HOSTNAME} %{x}" } } } }),
      "metrics-server",
    );
    expect(values).toEqual(['{"containerPort":10251,"podAnnotations":{"note":"$${HOSTNAME} %%{x}"},"replicas":1}']);
  });
});

describe("a cluster that is newer than what a chart's maintainers have named", () => {
  const warnings = (props: HelmReleasesProps) =>
    warningsOf(synthReleases(props, { cluster: { version: "1.37" } }).stack);

  it("is a warning, until a chart is chosen", () => {
    expect(warnings({ certManager: true, metricsServer: true })).toEqual([
      "cert-manager v1.21.1 is supported up to Kubernetes 1.36, and the cluster has 1.37: choose a newer chartVersion.",
    ]);
    expect(warnings({ certManager: { chartVersion: "v1.22.0" } })).toEqual([]);
  });
});

describe("Helm in the cluster", () => {
  const providerOf = (json: string) => JSON.parse(json).provider.helm[0].kubernetes;

  it("signs in by aws eks get-token at each run, with nothing in the state", () => {
    const { json } = synthReleases({ metricsServer: true });
    expect(providerOf(json)).toEqual({
      host: "https://0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com",
      cluster_ca_certificate: '${base64decode("Y2VydGlmaWNhdGU=")}',
      exec: {
        api_version: "client.authentication.k8s.io/v1beta1",
        command: "aws",
        args: [
          ...["eks", "get-token", "--output", "json"],
          ...["--cluster-name", "groundplan-sandbox", "--region", "ap-northeast-2"],
        ],
      },
    });
    expect(JSON.parse(json).data).toBeUndefined();
  });

  it("signs in by the environment's runner role where there is one", () => {
    const runnerRoleArn = "arn:aws:iam::111111111111:role/runner";
    const { args } = providerOf(synthReleases({ metricsServer: true }, { runnerRoleArn }).json).exec;
    expect(args.slice(-2)).toEqual(["--role-arn", runnerRoleArn]);
  });

  it("takes a range of provider versions", () => {
    expect(JSON.parse(synthReleases({ metricsServer: true }).json).terraform.required_providers.helm).toEqual({
      source: "hashicorp/helm",
      version: ">= 3.1.0, < 4.0.0",
    });
  });
});

describe("the order of releases", () => {
  const everything = synthReleases(ALL);

  it("puts the load balancer controller before every other release, so that it goes last", () => {
    const others = resourcesOf(everything, "helm_release")
      .map(({ name }) => String(name))
      .filter((name) => !["aws-load-balancer-controller", "argocd-apps"].includes(name));
    expect(others).toHaveLength(7);
    for (const name of others) expect(releasesBefore(everything, name)).toContain("aws-load-balancer-controller");
    expect(releasesBefore(everything, "aws-load-balancer-controller")).toEqual([]);
  });

  it("puts cert-manager before the load balancer controller where that has its certificate from there", () => {
    const loadBalancerController = { values: { enableCertManager: true } };
    const turned = synthReleases({ ...ALL, loadBalancerController });
    expect(releasesBefore(turned, "cert-manager")).toEqual([]);
    expect(releasesBefore(turned, "aws-load-balancer-controller")).toEqual(["cert-manager"]);
    expect(releasesBefore(turned, "metrics-server")).toEqual(["aws-load-balancer-controller"]);
  });

  it("puts every release whose values ask for a certificate after cert-manager", () => {
    const charts = {
      shop: {
        repository: "https://charts.example.com",
        version: "1.2.3",
        namespace: "shop",
        values: { ingress: { annotations: { "cert-manager.io/cluster-issuer": "letsencrypt" } } },
      },
    };
    const externalSecrets = { values: { webhook: { certManager: { enabled: true } } } };
    const metricsServer = { values: { tls: { type: "cert-manager" } } };
    const synthesized = synthReleases({
      loadBalancerController: true,
      certManager: true,
      externalSecrets,
      metricsServer,
      sealedSecrets: true,
      charts,
    });
    for (const name of ["external-secrets", "metrics-server", "shop"]) {
      expect(releasesBefore(synthesized, name)).toEqual(["aws-load-balancer-controller", "cert-manager"]);
    }
    expect(releasesBefore(synthesized, "sealed-secrets")).toEqual(["aws-load-balancer-controller"]);
  });

  it("puts Argo CD after all controllers, and the application of applications after Argo CD", () => {
    expect(releasesBefore(everything, "argocd")).toEqual([
      "aws-load-balancer-controller",
      "cert-manager",
      "cluster-autoscaler",
      "external-dns",
      "external-secrets",
      "metrics-server",
      "sealed-secrets",
    ]);
    expect(releasesBefore(everything, "argocd-apps")).toEqual(["argocd"]);
  });

  it("lets a controller that is taken out go after the change of what came after it; other charts may get another namespace", () => {
    const shop = { repository: "https://charts.example.com", version: "1.2.3", namespace: "shop" };
    const releases = resourcesOf(synthReleases({ ...ALL, charts: { shop } }), "helm_release");
    const goFirst = releases.filter(({ lifecycle }) => lifecycle === undefined).map(({ name }) => name);
    expect(goFirst.sort()).toEqual(["argocd-apps", "shop"]);
  });

  it("keeps a role's permissions as long as the release that works by them", () => {
    const waits = releaseOf(everything, "aws-load-balancer-controller").depends_on as string[];
    expect(waits.map((address) => address.split(".")[0])).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
  });

  it("puts a release with an association after the association", () => {
    const synthesized = synthReleases({ clusterAutoscaler: true }, { cluster: { identity: "pod-identity" } });
    const waits = releaseOf(synthesized, "cluster-autoscaler").depends_on as string[];
    expect(waits.map((address) => address.split(".")[0])).toContain("aws_eks_pod_identity_association");
    expect(valuesOf(synthesized, "cluster-autoscaler")).toMatchObject({
      rbac: { serviceAccount: { annotations: {} } },
    });
  });

  it("is that of `after` for other charts, whatever order they are declared in", () => {
    const chart = { repository: "https://charts.example.com", version: "1.2.3", namespace: "shop" };
    const names = { api: { ...chart, after: ["cache", "argocd"] }, cache: chart, worker: { ...chart, after: [] } };
    const synthesized = synthReleases({ ...ALL, charts: names });
    expect(releasesBefore(synthesized, "api")).toEqual(["argocd", "cache"]);
    expect(releasesBefore(synthesized, "cache")).toEqual(["aws-load-balancer-controller"]);
    expect(releasesBefore(synthesized, "worker")).toEqual([]);
    const turned = Object.fromEntries(Object.entries(names).reverse());
    expect(synthReleases({ ...ALL, charts: turned }).resources).toEqual(synthesized.resources);
  });
});

describe("values are held against what the chart knows", () => {
  it.each(Object.entries(CHARTS))("%s has the keys of the version that is pinned", (_, { name, version, keys }) => {
    const file = readFileSync(`constructs/helm/charts/chart-keys/${name}.ts`, "utf8");
    expect(file).toContain(`Keys of the chart ${name} ${version},`);
    expect(keys.split("\n")[1]).toMatch(/^\.: /);
  });

  it("which every release of ours passes, protected or not", () => {
    expect(synthReleases(ALL).problems).toEqual([]);
    expect(synthReleases(ALL, { protect: true }).problems).toEqual([]);
  });
});

describe("the AWS Load Balancer Controller", () => {
  it("makes internal load balancers in its VPC that reach pods by address, with the stack's tags", () => {
    expect(valuesOf(synthReleases({ loadBalancerController: true }), "aws-load-balancer-controller")).toEqual({
      clusterName: "groundplan-sandbox",
      region: "ap-northeast-2",
      vpcId: "vpc-0123456789abcdef0",
      replicaCount: 2,
      podDisruptionBudget: { maxUnavailable: 1 },
      serviceAccount: {
        create: true,
        name: "aws-load-balancer-controller",
        annotations: expect.objectContaining({
          "eks.amazonaws.com/role-arn": expect.stringMatching(/^\${aws_iam_role\./),
        }),
      },
      defaultLoadBalancerScheme: "internal",
      defaultTargetType: "ip",
      defaultSSLPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultTags: {
        Environment: "sandbox",
        ManagedBy: "groundplan",
        Owner: "platform",
        Project: "groundplan",
        Stack: "eks-addons",
      },
      topologySpreadConstraints: SPREAD,
      resources: { requests: { cpu: "100m", memory: "128Mi" } },
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
      enableShield: false,
      enableWaf: false,
      keepTLSSecret: true,
    });
  });

  it("has no right to make load balancers that the internet reaches unless it is asked for", () => {
    const policyOf = (internetFacing?: boolean) =>
      JSON.stringify(
        resourcesOf(
          synthReleases({ loadBalancerController: internetFacing === undefined ? true : { internetFacing } }),
          "aws_iam_role_policy",
        ),
      );
    expect(policyOf()).toContain("elasticloadbalancing:Scheme");
    expect(policyOf(true)).not.toContain("elasticloadbalancing:Scheme");
  });

  it("works by a role that is given, in that role's namespace and service account", () => {
    const synthesized = synthHelm((stack) => {
      const provider = testProvider(stack);
      const role = new ServiceAccountRole(stack, "own", {
        cluster: provider.cluster,
        namespace: "balancers",
        serviceAccount: "alb",
      });
      new AwsLoadBalancerController(stack, "balancers", { provider, role });
    });
    expect(resourcesOf(synthesized, "aws_iam_role")).toHaveLength(1);
    expect(releaseOf(synthesized, "aws-load-balancer-controller")).toMatchObject({ namespace: "balancers" });
    expect(valuesOf(synthesized, "aws-load-balancer-controller")).toMatchObject({ serviceAccount: { name: "alb" } });
  });
});

describe("External Secrets", () => {
  it("reads what is named, by names in the environment's account or by ARNs", () => {
    const foreign = "arn:aws:secretsmanager:us-east-1:222222222222:secret:shared/*";
    const synthesized = synthReleases({
      externalSecrets: { secrets: ["platform/*", "shop/db", foreign], parameters: ["/shop/*"] },
    });
    const { policy } = resourcesOf(synthesized, "aws_iam_role_policy")[0] ?? {};
    const statements: { Resource: unknown }[] = JSON.parse(String(policy)).Statement;
    expect(statements.flatMap(({ Resource }) => Resource)).toEqual(
      expect.arrayContaining([
        "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:platform/*",
        "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop/db-??????",
        foreign,
        "arn:aws:ssm:ap-northeast-2:111111111111:parameter/shop/*",
      ]),
    );
  });

  it("has a store for the whole cluster for each place that it may read from", () => {
    const stores = (externalSecrets: HelmReleasesProps["externalSecrets"]) => {
      const { extraObjects = [] } = valuesOf(synthReleases({ externalSecrets }), "external-secrets") as {
        extraObjects?: { metadata: { name: string; annotations: object }; spec: object }[];
      };
      return extraObjects.map(({ metadata, spec }) => [metadata.name, metadata.annotations, spec]);
    };
    const hook = { "helm.sh/hook": "post-install,post-upgrade", "helm.sh/hook-weight": "10" };
    expect(stores({ secrets: ["shop/*"], parameters: ["/shop/*"] })).toEqual([
      ["secrets-manager", hook, { provider: { aws: { region: "ap-northeast-2", service: "SecretsManager" } } }],
      ["parameter-store", hook, { provider: { aws: { region: "ap-northeast-2", service: "ParameterStore" } } }],
    ]);
    expect(stores({ parameters: ["/shop/*"] }).map(([name]) => name)).toEqual(["parameter-store"]);
    expect(stores({ secrets: ["shop/*"], clusterStores: false })).toEqual([]);
  });

  it("has no role when it may read nothing, for teams that bring their own", () => {
    expect(resourcesOf(synthReleases({ externalSecrets: true }), "aws_iam_role")).toEqual([]);
  });

  it("leaves its kinds when it goes, and with them the Secrets that it made", () => {
    expect(valuesOf(synthReleases({ externalSecrets: true }), "external-secrets")).toMatchObject({
      crds: { annotations: { "helm.sh/resource-policy": "keep" } },
    });
  });

  it("runs twice in protected environments, with a leader", () => {
    expect(valuesOf(synthReleases({ externalSecrets: true }, { protect: true }), "external-secrets")).toMatchObject({
      replicaCount: 2,
      leaderElect: true,
      webhook: { replicaCount: 2 },
    });
  });
});

describe("the other controllers", () => {
  it("cert-manager proves names of its zones with a role that writes these only", () => {
    const synthesized = synthReleases({ certManager: { letsEncrypt: { email: "ops@example.com", zones: [ZONE] } } });
    const [issuer] = valuesOf(synthesized, "cert-manager").extraObjects as string[];
    expect(JSON.parse(issuer ?? "")).toMatchObject({
      kind: "ClusterIssuer",
      spec: {
        acme: {
          email: "ops@example.com",
          solvers: [
            {
              selector: { dnsZones: [ZONE.zoneName] },
              dns01: { route53: { region: "ap-northeast-2", hostedZoneID: ZONE.zoneId } },
            },
          ],
        },
      },
    });
    expect(JSON.stringify(resourcesOf(synthesized, "aws_iam_role_policy"))).toContain(`hostedzone/${ZONE.zoneId}`);
  });

  it("cert-manager alone needs no role", () => {
    const synthesized = synthReleases({ certManager: true });
    expect(resourcesOf(synthesized, "aws_iam_role")).toEqual([]);
    expect(valuesOf(synthesized, "cert-manager")).toMatchObject({
      crds: { enabled: true },
      webhook: { securePort: 10260 },
    });
    expect(valuesOf(synthesized, "cert-manager")).not.toHaveProperty("serviceAccount");
  });

  it("external-dns keeps to its zones and to its own records", () => {
    const values = (deleteRecords: boolean) =>
      valuesOf(synthReleases({ externalDns: { zones: [ZONE], deleteRecords } }), "external-dns");
    expect(values(true)).toMatchObject({
      domainFilters: [ZONE.zoneName],
      extraArgs: [`--zone-id-filter=${ZONE.zoneId}`],
      policy: "sync",
      txtOwnerId: "groundplan-sandbox",
    });
    expect(values(false)).toMatchObject({ policy: "upsert-only" });
  });

  it("the cluster autoscaler has the image of the cluster's version, or the chart's when that is not known", () => {
    const image = (version: string) =>
      valuesOf(synthReleases({ clusterAutoscaler: true }, { cluster: { version } }), "cluster-autoscaler").image;
    expect(image("1.34")).toEqual({ tag: "v1.34.5" });
    expect(image("1.99")).toBeUndefined();
  });

  it("the cluster autoscaler has its annotations in quotes, which its chart writes as they are", () => {
    const more = { rbac: { serviceAccount: { annotations: { team: "on" } } } };
    const annotations = (chartVersion?: string) =>
      valuesOf(
        synthReleases({ clusterAutoscaler: { values: more, ...(chartVersion ? { chartVersion } : {}) } }),
        "cluster-autoscaler",
      );
    expect(annotations()).toMatchObject({
      rbac: {
        serviceAccount: {
          annotations: {
            "eks.amazonaws.com/role-arn": expect.stringMatching(/^"\$\{aws_iam_role\.\S+\.arn\}"$/),
            "eks.amazonaws.com/sts-regional-endpoints": '"true"',
            team: '"on"',
          },
        },
      },
    });
    expect(annotations("9.46.5")).toMatchObject({
      rbac: {
        serviceAccount: { annotations: { "eks.amazonaws.com/sts-regional-endpoints": "true", team: "on" } },
      },
    });
  });

  it("the load balancer controller does without WAF where it would not reach it", () => {
    const values = (endpointServices: string[]) =>
      valuesOf(
        synthReleases({ loadBalancerController: true }, { network: { hasNat: false, endpointServices } }),
        "aws-load-balancer-controller",
      );
    const services = ["ec2", "elasticloadbalancing", "sts"];
    expect(values(services)).toMatchObject({ enableWafv2: false });
    expect(values([...services, "wafv2"])).not.toHaveProperty("enableWafv2");
  });

  it("metrics-server survives the loss of a node in protected environments", () => {
    expect(valuesOf(synthReleases({ metricsServer: true }, { protect: true }), "metrics-server")).toEqual({
      containerPort: 10251,
      replicas: 2,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      topologySpreadConstraints: SPREAD,
    });
  });

  // Amazon EKS User Guide, "View resource usage with the Kubernetes Metrics Server"; cert-manager, "Compatibility with Kubernetes Platform Providers".
  it.each([true, false])(
    "leave the kubelet its port, which it has on Fargate on the address of the pod (protect: %s)",
    (protect) => {
      const synthesized = synthReleases(ALL, { protect });
      expect(valuesOf(synthesized, "metrics-server")).toMatchObject({ containerPort: 10251 });
      expect(valuesOf(synthesized, "external-secrets")).toMatchObject({ webhook: { port: 10260 } });
      expect(valuesOf(synthesized, "cert-manager")).toMatchObject({ webhook: { securePort: 10260 } });
    },
  );

  // AWS Load Balancer Controller, "IngressClass": spec.ipAddressType, 3.5.
  it("balancers of ingresses have IPv6 where pods have", () => {
    const params = (ipFamily: "ipv4" | "ipv6") =>
      valuesOf(
        synthReleases({ loadBalancerController: true }, { cluster: { ipFamily } }),
        "aws-load-balancer-controller",
      ).ingressClassParams;
    expect(params("ipv6")).toEqual({ spec: { ipAddressType: "dualstack" } });
    expect(params("ipv4")).toBeUndefined();
  });

  it("Sealed Secrets lies where kubeseal looks for it", () => {
    const synthesized = synthReleases({ sealedSecrets: true });
    expect(releaseOf(synthesized, "sealed-secrets").namespace).toBe("kube-system");
    expect(valuesOf(synthesized, "sealed-secrets")).toMatchObject({ fullnameOverride: "sealed-secrets-controller" });
  });
});

describe("a chart of one's own", () => {
  it("may have a public load balancer for a reason, which is listed", () => {
    const reason = "webhooks of GitHub come from outside";
    const synthesized = synthHelm((stack) => {
      new HelmChart(stack, "hooks", {
        provider: testProvider(stack),
        chart: { name: "hooks", repository: "oci://public.ecr.aws/example/charts", version: "1.0.0" },
        namespace: "hooks",
        values: {
          service: { annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" } },
        },
        publicLoadBalancer: { reason },
        timeoutSeconds: 900,
      });
    });
    expect(releaseOf(synthesized, "hooks")).toMatchObject({ timeout: 900, create_namespace: true });
    expect(exemptionsOf(synthesized.stack)).toEqual([
      { path: "sandbox-eks-addons/hooks", rule: "EKS-94", option: "publicLoadBalancer", reason },
    ]);
  });
});
