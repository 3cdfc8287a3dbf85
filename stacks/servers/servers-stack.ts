import { Construct } from "constructs";
import { AutoScalingGroup } from "../../constructs/compute/servers/auto-scaling-group";
import { Instance } from "../../constructs/compute/servers/instance";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, Problems } from "../../constructs/core/errors";
import type { Exposure } from "../../constructs/load-balancing/load-balancer.types";
import type { NetworkPlace } from "../../constructs/load-balancing/network/network-exposure.types";
import type { ICreatedTargetGroup } from "../../constructs/load-balancing/target-groups/target-group.types";
import type { INetwork } from "../../constructs/network/network.types";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { Port } from "../../constructs/security-groups/port";
import { type Edge, edgeFromContract } from "../edge/edge-contract";
import type { EdgeProps } from "../edge/edge-stack.types";
import { collectByName } from "../sections/collect-by-name";
import { defineStack } from "../sections/define-stack";
import { noOffers, type Offers } from "../sections/offers";
import { belowEdge } from "../services/below-edge";
import { exposureFromSpec } from "../services/exposure-from-spec";
import { admitNetworkListeners, createNetworkListeners, isBelowEdge, placesFor } from "../services/network-listeners";
import { statementsOf } from "../services/permission-statement";
import { ToldServices, withoutExposure } from "../services/told-services";
import { admit, optionsFromSpec } from "./server-from-spec";
import { checkServers, type ServerSpec, specsOf } from "./servers-checks";
import { publishServers, serverLink } from "./servers-contract";
import type { GroupSpec, InstanceSpec, ServersProps } from "./servers-stack.types";

/** How a server is reached through the edge. */
interface Exposed {
  readonly expose?: Exposure;
  readonly targetGroups?: readonly ICreatedTargetGroup[];
}

/** What the servers of a stack are made with. */
interface Around {
  readonly network: INetwork;
  readonly edge: Edge | undefined;
  readonly told: ToldServices;
  /** Listeners of the edge for connections, by name. */
  readonly places: Readonly<Record<string, NetworkPlace>>;
  /** What the listeners that servers have are made in. */
  readonly listenerScope: Construct;
}

/**
 * `<environment>-servers`: single servers and groups of them, with what lies around each: role, security group, target group, rule and
 * record below the edge.
 */
export class ServersStack extends EnvironmentStack {
  readonly instances: Readonly<Record<string, Instance>>;
  readonly groups: Readonly<Record<string, AutoScalingGroup>>;

  /**
   * @param network the properties that the environment's network stack is made from
   * @param edge the properties that the environment's edge stack is made from; only read where a server is exposed
   * @param offers what other stacks of the environment offer to the servers; nothing where it is left out
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(
    scope: Construct,
    environment: Environment,
    network: NetworkProps,
    edge: EdgeProps | undefined,
    props: ServersProps,
    private readonly offers: Offers = noOffers(network),
  ) {
    super(scope, "servers", environment);
    const problems = new Problems(this.node.path);
    checkServers(this.node.path, props, edge, offers, problems);
    const found = [...problems.list];
    const shared = networkFromContract(this, "network", network);
    const below = problems.collect(() =>
      edge && hasExposed(props) ? edgeFromContract(this, "edge", shared, edge) : undefined,
    );
    // In scopes of their own, so that a server may have the name of anything else in the stack.
    const places = placesFor(this, Object.values(specsOf(props)), shared, edge);
    const listeners = new Construct(this, "network-listeners");
    const instances = new Construct(this, "instances");
    const groups = new Construct(this, "groups");
    const around = (scope: Construct): Around => ({
      network: shared,
      edge: below,
      places,
      listenerScope: new Construct(listeners, scope.node.id),
      told: new ToldServices(scope.node.path, found),
    });
    const [aroundInstances, aroundGroups] = [around(instances), around(groups)];
    this.instances = collectByName(
      props.instances ?? {},
      (name, spec) => this.#createInstance(instances, name, spec, aroundInstances),
      problems,
    );
    this.groups = collectByName(
      props.groups ?? {},
      (name, spec) => this.#createGroup(groups, name, spec, aroundGroups),
      problems,
    );
    problems.throwIfAny();
    this.#connectCallers(specsOf(props));
    publishServers(this, this.instances, this.groups);
  }

  #createInstance(scope: Construct, name: string, spec: InstanceSpec, around: Around): Instance {
    return this.#create(scope, name, spec, around, (exposed, problems) => {
      const options = optionsFromSpec(scope, spec, this.offers, problems);
      return new Instance(scope, name, { ...options, ...exposed, network: around.network });
    });
  }

  #createGroup(scope: Construct, name: string, spec: GroupSpec, around: Around): AutoScalingGroup {
    return this.#create(scope, name, spec, around, (exposed, problems) => {
      const options = optionsFromSpec(scope, spec, this.offers, problems);
      return new AutoScalingGroup(scope, name, { ...options, ...exposed, network: around.network });
    });
  }

  /** @param make makes the construct, at its place below the edge */
  #create<T extends Instance | AutoScalingGroup>(
    scope: Construct,
    name: string,
    spec: ServerSpec,
    { network, edge, told, places, listenerScope }: Around,
    make: (exposed: Exposed, problems: Problems) => T,
  ): T {
    const problems = new Problems(`${scope.node.path}/${name}`);
    const { expose } = spec;
    const below = expose && !told.isTold(name, "expose") ? edge : undefined;
    const around = { scope: listenerScope, places, edge, told, targetType: "instance" } as const;
    const listeners = createNetworkListeners(name, spec, around, problems);
    const registered = listeners.length > 0 ? { targetGroups: listeners.map(({ targetGroup }) => targetGroup) } : {};
    const created = problems.collect(() =>
      expose && below
        ? make({ expose: exposureFromSpec(expose, below), ...registered }, problems)
        : expose
          ? withoutExposure(() => make(registered, problems))
          : make(registered, problems),
    );
    if (created) {
      admitNetworkListeners(created, listeners);
      admit(created, spec, network, problems);
      problems.collect(() => {
        for (const statement of statementsOf(created, spec)) created.role.allow(statement);
      });
    }
    // Without a problem too: what is told already is not told again.
    if (!created || problems.list.length > 0) throw new GroundplanError(problems.list);
    return created;
  }

  #connectCallers(specs: Readonly<Record<string, ServerSpec>>): void {
    const all: Readonly<Record<string, Instance | AutoScalingGroup>> = { ...this.groups, ...this.instances };
    for (const [name, { calls = [] }] of Object.entries(specs)) {
      for (const callee of new Set(calls)) {
        const [from, to, port] = [all[name], all[callee], specs[callee]?.port];
        if (from && to && port !== undefined) to.connections.allowFrom(from, Port.tcp(port), `${name} calls ${callee}`);
      }
    }
  }
}

