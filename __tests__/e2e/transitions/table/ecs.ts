import type { Construct } from "constructs";
import { Tags } from "../../../../constructs/core/tags/tags";
import {
  Ec2Service,
  EcsCluster,
  type EcsClusterProps,
  FargateService,
  ScheduledTask,
  TaskDefinition,
} from "../../../../constructs/ecs";
import type { RestartPolicy } from "../../../../constructs/ecs/containers/container.types";
import type { OwnTrafficShift } from "../../../../constructs/ecs/deployments/deployment.types";
import type {
  Ec2ServiceProps,
  FargateCapacity,
  ServiceOptions,
} from "../../../../constructs/ecs/services/service.types";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import { ContainerImage } from "../../../../constructs/registry/container-image";
import type { Calls } from "../calls";
import type { Site } from "../site";
import type { Program, Transition } from "../transition";

const image = (tag: string) => ContainerImage.fromRegistry(`public.ecr.aws/shop/api:${tag}`);
const SMALL = { cpu: "0.25 vCPU", memory: "0.5 GB" } as const;
const LARGER = { cpu: "0.5 vCPU", memory: "1 GB" } as const;

function cluster(stack: Construct, site: Site, props: Partial<EcsClusterProps> = {}): EcsCluster {
  return new EcsCluster(stack, "cluster", { network: site.network(stack), ...props });
}

/** What a service of the programs differs in. */
interface Service extends Partial<Omit<ServiceOptions, "cluster">>, FargateCapacity {
  readonly tag?: string;
  readonly isLarger?: boolean;
  readonly port?: number;
  readonly readonlyRootFilesystem?: boolean;
  readonly writable?: readonly string[];
  readonly imageOwner?: "deployment";
  readonly restartPolicy?: RestartPolicy;
  readonly faultInjection?: boolean;
}

/** They do not wait for tasks, which the emulator does not run. */
function service(
  made: EcsCluster,
  id: string,
  { tag = "1.4.2", isLarger = false, port = 8080, ...options }: Service,
): void {
  const props = { cluster: made, image: image(tag), port, waitForSteadyState: false, ...options };
  const beside = made.node.scope ?? made;
  new FargateService(beside, id, isLarger ? { ...props, ...LARGER } : { ...props, ...SMALL });
}

/** A cluster with services by id. */
function services(byId: Readonly<Record<string, Service>>, props: Partial<EcsClusterProps> = {}): Program {
  return (stack, site) => {
    const made = cluster(stack, site, props);
    for (const [id, options] of Object.entries(byId)) service(made, id, options);
  };
}

/** The same below a balancer, with paths that each service takes. */
function exposed(
  byId: Readonly<Record<string, Service & { readonly path?: string }>>,
  props: Partial<EcsClusterProps> = {},
): Program {
  return (stack, site) => {
    const made = cluster(stack, site, props);
    const plainHttp = { reason: "the tests have no domain" };
    const edge = new ApplicationLoadBalancer(stack, "edge", { network: made.network, plainHttp });
    for (const [id, { path = "/*", ...options }] of Object.entries(byId)) {
      service(made, id, { ...options, expose: edge.host("api.example.com", { zone: "none", paths: [path] }) });
    }
  };
}

/** A program of which everything has tags. */
function tagged(program: Program): Program {
  return (stack, site) => {
    program(stack, site);
    Tags.of(stack).add("CostCenter", "4711").add("Owner", "orders");
  };
}

const GENERAL = { instanceType: "m7g.large", min: 0, max: 2 };

/** A cluster with EC2 capacities, and a service that runs on some of them. */
function onEc2(capacities: readonly string[], used: readonly string[], initial?: number): Program {
  return (stack, site) => {
    const options = { ...GENERAL, ...(initial === undefined ? {} : { initial }) };
    const ec2 = Object.fromEntries(capacities.map((name) => [name, options]));
    const made = cluster(stack, site, { capacity: { ec2 } });
    const containers = { app: { image: image("1.4.2"), ports: { http: { port: 8080 } } } };
    const taskDefinition = new TaskDefinition(stack, "task", {
      launch: "ec2",
      architecture: "ARM64",
      memoryMiB: 512,
      containers,
    });
    const capacity = Object.fromEntries(used.map((name) => [name, { weight: 1 }]));
    new Ec2Service(stack, "search", { cluster: made, taskDefinition, capacity, waitForSteadyState: false });
  };
}

