import { Bastion } from "../../../../constructs/access/bastion";
import { HttpApi } from "../../../../constructs/apis";
import { Cache } from "../../../../constructs/caches";
import { Distribution } from "../../../../constructs/cdn/distribution";
import { ViewerFunction } from "../../../../constructs/cdn/viewer-function";
import { Instance } from "../../../../constructs/compute/servers";
import { Database, DatabaseCluster } from "../../../../constructs/databases";
import { Table } from "../../../../constructs/dynamodb";
import { EcsCluster, FargateService, ScheduledTask } from "../../../../constructs/ecs";
import { EksCluster } from "../../../../constructs/eks";
import { EncryptionKey } from "../../../../constructs/encryption/encryption-key";
import { LambdaFunction } from "../../../../constructs/functions";
import { ManagedPolicy } from "../../../../constructs/iam";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import { NetworkLoadBalancer } from "../../../../constructs/load-balancing/network/network-load-balancer";
import { TargetGroup } from "../../../../constructs/load-balancing/target-groups/target-group";
import { Queue, Topic } from "../../../../constructs/messaging";
import { Network } from "../../../../constructs/network/network";
import { Repository } from "../../../../constructs/registry/repository";
import { Parameter, Secret } from "../../../../constructs/secrets";
import { SecurityGroup } from "../../../../constructs/security-groups/security-group";
import { Bucket } from "../../../../constructs/storage/bucket";
import { IpSet } from "../../../../constructs/waf/sets/ip-set";
import { RegexPatternSet } from "../../../../constructs/waf/sets/regex-pattern-set";
import { WebAcl } from "../../../../constructs/waf/web-acl";
import { type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { IMAGE } from "../../ecs/support";

/** The names that the programs below give. */
export const GIVEN = new Set<string>();

/** @param wrong the name that is given wrongly */
function naming(wrong: string | undefined): (given: string) => string {
  return (given) => {
    GIVEN.add(given);
    return given === wrong ? `${given}§` : given;
  };
}

/** Everything that has a name of its own, with names as they were given before. */
export function takenOver(wrong?: string): SynthesizedStack {
  const name = naming(wrong);
  return synthStack((stack) => {
    const network = testNetwork(stack);
    const cluster = new EcsCluster(stack, "cluster", {
      network,
      clusterName: name("Prod_1"),
      exec: { logGroupName: name("exec/prod") },
      capacity: {
        ec2: {
          general: {
            instanceType: "m7g.large",
            min: 0,
            max: 2,
            names: {
              roleName: name("ecsInstanceRole"),
              instanceProfileName: name("ecsInstanceProfile"),
              autoScalingGroupName: name("ecs/instances"),
              capacityProviderName: name("Prod_capacity"),
            },
          },
        },
      },
    });
    new FargateService(stack, "web", {
      cluster,
      image: IMAGE,
      cpu: "0.5 vCPU",
      memory: "1 GB",
      port: 8080,
      serviceName: name("web_service"),
      family: name("web_task"),
      taskRoleName: name("webTaskRole"),
      executionRoleName: name("ecsTaskExecutionRole"),
      logs: { to: "cloudwatch", logGroupName: name("ecs/web") },
    });
    const eks = new EksCluster(stack, "eks", {
      network,
      version: "1.35",
      admins: ["role/platform"],
      clusterName: name("prod_eks"),
      roleName: name("eksClusterRole"),
    });
    eks.addNodeGroup("app", { instanceTypes: ["m7g.large"], min: 2, max: 4, roleName: name("eksNodeRole") });
    eks.addSelfManagedNodes("batch", {
      instanceTypes: ["m7g.large"],
      min: 0,
      max: 4,
      roleName: name("eksBatchRole"),
      instanceProfileName: name("eksBatchProfile"),
      autoScalingGroupName: name("eks/batch"),
    });
    new ScheduledTask(stack, "report", {
      cluster,
      image: IMAGE,
      cpu: "0.25 vCPU",
      memory: "0.5 GB",
      schedule: "rate(1 day)",
      scheduleName: name("nightly_report"),
    });
    new SecurityGroup(stack, "web-group", {
      network,
      description: "Web servers",
      securityGroupName: name("web servers"),
    });
    new ManagedPolicy(stack, "reads", {
      description: "Reads orders",
      policyName: name("ReadOrders"),
      statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] }],
    });
    new EncryptionKey(stack, "key", { name: "orders", description: "Orders", aliasName: name("alias/Orders") });
    new WebAcl(stack, "acl", { webAclName: name("prod_acl"), logging: false });
    const reason = "the tests have no domain";
    new ApplicationLoadBalancer(stack, "edge", {
      network,
      plainHttp: { reason },
      loadBalancerName: name("prod--alb"),
    });
    const targetGroup = new TargetGroup(stack, "tcp", {
      network,
      port: 5432,
      protocol: "TCP",
      targetGroupName: name("prod-tcp"),
    });
    new NetworkLoadBalancer(stack, "nlb", {
      network,
      listeners: { db: { port: 5432, protocol: "TCP", targetGroup } },
      loadBalancerName: name("prod--nlb"),
    });
  });
}

/** A network whose names were given before. */
export function networkTakenOver(wrong?: string): SynthesizedStack {
  const name = naming(wrong);
  return synthStack(
    (stack) =>
      new Network(stack, "network", {
        cidr: "10.0.0.0/16",
        zones: ["a", "c"],
        tiers: [
          { name: "public", kind: "public", prefixLength: 24, subnetNames: { a: name("Public subnet 1") } },
          {
            name: "data",
            kind: "isolated",
            prefixLength: 24,
            subnetGroupNames: { db: name("prod db"), cache: name("prod-cache") },
          },
        ],
        nat: { mode: "none" },
        flowLog: { to: "cloudwatch", logGroupName: name("vpc/prod"), roleName: name("flowlogsRole") },
      }),
    { name: "network" },
  );
}

