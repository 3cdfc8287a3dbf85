import { explainJson } from "../../cli/explain";
import { DEV, load, removeConfigFolders } from "./support/config-folder";

afterAll(removeConfigFolders);

const BASE = `${DEV}  nat:
    mode: per-zone
    eips: { a: eipalloc-00000001, c: eipalloc-00000002 }
tags: { team: blue, floor: "3" }
access:
  bastion:
    instanceType: t4g.micro
`;

function only(files: Record<string, string>) {
  const [environment, ...others] = load(files);
  if (!environment || others.length > 0) throw new Error("expected one environment");
  return environment;
}

test("an environment is named after its file and has what the file says", () => {
  const { environment, state, peers, ...others } = only({ dev: DEV });
  expect(environment).toEqual({
    name: "dev",
    project: "groundplan",
    owner: "platform",
    account: "111111111111",
    region: "ap-northeast-2",
    protect: false,
    backend: { type: "local" },
  });
  expect({ state, peers }).toEqual({ state: {}, peers: [] });
  expect(Object.keys(others)).toEqual(["network", "review", "exemptions", "source"]);
});

test("tiers become a list in the order of declaration", () => {
  expect(only({ dev: DEV }).network.tiers).toEqual([
    { name: "public", kind: "public", prefixLength: 24 },
    { name: "app", kind: "private", prefixLength: 20 },
  ]);
});

test("maps are merged by key, and a new tier goes behind the inherited ones", () => {
  const child = `extends: base
network:
  tiers:
    data: { kind: isolated, prefixLength: 24 }
    public: { prefixLength: 26 }
tags: { floor: "4" }
`;
  const { network, environment } = only({ base: BASE, dev: child });
  expect(network.tiers.map((tier) => [tier.name, tier.prefixLength])).toEqual([
    ["public", 26],
    ["app", 20],
    ["data", 24],
  ]);
  expect(environment.tags).toEqual({ team: "blue", floor: "4" });
});

test("lists and scalars replace what is inherited", () => {
  const { network, environment } = only({
    base: BASE,
    dev: "extends: base\nowner: web\nnetwork:\n  zones: [b, d]\n  nat: { eips: null }\n",
  });
  expect(network.zones).toEqual(["b", "d"]);
  expect(environment.owner).toBe("web");
});

test("null takes an inherited key away", () => {
  const { access, network } = only({
    base: BASE,
    dev: "extends: base\naccess:\n  bastion: null\nnetwork:\n  nat:\n    eips:\n",
  });
  expect(access).toEqual({});
  expect(network.nat).toEqual({ mode: "per-zone" });
});

test("a map with several forms is replaced when the form changes", () => {
  const { network } = only({ base: BASE, dev: "extends: base\nnetwork:\n  nat:\n    mode: single\n" });
  expect(network.nat).toEqual({ mode: "single" });
});

test("a map with several forms is merged when the form stays", () => {
  const { network } = only({ base: BASE, dev: "extends: base\nnetwork:\n  nat:\n    mode: per-zone\n" });
  expect(network.nat).toEqual({ mode: "per-zone", eips: { a: "eipalloc-00000001", c: "eipalloc-00000002" } });
});

test("a service's deployment is replaced when it gets another form, and merged when it keeps it", () => {
  const base = `${BASE}ecs:
  services:
    web:
      image: public.ecr.aws/shop/web:1
      cpu: 0.25 vCPU
      memory: 0.5 GB
      deployment: { by: rolling, maxPercent: 150, minHealthyPercent: 0 }
`;
  const deployment = (own: string) =>
    only({ base, dev: `extends: base\necs:\n  services:\n    web:\n      deployment: ${own}\n` }).ecs?.services?.web
      ?.deployment;
  expect(deployment("{ maxPercent: 200 }")).toEqual({ by: "rolling", maxPercent: 200, minHealthyPercent: 0 });
  expect(deployment("{ by: codedeploy }")).toEqual({ by: "codedeploy" });
});

test("inheritance goes over several files, and an abstract file is no environment", () => {
  const environments = load({
    base: BASE,
    middle: "extends: base\nabstract: true\nowner: web\n",
    dev: 'extends: middle\naccount: "222222222222"\n',
  });
  expect(environments.map(({ environment }) => environment)).toEqual([
    expect.objectContaining({ name: "dev", owner: "web", account: "222222222222", project: "groundplan" }),
  ]);
});

test("a YAML alias stands for the value that its anchor names", () => {
  const { environment } = only({ dev: `${DEV}tags: { team: &team blue, payer: *team }\n` });
  expect(environment.tags).toEqual({ team: "blue", payer: "blue" });
});

test("every value knows the file, line and column where it is written", () => {
  const resolved = only({
    base: BASE,
    dev: 'extends: base\nowner: web\nnetwork:\n  tiers:\n    app:\n      tags: {a: "1"}\n',
  });
  const { values } = explainJson({ ...resolved, codeDefaults: [] });
  expect(values.project).toEqual({ value: "groundplan", file: "config/base.yaml", line: 1, column: 10 });
  expect(values.owner).toEqual({ value: "web", file: "config/dev.yaml", line: 2, column: 8 });
  expect(values["network.tiers.app.prefixLength"]).toEqual({
    value: 20,
    file: "config/base.yaml",
    line: 17,
    column: 21,
  });
  expect(values["network.tiers.app.tags.a"]).toEqual({ value: "1", file: "config/dev.yaml", line: 6, column: 17 });
});

test("the environments come by name, whatever the order of the files", () => {
  const names = (files: Record<string, string>) => load(files).map(({ environment }) => environment.name);
  expect(names({ zeta: DEV, alpha: DEV, dev: DEV })).toEqual(["alpha", "dev", "zeta"]);
});

test("an environment does not count among its own peers", () => {
  const { peers } = only({ dev: `${DEV}  peers: [dev]\n` });
  expect(peers).toEqual([]);
});
