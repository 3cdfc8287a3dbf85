import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Testing } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { EcsCluster } from "../../../../../constructs/ecs";
import { EncryptionKey } from "../../../../../constructs/encryption/encryption-key";
import { ManagedPolicy } from "../../../../../constructs/iam/policies/managed-policy";
import { Role } from "../../../../../constructs/iam/roles/role";
import { FlowLog } from "../../../../../constructs/network/flow-logs/flow-log";
import { Repository } from "../../../../../constructs/registry/repository";
import { Bucket } from "../../../../../constructs/storage/bucket";
import { IpSet } from "../../../../../constructs/waf/sets/ip-set";
import { networkIn, synthApp } from "./support";

const trustedBy = [{ by: "service", service: "ec2.amazonaws.com" }] as const;
const statements = [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::acme/*"] }];
const description = "Something";

/** Constructs by what they are, all of which give names of their own. */
const KINDS: Readonly<Record<string, (scope: Construct, id: string, name: string) => unknown>> = {
  bucket: (scope, id, name) => new Bucket(scope, id, { bucketName: `acme-${name.toLowerCase()}` }),
  cluster: (scope, id) =>
    new EcsCluster(scope, id, { network: networkIn(scope, `${id}-vpc`), exec: {}, serviceConnect: {} }),
  flowLog: (scope, id) => new FlowLog(scope, id, "vpc-1", { to: "cloudwatch", ownKey: true }),
  flowLogFiles: (scope, id) => new FlowLog(scope, id, "vpc-1", { to: "s3" }),
  ipSet: (scope, id) => new IpSet(scope, id, { addresses: ["203.0.113.0/24"], description }),
  key: (scope, id, name) => new EncryptionKey(scope, id, { name, description }),
  policy: (scope, id, name) => new ManagedPolicy(scope, id, { name, description, statements }),
  policyByPath: (scope, id) => new ManagedPolicy(scope, id, { description, statements }),
  queue: (scope, id, name) => new SqsQueue(scope, id, { name }),
  repository: (scope, id) => new Repository(scope, id),
  role: (scope, id, name) => new Role(scope, id, { roleName: name, description, trustedBy }),
  roleByPath: (scope, id) => new Role(scope, id, { description, trustedBy }),
};

// Ids that give the same path once they are joined: a-b + c and a + b-c.
const thing = fc.record({
  kind: fc.constantFrom(...Object.keys(KINDS)),
  scope: fc.constantFrom("a", "a-b", "flow"),
  id: fc.constantFrom("c", "b-c", "log", "flow-log"),
  name: fc.constantFrom("reader", "Reader", "flow-log"),
});

const place = fc.record({
  stack: fc.constantFrom("one", "two"),
  name: fc.constantFrom("sandbox", "eu-sandbox"),
  project: fc.constantFrom("shop", "shop-eu"),
  account: fc.constantFrom("111111111111", "111111111111", "222222222222"),
  region: fc.constantFrom("ap-northeast-2", "eu-central-1"),
  things: fc.uniqueArray(thing, { minLength: 3, maxLength: 6, selector: ({ scope, id }) => `${scope}/${id}` }),
});

const app = fc.uniqueArray(place, { minLength: 1, maxLength: 3, selector: ({ name, stack }) => `${name}-${stack}` });

/** Where a name is given once, and the attribute that it is, of all types in the apps that are made. */
const NAMES: Readonly<
  Record<string, { readonly at: string; readonly once: "world" | "account" | "region"; readonly fold?: true }>
> = {
  aws_s3_bucket: { at: "bucket", once: "world" },
  aws_iam_role: { at: "name", once: "account", fold: true },
  aws_iam_policy: { at: "name", once: "account", fold: true },
  aws_cloudwatch_log_group: { at: "name", once: "region" },
  aws_kms_alias: { at: "name", once: "region" },
  aws_sqs_queue: { at: "name", once: "region" },
  aws_ecr_repository: { at: "name", once: "region" },
  aws_ecs_cluster: { at: "name", once: "region" },
  aws_service_discovery_http_namespace: { at: "name", once: "region" },
  aws_wafv2_ip_set: { at: "name", once: "region" },
};

type Json = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** Names that AWS would refuse, by reading the JSON of the stacks. */
function refused(stacks: ReturnType<typeof synthApp>["stacks"]): readonly string[] {
  const counts = new Map<string, { name: string; count: number }>();
  for (const stack of stacks) {
    const { account, region } = stack.environment;
    const where = { world: "", account, region: `${account} ${region}` };
    const { resource = {} }: { resource?: Json } = JSON.parse(Testing.synth(stack));
    for (const [type, byId] of Object.entries(resource)) {
      const rule = NAMES[type];
      if (!rule) continue;
      for (const attributes of Object.values(byId)) {
        const name = String(attributes[rule.at]);
        const key = [type, where[rule.once], rule.fold ? name.toLowerCase() : name].join(" ");
        counts.set(key, { name: name.toLowerCase(), count: (counts.get(key)?.count ?? 0) + 1 });
      }
    }
  }
  return [...counts.values()].filter(({ count }) => count > 1).map(({ name }) => name);
}

test("whatever AWS would refuse for its name is told, and nothing else is", () => {
  let collisions = 0;
  fc.assert(
    fc.property(app, (places) => {
      const { stacks, problems } = synthApp(
        places.map(({ stack, things, ...environment }) => ({
          name: stack,
          environment,
          build: (made) => {
            for (const { kind, scope, id, name } of things) {
              const parent = made.node.tryFindChild(scope) ?? new Construct(made, scope);
              KINDS[kind]?.(parent as Construct, id, name);
            }
          },
        })),
      );
      const told = problems.flatMap(({ found }) =>
        [...found.matchAll(/"([^"]*)" of /g)].map(([, name]) => name?.toLowerCase()),
      );
      collisions += problems.length > 0 ? 1 : 0;
      expect(problems.length === 0).toBe(refused(stacks).length === 0);
      for (const { code } of problems) if (code === "ENVIRONMENT_NAMES_TAKEN") return;
      expect([...new Set(told)].sort()).toEqual([...new Set(refused(stacks))].sort());
    }),
    { numRuns: 40, seed: 9 },
  );
  expect(collisions).toBeGreaterThan(10);
});