/** Whether a server stands below the edge; those that do not need none. */
function hasExposed(props: ServersProps): boolean {
  return Object.values(specsOf(props)).some(isBelowEdge);
}

/** The stack of the section `servers`. */
export const servers = defineStack<ServersProps>()({
  section: "servers",
  places: [
    [/^network-listeners\/(\w+)\/([^/ ]+)\/([^/ ]+)[^›]* › host\.name$/, "$1.$2.networkListeners.$3.host"],
    [/^network-listeners\/(\w+)\/([^/ ]+)\/([^/ ]+)[^›]* › (.*)$/, "$1.$2.networkListeners.$3.$4"],
    [/^network-listeners\/(\w+)\/([^/ ]+)\/([^/ ]+)[^›]*$/, "$1.$2.networkListeners.$3"],
    [/^(instances|groups)\/([^/ ]+)[^›]* › (?:conditions\.hosts|host\b).*$/, "$1.$2.expose.host"],
    [/^(instances|groups)\/([^/ ]+)[^›]* › (?:conditions\.paths|path\b).*$/, "$1.$2.expose.paths"],
    [/^(instances|groups)\/([^/ ]+)\/exposed[^›]* › ((?:healthCheck|targetGroupName)\b.*)$/, "$1.$2.$3"],
    [
      /^(instances|groups)\/([^/ ]+)\/exposed[^›]* › (conditions\.(?:headers|query|methods|sourceIps|regex)\b.*|(?:priority|rewrite|authenticate)\b.*)$/,
      "$1.$2.expose.$3",
    ],
    [/^(instances|groups)\/([^/ ]+)\/exposed\b.*$/, "$1.$2.expose"],
    [/^(instances|groups)\/([^/ ]+)[^›]* › target$/, "$1.$2.port"],
    [/^(instances|groups)\/([^/ ]+)[^›]* › (.*)$/, "$1.$2.$3"],
    [/^(instances|groups)\/([^/ ]+)[^›]*$/, "$1.$2"],
  ],
  offers: {
    servers: {
      names: ({ instances = {} }) => Object.keys(instances).filter((name) => instances[name]?.port !== undefined),
      link: ({ scope, name, props }) => serverLink(scope, name, props.instances?.[name]?.port ?? 0),
    },
  },
  ...belowEdge<ServersProps>({
    stack: "servers",
    made: "servers",
    hasExposed,
    make: ({ app, environment, network, props, offers }, edge) =>
      new ServersStack(app, environment, network, edge, props, offers),
    check: (path, { props, offers }, edge, problems) => checkServers(path, props, edge, offers, problems),
  }),
});
