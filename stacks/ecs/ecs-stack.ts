import { Construct } from "constructs";
import { readBy } from "../../constructs/core/contract-ways";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, Problems } from "../../constructs/core/errors";
import { EcsCluster } from "../../constructs/ecs/cluster/ecs-cluster";
import { Ec2Service } from "../../constructs/ecs/services/ec2-service";
import { FargateService } from "../../constructs/ecs/services/fargate-service";
import type { Ec2ServiceProps, FargateServiceProps } from "../../constructs/ecs/services/service.types";
import { ScheduledTask } from "../../constructs/ecs/tasks/scheduled-task";
import type { ScheduledTaskProps } from "../../constructs/ecs/tasks/task.types";
import type { NetworkPlace } from "../../constructs/load-balancing/network/network-exposure.types";
import type { INetwork } from "../../constructs/network/network.types";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { ContainerImage } from "../../constructs/registry/container-image";
import { Repository } from "../../constructs/registry/repository";
import { type Edge, edgeFromContract } from "../edge/edge-contract";
import type { EdgeProps } from "../edge/edge-stack.types";
import { collectByName } from "../sections/collect-by-name";
import { defineStack } from "../sections/define-stack";
import { Offers } from "../sections/offers";
import { named } from "../sections/places";
import { belowEdge } from "../services/below-edge";
import { exposureFromSpec } from "../services/exposure-from-spec";
import { admitNetworkListeners, createNetworkListeners, isBelowEdge, placesFor } from "../services/network-listeners";
import { statementsOf } from "../services/permission-statement";
import { ServiceFromSpec } from "../services/service-from-spec";
import type { ServiceSpec } from "../services/service-spec.types";
import { STAND_IN } from "../services/task-from-spec";
import { ToldServices, withoutExposure, withoutProblems, withoutTold } from "../services/told-services";
import { connectCallers, connectTasks } from "./ecs-calls";
import { BARE_IMAGE, checkEcs, checkSizes } from "./ecs-checks";
import { publishEcs } from "./ecs-contract";
import type { EcsProps } from "./ecs-stack.types";
import { repositorySpecs } from "./repository-specs";
import { ScheduledTaskFromSpec } from "./scheduled-task-from-spec";
import type { ScheduledTaskSpec } from "./scheduled-task-spec.types";

/**
 * `<environment>-ecs`: the cluster, its image repositories, its services, and the tasks that are started by the clock. Every service hangs itself below the edge: target
 * group, listener rule and alias record live here and go with it.
 */
export class EcsStack extends EnvironmentStack {
  readonly cluster: EcsCluster;
  readonly repositories: Readonly<Record<string, Repository>>;
  readonly services: Readonly<Record<string, FargateService | Ec2Service>>;
  /** Tasks that are started by the clock, by name. */
  readonly scheduledTasks: Readonly<Record<string, ScheduledTask>>;

  readonly #edge: Edge | undefined;
  /** Whether another cluster stands in for the one that is refused. */
  readonly #isRefused: boolean;
  readonly #places: Readonly<Record<string, NetworkPlace>>;

