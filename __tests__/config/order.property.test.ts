import { Testing } from "cdktf";
import fc from "fast-check";
import { formatPath, type Path } from "../../config/reading/tree";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { createApplication } from "../../stacks/application/application";
import { load, removeConfigFolders } from "./support/config-folder";
import { EVERYTHING } from "./support/everything";

afterAll(removeConfigFolders);

/** What is laid over `dev`, so that every map and list has several entries. */
const SEVERAL = {
  tags: { Zone: "z", Cost: "1", Team: "web" },
  network: {
    secondaryCidrs: ["100.64.0.0/16", "100.65.0.0/16"],
    tiers: { public: { tags: { Use: "entry", Kind: "open" } }, data: { subnetGroups: ["db", "cache"] } },
    reserved: [
      { cidr: "10.0.240.0/24", reason: "office" },
      { cidr: "10.0.241.0/24", reason: "shop" },
    ],
    endpoints: {
      gateway: ["s3", "dynamodb"],
      interface: ["ssm", "logs", "ec2messages"],
      policies: {
        s3: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }],
        },
        ssm: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: "*", Action: "ssm:*", Resource: "*" }],
        },
      },
    },
    prefixLists: {
      office: { entries: { "head office": "203.0.113.0/25", branch: "203.0.113.128/25" } },
      lab: { entries: { a: "198.51.100.0/24" } },
    },
  },
  access: {
    bastion: {
      alarmActions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms", "arn:aws:sns:ap-northeast-2:111111111111:calls"],
    },
  },
  edge: {
    webAcl: {
      managed: {
        core: { overrides: { SizeRestrictions_BODY: "count", NoUserAgent_HEADER: "count" } },
        "sql-database": {},
      },
    },
  },
  ecs: {
    repositories: ["web", "api"],
    services: {
      web: {
        expose: { host: "www.dev.example.com", paths: ["/v1/*", "/v2/*"] },
        environment: { MODE: "fast", ANSWER: "42", ZERO: "0" },
      },
      api: { image: "api:1.0.0", cpu: "0.25 vCPU", memory: "0.5 GB", port: 8080 },
    },
  },
  eks: {
    admins: ["role/platform-admin", "role/admin"],
    access: {
      developers: { namespaces: ["apps", "jobs"], groups: ["devs", "ops"] },
      auditors: { principal: "role/audit", policy: "view" },
    },
    endpointAccess: { publicCidrs: ["203.0.113.0/24", "198.51.100.0/24"] },
    addons: {
      "aws-ebs-csi-driver": {
        keyArns: [
          "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111",
          "arn:aws:kms:ap-northeast-2:111111111111:key/22222222-2222-2222-2222-222222222222",
        ],
      },
      "aws-efs-csi-driver": {
        fileSystemArns: [
          "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:file-system/fs-0123456789abcdef0",
          "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:file-system/fs-0123456789abcdef1",
        ],
      },
    },
    nodeGroups: {
      general: {
        labels: { role: "general", size: "large" },
        taints: [
          { key: "dedicated", value: "builds", effect: "PreferNoSchedule" },
          { key: "arch", value: "arm", effect: "PreferNoSchedule" },
        ],
      },
      spare: { instanceTypes: ["m7g.large", "m6g.large", "c7g.large"], capacity: "spot", min: 0, max: 4 },
    },
    selfManagedNodes: { spot: { instanceTypes: ["m7i.large", "m6i.large"], capacity: "spot", min: 0, max: 2 } },
    fargateProfiles: {
      jobs: {
        selectors: [{ namespace: "jobs-*", labels: { compute: "fargate", size: "small" } }, { namespace: "nightly" }],
      },
    },
  },
  eksAddons: {
    externalSecrets: { secrets: ["shop/*", "apps/*"], parameters: ["/shop/*", "/apps/*"] },
    argocd: {
      ingress: { cidrs: ["203.0.113.0/24", "198.51.100.0/24"] },
      groups: { "web:admins": "admin", "web:devs": "readonly" },
    },
    certManager: {
      letsEncrypt: {
        zones: [
          { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "dev.example.com" },
          { zoneId: "Z1123456789ABCDEFGHIJ", zoneName: "test.example.com" },
        ],
      },
    },
    externalDns: {
      zones: [
        { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "dev.example.com" },
        { zoneId: "Z1123456789ABCDEFGHIJ", zoneName: "test.example.com" },
      ],
    },
    charts: {
      own: { after: ["certManager", "externalDns"], values: { greeting: "hello", deep: { b: 1, a: 2 } } },
      other: { repository: "https://charts.example.com", chart: "other", version: "1.2.3", namespace: "other" },
    },
  },
};

