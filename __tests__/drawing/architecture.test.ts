import { stackOfSection } from "../../config/sections";
import { drawEnvironment } from "../../drawing/architecture/environment-picture";
import { readArchitecture } from "../../drawing/architecture/model";
import { drawStacks } from "../../drawing/architecture/stacks-picture";
import { stackColor } from "../../drawing/architecture/theme";
import { textWidth } from "../../drawing/svg";
import { STACKS } from "../../stacks/registry";
import { labStacks, type StackOptions } from "./architecture-stacks";
import { isWellFormed, type Label, labels, type Shape, shapes } from "./svg-reader";

function model(options: StackOptions = {}) {
  return readArchitecture(labStacks(options), "lab");
}

/** What applications have, in a tier with endpoints in it or without. */
const APPLICATIONS = {
  api_ids: ["shop"],
  bucket_names: ["pictures"],
  cache_hosts: ["sessions"],
  database_cluster_hosts: ["ledger"],
  database_hosts: ["orders", "stock"],
  function_names: ["catalogue", "checkout", "mails", "resize", "reports"],
  queue_names: ["orders"],
  secret_arns: ["payments"],
  table_names: ["products"],
  topic_names: ["news"],
};

function texts(svg: string): string[] {
  return labels(svg).map(({ content }) => content);
}

test("a stack of one's own gets a colour of its own, and keeps it when another one is registered", () => {
  const color = (name: string, ...own: readonly string[]) =>
    stackColor(name, [...STACKS.map(({ section }) => section), ...own]);
  const shipped = STACKS.map(({ section }) => color(stackOfSection(section)));
  const [orders, bills] = [color("orders", "orders"), color("bills-due", "orders", "billsDue")];
  expect(new Set([...shipped, orders, bills, color("no-stack")]).size).toBe(new Set(shipped).size + 3);
  expect(color("orders", "orders", "billsDue")).toBe(orders);
});

describe("reading the architecture", () => {
  test("tiers are told apart by their routes and stand from public to isolated", () => {
    expect(model().tiers.map(({ name, kind, subnetGroups }) => [name, kind, subnetGroups])).toEqual([
      ["public", "public", []],
      ["app", "private", []],
      ["data", "isolated", ["DB"]],
    ]);
  });

  test.each([
    ["single", { "app-a": "public-a", "app-b": "public-a" }],
    ["per-zone", { "app-a": "public-a", "app-b": "public-b" }],
    ["instance", { "app-a": "public-a", "app-b": "public-b" }],
    ["none", { "app-a": undefined, "app-b": undefined }],
  ] as const)("with NAT %s each private subnet is known to leave by the right one", (nat, expected) => {
    const subnets = model({ nat }).tiers.find(({ name }) => name === "app")?.subnets ?? [];
    expect(Object.fromEntries(subnets.map(({ key, egress }) => [key, egress]))).toEqual(expected);
  });

  test("endpoints, flow log, bastion and state bucket are found", () => {
    expect(model()).toMatchObject({
      region: "eu-west-1",
      cidrs: ["10.0.0.0/16"],
      zones: ["eu-west-1a", "eu-west-1b"],
      internetGateway: true,
      gatewayEndpoints: ["s3"],
      interfaceEndpoints: { services: ["ssm"], tier: "data" },
      flowLog: { destination: "CloudWatch Logs", ownKey: false },
      bastion: { subnet: "app-a", access: "Session Manager", logged: true },
      stateBucket: true,
    });
  });

  test("the edge behind CloudFront and the services below it are found", () => {
    const { edge, ecs } = model({ edge: "cloudfront" });
    expect(edge).toEqual({
      domain: "lab.example.com",
      distribution: true,
      webAcl: "CloudFront",
      loadBalancer: { subnets: ["public-a", "public-b"], entry: "CloudFront" },
      staticFiles: true,
      accessLogDays: 90,
    });
    expect(ecs).toEqual({
      services: ["orders", "web"],
      subnets: ["app-a", "app-b"],
      capacity: ["Fargate", "Fargate Spot"],
      repositories: ["web"],
    });
  });

  test("an edge that the internet connects to is told apart", () => {
    expect(model({ edge: "balancer" }).edge).toEqual({
      distribution: false,
      webAcl: "load balancer",
      loadBalancer: { subnets: ["public-a", "public-b"], entry: "internet" },
      staticFiles: false,
      accessLogDays: 90,
    });
  });

  test("a cluster, its nodes and the subnets of its pods are found", () => {
    expect(model({ eks: { podTier: "data" } }).eks).toEqual({
      version: "1.35",
      publicApi: false,
      nodeSubnets: ["app-a", "app-b"],
      podSubnets: ["data-a", "data-b"],
      fargateProfiles: 1,
    });
    expect(model({ eks: {} }).eks?.podSubnets).toEqual([]);
    expect(model().eks).toBeUndefined();
  });

  test("an environment without a network stack is refused", () => {
    expect(() => readArchitecture(labStacks(), "other")).toThrow("other has no network stack with a VPC");
  });
});