  /**
   * @param network the properties that the environment's network stack is made from
   * @param edge the properties that the environment's edge stack is made from; only read where a service is exposed
   * @param offers what other stacks of the environment offer to the services; nothing where it is left out
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(
    scope: Construct,
    environment: Environment,
    network: NetworkProps,
    edge: EdgeProps | undefined,
    props: EcsProps,
    private readonly offers: Offers = new Offers(network, [], []),
  ) {
    super(scope, "ecs", environment);
    const problems = new Problems(this.node.path);
    checkEcs(this.node.path, props, edge, offers, problems);
    const told = new ToldServices(`${this.node.path}/services`, [...problems.list]);
    const toldTasks = new ToldServices(`${this.node.path}/scheduled`, [...problems.list]);
    const { repositories: _, services = {}, scheduledTasks = {}, ...clusterProps } = props;
    const shared = networkFromContract(this, "network", network);
    this.#edge = problems.collect(() =>
      edge && hasExposed(props) ? edgeFromContract(this, "edge", shared, edge) : undefined,
    );
    this.#places = placesFor(this, Object.values(services), shared, edge);
    const cluster = problems.collect(() => new EcsCluster(this, "cluster", { ...clusterProps, network: shared }));
    this.#isRefused = cluster === undefined;
    this.cluster = cluster ?? withoutMistakes(this, clusterProps, shared);
    readBy(this.cluster, `ecsFromContract(this, "ecs", network, ecs).cluster`);
    // In scopes of their own, so that a service may have the name of a repository, or of anything else in the stack.
    const repositoryScope = new Construct(this, "repositories");
    const serviceScope = new Construct(this, "services");
    const listenerScope = new Construct(this, "network-listeners");
    const taskScope = new Construct(this, "scheduled");
    this.repositories = collectByName(
      repositorySpecs(props),
      (name, { keyArn, ...spec }) => new Repository(repositoryScope, name, { ...spec, key: keyArn }),
      problems,
    );
    this.services = collectByName(
      services,
      (name, spec) => this.#createService(serviceScope, listenerScope, name, spec, told),
      problems,
    );
    this.scheduledTasks = collectByName(
      scheduledTasks,
      (name, spec) => this.#createScheduledTask(taskScope, name, spec, toldTasks),
      problems,
    );
    problems.throwIfAny();
    connectCallers(services, this.services);
    connectTasks(scheduledTasks, this.scheduledTasks, services, this.services);
    publishEcs(this.cluster, this.services, this.repositories, this.scheduledTasks);
  }

  #createService(
    scope: Construct,
    listenerScope: Construct,
    name: string,
    spec: ServiceSpec,
    told: ToldServices,
  ): FargateService | Ec2Service {
    const parts = new ServiceFromSpec(scope, name, this.#imagesOf(name, spec, told), this.offers);
    const { expose } = spec;
    const edge = told.isTold(name, "expose") ? undefined : this.#edge;
    const given = parts.propsOf(spec);
    const problems = new Problems("");
    const around = { scope: listenerScope, places: this.#places, edge: this.#edge, told, targetType: "ip" } as const;
    const listeners = createNetworkListeners(name, spec, around, problems);
    const make = () => {
      const props = {
        ...given,
        cluster: this.cluster,
        ...(expose && edge ? { expose: exposureFromSpec(expose, edge) } : {}),
        ...(listeners.length > 0 ? { moreTargetGroups: listeners.map(({ targetGroup }) => targetGroup) } : {}),
      };
      return spec.launch === "ec2"
        ? new Ec2Service(scope, name, props as Ec2ServiceProps)
        : new FargateService(scope, name, props as FargateServiceProps);
    };
    problems.addAll(parts.problems);
    const service = problems.collect(() =>
      withoutTold(parts.problems, () => this.#withCluster(() => (expose && !edge ? withoutExposure(make) : make()))),
    );
    if (!service || problems.list.length > 0) throw new GroundplanError(problems.list);
    admitNetworkListeners(service, listeners);
    for (const statement of statementsOf(service, spec)) service.grantee.allow(statement);
    return service;
  }

  #createScheduledTask(scope: Construct, name: string, spec: ScheduledTaskSpec, told: ToldServices): ScheduledTask {
    const parts = new ScheduledTaskFromSpec(scope, name, this.#imagesOf(name, spec, told), this.offers);
    const given = parts.propsOf(spec);
    const problems = new Problems("");
    problems.addAll(parts.problems);
    const make = () => new ScheduledTask(scope, name, { ...given, cluster: this.cluster } as ScheduledTaskProps);
    const task = problems.collect(() => withoutTold(parts.problems, () => this.#withCluster(make)));
    if (!task || problems.list.length > 0) throw new GroundplanError(problems.list);
    for (const statement of statementsOf(task, spec)) task.grantee.allow(statement);
    return task;
  }

  /** The images of a service or a task, of which one that has been told is another. */
  #imagesOf(name: string, spec: { readonly image: string }, told: ToldServices): (image: string) => ContainerImage {
    return (image) => (image === spec.image && told.isTold(name, "image") ? STAND_IN : this.#imageOf(image));
  }

  /** What a service is told of the instances of a cluster counts only where the cluster is made. */
  #withCluster<T>(make: () => T): T {
    return this.#isRefused ? withoutProblems(({ code }) => code === "CAPACITY_ARCHITECTURE", make) : make();
  }

  #imageOf(image: string): ContainerImage {
    const [, name = "", tag, digest] = BARE_IMAGE.exec(image) ?? [];
    const reference = tag ?? digest;
    const repository = this.repositories[name];
    return repository && reference !== undefined ? repository.image(reference) : ContainerImage.fromRegistry(image);
  }
}

