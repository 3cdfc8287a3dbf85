import { HttpApi } from "../../constructs/apis";
import { Cache } from "../../constructs/caches";
import { Distribution } from "../../constructs/cdn/distribution";
import { ViewerFunction } from "../../constructs/cdn/viewer-function";
import { Certificate } from "../../constructs/certificates";
import { AutoScalingGroup, Instance } from "../../constructs/compute/servers";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { Database, DatabaseCluster } from "../../constructs/databases";
import { DnsRecord, HealthCheck, HostedZone, ZoneAssociation } from "../../constructs/dns";
import { Table } from "../../constructs/dynamodb";
import { Ec2Service, EcsCluster, FargateService, ScheduledTask, TaskDefinition } from "../../constructs/ecs";
import { EksCluster } from "../../constructs/eks";
import { Karpenter } from "../../constructs/eks/controllers/karpenter/karpenter";
import { ContainerLogs } from "../../constructs/eks/controllers/logs/container-logs";
import { EncryptionKey } from "../../constructs/encryption/encryption-key";
import { LambdaFunction } from "../../constructs/functions";
import { ManagedPolicy, Role } from "../../constructs/iam";
import {
  ApplicationLoadBalancer,
  EndpointService,
  NetworkLoadBalancer,
  TargetGroup,
} from "../../constructs/load-balancing";
import { Queue, Topic } from "../../constructs/messaging";
import { Network } from "../../constructs/network";
import { ContainerImage, PullThroughCache, RegistryScanning, Repository } from "../../constructs/registry";
import { Parameter, Secret } from "../../constructs/secrets";
import { Bucket } from "../../constructs/storage/bucket";
import { IpSet } from "../../constructs/waf/sets/ip-set";
import { RegexPatternSet } from "../../constructs/waf/sets/regex-pattern-set";
import { WebAcl } from "../../constructs/waf/web-acl";
import { testNetwork } from "../constructs/access/support";

const image = ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2");
const SMALL = { image, cpu: "0.25 vCPU", memory: "0.5 GB" } as const;

/**
 * Small stacks that, together with the shipped environments and the variants of the end-to-end tests, make every type of resource that
 * there is. A test holds the list of types against that.
 */
export const EVERY_CONSTRUCT: Readonly<Record<string, (stack: EnvironmentStack) => void>> = {
  containers,
  "blue-green": blueGreen,
  front,
  balancers,
  images,
  names,
  nodes,
  servers,
  attached,
  messages,
  tables,
  functions,
  secrets,
  databases,
  databaseClusters,
  caches,
  apis,
};

/** An HTTP API with all that is a resource of its own. */
function apis(stack: EnvironmentStack): void {
  const network = testNetwork(stack);
  const balancer = new ApplicationLoadBalancer(stack, "inside", {
    network,
    scheme: "internal",
    plainHttp: { reason: "the tests have no domain" },
  });
  const zone = HostedZone.fromExisting(stack, "zone", { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" });
  const certificate = Certificate.fromExisting(stack, "api", {
    certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/api",
    names: ["api.example.com"],
  });
  const called = LambdaFunction.fromExisting(stack, "orders", {
    functionArn: "arn:aws:lambda:ap-northeast-2:111111111111:function:orders",
    aliasName: "live",
  });
  new HttpApi(stack, "shop", {
    network,
    authorizers: { own: { kind: "lambda", function: called } },
    routes: {
      "GET /orders": called,
      "GET /pages": { loadBalancer: balancer, authorization: "own" },
    },
    domain: { name: "api.example.com", certificate, zone },
    alarms: { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] },
  });
}

/** A function with everything around it that is a resource of its own. */
function functions(stack: EnvironmentStack): void {
  const hello = new LambdaFunction(stack, "hello", {
    code: "__tests__/constructs/functions/fixtures/hello",
    runtime: "nodejs22.x",
    network: testNetwork(stack),
    provisionedConcurrency: 1,
    url: true,
    async: { retries: 1 },
    deployment: {},
    alarms: { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] },
  });
  hello.onQueue("jobs", new Queue(stack, "jobs", { visibility: "5 min" }));
  hello.onTopic("orders", new Topic(stack, "orders"));
  hello.onObjects("uploads", new Bucket(stack, "uploads", { bucketName: "groundplan-uploads" }));
  hello.onSchedule("nightly", { schedule: "rate(1 day)" });
  hello.onEvents("images", { pattern: { source: ["aws.ecr"] } });
}

