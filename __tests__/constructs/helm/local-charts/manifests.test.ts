import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Problem, Problems } from "../../../../constructs/core/errors";
import { packChart } from "../../../../constructs/helm/local-charts/chart-archive";
import { readLocalChart } from "../../../../constructs/helm/local-charts/local-chart";
import { checkObjects } from "../../../../constructs/helm/local-charts/manifest-checks";
import { readManifests } from "../../../../constructs/helm/local-charts/manifest-files";
import type { ManifestOptions } from "../../../../constructs/helm/local-charts/manifests.types";
import { objectsChart } from "../../../../constructs/helm/local-charts/objects-chart";
import {
  checkNamespaces,
  madeObjects,
  type ServiceAccountsByName,
} from "../../../../constructs/helm/releases/service-account-releases";
import { findHelm } from "../../../../tools/helm-program";
import { Helm } from "../../../charts/helm";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsOf } from "../../../support/synth";
import { releaseOf, releasesBefore, synthReleases, valuesOf } from "../support";

const FIXTURES = "__tests__/constructs/helm/local-charts/fixtures";
const CHART = "__tests__/charts/fixtures/shop";

type Files = Readonly<Record<string, string>>;

/** What is done with a project of these files. */
function inProject<T>(files: Files, step: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), "project-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return step(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

interface Input {
  readonly files: Files;
  readonly options?: Partial<ManifestOptions>;
  /** Service accounts that have objects in the cluster, by their names in the configuration. */
  readonly serviceAccounts?: ServiceAccountsByName;
}

function problemsIn({ files, options = {}, serviceAccounts = {} }: Input): readonly Problem[] {
  return inProject(files, (root) => {
    const problems = new Problems("sandbox");
    const objects = readManifests(options.from ?? "manifests", "from", problems, root);
    checkObjects(objects, options, new Map(madeObjects(serviceAccounts)), problems);
    checkNamespaces(objects, serviceAccounts, problems);
    return problems.list;
  });
}

describe("objects of files", () => {
  const synthesized = synthReleases({
    loadBalancerController: true,
    manifests: { shop: { from: `${FIXTURES}/shop`, namespace: "shop" } },
    charts: { web: { repository: "https://charts.example.com", version: "1.0.0", namespace: "shop", after: ["shop"] } },
  });

  test("are a release of a chart that lies beside the stack, behind the controllers and before what comes after", () => {
    const { chart, repository, version, namespace, create_namespace } = releaseOf(synthesized, "shop");
    expect({ chart, repository, version, namespace, create_namespace }).toEqual({
      chart: `./${objectsChart().fileName}`,
      repository: undefined,
      version: "1.0.0",
      namespace: "shop",
      create_namespace: true,
    });
    expect(releasesBefore(synthesized, "shop-first")).toEqual(["aws-load-balancer-controller"]);
    expect(releasesBefore(synthesized, "shop")).toEqual(["shop-first"]);
    expect(releasesBefore(synthesized, "web")).toEqual(["shop"]);
  });

  test("have keys, and definitions and namespaces come first and stay", () => {
    const objects = (name: string) => valuesOf(synthesized, name).objects as Record<string, { metadata: object }>;
    expect(Object.keys(objects("shop"))).toEqual(["ConfigMap/shop/settings", "Shop.example.com/shop/main"]);
    expect(Object.entries(objects("shop-first")).map(([key, { metadata }]) => [key, metadata])).toEqual([
      [
        "CustomResourceDefinition.apiextensions.k8s.io/shops.example.com",
        expect.objectContaining({ annotations: { "helm.sh/resource-policy": "keep" } }),
      ],
      ["Namespace/shop", { name: "shop", annotations: { "helm.sh/resource-policy": "keep" } }],
    ]);
  });

  test("stay texts for Terraform", () => {
    const [text] = releaseOf(synthesized, "shop").values as string[];
    expect(text).toContain("$${file(");
    expect(text).toContain("%%{if true}");
  });

  test("are read as Kubernetes' tools read them", () => {
    const { "Shop.example.com/shop/main": shop, "ConfigMap/shop/settings": settings } = valuesOf(synthesized, "shop")
      .objects as Record<string, { spec?: object; data?: Record<string, unknown> }>;
    expect(shop?.spec).toEqual({ visitors: 12345678, mode: 420, open: true });
    expect(settings?.data).toMatchObject({ date: "2026-11-29", time: "22:30", number: "1e3", switch: "on" });
  });
});