/** A service on EC2 capacity, and another one that is on Fargate or there too. */
function besideEc2(
  launch: "fargate" | "ec2",
  placed: Pick<Ec2ServiceProps, "placement" | "constraints"> = {},
): Program {
  return (stack, site) => {
    const made = cluster(stack, site, { capacity: { ec2: { general: GENERAL } } });
    const capacity = { general: { weight: 1 } };
    const common = { cluster: made, port: 8080, architecture: "ARM64", waitForSteadyState: false } as const;
    const onInstances = { ...common, image: image("1.4.2"), memoryMiB: 512, capacity };
    new Ec2Service(stack, "search", { ...onInstances, ...placed });
    if (launch === "ec2") new Ec2Service(stack, "api", onInstances);
    else new FargateService(stack, "api", { ...common, image: image("1.4.2"), ...SMALL });
  };
}

const BY_CODEDEPLOY = {
  deployment: { by: "codedeploy", alarms: { names: ["errors"] } },
  imageOwner: "deployment",
} as const;

/** With steps of its own, or all at once. */
function byCodeDeploy(traffic?: OwnTrafficShift): Service {
  return { imageOwner: "deployment", deployment: { by: "codedeploy", ...(traffic ? { traffic } : {}) } };
}

/** Tasks by day, none by night. */
const BY_DAY = {
  min: 1,
  max: 4,
  targetCpu: 60,
  schedules: {
    evening: { at: "cron(0 20 * * ? *)", min: 0, max: 0 },
    morning: { at: "cron(0 7 * * ? *)", min: 1, max: 4 },
  },
} as const;

interface ScalableTarget {
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
}

/** Does what AWS does when the schedule of the evening fires: the target gets its limits, and the service no tasks. */
async function sleep(calls: Calls): Promise<() => Promise<void>> {
  const scaling = <T>(operation: string, input: object) =>
    calls.json<T>("application-autoscaling", `AnyScaleFrontendService.${operation}`, input);
  const target = async () => {
    const answer = await scaling<{ ScalableTargets: ScalableTarget[] }>("DescribeScalableTargets", {
      ServiceNamespace: "ecs",
    });
    const [found] = answer.ScalableTargets;
    if (!found) throw new Error("There is no scalable target.");
    return found;
  };
  const { ServiceNamespace, ResourceId, ScalableDimension } = await target();
  const [, cluster, service] = ResourceId.split("/");
  const ecs = <T>(operation: string, input: object) =>
    calls.json<T>("ecs", `AmazonEC2ContainerServiceV20141113.${operation}`, input);
  const limits = { MinCapacity: 0, MaxCapacity: 0 };
  await scaling("RegisterScalableTarget", { ServiceNamespace, ResourceId, ScalableDimension, ...limits });
  await ecs("UpdateService", { cluster, service, desiredCount: 0 });
  return async () => {
    const { MinCapacity, MaxCapacity } = await target();
    const described = await ecs<{ services: { desiredCount: number }[] }>("DescribeServices", {
      cluster,
      services: [service],
    });
    const counts = [MinCapacity, MaxCapacity, described.services[0]?.desiredCount];
    if (counts.some((count) => count !== 0)) throw new Error(`The service was woken: ${counts.join(", ")}`);
  };
}

const TASK = { aws_ecs_task_definition: 1 } as const;

