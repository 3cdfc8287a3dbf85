import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layValues } from "../../constructs/core/texts/values";
import { objectsList } from "../../constructs/eks/identity/account-objects";
import { CHARTS, type HelmValues } from "../../constructs/helm";
import { listChart } from "../../constructs/helm/local-charts/list-chart";
import { chartFolder } from "../../tools/chart-folder";
import { findHelm } from "../../tools/helm-program";
import { synthReleases } from "../constructs/helm/support";
import { resourcesOf, type SynthesizedStack } from "../support/synth";
import { decode, type RenderedObject } from "./decode";
import { keysWithoutEffect } from "./effects";
import { Helm, type Rendering } from "./helm";
import { podsLack } from "./rules";
import { VARIANTS } from "./variants";

const program = findHelm(process.env);
const folder = chartFolder(
  process.env,
  Object.values(CHARTS).map(({ name }) => name),
);

/** A rendering takes a second or more, and there are hundreds. */
const NO_LIMIT = 3_600_000;

const CONFIG_MAP: RenderedObject = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "shop" },
  data: { a: "1" },
};

const LABELS = {
  type: "object",
  properties: { matchLabels: { type: "object", additionalProperties: { type: "string" } } },
};

/**
 * The definition of the kind by which pods get security groups (aws/amazon-vpc-resource-controller-k8s,
 * `config/crd/bases/vpcresources.k8s.aws_securitygrouppolicies.yaml`, as of 2026-04), without the selectors' expressions.
 */
const SECURITY_GROUP_POLICY: RenderedObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "securitygrouppolicies.vpcresources.k8s.aws" },
  spec: {
    group: "vpcresources.k8s.aws",
    names: { kind: "SecurityGroupPolicy", plural: "securitygrouppolicies" },
    scope: "Namespaced",
    versions: [
      {
        name: "v1beta1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: {
                type: "object",
                properties: {
                  podSelector: LABELS,
                  serviceAccountSelector: LABELS,
                  securityGroups: {
                    type: "object",
                    properties: { groupIds: { type: "array", items: { type: "string" } } },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};

describe("an object", () => {
  it("is decoded as an API does that takes no unknown field and no value of another form", () => {
    expect(decode([CONFIG_MAP])).toEqual([]);
    expect(
      decode([
        { ...CONFIG_MAP, metadata: { name: "shop", annotations: { "example.com/on": true } } },
        { ...CONFIG_MAP, dta: {} },
        {
          apiVersion: "apps/v1",
          kind: "Deployment",
          metadata: { name: "shop" },
          spec: { replicas: "2", template: { spec: { containers: [{ args: [1] }] } } },
        },
        { apiVersion: "v2", kind: "ConfigMap", metadata: { name: "shop" } },
      ]),
    ).toEqual([
      "ConfigMap shop.metadata.annotations.example.com/on is true, and is a text",
      "ConfigMap shop.dta is no field of ConfigMap",
      'Deployment shop.spec.replicas is "2", and is a whole number',
      "Deployment shop.spec.template.spec.containers[0].args[0] is 1, and is a text",
      "ConfigMap shop: no API has the kind v2 ConfigMap",
    ]);
  });

  it("of a kind that a chart defines is decoded by that definition", () => {
    const definition: RenderedObject = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "shops.example.com" },
      spec: {
        group: "example.com",
        names: { kind: "Shop", plural: "shops" },
        scope: "Namespaced",
        versions: [
          {
            name: "v1",
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: "object",
                properties: { spec: { type: "object", properties: { size: { type: "integer" } } } },
              },
            },
          },
        ],
      },
    };
    const shop = (spec: object): RenderedObject => ({
      apiVersion: "example.com/v1",
      kind: "Shop",
      metadata: { name: "a" },
      spec,
    });
    expect(decode([definition, shop({ size: 1 })])).toEqual([]);
    expect(decode([definition, shop({ size: "big", colour: "red" })])).toEqual([
      'Shop a.spec.size is "big", and is a whole number',
      "Shop a.spec.colour is no field of the kind",
    ]);
  });
});

test("a key whose absence changes nothing in any variant is found", () => {
  const render = ({ replicas = 1 }: HelmValues): RenderedObject[] => [{ ...CONFIG_MAP, data: { replicas } }];
  expect(keysWithoutEffect([{ replicas: 2, replica: 2, deep: { er: true } }, { replicas: 1 }], render)).toEqual([
    "deep › er",
    "replica",
  ]);
});

test("pods without requests, without the profile restricted, side by side and without a budget are found", () => {
  const deployment = (spec: object): RenderedObject => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "shop" },
    spec: { replicas: 2, template: { spec } },
  });
  expect(podsLack([deployment({ containers: [{ name: "web" }] })])).toEqual([
    "Deployment shop: web has no requests",
    "Deployment shop: web has no runAsNonRoot",
    "Deployment shop: web has no allowPrivilegeEscalation: false",
    "Deployment shop: web has no capabilities.drop: [ALL]",
    "Deployment shop: web has no seccompProfile",
    "Deployment shop: 2 pods may lie on one node",
    "Deployment shop: 2 pods have no budget",
  ]);
});