const program = findHelm(process.env);
if (program === undefined) {
  process.stdout.write(
    "No manifest is rendered: GROUNDPLAN_HELM names no Helm, and `node dist/tools/helm-program.js` has brought none.\n",
  );
} else {
  test("Helm writes each object as it is written, and runs nothing of it", () => {
    const objects = inProject({}, () => {
      const problems = new Problems("");
      return readManifests(`${FIXTURES}/shop`, "from", problems).map(({ value }) => value);
    });
    const folder = mkdtempSync(join(tmpdir(), "chart-"));
    const { fileName, content } = objectsChart();
    writeFileSync(join(folder, fileName), content);
    const rendered = new Helm(program ?? "").render({
      chart: join(folder, fileName),
      name: "shop",
      namespace: "shop",
      values: { objects: Object.fromEntries(objects.map((object, index) => [String(index), object])) },
    });
    rmSync(folder, { recursive: true });
    const byKind = (all: readonly object[]) =>
      [...all].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(byKind(JSON.parse(JSON.stringify(rendered)))).toEqual(byKind(JSON.parse(JSON.stringify(objects))));
  });
}

describe("a chart of the project", () => {
  const synthesized = synthReleases({
    localCharts: { orders: { folder: CHART, namespace: "shop", values: { replicas: 2 } } },
  });

  test("is a release of its packed folder", () => {
    const problems = new Problems("");
    const chart = readLocalChart(CHART, "folder", problems);
    expect(problems.list).toEqual([]);
    expect(releaseOf(synthesized, "orders")).toMatchObject({
      chart: `./${chart?.archive.fileName}`,
      version: chart?.version,
      namespace: "shop",
    });
  });

  test("is packed so that any tool unpacks it, into the same bytes each time", () => {
    const files = new Map<string, string | Buffer>([
      ["Chart.yaml", "name: own\n"],
      ["files/bytes", Buffer.from([0, 255, 10])],
      ["templates/long.yaml", "x".repeat(1000)],
    ]);
    const { fileName, content } = packChart("own", files);
    expect(packChart("own", new Map([...files].reverse())).content.equals(content)).toBe(true);
    expect(packChart("own", new Map([...files, ["more", ""]])).fileName).not.toBe(fileName);
    const { stdout, status } = spawnSync("tar", ["-xOf", "-", "own/files/bytes"], { input: gunzipSync(content) });
    expect([status, [...stdout]]).toEqual([0, [0, 255, 10]]);
  });
});

const OBJECT = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: shop\n";
const GOOD: Files = { "manifests/web.yaml": OBJECT };
const API: ServiceAccountsByName = { api: { namespace: "shop", serviceAccount: "api", objects: "{}" } };
const EXPECTED = "a path below the project's folder, such as manifests/quotas";
const OUTSIDE = {
  message: "The path does not lie in the project, so what it leads to is not what everybody else would deploy.",
  expected: EXPECTED,
  fix: "put the files into the project, and write their path from the project's folder",
};

interface Bad extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