type Config = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Config {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function merge(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over;
  const keys = [...new Set([...Object.keys(under), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, key in over ? merge(under[key], over[key]) : under[key]]));
}

const DEV = merge(EVERYTHING.dev, SEVERAL);
const FILES: Config = { ...EVERYTHING, dev: DEV };

/** Where the order means something to AWS or to the plan; the property's documentation says so. Lists in a chart's values are the chart's. */
const ORDERED = [
  /^network\.tiers$/,
  /^network\.tiers\.\w+\.networkAcl\.(ingress|egress)$/,
  /^network\.tiers\.\w+\.cidr$/,
  /^network\.flowLogs?\.(\w+\.)?fields$/,
  /^network\.dhcp\.(nameServers|ntpServers)$/,
  // Each strategy decides among what the one before it left open.
  /^ecs\.services\.\w+\.placement$/,
  // The values of a line have the order of their names.
  /^data\.tables\.\w+\.importFrom\.header$/,
  // A parameter keeps its texts in order.
  /^data\.parameters\.\w+\.value$/,
  // What is started has its arguments in order.
  /\.(command|entryPoint)$/,
];

/** Maps and lists of an environment whose order means nothing and that have several entries. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  const text = formatPath(path);
  const isOrdered = ORDERED.some((pattern) => pattern.test(text)) || (Array.isArray(value) && /\bvalues\b/.test(text));
  const below = entries.flatMap(([key, item]) => placesIn(item, [...path, Array.isArray(value) ? Number(key) : key]));
  return isOrdered || entries.length < 2 ? below : [path, ...below];
}

/** The environment with the entries at one place in another order. */
function reordered(value: unknown, [step, ...rest]: Path, order: (length: number) => readonly number[]): unknown {
  if (step === undefined) {
    if (Array.isArray(value)) return order(value.length).map((index) => value[index]);
    const entries = Object.entries(value as Config);
    return Object.fromEntries(order(entries.length).map((index) => entries[index] as [string, unknown]));
  }
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? reordered(item, rest, order) : item));
  return Object.fromEntries(
    Object.entries(value as Config).map(([key, below]) => [key, key === step ? reordered(below, rest, order) : below]),
  );
}

function synthesized(files: Config): Readonly<Record<string, string>> {
  const texts = Object.fromEntries(Object.entries(files).map(([name, config]) => [name, JSON.stringify(config)]));
  const app = createApplication(load(texts), { outdir: "cdktf.out" });
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, Testing.synth(stack)]));
}

const expected = synthesized(FILES);
const places = Object.entries(FILES).flatMap(([name, config]) => placesIn(config).map((path) => ({ name, path })));

test("the configuration has many maps and lists whose order means nothing", () => {
  expect(places.length).toBeGreaterThan(100);
});

test("the order of maps and lists changes nothing of the JSON, where it means nothing to AWS", () => {
  const shuffles = fc.tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.uniqueArray(fc.nat(places.length - 1), { minLength: 20, maxLength: places.length }),
  );
  fc.assert(
    fc.property(shuffles, ([turns, chosen]) => {
      const inside = chosen.flatMap((index) => places[index] ?? []).sort((a, b) => b.path.length - a.path.length);
      const files = turned(inside, rotated(turns));
      expect(synthesized(files)).toEqual(expected);
    }),
    { numRuns: 5, seed: 10 },
  );
});

test("every one of them turned round at once changes nothing either", () => {
  // From the inside out: the places of what lies deeper are those of before.
  const inside = [...places].sort((a, b) => b.path.length - a.path.length);
  const files = turned(inside, backwards);
  expect(synthesized(files)).toEqual(expected);
});

/** The files with the entries at all these places in another order. */
function turned(at: readonly (typeof places)[number][], order: (length: number) => readonly number[]): Config {
  const files: Record<string, unknown> = { ...FILES };
  for (const { name, path } of at) files[name] = reordered(files[name], path, order);
  return files;
}

/** Entries moved on by some places, another number of them for each length. */
function rotated(turns: number) {
  return (length: number): readonly number[] => [...Array(length).keys()].map((index) => (index + turns) % length);
}

function backwards(length: number): readonly number[] {
  return [...Array(length).keys()].reverse();
}