describe("the picture of an environment", () => {
  test("names every subnet with its range, the gateways, the endpoints, the bastion and the stacks", () => {
    expect(texts(drawEnvironment(model({ nat: "per-zone" })))).toEqual(
      expect.arrayContaining([
        "AWS Region eu-west-1",
        "AZ eu-west-1b",
        "Internet gateway",
        "app-b",
        "10.0.33.0/24",
        "NAT gateway",
        "Interface endpoints",
        "Amazon S3",
        "Flow log",
        "Bastion",
        "Session Manager",
        "Terraform state",
        "lab-network (23 resources)",
      ]),
    );
  });

  test("shows no NAT where there is none", () => {
    expect(texts(drawEnvironment(model({ nat: "none" })))).not.toContain("NAT gateway");
    expect(texts(drawEnvironment(model({ nat: "instance" })))).toContain("NAT instance");
  });

  test("shows the way from the internet to services", () => {
    expect(texts(drawEnvironment(model({ edge: "cloudfront" })))).toEqual(
      expect.arrayContaining([
        "AWS edge locations",
        "Amazon Route 53",
        "zone lab.example.com",
        "Amazon CloudFront",
        "with AWS WAF web ACL",
        "ALB: CloudFront only",
        "Fargate: 2 services",
        "ECS cluster",
        "Amazon ECR",
        "Static files",
        "Access logs",
        "S3 bucket, kept 90 days",
      ]),
    );
    const direct = texts(drawEnvironment(model({ edge: "balancer" })));
    expect(direct).toEqual(expect.arrayContaining(["ALB: the internet", "Fargate: web"]));
    expect(direct).not.toContain("Amazon CloudFront");
    expect(texts(drawEnvironment(model())).join()).not.toMatch(/ALB|Fargate|ECS/);
  });

  test("shows the cluster, its nodes and where its pods have their addresses", () => {
    const cluster = texts(drawEnvironment(model({ eks: { podTier: "data" } })));
    expect(cluster).toEqual(expect.arrayContaining(["EKS cluster", "EKS nodes", "EKS pods"]));
    expect(cluster.join(" ")).toContain("Kubernetes 1.35, Fargate, private API");
    expect(texts(drawEnvironment(model())).join()).not.toContain("EKS nodes");
  });

  test("shows what applications keep, send and run, and of many names the first ones", () => {
    const picture = texts(drawEnvironment(model({ applications: APPLICATIONS, edge: "balancer" })));
    expect(picture).toEqual(
      expect.arrayContaining([
        "API Gateway",
        "Lambda",
        "Aurora: ledger",
        "RDS: orders, stock",
        "ElastiCache: sessions",
        "DynamoDB",
        "SQS and SNS",
        "Amazon S3",
      ]),
    );
    expect(picture.join(" ")).toMatch(/catalogue, checkout, mails and 2 more/);
    const queues = { queue_names: ["orders"] };
    expect(texts(drawEnvironment(model({ applications: queues })))).toEqual(expect.arrayContaining(["SQS", "orders"]));
    expect(texts(drawEnvironment(model())).join()).not.toMatch(/RDS|Lambda|SQS|API Gateway/);
  });

  test("does not depend on the order of stacks and resources", () => {
    const reversed = labStacks()
      .reverse()
      .map((stack) => ({ ...stack, json: { ...stack.json, resource: reverseKeys(stack.json.resource ?? {}) } }));
    expect(drawEnvironment(readArchitecture(reversed, "lab"))).toBe(drawEnvironment(model()));
  });
});

