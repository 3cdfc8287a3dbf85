import { App } from "cdktf";
import { sectionsIn } from "../../config/sections";
import { adoptInto } from "../../constructs/core/adoption";
import { MOCK_CONTEXT } from "../../constructs/core/contract";
import { hasStateStack } from "../../constructs/core/environments/backend-wiring";
import type { Environment } from "../../constructs/core/environments/environment";
import { environmentProblems } from "../../constructs/core/environments/environment-forms";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { type Problem, Problems } from "../../constructs/core/errors";
import { LEDGER_CONTEXT } from "../../constructs/core/memory/ledger-context";
import { REMEMBERED_CONTEXT } from "../../constructs/core/memory/remembered-context";
import { movedInConfiguration } from "../../constructs/core/moves/moved";
import { releasedInConfiguration } from "../../constructs/core/moves/released";
import { markEnvironmentsOwn } from "../../constructs/core/names/physical-names/claims";
import { tellingReferences } from "../../constructs/core/names/telling-references";
import type { ScopeDefaults } from "../../constructs/core/shapes/defaults";
import { type ConstructDefaults, classMeant, setDefaults } from "../../constructs/core/shapes/with-defaults";
import { collectChecks } from "../../constructs/core/validation";
import { TARGET_VERSIONS } from "../../constructs/core/versions/terraform-version";
import { TODAY_CONTEXT } from "../../constructs/core/versions/today";
import { deployBoundaryArn } from "../../constructs/delivery";
import { checkLogRetention } from "../../constructs/monitoring/log-retention";
import { networkAsDeployed } from "../../constructs/network/deployed-network";
import type { Ledger } from "../../memory/ledger/ledger.types";
import { DEFAULTS } from "../defaults";
import { checkDeliveries } from "../delivery/delivery-checks";
import { DeliveryStack } from "../delivery/delivery-stack";
import { NetworkStack } from "../network/network-stack";
import { SHIPPED, STACKS } from "../registry";
import { checkRegistry, checkSections } from "../sections/check-registry";
import type { StackDefinition } from "../sections/define-stack";
import { makeStacks } from "../sections/make-stacks";
import { StateStack } from "../state/state-stack";
import type { EnvironmentSpec } from "./environment-spec";
import { leaveOut } from "./left-out-stacks";
import { checkStackNames, stacksOf } from "./named-stacks";
import {
  RefusedApplication,
  type RefusedDefaults,
  stacksWithoutDefaults,
  unfinishedStacks,
} from "./refused-application";
import { withoutTokenTraces } from "./token-traces";

/** Options of {@link createApplication}. */
export interface ApplicationOptions {
  /** Folder that the app writes to. */
  readonly outdir: string;
  /**
   * The stacks that environments have sections for, beside network, state and delivery.
   *
   * @default - those of `stacks/registry.ts`
   */
  readonly stacks?: readonly StackDefinition[];
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
  /**
   * Ledgers of environments: what they may have deployed, for what has moved since.
   *
   * @default - none is known
   */
  readonly ledgers?: Readonly<Record<string, Ledger>>;
  /**
   * Defaults for the constructs of classes, in all stacks.
   *
   * @default - those of `stacks/defaults.ts`
   */
  readonly defaults?: readonly ConstructDefaults[];
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
      ...TARGET_VERSIONS,
      [MOCK_CONTEXT]: options.mock ?? [],
      [REMEMBERED_CONTEXT]: Object.assign({}, ...environments.map(({ remembered }) => remembered)),
      [LEDGER_CONTEXT]: options.ledgers ?? {},
      ...(options.today ? { [TODAY_CONTEXT]: options.today } : {}),
    },
  });
  const problems = new Problems("app");
  const refused: RefusedDefaults[] = [];
  const ofDefaults: Problem[] = [];
  const setDefaultsOf = (all: readonly MistakenDefaults[]) => {
    refused.push(...all);
    ofDefaults.push(...all.flatMap((one) => one.problems));
  };
  setDefaultsOf(setProjectDefaults(app, options.defaults));
  // Made once for all stacks of an environment, which share the plan of one object.
  const specs = usable(environments, problems);
  const { stacks = STACKS } = options;
  const definitions = checkRegistry(stacks, problems);
  for (const spec of specs) {
    setDefaultsOf(setEnvironmentDefaults(app, spec));
    checkSections(Object.keys(sectionsIn(spec)), stacks, spec.environment.name, problems);
    createEnvironment(app, bounded({ ...spec, network: networkAsDeployed(spec) }), definitions, problems);
  }
  if (ofDefaults.length === 0) adoptEnvironments(app, specs, problems);
  checkDeliveries(specs, problems);
  checkMocks(app, options.mock ?? [], problems);
  leaveOut(app, options.without ?? [], problems);
  const names = specs.map(({ environment }) => environment.name);
  const unfinished = [...unfinishedStacks(app, names, problems.list), ...stacksWithoutDefaults(app, refused)];
  problems.addAll(collectChecks(app));
  const all = [...ofDefaults, ...problems.list];
  if (all.length > 0) throw new RefusedApplication(all, app, [...new Set(unfinished)], refused);
  return app;
}

