import { EnvironmentStack } from "../../../../constructs/core/environment-stack";
import { EcsCluster, type EcsClusterProps, FargateService, ScheduledTask } from "../../../../constructs/ecs";
import type { FargateCapacity, ServiceOptions } from "../../../../constructs/ecs/service.types";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application-load-balancer";
import { ContainerImage } from "../../../../constructs/registry/container-image";
import type { Site } from "../site";
import type { Program, Transition } from "../transition";

const image = (tag: string) => ContainerImage.fromRegistry(`public.ecr.aws/shop/api:${tag}`);
const SMALL = { cpu: "0.25 vCPU", memory: "0.5 GB" } as const;
const LARGER = { cpu: "0.5 vCPU", memory: "1 GB" } as const;

function cluster(stack: EnvironmentStack, site: Site, props: Partial<EcsClusterProps> = {}): EcsCluster {
  return new EcsCluster(stack, "cluster", { network: site.network(stack), ...props });
}

/** What a service of the programs differs in. */
interface Service extends Partial<Omit<ServiceOptions, "cluster">>, FargateCapacity {
  readonly tag?: string;
  readonly isLarger?: boolean;
  readonly port?: number;
}

/** They do not wait for tasks, which the emulator does not run. */
function service(
  made: EcsCluster,
  id: string,
  { tag = "1.4.2", isLarger = false, port = 8080, ...options }: Service,
): void {
  const props = { cluster: made, image: image(tag), port, waitForSteadyState: false, ...options };
  const scope = EnvironmentStack.of(made);
  new FargateService(scope, id, isLarger ? { ...props, ...LARGER } : { ...props, ...SMALL });
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
    name: "a fixed number of tasks becomes scaling by load",
    from: services({ api: { scale: 1 } }),
    to: services({ api: { scale: { min: 1, max: 4, targetCpu: 60 } } }),
  },
  {
    area: "ECS",
    name: "a scheduled task gets another hour",
    from: scheduled("cron(0 6 * * ? *)"),
    to: scheduled("cron(0 7 * * ? *)"),
  },
];

function scheduled(schedule: string): Program {
  return (stack, site) => {
    const made = cluster(stack, site);
    new ScheduledTask(stack, "report", { cluster: made, image: image("1.4.2"), ...SMALL, schedule });
  };
}
