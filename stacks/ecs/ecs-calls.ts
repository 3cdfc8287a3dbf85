import { closest } from "fastest-levenshtein";
import type { Problems } from "../../constructs/core/errors";
import { waitFor } from "../../constructs/core/resources/wait-for";
import type { ServiceBase } from "../../constructs/ecs/services/service-base";
import { Port } from "../../constructs/security-groups/port";
import type { ServiceSpec } from "../services/service-spec.types";
import type { EcsProps } from "./ecs-stack.types";

type Specs = EcsProps["services"];

/**
 * Opens the port of each service to those that call it. A proxy of Service Connect knows only what was there when its task started
 * (Amazon ECS Developer Guide, "Service Connect components", as of 2026-11), so who calls starts after who is called.
 */
export function connectCallers(specs: Specs, services: Readonly<Record<string, ServiceBase>>): void {
  for (const [name, { calls = [] }] of Object.entries(specs)) {
    for (const callee of new Set(calls)) {
      const [from, to, { port, portProtocol = "tcp" } = {}] = [services[name], services[callee], specs[callee]];
      if (!from || !to || port === undefined) continue;
      to.connections.allowFrom(from, Port[portProtocol](port), `${name} calls ${callee}`);
      if (!reaches(callee, name, specs)) waitFor(from.resource, () => [to.resource]);
    }
  }
}

/** Adds what is wrong with the calls of a service: `CALL_UNKNOWN`, `CALL_WITHOUT_PORT`, `CALL_WITHOUT_NAME`. */
export function checkCalls(name: string, spec: ServiceSpec, specs: Specs, problems: Problems): void {
  const others = Object.keys(specs).filter((other) => other !== name);
  for (const [index, callee] of (spec.calls ?? []).entries()) {
    const at = `calls[${index}]`;
    const called = callee === name ? undefined : specs[callee];
    if (!called) {
      problems.add(at, {
        code: "CALL_UNKNOWN",
        message: "There is no other service of this name.",
        found: `"${callee}"`,
        expected: others.length > 0 ? `one of ${others.join(", ")}` : "a service of the environment; there is no other",
        fix: others.length > 0 ? `did you mean "${closest(callee, others)}"? Otherwise take it out` : "take it out",
      });
    } else if (called.port === undefined) {
      problems.add(at, {
        code: "CALL_WITHOUT_PORT",
        message: "The service that is called listens on no port.",
        found: `"${callee}" without port`,
        expected: "a service with a port",
        fix: `give ${callee} its port, such as port: 8080`,
      });
    } else if (!called.discovery && !(called.connect && spec.connect)) {
      const without = [...(spec.connect ? [] : [name]), ...(called.connect ? [] : [callee])];
      problems.add(at, {
        code: "CALL_WITHOUT_NAME",
        message: "The service that is called has no name that the caller could find it by.",
        found: `no connect of ${without.join(" and ")}, and no discovery of ${callee}`,
        expected: "connect of both, or discovery of the one that is called",
        fix: `add connect: {} to ${without.join(" and to ")}`,
      });
    }
  }
}

/** Whether a service calls another, by way of others too. */
function reaches(from: string, to: string, specs: Specs, seen: Set<string> = new Set()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return (specs[from]?.calls ?? []).some((next) => next === to || reaches(next, to, specs, seen));
}