/** Changes of ECS clusters and services. */
export const ECS: readonly Transition[] = [
  {
    area: "ECS",
    name: "a service is added",
    from: services({ api: {} }),
    to: services({ api: {}, worker: {} }),
  },
  {
    area: "ECS",
    name: "a service gets another image and another size",
    from: services({ api: {} }),
    to: services({ api: { tag: "1.4.3", isLarger: true } }),
    replaced: TASK,
  },
  {
    area: "ECS",
    name: "a service is exposed",
    from: (stack, site) => {
      exposed({ api: { path: "/api/*" } })(stack, site);
    },
    to: exposed({ api: { path: "/api/*" }, shop: { path: "/shop/*" } }),
  },
  {
    area: "ECS",
    name: "the port of an exposed service changes",
    from: exposed({ api: { port: 8080 } }),
    to: exposed({ api: { port: 9090 } }),
    replaced: { ...TASK, aws_lb_target_group: 1 },
    removed: { aws_vpc_security_group_egress_rule: 1, aws_vpc_security_group_ingress_rule: 1 },
  },
  {
    area: "ECS",
    name: "a service is renamed, with the same host and path",
    from: exposed({ api: {} }),
    to: exposed({ orders: {} }),
    removed: {
      aws_cloudwatch_log_group: 1,
      aws_ecs_service: 1,
      aws_ecs_task_definition: 1,
      aws_iam_role: 2,
      aws_iam_role_policy: 1,
      aws_lb_target_group: 1,
      aws_security_group: 1,
      aws_vpc_security_group_egress_rule: 2,
      aws_vpc_security_group_ingress_rule: 1,
    },
  },
  {
    area: "ECS",
    name: "a fixed number of tasks becomes scaling by load",
    from: services({ api: { scale: 1 } }),
    to: services({ api: { scale: { min: 1, max: 4, targetCpu: 60 } } }),
  },
  {
    area: "ECS",
    name: "everything of a stack with a service on EC2 capacity gets tags",
    from: onEc2(["general"], ["general"]),
    to: tagged(onEc2(["general"], ["general"])),
  },
  {
    area: "ECS",
    name: "the number of instances that EC2 capacity begins with changes, which counts for new ones only",
    from: onEc2(["general"], ["general"]),
    to: onEc2(["general"], ["general"], 2),
  },
  {
    area: "ECS",
    name: "a service on EC2 capacity is held to some instances, and packed onto them; another comes to it from Fargate",
    from: besideEc2("fargate"),
    to: besideEc2("ec2", {
      placement: "pack",
      constraints: { distinctInstances: true, memberOf: ["attribute:ecs.instance-type =~ m7g.*"] },
    }),
    replaced: TASK,
  },
  {
    area: "ECS",
    name: "services that say nothing follow other shares of the cluster's capacity",
    from: services({ api: {} }),
    to: services({ api: {} }, { defaultCapacity: { FARGATE: { base: 1, weight: 1 }, FARGATE_SPOT: { weight: 3 } } }),
  },
  {
    area: "ECS",
    name: "containers of a service are started again when they end",
    from: services({ api: {} }),
    to: services({ api: { restartPolicy: { ignoredExitCodes: [0] }, faultInjection: true, zoneRebalancing: false } }),
    replaced: TASK,
  },
  {
    area: "ECS",
    name: "an EC2 capacity that no service runs on is taken away",
    from: onEc2(["general", "spare"], ["general"]),
    to: onEc2(["general"], ["general"]),
    removed: {
      aws_autoscaling_group: 1,
      aws_ecs_capacity_provider: 1,
      aws_iam_instance_profile: 1,
      aws_iam_role: 1,
      aws_iam_role_policy: 1,
      aws_launch_template: 1,
      aws_security_group: 1,
      aws_vpc_security_group_egress_rule: 1,
    },
  },
  {
    area: "ECS",
    name: "a service leaves one of two EC2 capacities",
    from: onEc2(["general", "spare"], ["general", "spare"]),
    to: onEc2(["general", "spare"], ["general"]),
  },
  {
    area: "ECS",
    name: "an EC2 capacity is taken away while a service runs on it",
    from: onEc2(["general", "spare"], ["general", "spare"]),
    to: onEc2(["general"], ["general"]),
    refused: "ECS takes none away while tasks run there.",
  },
  {
    area: "ECS",
    name: "Service Connect is taken away with its namespace",
    from: services({ api: { connect: { offers: { app: {} } } } }, { serviceConnect: { namespace: "services" } }),
    to: services({ api: {} }),
    removed: { aws_service_discovery_http_namespace: 1 },
  },
  {
    area: "ECS",
    name: "names in a private DNS namespace are taken away with it",
    from: services({ api: { discovery: {} } }, { discovery: { domain: "shop.internal" } }),
    to: services({ api: {} }),
    removed: { aws_service_discovery_private_dns_namespace: 1, aws_service_discovery_service: 1 },
  },
  {
    area: "ECS",
    name: "a scheduled task gets another hour",
    from: scheduled("cron(0 6 * * ? *)"),
    to: scheduled("cron(0 7 * * ? *)"),
  },
  {
    area: "ECS",
    name: "tasks beyond the first move to Fargate Spot",
    from: services({ api: { scale: 2 } }),
    to: services({ api: { scale: 2, capacity: { FARGATE: { base: 1, weight: 0 }, FARGATE_SPOT: { weight: 1 } } } }),
  },
  {
    area: "ECS",
    name: "a service gets a folder that it may write to",
    from: services({ api: {} }),
    to: services({ api: { writable: ["/tmp"] } }),
    replaced: TASK,
  },
  {
    area: "ECS",
    name: "a shell in its containers is allowed to a service",
    from: services({ api: { readonlyRootFilesystem: false } }),
    to: services({ api: { readonlyRootFilesystem: false, exec: true } }, { exec: {} }),
  },
  {
    area: "ECS",
    name: "schedules put a service to sleep in the evening",
    from: services({ api: { scale: { min: 1, max: 4, targetCpu: 60 } } }),
    to: services({ api: { scale: BY_DAY } }),
  },
  {
    area: "ECS",
    name: "limits of tasks change together with the schedules that set them",
    from: services({ api: { scale: BY_DAY } }),
    to: services({
      api: {
        scale: {
          ...BY_DAY,
          min: 2,
          max: 6,
          schedules: { ...BY_DAY.schedules, morning: { at: "cron(0 6 * * ? *)", min: 2, max: 6 } },
        },
      },
    }),
    replaced: { aws_appautoscaling_policy: 1, aws_appautoscaling_scheduled_action: 2, aws_appautoscaling_target: 1 },
  },
  {
    area: "ECS",
    name: "a service that a schedule has put to sleep gets another image, and sleeps on",
    from: services({ api: { scale: BY_DAY } }),
    meanwhile: sleep,
    to: services({ api: { scale: BY_DAY, tag: "1.4.3" } }),
    replaced: TASK,
  },
  {
    area: "ECS",
    name: "a service that CodeDeploy deploys gets another image and more tasks",
    from: exposed({ api: { ...BY_CODEDEPLOY, scale: 1 } }),
    to: exposed({ api: { ...BY_CODEDEPLOY, scale: 2, tag: "1.4.3" } }),
    replaced: TASK,
  },
  {
    area: "ECS",
    name: "CodeDeploy moves the traffic of a service in steps of its own, in place of all at once",
    from: exposed({ api: byCodeDeploy() }),
    to: exposed({ api: byCodeDeploy({ steps: "canary", percent: 20, minutes: 10 }) }),
  },
  {
    area: "ECS",
    name: "the steps in which CodeDeploy moves the traffic of a service change",
    from: exposed({ api: byCodeDeploy({ steps: "canary", percent: 20, minutes: 10 }) }),
    to: exposed({ api: byCodeDeploy({ steps: "linear", percent: 25, minutes: 5 }) }),
    replaced: { aws_codedeploy_deployment_config: 1 },
  },
  {
    area: "ECS",
    name: "the port of a service that CodeDeploy deploys changes",
    from: exposed({ api: { ...BY_CODEDEPLOY, port: 8080 } }),
    to: exposed({ api: { ...BY_CODEDEPLOY, port: 9090 } }),
    refused: "CodeDeploy moves a service to none",
  },
  {
    area: "ECS",
    name: "a service that CodeDeploy deploys gives its host to one with another port",
    from: exposed({ api: { ...BY_CODEDEPLOY, port: 8080 } }),
    to: exposed({ orders: { ...BY_CODEDEPLOY, port: 9090 } }),
    replaced: { aws_lb_listener_rule: 1 },
    removed: {
      aws_cloudwatch_log_group: 1,
      aws_codedeploy_app: 1,
      aws_codedeploy_deployment_group: 1,
      aws_ecs_service: 1,
      aws_ecs_task_definition: 1,
      aws_iam_role: 3,
      aws_iam_role_policy: 2,
      aws_lb_target_group: 2,
      aws_security_group: 1,
      aws_vpc_security_group_egress_rule: 2,
      aws_vpc_security_group_ingress_rule: 1,
    },
  },
  {
    area: "ECS",
    name: "a second cluster of the same name is added",
    from: (stack, site) => {
      cluster(stack, site);
    },
    to: (stack, site) => {
      const { network } = cluster(stack, site);
      new EcsCluster(stack, "second", { network, name: "cluster" });
    },
    refused: "AWS would have two things of one kind under the same name.",
  },
];

function scheduled(schedule: string): Program {
  return (stack, site) => {
    const made = cluster(stack, site);
    new ScheduledTask(stack, "report", { cluster: made, image: image("1.4.2"), ...SMALL, schedule });
  };
}
