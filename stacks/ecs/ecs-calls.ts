import { closest } from "fastest-levenshtein";
import type { Problems } from "../../constructs/core/errors";
import { waitFor } from "../../constructs/core/resources/wait-for";
import type { ServiceBase } from "../../constructs/ecs/services/service-base";
import type { ScheduledTask } from "../../constructs/ecs/tasks/scheduled-task";
import { Port } from "../../constructs/security-groups/port";
import type { EcsProps } from "./ecs-stack.types";

type Specs = NonNullable<EcsProps["services"]>;
type TaskSpecs = NonNullable<EcsProps["scheduledTasks"]>;

/**
 * Opens the port of each service to those that call it. A proxy of Service Connect knows only what was there when its task started
 * (Amazon ECS Developer Guide, "Service Connect components", as of 2026-11), so who calls starts after who is called.
 */
export function connectCallers(specs: Specs, services: Readonly<Record<string, ServiceBase>>): void {
  for (const [name, { calls }] of Object.entries(specs)) {
    const from = services[name];
    if (!from) continue;
    for (const callee of openPorts(name, from, calls, specs, services)) {
      const to = services[callee];
      if (to && !reaches(callee, name, specs)) waitFor(from.resource, () => [to.resource]);
    }
  }
}

/** Opens the port of each service to the tasks that call it when the clock starts them. */
export function connectTasks(
  taskSpecs: TaskSpecs,
  tasks: Readonly<Record<string, ScheduledTask>>,
  specs: Specs,
  services: Readonly<Record<string, ServiceBase>>,
): void {
  for (const [name, { calls }] of Object.entries(taskSpecs)) {
    const from = tasks[name];
    if (from) openPorts(name, from, calls, specs, services);
  }
}

/** @returns the services whose ports are open to the caller, each once */
function openPorts(
  name: string,
  from: ServiceBase | ScheduledTask,
  calls: readonly string[] = [],
  specs: Specs,
  services: Readonly<Record<string, ServiceBase>>,
): readonly string[] {
  return [...new Set(calls)].filter((callee) => {
    const [to, { port, portProtocol = "tcp" } = {}] = [services[callee], specs[callee]];
    if (!to || port === undefined) return false;
    to.connections.allowFrom(from, Port[portProtocol](port), `${name} calls ${callee}`);
    return true;
  });
}

/** Adds what is wrong with the calls of a service: `CALL_UNKNOWN`, `CALL_WITHOUT_PORT`, `CALL_WITHOUT_NAME`. */
export function checkCalls(name: string, props: EcsProps, problems: Problems): void {
  const { services = {}, serviceConnect, discovery } = props;
  const spec = services[name];
  const others = Object.keys(services).filter((other) => other !== name);
  const unknown = { message: "There is no other service of this name.", none: "there is no other" };
  for (const [index, callee] of (spec?.calls ?? []).entries()) {
    const at = `calls[${index}]`;
    const called = calledService(callee, { services, names: others, unknown, at }, problems);
    if (!called || called.discovery || (called.connect && spec?.connect)) continue;
    const without = [...(spec?.connect ? [] : [name]), ...(called.connect ? [] : [callee])];
    const isByDns =
      (!serviceConnect && discovery) || [spec, called].some((one) => one?.deployment?.by === "codedeploy");
    problems.add(at, {
      code: "CALL_WITHOUT_NAME",
      message: "The service that is called has no name that the caller could find it by.",
      found: `no connect of ${without.join(" and ")}, and no discovery of ${callee}`,
      expected: "connect of both, or discovery of the one that is called",
      fix: isByDns
        ? nameInDns(callee, props)
        : `add connect: {} to ${without.join(" and to ")}${serviceConnect ? "" : ", and serviceConnect: {} to ecs"}`,
    });
  }
}

/** The same of a task that the clock starts, which finds services by their names in DNS alone: only services join Service Connect. */
export function checkTaskCalls(calls: readonly string[] = [], props: EcsProps, problems: Problems): void {
  const { services = {} } = props;
  const unknown = { message: "There is no service of this name.", none: "there is none" };
  for (const [index, callee] of calls.entries()) {
    const at = `calls[${index}]`;
    const called = calledService(callee, { services, names: Object.keys(services), unknown, at }, problems);
    if (!called || called.discovery) continue;
    problems.add(at, {
      code: "CALL_WITHOUT_NAME",
      message: "The service that is called has no name in DNS, and only services join Service Connect.",
      found: `no discovery of ${callee}`,
      expected: "discovery of the one that is called",
      fix: nameInDns(callee, props),
    });
  }
}

function nameInDns(callee: string, { discovery }: EcsProps): string {
  return `add discovery: {} to ${callee}${discovery ? "" : ', and discovery: { domain: "shop.internal" } to ecs'}`;
}

/** What can be called, and how it is told that something else is. */
interface Callable {
  readonly services: Specs;
  /** Those of the services that the caller can call. */
  readonly names: readonly string[];
  readonly unknown: { readonly message: string; readonly none: string };
  readonly at: string;
}

/** The service that is called; nothing where it is not there or has no port, which is told. */
function calledService(
  callee: string,
  { services, names, unknown, at }: Callable,
  problems: Problems,
): Specs[string] | undefined {
  const called = names.includes(callee) ? services[callee] : undefined;
  if (!called) {
    problems.add(at, {
      code: "CALL_UNKNOWN",
      message: unknown.message,
      found: `"${callee}"`,
      expected: names.length > 0 ? `one of ${names.join(", ")}` : `a service of the environment; ${unknown.none}`,
      fix: names.length > 0 ? `did you mean "${closest(callee, [...names])}"? Otherwise take it out` : "take it out",
    });
    return undefined;
  }
  if (called.port !== undefined) return called;
  problems.add(at, {
    code: "CALL_WITHOUT_PORT",
    message: "The service that is called listens on no port.",
    found: `"${callee}" without port`,
    expected: "a service with a port",
    fix: `give ${callee} its port, such as port: 8080`,
  });
  return undefined;
}

/** Whether a service calls another, by way of others too. */
function reaches(from: string, to: string, specs: Specs, seen: Set<string> = new Set()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return (specs[from]?.calls ?? []).some((next) => next === to || reaches(next, to, specs, seen));
}