/** Stands in for a cluster that is refused, so that its services are checked: with what they may count on. */
function withoutMistakes(
  stack: EcsStack,
  { exec, discovery, serviceConnect, capacity }: Pick<EcsProps, "exec" | "discovery" | "serviceConnect" | "capacity">,
  network: INetwork,
): EcsCluster {
  const ec2 = Object.keys(capacity?.ec2 ?? {}).map((name) => [name, { instanceType: "m7i.large", min: 0, max: 1 }]);
  return new EcsCluster(new Construct(stack, "stand-in"), "cluster", {
    network,
    ...(capacity ? { capacity: { ...capacity, ec2: Object.fromEntries(ec2) } } : {}),
    ...(exec ? { exec: {} } : {}),
    ...(discovery ? { discovery: { domain: "stand.in" } } : {}),
    ...(serviceConnect ? { serviceConnect: {} } : {}),
  });
}

/** Whether a service stands below the edge; those that do not need none. */
function hasExposed({ services = {} }: EcsProps): boolean {
  return Object.values(services).some(isBelowEdge);
}

/** The stack of the section `ecs`. */
export const ecs = defineStack<EcsProps>()({
  section: "ecs",
  places: [
    [/^services\/([^/ ]+)\/(?:blue-green|codedeploy)\/test-rule[^›]* › (.*)$/, "services.$1.deployment.testTraffic"],
    [/^services\/([^/ ]+)[^›]* › (?:conditions\.hosts|host\b).*$/, "services.$1.expose.host"],
    [/^services\/([^/ ]+)[^›]* › (?:conditions\.paths|path\b).*$/, "services.$1.expose.paths"],
    [/^services\/([^/ ]+)\/exposure[^›]* › healthCheck\.path.*$/, "services.$1.healthCheckPath"],
    [
      /^services\/([^/ ]+)\/exposure[^›]* › (healthCheck|stickiness|slowStart|deregistration|algorithm|version|targetGroupName|greenTargetGroupName)(.*)$/,
      "services.$1.targetGroup.$2$3",
    ],
    [/^services\/([^/ ]+)\/task[^›]* › ((?:volumes|logs|architecture|ephemeralStorageGiB)\b.*)$/, "services.$1.$2"],
    [
      /^services\/([^/ ]+)\/exposure[^›]* › (conditions\.(?:headers|query|methods|sourceIps|regex)\b.*|(?:priority|rewrite|authenticate)\b.*)$/,
      "services.$1.expose.$2",
    ],
    [/^services\/([^/ ]+)\/exposure\b.*$/, "services.$1.expose"],
    [/^services\/([^/ ]+)[^›]* › target$/, "services.$1.port"],
    [/^services\/([^/ ]+) › connect\.offers\.app\b(.*)$/, "services.$1.connect$2"],
    [/^services\/([^/ ]+)[^›]* › containers\.[^.]+\.(.*)$/, "services.$1.$2"],
    [/^services\/([^/ ]+)[^›]* › (.*)$/, "services.$1.$2"],
    [/^services\/([^/ ]+)[^›]*$/, "services.$1"],
    [/^scheduled\/([^/ ]+)[^›]* › logs\.key$/, "scheduledTasks.$1.logs.keyArn"],
    ...named("scheduled/", "scheduledTasks"),
    [/^network-listeners\/([^/ ]+)\/([^/ ]+)[^›]* › host\.name$/, "services.$1.networkListeners.$2.host"],
    [/^network-listeners\/([^/ ]+)\/([^/ ]+)[^›]* › (.*)$/, "services.$1.networkListeners.$2.$3"],
    [/^network-listeners\/([^/ ]+)\/([^/ ]+)[^›]*$/, "services.$1.networkListeners.$2"],
    [/^repositories\/([^/ ]+) › key$/, "repositories.$1.keyArn"],
    [/^repositories\/([^/ ]+) › (.*)$/, "repositories.$1.$2"],
    [/^repositories\b.*$/, "repositories"],
  ],
  ...belowEdge<EcsProps>({
    stack: "ecs",
    made: "services",
    hasExposed,
    make: ({ app, environment, network, props, offers }, edge) =>
      new EcsStack(app, environment, network, edge, props, offers),
    check: (path, { props, offers }, edge, problems) => {
      checkEcs(path, props, edge, offers, problems);
      checkSizes(path, props, problems);
    },
  }),
});
