import { App } from "cdktf";
import { MOCK_CONTEXT } from "../constructs/core/contract";
import { hasStateStack } from "../constructs/core/environments/backend-wiring";
import type { Environment } from "../constructs/core/environments/environment";
import { environmentProblems } from "../constructs/core/environments/environment-forms";
import type { EnvironmentStack } from "../constructs/core/environments/environment-stack";
import { type Problem, Problems } from "../constructs/core/errors";
import { REMEMBERED_CONTEXT } from "../constructs/core/memory/remembered-context";
import { markEnvironmentsOwn } from "../constructs/core/names/physical-names/claims";
import { tellingReferences } from "../constructs/core/names/telling-references";
import { collectChecks } from "../constructs/core/validation";
import { deployBoundaryArn } from "../constructs/delivery";
import { TODAY_CONTEXT } from "../constructs/eks/cluster/today";
import { checkLogRetention } from "../constructs/monitoring/log-retention";
import { networkAsDeployed } from "../constructs/network/deployed-network";
import { AccessStack } from "./access-stack";
import { letsBastionIn } from "./bastion-group";
import { checkDeliveries } from "./delivery-checks";
import { DeliveryStack } from "./delivery-stack";
import { checkEcs } from "./ecs-checks";
import { EcsStack } from "./ecs-stack";
import type { EcsProps } from "./ecs-stack.types";
import { isZoneAlone } from "./edge-contract";
import { EdgeStack } from "./edge-stack";
import type { EdgeProps } from "./edge-stack.types";
import { EksAddonsStack } from "./eks-addons-stack";
import { EksStack } from "./eks-stack";
import type { EksProps } from "./eks-stack.types";
import type { EnvironmentSpec } from "./environment-spec";
import { leaveOut } from "./left-out-stacks";
import { checkStackNames } from "./named-stacks";
import { NetworkStack } from "./network-stack";
import { StateStack } from "./state-stack";
import { withoutTokenTraces } from "./token-traces";

/** Options of {@link createApplication}. */
export interface ApplicationOptions {
  /** Folder that the app writes to. */
  readonly outdir: string;
  /**
   * Stacks whose contracts are read as mock values, by full name, or `*` for all.
   *
   * @default - none: consumers read their producers' states
   */
  readonly mock?: readonly string[];
  /**
   * Stacks that are left out, by full name; stacks that others need cannot be.
   *
   * @default - none
   */
  readonly without?: readonly string[];
  /**
   * The day, as `YYYY-MM-DD`, that support windows are judged at. It decides on warnings and errors, never on what is made.
   *
   * @default - the day that the table of the windows was written
   */
  readonly today?: string;
}

/**
 * The app with the stacks of every given environment.
 *
 * @throws GroundplanError with everything that is wrong, in all stacks of all environments
 */
export function createApplication(environments: readonly EnvironmentSpec[], options: ApplicationOptions): App {
  return withoutTokenTraces(() => tellingReferences(() => buildApplication(environments, options)));
}

function buildApplication(environments: readonly EnvironmentSpec[], options: ApplicationOptions): App {
  const app = new App({
    outdir: options.outdir,
    // Stack traces hold paths of the machine, which would make two machines' output differ.
    stackTraces: false,
    context: {
      [MOCK_CONTEXT]: options.mock ?? [],
      [REMEMBERED_CONTEXT]: Object.assign({}, ...environments.map(({ remembered }) => remembered)),
      ...(options.today ? { [TODAY_CONTEXT]: options.today } : {}),
    },
  });
  const problems = new Problems("app");
  // Made once for all stacks of an environment, which share the plan of one object.
  const specs = usable(environments, problems);
  for (const spec of specs) createEnvironment(app, bounded({ ...spec, network: networkAsDeployed(spec) }), problems);
  checkDeliveries(specs, problems);
  checkMocks(app, options.mock ?? [], problems);
  leaveOut(app, options.without ?? [], problems);
  problems.addAll(collectChecks(app));
  problems.throwIfAny();
  return app;
}

/** The environments that have their forms and names of their own. What is wrong with the others is added. */
function usable(environments: readonly EnvironmentSpec[], problems: Problems): readonly EnvironmentSpec[] {
  return environments.filter(({ environment }, index) => {
    const found = [...environmentProblems(environment)];
    const earlier = environments.slice(0, index).some((other) => other.environment.name === environment.name);
    if (earlier) found.push(environmentTwice(environment));
    problems.addAll(found);
    return found.length === 0;
  });
}

function environmentTwice({ name }: Environment): Problem {
  return {
    code: "ENVIRONMENT_TWICE",
    path: name,
    message: "Two environments have the same name, and so would their stacks.",
    found: `"${name}" twice`,
    expected: "a name of its own for each environment",
    fix: "give one of them another name",
  };
}

/** `*` means all stacks, and so no name of one. */
function checkMocks(app: App, names: readonly string[], problems: Problems): void {
  const named = names.filter((name) => name !== "*");
  checkStackNames(app, { option: "mock", variable: "GROUNDPLAN_MOCK" }, named, problems);
}

/** The roles of all stacks carry the boundary of the pipeline, which could not make others. */
function bounded(spec: EnvironmentSpec): EnvironmentSpec {
  if (!spec.delivery) return spec;
  return { ...spec, environment: { ...spec.environment, rolesBoundaryArn: deployBoundaryArn(spec.environment) } };
}

