import { closest } from "../../config/checks/suggest";
import { Problems } from "../../constructs/core/errors";
import type { EdgeProps } from "../edge/edge-stack.types";
import type { Offers } from "../sections/offers";
import { checkExposures } from "../services/exposure-checks";
import { checkNetworkListeners } from "../services/network-listener-checks";
import type { ServersProps } from "./servers-stack.types";

/** A server or a group of the section. */
export type ServerSpec = NonNullable<ServersProps["instances"]>[string] | NonNullable<ServersProps["groups"]>[string];

/** Everything of the section by its names; what has the name of an instance stays one. */
export function specsOf({ instances = {}, groups = {} }: ServersProps): Readonly<Record<string, ServerSpec>> {
  return { ...groups, ...instances };
}

/**
 * Adds what is wrong with the servers of an environment among each other, at the paths of their constructs: `SERVER_NAME_TWICE`,
 * `SERVER_CALL_UNKNOWN`, `SERVER_CALL_PORT`, `SERVER_ENTRY_PORT`, `SERVER_SCRIPT_TWICE`, and what is wrong with exposures, listeners for connections and uses.
 *
 * @param path path of the stack
 */
export function checkServers(
  path: string,
  props: ServersProps,
  edge: EdgeProps | undefined,
  offers: Offers,
  problems: Problems,
): void {
  const all = specsOf(props);
  for (const kind of ["instances", "groups"] as const) {
    for (const [name, spec] of Object.entries(props[kind] ?? {})) {
      const found = new Problems(`${path}/${kind}/${name}`);
      if (kind === "groups" && Object.hasOwn(props.instances ?? {}, name)) found.addAll([nameTwice(found.path, name)]);
      else {
        checkExposures(name, all, edge, "server", found);
        checkNetworkListeners(name, all, edge, "server", found);
      }
      offers.check(spec.uses, "uses", found);
      checkCalls(name, spec, all, found);
      checkEntries(spec, found);
      checkScripts(spec, found);
      problems.addAll(found.list);
    }
  }
}

function nameTwice(path: string, name: string) {
  return {
    code: "SERVER_NAME_TWICE",
    path,
    message: "A single server and a group have the same name, by which others call them.",
    found: `"${name}" in instances and in groups`,
    expected: "a name of its own for each",
    fix: "rename one of the two",
  };
}

function checkCalls(
  name: string,
  { calls = [] }: ServerSpec,
  all: Readonly<Record<string, ServerSpec>>,
  problems: Problems,
): void {
  const others = Object.keys(all).filter((other) => other !== name);
  for (const [index, callee] of calls.entries()) {
    const called = callee === name || !Object.hasOwn(all, callee) ? undefined : all[callee];
    const meant = closest(callee, others);
    if (!called) {
      problems.add(`calls[${index}]`, {
        code: "SERVER_CALL_UNKNOWN",
        message: "There is no other server or group of this name.",
        found: `"${callee}"`,
        expected: others.length > 0 ? `one of ${others.join(", ")}` : "a server of the environment; there is no other",
        fix: meant ? `did you mean "${meant}"? Otherwise take it out` : "take it out",
      });
    } else if (called.port === undefined) {
      problems.add(`calls[${index}]`, {
        code: "SERVER_CALL_PORT",
        message: "The server that is called says no port.",
        found: `"${callee}" without port`,
        expected: "a server with a port",
        fix: `give ${callee} its port, such as port: 8080`,
      });
    }
  }
}

function checkEntries({ admits = {}, port }: ServerSpec, problems: Problems): void {
  for (const [name, entry] of Object.entries(admits)) {
    if (entry.port !== undefined || port !== undefined) continue;
    problems.add(`admits.${name}`, {
      code: "SERVER_ENTRY_PORT",
      message: "Nothing says which port is opened.",
      found: "no port, neither here nor of the server",
      expected: "port here, or port of the server",
      fix: "add port, such as port: 22",
    });
  }
}

function checkScripts({ userData, userDataFile }: ServerSpec, problems: Problems): void {
  if (userData === undefined || userDataFile === undefined) return;
  problems.add("userDataFile", {
    code: "SERVER_SCRIPT_TWICE",
    message: "The script that runs at first boot is there twice.",
    found: "userData and userDataFile",
    expected: "one of the two",
    fix: "leave out userData, or userDataFile",
  });
}