/** A database with a key and a proxy, and one with replicas. */
function databases(stack: EnvironmentStack): void {
  const key = new EncryptionKey(stack, "key", { name: "orders", description: "Encrypts orders" });
  const small = { engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB" } as const;
  const network = testNetwork(stack);
  new Database(stack, "orders", { network, ...small, key, proxy: true });
  const generate = { json: { generated: "password", fields: { username: "dbowner" } } };
  const password = { secret: new Secret(stack, "login", { generate, key }) };
  new Database(stack, "carts", { network, ...small, key, password, replicas: { reader: {} } });
}

/** A cluster with a key and a reader, and one with capacity that follows the load and an instance that differs. */
function databaseClusters(stack: EnvironmentStack): void {
  const key = new EncryptionKey(stack, "key", { name: "orders", description: "Encrypts orders" });
  const network = testNetwork(stack);
  const alarms = { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] };
  const orders = { engine: "aurora-postgresql 17", size: "db.r8g.large", readers: 1 } as const;
  new DatabaseCluster(stack, "orders", { network, ...orders, key, alarms });
  const instances = { main: { promotionTier: 0 }, nightly: { size: "db.r8g.xlarge" } };
  new DatabaseCluster(stack, "reports", { network, engine: "aurora-mysql 8.0", serverless: { max: 8 }, instances });
}

/** A cache with a key and replicas, and one with shards. */
function caches(stack: EnvironmentStack): void {
  const key = new EncryptionKey(stack, "key", { name: "sessions", description: "Encrypts sessions" });
  const small = { engine: "valkey 8", size: "cache.t4g.small", network: testNetwork(stack) } as const;
  const alarms = { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] };
  new Cache(stack, "sessions", { ...small, key, replicas: 1, alarms });
  new Cache(stack, "carts", { ...small, shards: 2, parameters: { "maxmemory-policy": "noeviction" } });
}

/** Secrets and parameters with a key, and a rotation. */
function secrets(stack: EnvironmentStack): void {
  const key = new EncryptionKey(stack, "key", { name: "signing", description: "Encrypts what is secret" });
  const functionArn = "arn:aws:lambda:ap-northeast-2:111111111111:function:rotate";
  new Secret(stack, "signing", { key, rotation: { functionArn } });
  new Parameter(stack, "level", { value: "info" });
  new Parameter(stack, "token", { generate: {}, key });
}

/** Tables with everything around them that is a resource of its own. */
function tables(stack: EnvironmentStack): void {
  const encryptionKey = new EncryptionKey(stack, "key", { name: "carts", description: "Encrypts carts" });
  const alarms = { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] };
  const scaled = { min: 5, max: 50 };
  new Table(stack, "carts", {
    key: { id: "string" },
    encryptionKey,
    alarms,
    contributorInsights: true,
    capacity: { by: "provisioned", read: scaled, write: scaled },
  });
}

/** Queues and topics with keys, subscriptions and alarms. */
function messages(stack: EnvironmentStack): void {
  const key = new EncryptionKey(stack, "key", { name: "orders", description: "Encrypts orders" });
  const alarms = { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] };
  const jobs = new Queue(stack, "jobs", { key, alarms, deadLetter: { after: 5 } });
  const topic = new Topic(stack, "orders", { key, alarms });
  topic.subscribeQueue("jobs", jobs);
  topic.subscribeEmail("ops", "ops@example.com");
}

/** A network behind a transit gateway. */
function attached(stack: EnvironmentStack): void {
  const routes = { office: { to: "10.99.0.0/16", by: "transit-gateway" } } as const;
  new Network(stack, "network", {
    cidr: "10.0.0.0/16",
    zones: ["a", "c"],
    tiers: [{ name: "data", kind: "isolated", prefixLength: 24, routes }],
    transitGateway: { id: "tgw-0123456789abcdef0" },
  });
}