const BAD: readonly Bad[] = [
  ...["/etc", "../other", "manifests/../..", "~/manifests", "."].map((from) => ({
    mistake: `the path ${from}`,
    input: { files: GOOD, options: { from } },
    problems: [{ code: "PROJECT_PATH_OUTSIDE", path: "sandbox › from", found: JSON.stringify(from), ...OUTSIDE }],
    ways: [{ says: "write their path from the project's folder", to: { files: GOOD } }],
  })),
  {
    mistake: "a folder that is not there",
    input: { files: GOOD, options: { from: "manifest" } },
    problems: [
      {
        code: "PROJECT_PATH_MISSING",
        path: "sandbox › from",
        message: "There is no such file or folder.",
        found: '"manifest"',
        expected: EXPECTED,
        fix: "correct the path, which begins in the project's folder, or make what it names",
      },
    ],
    ways: [
      { says: "correct the path", to: { files: GOOD } },
      { says: "or make what it names", to: { files: { "manifest/web.yaml": OBJECT }, options: { from: "manifest" } } },
    ],
  },
  {
    mistake: "a folder without a manifest",
    input: { files: { "manifests/README.md": "none" } },
    problems: [
      {
        code: "MANIFEST_NONE",
        path: "sandbox › from",
        message: "There is no object of Kubernetes to be installed.",
        found: "no manifest in manifests",
        expected: "objects in files that end with .yaml, .yml or .json",
        fix: "write one into it, or take it out of the list",
      },
    ],
    ways: [{ says: "write one into it", to: { files: GOOD } }],
  },
  {
    mistake: "a text that is no YAML",
    input: { files: { "manifests/web.yaml": `${OBJECT}data: [a\n` } },
    problems: [
      {
        code: "MANIFEST_YAML",
        path: "manifests/web.yaml:7:1",
        message: "The file is not YAML, as Kubernetes reads it.",
        found: "Flow sequence in block collection must be sufficiently indented and end with a ]",
        expected: "objects with --- between them, keys once and in the same indentation",
        fix: "mend this line or the one above it",
      },
    ],
    ways: [{ says: "the one above it", to: { files: { "manifests/web.yaml": `${OBJECT}data: {}\n` } } }],
  },
  {
    mistake: "a map that is no object",
    input: { files: { "manifests/values.yaml": "replicas: 2\n" } },
    problems: [
      {
        code: "MANIFEST_NO_OBJECT",
        path: "manifests/values.yaml:1:1",
        message: "This is no object of Kubernetes.",
        found: "a map without apiVersion and kind and metadata.name",
        expected: "apiVersion, kind and metadata.name, each a text",
        fix: "add apiVersion and kind and metadata.name",
      },
    ],
    ways: [{ says: "add apiVersion and kind and metadata.name", to: { files: { "manifests/values.yaml": OBJECT } } }],
  },
  {
    mistake: "a reference of a program",
    input: { files: { "manifests/web.yaml": `${OBJECT}data: { a: "\${TfToken[TOKEN.7]}" }\n` } },
    problems: [
      {
        code: "MANIFEST_REFERENCE",
        path: "manifests/web.yaml:1:1",
        message: "The object holds a text in the form of a reference between resources, which a file cannot hold.",
        found: "TfToken[",
        expected: "an object without TfToken[",
        fix: "write the value itself; what other resources hand over is given to charts in code",
      },
    ],
    ways: [{ says: "write the value itself", to: { files: { "manifests/web.yaml": `${OBJECT}data: { a: b }\n` } } }],
  },
  {
    mistake: "a Secret",
    input: { files: { "manifests/web.yaml": OBJECT.replace("ConfigMap", "Secret") } },
    problems: [
      {
        code: "MANIFEST_KIND",
        path: "manifests/web.yaml:2:7",
        message: "Everybody who may see the repository, a plan or the state would read what a Secret holds.",
        found: "kind: Secret",
        expected: "an ExternalSecret, which has names and no values",
        fix: "keep the value in Secrets Manager, and let External Secrets make the Secret (eksAddons.externalSecrets)",
      },
    ],
    ways: [
      {
        says: "let External Secrets make the Secret",
        to: {
          files: {
            "manifests/web.yaml": OBJECT.replace("v1", "external-secrets.io/v1").replace("ConfigMap", "ExternalSecret"),
          },
        },
      },
    ],
  },
  {
    mistake: "a list of objects",
    input: { files: { "manifests/web.yaml": "apiVersion: v1\nkind: List\nitems: []\n" } },
    problems: [
      {
        code: "MANIFEST_KIND",
        path: "manifests/web.yaml:2:7",
        message: "A list is no object: Helm would look after it as a whole.",
        found: "kind: List",
        expected: "one object a document",
        fix: "write its items as documents of their own, with --- between them",
      },
    ],
    ways: [{ says: "write its items as documents of their own", to: { files: GOOD } }],
  },
  {
    mistake: "a kustomization",
    input: {
      files: { "manifests/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n" },
    },
    problems: [
      {
        code: "MANIFEST_KIND",
        path: "manifests/kustomization.yaml:2:7",
        message: "A kustomization says how manifests are made, and is no object of the cluster.",
        found: "kind: Kustomization",
        expected: "the manifests that it makes",
        fix: "write what `kubectl kustomize` prints into a file, and name that file",
      },
    ],
    ways: [
      {
        says: "name that file",
        to: { files: { "made/all.yaml": OBJECT }, options: { from: "made/all.yaml" } },
      },
    ],
  },
  {
    mistake: "an object without its namespace",
    input: { files: { "manifests/web.yaml": OBJECT.replace("  namespace: shop\n", "") } },
    problems: [
      {
        code: "MANIFEST_NAMESPACE_MISSING",
        path: "manifests/web.yaml:4:3",
        message: "The object lies in a namespace, and neither it nor the list of manifests says in which.",
        found: "ConfigMap web without a namespace",
        expected: "metadata.namespace, or a namespace for all objects that name none",
        fix: "add metadata.namespace to it, or namespace beside from in the configuration",
      },
    ],
    ways: [
      { says: "add metadata.namespace to it", to: { files: GOOD } },
      {
        says: "or namespace beside from in the configuration",
        to: {
          files: { "manifests/web.yaml": OBJECT.replace("  namespace: shop\n", "") },
          options: { namespace: "shop" },
        },
      },
    ],
  },
  {
    mistake: "a hook of Helm",
    input: {
      files: { "manifests/web.yaml": `${OBJECT}  annotations:\n    helm.sh/hook: post-install\n` },
    },
    problems: [
      {
        code: "MANIFEST_HOOK",
        path: "manifests/web.yaml:7:19",
        message: "Helm would make the object anew at each deploy, and leave it when it is taken out.",
        found: "helm.sh/hook",
        expected: "an object without annotations of Helm's hooks",
        fix: "take helm.sh/hook out; `after` says what comes first, and a chart of your own may have hooks",
      },
    ],
    ways: [{ says: "take helm.sh/hook out", to: { files: GOOD } }],
  },
  {
    mistake: "an object twice",
    input: { files: { "manifests/a.yaml": OBJECT, "manifests/b.yaml": `# again\n${OBJECT}` } },
    problems: [
      {
        code: "MANIFEST_TWICE",
        path: "manifests/b.yaml:2:1",
        message: "The object is written twice, and only one of the two could be in the cluster.",
        found: "ConfigMap/shop/web, which stands in manifests/a.yaml:1:1 too",
        expected: "each object once",
        fix: "take one of the two out",
      },
    ],
    ways: [{ says: "take one of the two out", to: { files: { "manifests/a.yaml": OBJECT } } }],
  },
  {
    mistake: "what is made of a service account",
    input: {
      files: {
        "manifests/api.yaml": OBJECT.replace("web", "api-uses"),
        "manifests/shop.yaml": "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n",
      },
      serviceAccounts: API,
    },
    problems: [
      {
        code: "MANIFEST_TWICE",
        path: "manifests/api.yaml:1:1",
        message: "The object is written twice, and only one of the two could be in the cluster.",
        found: "ConfigMap/shop/api-uses, which stands in eks.serviceAccounts.api too",
        expected: "each object once",
        fix: "take one of the two out",
      },
      {
        code: "MANIFEST_NAMESPACE_MADE",
        path: "manifests/shop.yaml:1:1",
        message:
          "The namespace is made before, with a service account of it, and Helm takes over nothing that it did not make.",
        found: "Namespace shop, in which the service account api has objects",
        expected: "objects without this namespace",
        fix: "take the Namespace shop out of the file; it is made with api-service-account",
      },
    ],
    ways: [
      {
        says: ["take one of the two out", "take the Namespace shop out of the file"],
        to: { files: GOOD, serviceAccounts: API },
      },
    ],
  },
  {
    mistake: "a load balancer of the control plane",
    input: {
      files: { "manifests/web.yaml": `${OBJECT.replace("ConfigMap", "Service")}spec:\n  type: LoadBalancer\n` },
    },
    problems: [
      {
        code: "HELM_LOAD_BALANCER_CLASS",
        path: "manifests/web.yaml:7:9 › spec.type",
        message:
          "Without a class the control plane makes the load balancer, in the public subnets, whatever the controller's values say.",
        found: "type: LoadBalancer without loadBalancerClass",
        expected:
          "loadBalancerClass: service.k8s.aws/nlb beside it, or the annotation service.beta.kubernetes.io/aws-load-balancer-type: external",
        fix: "add loadBalancerClass: service.k8s.aws/nlb beside it, or use ClusterIP",
      },
    ],
  },
  {
    mistake: "a load balancer of the internet",
    input: {
      files: {
        "manifests/web.yaml": `${OBJECT}  annotations:\n    alb.ingress.kubernetes.io/scheme: internet-facing\n`,
      },
    },
    problems: [
      {
        code: "HELM_PUBLIC_LOAD_BALANCER",
        path: "manifests/web.yaml:7:39 › metadata.annotations.alb.ingress.kubernetes.io/scheme",
        message: "The load balancer would be reached from the internet, and tools of the inside stay inside.",
        found: "alb.ingress.kubernetes.io/scheme: internet-facing",
        expected: "internal, or a reason",
        fix: "take it out, or give the reason in public (argocd.ingress) or publicLoadBalancer (charts and manifests)",
      },
    ],
    ways: [
      { says: "take it out", to: { files: GOOD } },
      {
        says: "publicLoadBalancer (charts and manifests)",
        to: {
          files: {
            "manifests/web.yaml": `${OBJECT}  annotations:\n    alb.ingress.kubernetes.io/scheme: internet-facing\n`,
          },
          options: { publicLoadBalancer: { reason: "its users have no way into the VPC" } },
        },
      },
    ],
  },
];