describe("the picture of the stacks", () => {
  test("shows what is read, and where the state lies", () => {
    expect(texts(drawStacks(labStacks({ backend: "s3" })))).toEqual(
      expect.arrayContaining([
        "lab",
        "2 AZs, 3 tiers, 1 NAT gateway",
        "publishes values",
        "holds the state of the others",
        "3 resources, state in the bucket",
        "1 resource, state in a local file",
      ]),
    );
    expect(texts(drawStacks(labStacks()))).not.toContain("holds the state of the others");
  });

  test("has the arrows of many stacks beside their boxes, and inside the environment, each producer's apart from the others'", () => {
    const names = ["ants", "bees", "cats", "dogs", "eels", "foxes", "goats", "hens"].map((name) => `z${name}`);
    const readers = names.map((name, index) => ({
      name: `lab-${name}`,
      json: { data: { terraform_remote_state: Object.fromEntries(names.slice(0, index).map((one) => [one, {}])) } },
      bytes: 0,
    }));
    const svg = drawStacks([...labStacks(), ...readers]);
    const [, column] = shapes(svg);
    const right = Math.max(...shapes(svg).flatMap(({ x, width, height }) => (height === 60 ? [x + width] : [])));
    // An arrow around begins at the right of a box, and goes down beside it.
    const lanes = [...svg.matchAll(new RegExp(`d="M${right} [\\d.]+L[\\d. ]+Q([\\d.]+) `, "g"))].map(([, x]) =>
      Number(x),
    );
    // The network, and six whose readers do not all come next.
    expect(new Set(lanes).size).toBe(7);
    expect(lanes.filter((x) => x <= right || x >= (column?.x ?? 0) + (column?.width ?? 0))).toEqual([]);
  });
});

describe.each([
  ["one zone", drawEnvironment(model({ zones: ["a"] }))],
  ["two zones", drawEnvironment(model())],
  ["four zones", drawEnvironment(model({ zones: ["a", "b", "c", "d"], nat: "per-zone" }))],
  ["an edge straight to the load balancer", drawEnvironment(model({ edge: "balancer" }))],
  ["an edge behind CloudFront", drawEnvironment(model({ edge: "cloudfront", nat: "per-zone" }))],
  ["an edge over four zones", drawEnvironment(model({ edge: "cloudfront", zones: ["a", "b", "c", "d"] }))],
  ["a cluster beside services", drawEnvironment(model({ edge: "cloudfront", nat: "per-zone", eks: {} }))],
  ["a cluster in the tier of the endpoints", drawEnvironment(model({ eks: { nodeTier: "data", podTier: "app" } }))],
  ["applications", drawEnvironment(model({ applications: APPLICATIONS, edge: "balancer", endpoints: false }))],
  [
    "applications in the tier of endpoints and nodes",
    drawEnvironment(model({ applications: APPLICATIONS, edge: "cloudfront", eks: { nodeTier: "data" } })),
  ],
  ["the stacks", drawStacks(labStacks())],
  ["the stacks with services", drawStacks(labStacks({ edge: "cloudfront", backend: "s3", eks: {} }))],
])("a picture of %s", (_, svg) => {
  test("is well-formed, small, and on a background of its own", () => {
    expect(isWellFormed(svg)).toBe(true);
    expect(Buffer.byteLength(svg)).toBeLessThan(40_000);
    expect(shapes(svg)[0]).toMatchObject({ x: 0.5, y: 0.5 });
    expect(svg).not.toMatch(/href|font-face|NaN|undefined/);
  });

  test("has every text inside, and none over another", () => {
    const [background] = shapes(svg);
    const boxes = labels(svg).map(textBox);
    expect(boxes.filter((box) => background && !within(box, background))).toEqual([]);
    expect(boxes.filter((box, index) => boxes.some((other, i) => i > index && overlap(box, other)))).toEqual([]);
  });

  test("has boxes that lie inside each other or apart; only what sits on the VPC's border crosses it, and databases and caches cross subnets", () => {
    const stores = labels(svg).filter(({ content }) => /^(RDS|Aurora|ElastiCache): /.test(content));
    const isStore = (box: Shape) => box.height === 26 && stores.some((label) => within(textBox(label), box));
    const all = shapes(svg).filter((box) => !isStore(box));
    const vpc = all[2];
    const crossing = all.flatMap((a, index) =>
      all.slice(index + 1).flatMap((b) => (overlap(a, b) && !within(a, b) && !within(b, a) ? [[a, b]] : [])),
    );
    expect(crossing.filter((pair) => !pair.some((box) => box === vpc))).toEqual([]);
  });
});

function textBox({ x, y, size, bold, anchor, content }: Label): Shape {
  const width = textWidth(content, { size, bold });
  const left = anchor === "middle" ? x - width / 2 : anchor === "end" ? x - width : x;
  return { x: left, y: y - size * 0.72, width, height: size * 0.9 };
}

function within(inner: Shape, outer: Shape): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlap(a: Shape, b: Shape): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function reverseKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  const entries = Object.entries(record).map(([key, value]) => [key, reverseInner(value)] as const);
  return Object.fromEntries(entries.reverse());
}

function reverseInner<T>(value: T): T {
  return (
    typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).reverse()) : value
  ) as T;
}