/** ECS: all kinds of capacity, names, deployments and scaling. */
function containers(stack: EnvironmentStack): void {
  const cluster = new EcsCluster(stack, "cluster", {
    network: testNetwork(stack),
    exec: {},
    serviceConnect: { namespace: "shop" },
    discovery: { domain: "shop.internal" },
    capacity: { ec2: { general: { instanceType: "m7g.large", min: 0, max: 2 } } },
  });
  new FargateService(stack, "api", {
    cluster,
    ...SMALL,
    ...({ imageOwner: "deployment", exec: true, readonlyRootFilesystem: false } as const),
    port: 8080,
    expose: plainBalancer(stack, cluster).host("api.example.com", { zone: "none" }),
    deployment: { by: "codedeploy", traffic: { steps: "linear", percent: 25, minutes: 5 } },
    scale: { min: 1, max: 4, schedules: { evening: { at: "cron(0 20 ? * * *)", min: 0, max: 0 } } },
  });
  new FargateService(stack, "orders", {
    cluster,
    ...SMALL,
    port: 8080,
    connect: { offers: { app: {} } },
    discovery: {},
  });
  const containers = { app: { image, ports: { http: { port: 9200 } } } };
  const taskDefinition = new TaskDefinition(stack, "task", {
    launch: "ec2",
    architecture: "ARM64",
    memoryMiB: 512,
    containers,
  });
  new Ec2Service(stack, "search", { cluster, taskDefinition });
  new ScheduledTask(stack, "report", { cluster, ...SMALL, schedule: "rate(1 day)" });
}

function plainBalancer(stack: EnvironmentStack, { network }: EcsCluster): ApplicationLoadBalancer {
  return new ApplicationLoadBalancer(stack, "edge", { network, plainHttp: { reason: "the tests have no domain" } });
}

/** Servers that stand by themselves. */
function servers(stack: EnvironmentStack): void {
  const network = testNetwork(stack);
  const volume = { device: "/dev/sdf", sizeGiB: 100, snapshotId: "snap-0123456789abcdef0" };
  new Instance(stack, "shop", { network, instanceType: "t4g.small", volumes: { data: volume } });
  const size = { min: 1, max: 2, targetCpu: 60 };
  const schedules = { night: { at: "cron(0 20 * * ? *)", min: 0 } };
  const lifecycleHooks = {
    drain: {
      transition: "terminate",
      notificationTargetArn: "arn:aws:sqs:ap-northeast-2:111111111111:web-drain",
      notificationMetadata: "web",
    },
  } as const;
  new AutoScalingGroup(stack, "web", { network, instanceType: "t4g.small", ...size, schedules, lifecycleHooks });
}

/** A service that ECS deploys blue/green by itself. */
function blueGreen(stack: EnvironmentStack): void {
  const cluster = new EcsCluster(stack, "cluster", { network: testNetwork(stack) });
  new FargateService(stack, "api", {
    cluster,
    ...SMALL,
    port: 8080,
    expose: plainBalancer(stack, cluster).host("api.example.com", { zone: "none" }),
    deployment: { by: "blue-green", provider: "6.4 or later" },
  });
}

/** CloudFront and AWS WAF. */
function front(stack: EnvironmentStack): void {
  const scope = "CLOUDFRONT";
  const ipSet = new IpSet(stack, "office", { scope, description: "Office", addresses: ["192.0.2.0/25"] });
  const regexSet = new RegexPatternSet(stack, "paths", { scope, description: "Paths", patterns: ["^/admin"] });
  new Distribution(stack, "cdn", {
    webAcl: new WebAcl(stack, "acl", {
      scope,
      rules: { office: { when: { ipSet }, action: "allow" }, paths: { when: { regexSet }, action: "block" } },
    }),
    origins: { files: { kind: "bucket", bucket: new Bucket(stack, "files", { bucketName: "groundplan-files" }) } },
    defaultBehavior: {
      origin: "files",
      cache: "static",
      viewerRequest: ViewerFunction.indexDocuments(stack, "pretty"),
    },
    behaviors: { "/search": { origin: "files", cache: "dynamic" } },
    accessLogs: { bucket: new Bucket(stack, "logs", { bucketName: "groundplan-logs" }) },
  });
}