function createEnvironment(app: App, spec: EnvironmentSpec, problems: Problems): void {
  const { name, logs } = spec.environment;
  const found = new Problems(name);
  if (logs?.retentionDays !== undefined) checkLogRetention(logs.retentionDays, found, "logs.retentionDays");
  problems.addAll(found.list);
  const state = hasStateStack(spec.environment)
    ? problems.collect(() => new StateStack(app, spec.environment, spec.state))
    : undefined;
  const delivery = createDelivery(app, spec, problems);
  const network = problems.collect(() => new NetworkStack(app, spec.environment, spec.network));
  // A stack that stands on a broken one could only repeat that one's problems.
  const others = network ? createOnNetwork(app, spec, problems) : [];
  for (const stack of [state, delivery, network, ...others]) if (stack) markEnvironmentsOwn(stack);
  // IAM takes no boundary that it does not know.
  if (delivery) for (const stack of [network, ...others]) stack?.addDependency(delivery);
  // Terraform can only open a state in a bucket that exists.
  if (!state || spec.environment.backend.type !== "s3") return;
  for (const stack of [delivery, network, ...others]) stack?.addDependency(state);
}

function createDelivery(app: App, spec: EnvironmentSpec, problems: Problems): DeliveryStack | undefined {
  const { environment, delivery } = spec;
  return delivery && problems.collect(() => new DeliveryStack(app, environment, delivery));
}

function createOnNetwork(app: App, spec: EnvironmentSpec, problems: Problems): (EnvironmentStack | undefined)[] {
  const { environment, network, access } = spec;
  const accessStack = problems.collect(() => new AccessStack(app, environment, network, access));
  return [accessStack, ...createServices(app, spec, problems), ...createEks(app, spec, problems)];
}

function createServices(app: App, spec: EnvironmentSpec, problems: Problems): (EnvironmentStack | undefined)[] {
  const { environment, network, edge, ecs } = spec;
  if (!edge && ecs) problems.addAll([withoutEdge(environment)]);
  if (!edge) return [];
  const edgeStack = problems.collect(() => new EdgeStack(app, environment, network, edge));
  if (!ecs) return [edgeStack];
  if (isZoneAlone(edge)) return [edgeStack, ...withoutServices(spec, ecs, edge, problems)];
  if (!edgeStack) {
    // What does not depend on the edge's resources is told in the same run.
    checkEcs(`${environment.name}-ecs`, ecs, edge, problems);
    return [];
  }
  return [edgeStack, problems.collect(() => new EcsStack(app, environment, network, edge, ecs))];
}

/** What an environment has of its services while its domain is not delegated: their mistakes. */
function withoutServices(
  { environment, remembered }: EnvironmentSpec,
  ecs: EcsProps,
  edge: EdgeProps,
  problems: Problems,
): never[] {
  const stack = `${environment.name}-ecs`;
  checkEcs(stack, ecs, edge, problems);
  if (remembered && Object.hasOwn(remembered, stack)) problems.addAll([takenBack(environment)]);
  return [];
}

function createEks(app: App, spec: EnvironmentSpec, problems: Problems): (EnvironmentStack | undefined)[] {
  const { environment, network, access, eks, eksAddons } = spec;
  if (!eks && eksAddons) problems.addAll([withoutCluster(environment)]);
  if (!eks) return [];
  if (!access.bastion) problems.addAll(withoutBastion(environment, eks));
  const stack = problems.collect(() => new EksStack(app, environment, network, eks));
  // The checks of a whole cluster would miss what has just been refused.
  if (!stack) app.node.tryRemoveChild(`${environment.name}-eks`);
  if (!eksAddons) return [stack];
  // It reads the cluster by contract, so that its mistakes are told even when the cluster has some.
  return [stack, problems.collect(() => new EksAddonsStack(app, environment, network, eks, eksAddons))];
}

function withoutEdge({ name }: Environment): Problem {
  return {
    code: "ECS_WITHOUT_EDGE",
    path: `${name}-ecs`,
    message: "The services of an environment stand below its edge, and there is none.",
    found: "ecs without edge",
    expected: "an edge",
    fix: "declare edge, or take ecs away",
  };
}

function takenBack({ name }: Environment): Problem {
  return {
    code: "EDGE_TAKEN_BACK",
    path: `${name}-edge › domain.delegated`,
    message: "Services stand below the edge, and with delegated: false nothing of it would be left but the zone.",
    found: `delegated: false, and ${name}-ecs is deployed`,
    expected: "delegated: false only before the first deploy of the services",
    fix: `remove delegated, or destroy ${name}-ecs first`,
  };
}

function withoutCluster({ name }: Environment): Problem {
  return {
    code: "EKS_ADDONS_WITHOUT_CLUSTER",
    path: `${name}-eks-addons`,
    message: "Charts are installed in the environment's cluster, and there is none.",
    found: "eksAddons without eks",
    expected: "a cluster",
    fix: "declare eks, or take eksAddons away",
  };
}

/** Where the cluster counts on a bastion that is not there. */
function withoutBastion({ name }: Environment, eks: EksProps): Problem[] {
  const nodes = { nodeGroups: eks.nodeGroups ?? {}, selfManagedNodes: eks.selfManagedNodes ?? {} };
  const keyed = Object.entries(nodes).flatMap(([kind, byName]) =>
    Object.entries(byName).flatMap(([group, options]) =>
      letsBastionIn(options) ? [`${kind}.${group}.remoteAccess.fromSecurityGroups`] : [],
    ),
  );
  return [...(eks.bastion ? ["bastion"] : []), ...keyed].map((property) => ({
    code: "EKS_BASTION_MISSING",
    path: `${name}-eks › ${property}`,
    message: "The bastion is to be let in, and the environment has none.",
    found: property === "bastion" ? "bastion: true without access.bastion" : "bastion, and no access.bastion",
    expected: "a bastion in access, or nobody let in by this name",
    fix: "add access: { bastion: { access: { mode: ssm } } }, or take bastion away here",
  }));
}