test.each(BAD)("$mistake is refused", ({ input, problems }) => {
  expect(problemsIn(input)).toEqual(problems);
});

testAdvice(BAD, problemsIn);

test.each([
  ["nested without end", `a: ${"[".repeat(20_000)}`],
  ["an alias of itself", "a: &a [*a]\n"],
  [
    "aliases of aliases",
    `${"a: &a [x]\n"}${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? "a" : `b${i - 1}`}, *${i === 0 ? "a" : `b${i - 1}`}]`).join("\n")}\n`,
  ],
  ["bytes", "\u0000\u0001\ufffd"],
])("%s ends in a problem", (_, text) => {
  expect(problemsIn({ files: { "manifests/web.yaml": text } }).map(({ code }) => code)).toEqual([
    expect.stringMatching(/^MANIFEST_(YAML|NO_OBJECT)$/),
  ]);
});

const CHART_YAML = "apiVersion: v2\nname: own\nversion: 1.2.3\n";

const chartProblems = (files: Files): readonly Problem[] =>
  inProject(files, (root) => {
    const problems = new Problems("sandbox");
    readLocalChart("charts/own", "folder", problems, root);
    return problems.list;
  });

interface BadChart extends Told<Files> {
  readonly files: Files;
  readonly problems: readonly Problem[];
}

const BAD_CHARTS: readonly BadChart[] = [
  {
    mistake: "a folder that is no chart",
    files: { "charts/own/values.yaml": "" },
    problems: [
      {
        code: "CHART_FOLDER",
        path: "sandbox › folder",
        message: "The folder is no chart of Helm.",
        found: "no Chart.yaml in charts/own",
        expected: "a folder with Chart.yaml and templates, as `helm create` makes it",
        fix: "name the folder that Chart.yaml lies in; objects without a chart belong in eksAddons.manifests",
      },
    ],
    ways: [{ says: "name the folder that Chart.yaml lies in", to: { "charts/own/Chart.yaml": CHART_YAML } }],
  },
  {
    mistake: "a chart without a whole version",
    files: { "charts/own/Chart.yaml": "name: Own\nversion: 1.2\ntype: library\n" },
    problems: [
      {
        code: "CHART_FILE",
        path: "charts/own/Chart.yaml",
        message: "The description of the chart is none that Helm installs a chart by.",
        found: 'name: "Own", version: "", type: library',
        expected: "a name of a-z, 0-9 and -, a whole version such as 1.2.3 as a text, and the type application",
        fix: "write name and version as `helm create` does, and leave type out",
      },
    ],
    ways: [{ says: "write name and version as `helm create` does", to: { "charts/own/Chart.yaml": CHART_YAML } }],
  },
  {
    mistake: "a chart without the charts that it is made of",
    files: { "charts/own/Chart.yaml": `${CHART_YAML}dependencies: [{ name: valkey, version: 1.0.0 }]\n` },
    problems: [
      {
        code: "CHART_DEPENDENCY",
        path: "charts/own/Chart.yaml",
        message: "The chart is made of others, which are not in its folder charts.",
        found: "valkey",
        expected: "each of them in charts/own/charts",
        fix: "run `helm dependency build charts/own`, and commit what it puts there",
      },
    ],
    ways: [
      {
        says: "run `helm dependency build charts/own`",
        to: {
          "charts/own/Chart.yaml": `${CHART_YAML}dependencies: [{ name: valkey, version: 1.0.0 }]\n`,
          "charts/own/charts/valkey-1.0.0.tgz": "",
        },
      },
    ],
  },
];

test.each(BAD_CHARTS)("$mistake is refused", ({ files, problems }) => {
  expect(chartProblems(files)).toEqual(problems);
});

testAdvice(BAD_CHARTS, chartProblems);

test("a path that is too long for a packed chart is told with the file", () => {
  const file = `charts/own/templates/${"x".repeat(90)}.yaml`;
  expect(
    chartProblems({ "charts/own/Chart.yaml": CHART_YAML, [file]: "" }).map(({ code, path }) => [code, path]),
  ).toEqual([["CHART_FILE", file]]);
});

test("two releases of one name, in whatever lists, are refused", () => {
  const step = () =>
    synthReleases({
      localCharts: { shop: { folder: CHART, namespace: "shop" } },
      manifests: { shop: { from: `${FIXTURES}/shop`, namespace: "shop" } },
    });
  expect(problemsOf(step)).toEqual([
    {
      code: "HELM_RELEASE_NAME_TWICE",
      path: "sandbox-eks-addons/releases › manifests.shop",
      message: "Two releases have one name, by which Helm and others that come after them know them.",
      found: "manifests.shop and localCharts.shop",
      expected: "a name of its own for each",
      fix: "give manifests.shop another name, such as shop-2",
    },
  ]);
});

testAdvice(
  [
    {
      mistake: "two releases of one name",
      problems: [{ code: "HELM_RELEASE_NAME_TWICE", fix: "give manifests.shop another name, such as shop-2" }],
      ways: [{ says: "such as shop-2", to: "shop-2" }],
    },
  ],
  (name) =>
    synthReleases({
      localCharts: { shop: { folder: CHART, namespace: "shop" } },
      manifests: { [name]: { from: `${FIXTURES}/shop`, namespace: "shop" } },
    }).problems,
);

test("an ingress of the load balancer controller needs the controller, and one that goes with it is held", () => {
  expect(
    problemsOf(() =>
      synthReleases({ manifests: { shop: { from: `${FIXTURES}/ingress.yaml`, namespace: "shop" } } }),
    ).map(({ code, path }) => [code, path]),
  ).toEqual([
    [
      "HELM_RELEASE_MISSING",
      "sandbox-eks-addons/releases › manifests.shop.objects.Ingress.networking.k8s.io/shop/web.spec.ingressClassName",
    ],
  ]);
});
