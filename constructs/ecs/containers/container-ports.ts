import type { Problems } from "../../core/errors";
import type { ContainerProps } from "./container.types";

/** Amazon ECS API Reference, `PortMapping`, as of 2026-11. */
const PORT_NAME = /^[a-z0-9_][a-z0-9_-]{0,63}$/;

/** Checks the ports of a task: its containers share one network interface, so no port can be taken twice. */
export function checkPorts(containers: Readonly<Record<string, ContainerProps>>, problems: Problems): void {
  const byPort = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const [container, { ports = {} }] of Object.entries(containers)) {
    for (const [name, { port, protocol = "tcp" }] of Object.entries(ports)) {
      const at = `containers.${container}.ports.${name}`;
      if (!PORT_NAME.test(name)) addNameInvalid(name, at, problems);
      const key = `${protocol} ${port}`;
      const taken = byPort.get(key);
      if (taken !== undefined) addTaken(key, taken, at, problems);
      else byPort.set(key, `${container}.ports.${name}`);
      const named = byName.get(name);
      if (named !== undefined) addNameTwice(name, named, container, at, problems);
      else byName.set(name, container);
    }
  }
}

function addNameInvalid(name: string, at: string, problems: Problems): void {
  const tidy = name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^-+/, "");
  problems.add(at, {
    code: "PORT_NAME_INVALID",
    message: "A port cannot have this name.",
    found: `"${name}"`,
    expected: "1 to 64 of a-z, 0-9, - and _, not starting with -",
    fix: `use "${tidy.slice(0, 64) || "http"}"`,
  });
}

function addTaken(key: string, taken: string, at: string, problems: Problems): void {
  problems.add(at, {
    code: "PORT_TWICE",
    message: "The containers of a task share one address, and this port of it is taken.",
    found: `${key}, also of containers.${taken}`,
    expected: "each port once in a task",
    fix: "let one of the two listen on another port",
  });
}

function addNameTwice(name: string, named: string, container: string, at: string, problems: Problems): void {
  problems.add(at, {
    code: "PORT_NAME_TWICE",
    message: "Names of ports are unique in a task.",
    found: `"${name}" in ${named} and in ${container}`,
    expected: "each name once in a task",
    fix: `name this one "${container}-${name}"`,
  });
}