if (program === undefined) {
  process.stderr.write(
    "No chart is rendered: GROUNDPLAN_HELM names no Helm, and `node dist/tools/helm-program.js` has brought none.\n",
  );
} else {
  const helm = new Helm(program);
  const shop = (values: HelmValues): Rendering => ({
    chart: join(__dirname, "fixtures", "shop"),
    name: "shop",
    namespace: "default",
    values,
  });

  describe("with a real Helm", () => {
    it("a planted boolean annotation and a planted field are found", () => {
      expect(decode(helm.render(shop({})))).toEqual([]);
      expect(decode(helm.render(shop({ annotation: "true", field: "prts" })))).toEqual([
        "ConfigMap shop.metadata.annotations.example.com/note is true, and is a text",
        "Service shop.spec.prts is no field of ServiceSpec",
      ]);
    });

    it("what service accounts have in the cluster is rendered as it is given, and decodes", () => {
      const folder = mkdtempSync(join(tmpdir(), "groundplan-list-"));
      const archive = listChart();
      const chart = join(folder, archive.fileName);
      writeFileSync(chart, archive.content);
      const list = objectsList({
        ...{ namespace: "shop", serviceAccount: "api", groupIds: ["sg-1", "sg-2"], annotations: { note: "true" } },
        links: [
          { name: "orders", link: { grant() {}, variables: { PORT: "5432", ON: "yes", QUOTED: '{{ "a" }}: #' } } },
        ],
      });
      const { items } = JSON.parse(list ?? "") as { readonly items: RenderedObject[] };
      const values = JSON.parse(list ?? "") as HelmValues;
      const rendered = helm.render({ chart, name: "api-service-account", namespace: "shop", values });
      rmSync(folder, { recursive: true });
      const byKind = (a: RenderedObject, b: RenderedObject) => (a.kind < b.kind ? -1 : 1);
      expect([...rendered].sort(byKind)).toEqual([...items].sort(byKind));
      expect(decode(rendered, [SECURITY_GROUP_POLICY])).toEqual([]);
      expect(rendered.map(({ kind }) => kind)).toEqual(["ServiceAccount", "ConfigMap", "SecurityGroupPolicy"]);
    });

    it("a planted wrong key is found", () => {
      const render = (values: HelmValues) => helm.render(shop(values));
      expect(keysWithoutEffect([{ replicas: 2, replicaCount: 2 }], render)).toEqual(["replicaCount"]);
    });

    it("what a chart does not render is told", () => {
      expect(() => helm.render({ ...shop({}), chart: join(__dirname, "fixtures", "none") })).toThrow(
        /helm template shop/,
      );
    });
  });

  if (folder === undefined) {
    process.stderr.write(
      `GROUNDPLAN_CHARTS names no folder of charts: ${Object.keys(CHARTS).length} charts are not rendered.\n`,
    );
  } else {
    describe("every release in every variant", () => {
      const rendered = VARIANTS.flatMap(({ name, props, options }) =>
        chartReleases(synthReleases(props, options)).map((release) => ({
          variant: name,
          release: String(release.name),
          rendering: {
            chart: join(folder, String(release.chart)),
            name: String(release.name),
            namespace: String(release.namespace),
            values: (release.values as string[]).map(knownValues).reduce(layValues),
          },
        })),
      );
      const objects = new Map<Rendering, RenderedObject[]>();
      const objectsOf = (rendering: Rendering) => {
        const known = objects.get(rendering) ?? helm.render(rendering);
        objects.set(rendering, known);
        return known;
      };
      const definitions = () =>
        rendered
          .flatMap(({ rendering }) => objectsOf(rendering))
          .filter(({ kind }) => kind === "CustomResourceDefinition");

      it("has its chart in the folder, in the version that is pinned", () => {
        for (const { name } of Object.values(CHARTS)) expect(existsSync(join(folder, name, "Chart.yaml"))).toBe(true);
      });

      it.each(rendered)(
        "$release, $variant: renders, lints and decodes",
        ({ rendering }) => {
          expect(helm.lint(rendering)).toEqual([]);
          expect(decode(objectsOf(rendering), definitions())).toEqual([]);
        },
        NO_LIMIT,
      );

      it.each(rendered)(
        "$release, $variant: pods have what they need",
        ({ rendering }) => {
          expect(podsLack(objectsOf(rendering))).toEqual([]);
        },
        NO_LIMIT,
      );

      it.each([...new Set(rendered.map(({ release }) => release))])(
        "%s has no key without effect",
        (release) => {
          const same = rendered.filter((one) => one.release === release).map(({ rendering }) => rendering);
          const [first] = same;
          if (!first) throw new Error(`there is no ${release}`);
          const render = (values: HelmValues) => helm.render({ ...first, values });
          expect(
            keysWithoutEffect(
              same.map(({ values }) => values),
              render,
            ),
          ).toEqual([]);
        },
        NO_LIMIT,
      );
    });
  }
}

/** Releases of charts of others; those of lists of objects lie beside the stack. */
function chartReleases(synthesized: SynthesizedStack) {
  return resourcesOf(synthesized, "helm_release").filter(({ chart }) => !String(chart).startsWith("./"));
}

/** Values as Helm gets them: what Terraform knows only after an apply is an ARN, and its escapes are undone. */
function knownValues(text: string): HelmValues {
  const known = text.replace(/(?<!\$)\$\{[^}]*\}/g, "arn:aws:iam::111111111111:role/controller");
  return JSON.parse(known.replaceAll("$${", "${").replaceAll("%%{", "%{"));
}