/** What a default of an environment's file is called, for those who look for it there. */
export function placeInFile({ name: environment }: Environment, name: string): string {
  return `${environment} › defaults.${name}`;
}

/** What is wrong with defaults, and what lacks them for that. */
export interface MistakenDefaults extends RefusedDefaults {
  readonly problems: readonly Problem[];
}

/** Defaults in all stacks of a project. @returns those that something is wrong with */
export function setProjectDefaults(
  app: App,
  defaults: readonly ConstructDefaults[] = DEFAULTS,
): readonly MistakenDefaults[] {
  return defaults.flatMap((one) =>
    mistaken(
      one,
      setDefaults(app, one, () => one.place),
    ),
  );
}

/** What the configuration of an environment has for the constructs of a class. @returns that which something is wrong with */
export function setEnvironmentDefaults(
  app: App,
  { environment, defaults = {} }: EnvironmentSpec,
): readonly MistakenDefaults[] {
  return Object.entries(defaults).flatMap(([name, options]) => {
    const given = { name, options, place: placeInFile(environment, name), environments: [environment.name] };
    return mistaken(
      given,
      setDefaults(app, given, () => environment.name, `defaults.${name}`),
    );
  });
}

function mistaken({ name, environments }: ScopeDefaults, problems: readonly Problem[]): readonly MistakenDefaults[] {
  const about = { name: classMeant(name), ...(environments === undefined ? {} : { environments }) };
  return problems.length === 0 ? [] : [{ ...about, problems }];
}

/** Has stacks take over what AWS has already. Where stacks have mistakes, what they would make is not known. */
function adoptEnvironments(app: App, specs: readonly EnvironmentSpec[], problems: Problems): void {
  if (problems.list.length > 0) return;
  for (const { environment, adopted = [] } of specs) {
    if (adopted.length === 0) continue;
    const stacks = stacksOf(app).filter((stack) => stack.environment.name === environment.name);
    adoptInto(stacks, adopted, { file: adopted[0]?.at?.replace(/:\d+:\d+$/, "") ?? "", problems });
  }
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
  if (!spec.delivery || spec.environment.rolesBoundaryArn !== undefined) return spec;
  return { ...spec, environment: { ...spec.environment, rolesBoundaryArn: deployBoundaryArn(spec.environment) } };
}

/** Adds `BOUNDARY_OF_DELIVERY`: the role of a pipeline may make those roles alone that carry its own boundary. */
function checkBoundary({ delivery, environment }: EnvironmentSpec, problems: Problems): void {
  const { rolesBoundaryArn } = environment;
  const own = deployBoundaryArn(environment);
  if (!delivery || rolesBoundaryArn === undefined || rolesBoundaryArn === own) return;
  problems.add("rolesBoundaryArn", {
    code: "BOUNDARY_OF_DELIVERY",
    message: "The pipeline of the environment may make roles with its own boundary only.",
    found: rolesBoundaryArn,
    expected: own,
    fix: "leave rolesBoundaryArn out, since the pipeline gives every role its boundary; or leave delivery out",
  });
}

function createEnvironment(
  app: App,
  spec: EnvironmentSpec,
  definitions: readonly StackDefinition[],
  problems: Problems,
): void {
  const { name, logs } = spec.environment;
  const found = new Problems(name);
  if (logs?.retentionDays !== undefined) checkLogRetention(logs.retentionDays, found, "logs.retentionDays");
  checkBoundary(spec, found);
  problems.addAll(found.list);
  const state = hasStateStack(spec.environment)
    ? problems.collect(() => new StateStack(app, spec.environment, spec.state))
    : undefined;
  const delivery = createDelivery(app, spec, problems);
  const network = problems.collect(() => new NetworkStack(app, spec.environment, spec.network));
  // A stack that stands on a broken one could only repeat that one's problems.
  const made: ReadonlyMap<StackDefinition, EnvironmentStack> = network
    ? makeStacks(app, definitions, spec, sectionsIn(spec), problems)
    : new Map();
  const shipped = SHIPPED.map((definition) => made.get(definition));
  for (const stack of [state, delivery, network, ...shipped]) if (stack) markEnvironmentsOwn(stack);
  const others = [...made.values()];
  const anyStack = network ?? state;
  for (const [index, move] of (spec.moved ?? []).entries()) {
    if (anyStack) problems.collect(() => movedInConfiguration(anyStack, move, `${name} › moved[${index}]`));
  }
  for (const [index, place] of (spec.released ?? []).entries()) {
    if (anyStack) problems.collect(() => releasedInConfiguration(anyStack, place, `${name} › released[${index}]`));
  }
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