/** A bastion, deployments by CodeDeploy, a server, and what stands at the edge, whose names were given before. */
export function restTakenOver(wrong?: string): SynthesizedStack {
  const name = naming(wrong);
  return synthStack((stack) => {
    const network = testNetwork(stack);
    new Bastion(stack, "bastion", {
      network,
      cloudWatchAgent: true,
      names: {
        roleName: name("bastionRole"),
        instanceProfileName: name("bastionProfile"),
        securityGroupName: name("bastion group"),
        sessionDocumentName: name("BastionSession"),
        sessionLogGroupName: name("bastion/sessions"),
        sessionKeyAliasName: name("alias/Bastion"),
        systemLogGroupName: name("bastion/system"),
        agentParameterName: name("/bastion/agent"),
        creditAlarmName: name("Bastion credits"),
      },
    });
    new Queue(stack, "jobs", { queueName: name("Prod_jobs") });
    new Table(stack, "carts", { tableName: name("Prod.carts"), key: { id: "string" } });
    new Topic(stack, "told", { topicName: name("Prod_orders") });
    new Database(stack, "ledger", {
      network,
      ...{ engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB" },
      instanceName: name("prod-orders"),
      subnetGroupName: name("prod databases"),
    });
    new DatabaseCluster(stack, "journal", {
      ...{ network, engine: "aurora-postgresql 17", size: "db.r8g.large" },
      clusterName: name("prod-journal"),
      subnetGroupName: name("prod clusters"),
      instances: { main: { instanceName: name("prod-journal-instance-1") } },
    });
    new Cache(stack, "sessions", {
      ...{ network, engine: "valkey 8", size: "cache.t4g.small" },
      cacheName: name("prod-sessions"),
      subnetGroupName: name("prod-caches"),
    });
    new Secret(stack, "signing", { secretName: name("Prod/signing") });
    new Parameter(stack, "level", { value: "info", parameterName: name("/Prod/level") });
    const edge = new ApplicationLoadBalancer(stack, "edge", {
      network,
      plainHttp: { reason: "the tests have no domain" },
    });
    new FargateService(stack, "api", {
      cluster: new EcsCluster(stack, "cluster", { network }),
      image: IMAGE,
      cpu: "0.5 vCPU",
      memory: "1 GB",
      port: 8080,
      expose: edge.host("api.example.com", { zone: "none" }),
      targetGroup: { targetGroupName: name("api-blue"), greenTargetGroupName: name("api-green") },
      imageOwner: "deployment",
      deployment: {
        by: "codedeploy",
        applicationName: name("AppECS-prod-api"),
        deploymentGroupName: name("DgpECS-prod-api"),
        roleName: name("codeDeployRole"),
      },
    });
    new Instance(stack, "reports", {
      network,
      instanceType: "t4g.small",
      roleName: name("reportsRole"),
      instanceProfileName: name("reportsProfile"),
      securityGroupName: name("reports group"),
      port: 8080,
      expose: edge.host("reports.example.com", { zone: "none" }),
      targetGroupName: name("reports"),
    });
    new LambdaFunction(stack, "resize", {
      code: "__tests__/constructs/functions/fixtures/hello",
      runtime: "nodejs22.x",
      functionName: name("ShopResize"),
      alias: { name: name("Production") },
      roleName: name("ResizeRole"),
      logs: { logGroupName: name("/aws/lambda/ShopResize") },
      deployment: {
        applicationName: name("ShopLambda"),
        deploymentGroupName: name("ShopResizeGroup"),
        roleName: name("ShopLambdaDeploys"),
      },
    });
    new HttpApi(stack, "shop", {
      apiName: name("Shop API"),
      network,
      vpcLinkName: name("Shop link"),
      securityGroupName: name("shop link"),
      logs: { logGroupName: name("/apis/Shop") },
      routes: { "GET /pages": { loadBalancer: edge } },
    });
    new ViewerFunction(stack, "pretty", {
      functionName: name("pretty_urls"),
      comment: "Nothing",
      code: "function handler(event) { return event.request; }",
    });
    new IpSet(stack, "office", {
      description: "Office",
      addresses: ["192.0.2.0/25", "2001:db8::/64"],
      ipSetNames: { ipv4: name("office_v4"), ipv6: name("office_v6") },
    });
    new RegexPatternSet(stack, "paths", {
      description: "Paths",
      patterns: ["^/admin"],
      regexPatternSetName: name("admin_paths"),
    });
    new Repository(stack, "images", { repositoryName: name("acme/orders") });
    const bucket = new Bucket(stack, "orders", { bucketName: name("acme-orders") });
    new Distribution(stack, "cdn", {
      origins: { files: { kind: "bucket", bucket } },
      defaultBehavior: { origin: "files", cache: "dynamic" },
      behaviors: { "/prices/*": { origin: "files", cache: { intent: "dynamic", ttlSeconds: 5 } } },
      names: {
        cachePolicyNames: { dynamic: name("Pages_1"), "/prices/*": name("Prices_1") },
        responseHeadersPolicyName: name("Careful_1"),
        originAccessControlNames: { files: name("acme-orders.s3.ap-northeast-2.amazonaws.com") },
      },
    });
  });
}