/** Both kinds of balancers, a function as a target, and a service for other VPCs. */
function balancers(stack: EnvironmentStack): void {
  const network = testNetwork(stack);
  const certificate = (name: string) =>
    Certificate.fromExisting(stack, name, {
      certificateArn: `arn:aws:acm:ap-northeast-2:111111111111:certificate/${name}`,
      names: [`${name}.example.com`],
    });
  new ApplicationLoadBalancer(stack, "edge", {
    network,
    certificate: certificate("shop"),
    moreCertificates: [certificate("blog")],
  });
  new TargetGroup(stack, "call", { targetType: "lambda" }).addFunction(
    "arn:aws:lambda:ap-northeast-2:111111111111:function:call",
  );
  const targetGroup = new TargetGroup(stack, "targets", { network, port: 443, protocol: "TCP" });
  const listeners = { tls: { port: 443, protocol: "TCP", targetGroup } } as const;
  const balancer = new NetworkLoadBalancer(stack, "balancer", { network, listeners });
  new EndpointService(stack, "offer", {
    loadBalancers: [balancer],
    allowedPrincipals: ["arn:aws:iam::222222222222:root"],
    privateName: { name: "offer.example.com", zone: new HostedZone(stack, "offers", { zoneName: "example.com" }) },
  });
}

/** Registries, and policies that are no role's own. */
function images(stack: EnvironmentStack): void {
  new Repository(stack, "shop", { pullAccounts: ["222222222222"] });
  new PullThroughCache(stack, "cache", { upstream: "ecr-public" });
  new RegistryScanning(stack, "scanning", { mode: "basic" });
  const read = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] };
  const boundary = new ManagedPolicy(stack, "boundary", { description: "The most", statements: [read] });
  new Role(stack, "build", {
    description: "Builds",
    trustedBy: [{ by: "service", service: "codebuild.amazonaws.com" }],
    permissionsBoundary: boundary.policyArn,
  });
}

/** Names that several records answer for, and what tells which of them are healthy. */
function names(stack: EnvironmentStack): void {
  const zone = new HostedZone(stack, "zone", { zoneName: "example.com" });
  const vpcs = [testNetwork(stack)];
  const inside = new HostedZone(stack, "inside", { zoneName: "internal.example", vpcs, othersAssociate: true });
  new ZoneAssociation(stack, "shared", { zone: inside, vpc: { vpcId: "vpc-0123456789abcdef0" } });
  const web = new HealthCheck(stack, "web", { kind: "endpoint", protocol: "HTTPS", host: "web.example.com" });
  const healthCheck = new HealthCheck(stack, "all", { kind: "calculated", children: [web] });
  const common = { zone, name: "app.example.com", type: "A", healthCheck } as const;
  new DnsRecord(stack, "one", { ...common, values: ["192.0.2.1"], routing: { policy: "failover", role: "primary" } });
  new DnsRecord(stack, "two", { ...common, values: ["192.0.2.2"], routing: { policy: "failover", role: "secondary" } });
}

/** What the cluster of no environment has. */
function nodes(stack: EnvironmentStack): void {
  const cluster = new EksCluster(stack, "eks", {
    network: testNetwork(stack, { hasNat: true }),
    version: "1.34",
    admins: ["role/platform"],
  });
  new EksCluster(stack, "auto", {
    network: cluster.network,
    version: "1.34",
    admins: ["role/platform"],
    name: "auto",
    autoMode: { nodeClassRole: true, customTags: true },
  });
  cluster.addSelfManagedNodes("own", { instanceTypes: ["m7i.large"], min: 2, max: 6 });
  new Karpenter(stack, "karpenter", { cluster });
  new ContainerLogs(stack, "logs", { cluster, destination: { to: "kinesis" } });
}
