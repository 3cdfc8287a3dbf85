import type { Construct } from "constructs";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import {
  EcsCluster,
  type EcsClusterProps,
  FargateService,
  type FargateServiceProps,
  TaskDefinition,
  type TaskDefinitionProps,
} from "../../../constructs/ecs";
import type { ContainerProps } from "../../../constructs/ecs/containers/container.types";
import { ApplicationLoadBalancer } from "../../../constructs/load-balancing/application/application-load-balancer";
import type { Exposure } from "../../../constructs/load-balancing/load-balancer.types";
import type { ExistingNetworkProps } from "../../../constructs/network/existing-network";
import { ContainerImage } from "../../../constructs/registry/container-image";
import type { Told, Way } from "../../support/followed-advice";
import { type Attributes, problemsOf, resourceOf, type SynthesizedStack, synthStack } from "../../support/synth";
import { testNetwork } from "../access/support";

/** An image of a public registry. */
export const IMAGE = ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2");

/** A container that is an application with a port. */
export const APP: ContainerProps = { image: IMAGE, ports: { http: { port: 8080 } } };

/** A task of the smallest size with one container. */
export const SMALL_TASK = { cpu: "0.25 vCPU", memory: "0.5 GB", containers: { app: APP } } as const;

/** A cluster in the test network. */
export function testCluster(
  scope: Construct,
  props: Partial<EcsClusterProps> = {},
  network: Partial<ExistingNetworkProps> = {},
): EcsCluster {
  return new EcsCluster(scope, "cluster", { network: testNetwork(scope, network), ...props });
}

/** Everything below a balancer that speaks plain HTTP. */
export function testExposure(scope: Construct, cluster: EcsCluster): Exposure {
  const reason = "the tests have no domain; nobody but them uses it";
  const edge = new ApplicationLoadBalancer(scope, "edge", { network: cluster.network, plainHttp: { reason } });
  return edge.host("api.example.com", { zone: "none" });
}

/** Options of the builders below. */
export interface BuildOptions {
  readonly protect?: boolean;
  readonly cluster?: Partial<EcsClusterProps>;
  readonly network?: Partial<ExistingNetworkProps>;
}

function environmentOf(options: BuildOptions) {
  return { name: "ecs", environment: { protect: options.protect ?? false } };
}

/** A synthesized task definition. */
export function synthTask(
  props: TaskDefinitionProps,
  options: BuildOptions & { readonly after?: (task: TaskDefinition, stack: EnvironmentStack) => void } = {},
): SynthesizedStack {
  return synthStack((stack) => {
    const task = new TaskDefinition(stack, "api", props);
    options.after?.(task, stack);
  }, environmentOf(options));
}

/** The container definitions of the only task definition. */
export function containersOf(synthesized: SynthesizedStack): Attributes[] {
  return JSON.parse(String(resourceOf(synthesized, "aws_ecs_task_definition").container_definitions));
}

type WithoutCluster<T> = T extends unknown ? Omit<T, "cluster"> : never;

/** A synthesized service; the properties may need the stack and the cluster. */
export function synthService(
  props: (stack: EnvironmentStack, cluster: EcsCluster) => WithoutCluster<FargateServiceProps>,
  options: BuildOptions & { readonly after?: (service: FargateService, stack: EnvironmentStack) => void } = {},
): SynthesizedStack {
  return synthStack((stack) => {
    const cluster = testCluster(stack, options.cluster, options.network);
    const service = new FargateService(stack, "api", { ...props(stack, cluster), cluster });
    options.after?.(service, stack);
  }, environmentOf(options));
}

/** A service in short, of the smallest size. */
export const SMALL_SERVICE = { image: IMAGE, cpu: "0.25 vCPU", memory: "0.5 GB", port: 8080 } as const;

/** A problem without its path, with the property that it is about. */
export type Found = Omit<Problem, "path"> & { readonly property: string };

/** Compares problems word for word; `owner` is the construct that the properties belong to. */
export function expectProblems(owner: string, step: () => unknown, expected: readonly Found[]): void {
  expect(problemsOf(step)).toEqual(
    expected.map(({ property, ...problem }) => ({ ...problem, path: `sandbox-ecs/${owner} › ${property}` })),
  );
}

/** The problem of a number that AWS does not take. */
export function outOfRange(property: string, found: string, expected: string, fix: string): Found {
  return {
    property,
    code: "NUMBER_OUT_OF_RANGE",
    message: "The number is not one that AWS takes.",
    found,
    expected: `a whole number from ${expected}`,
    fix,
  };
}

/** Task properties that are refused, what for, and properties that follow the advice. */
export interface TaskCase {
  readonly name: string;
  readonly props: TaskDefinitionProps;
  readonly problems: readonly Found[];
  readonly protect?: boolean;
  readonly ways?: readonly Way<TaskDefinitionProps>[];
}

/** Tasks that are refused, for `testAdvice`. */
export function toldTasks(cases: readonly TaskCase[]): readonly Told<() => SynthesizedStack>[] {
  return cases.map(({ name, problems, protect = false, ways }) => ({
    mistake: name,
    problems,
    ways: ways?.map((way) => ({ ...way, to: () => synthTask(way.to, { protect }) })),
  }));
}

/** Compares the problems of a task with what is expected. */
export function expectTaskProblems({ props, problems, protect }: TaskCase): void {
  expectProblems("api", () => synthTask(props, { protect: protect ?? false }), problems);
}

/** A task of the smallest size with these containers. */
export function taskOf(containers: Readonly<Record<string, ContainerProps>>): TaskDefinitionProps {
  return { ...SMALL_TASK, containers };
}

/** A task with one application container that differs in this. */
export function appOf(props: Partial<ContainerProps>): TaskDefinitionProps {
  return taskOf({ app: { ...APP, ...props } });
}

/** A service of a test, and where it runs. */
export interface ServiceInput extends BuildOptions {
  readonly props: Parameters<typeof synthService>[0];
}

/** Properties of a service that are refused, what for, and what differs when the advice is followed. */
export interface ServiceCase extends ServiceInput {
  readonly name: string;
  readonly problems: readonly Found[];
  readonly ways?: readonly Way<Partial<ServiceInput>>[];
}

/** Services that are refused, for `testAdvice`. */
export function toldServices(cases: readonly ServiceCase[]): readonly Told<() => SynthesizedStack>[] {
  return cases.map(({ name, problems, ways, ...refused }) => ({
    mistake: name,
    problems,
    ways: ways?.map((way) => {
      const { props, ...options } = { ...refused, ...way.to };
      return { ...way, to: () => synthService(props, options) };
    }),
  }));
}

/** Compares the problems of a service with what is expected. */
export function expectServiceProblems({ name: _, ways: __, props, problems, ...options }: ServiceCase): void {
  expectProblems("api", () => synthService(props, options), problems);
}

/** A small service that differs in this; the difference may be one that the compiler refuses. */
export function smallService(props: object): ServiceCase["props"] {
  return () => ({ ...SMALL_SERVICE, ...props });
}

/** The same below a balancer. */
export function exposedService(props: object): ServiceCase["props"] {
  return (stack, cluster) => ({ ...SMALL_SERVICE, ...props, expose: testExposure(stack, cluster) });
}
