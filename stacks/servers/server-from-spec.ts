import type { Construct } from "constructs";
import type { ServerOptions } from "../../constructs/compute/servers/server.types";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problems } from "../../constructs/core/errors";
import { projectFiles } from "../../constructs/core/files/project-files";
import type { Links } from "../../constructs/links/link.types";
import type { INetwork } from "../../constructs/network/network.types";
import type { Connections } from "../../constructs/security-groups/connections";
import { namedPeer, namedPeerForms } from "../../constructs/security-groups/named-peer";
import { Port } from "../../constructs/security-groups/port";
import type { Offers } from "../sections/offers";
import type { ServerSpec } from "./servers-checks";

/** What a construct takes as it stands in the configuration. */
type AsWritten<Spec extends ServerSpec> = Omit<
  Spec,
  "userDataFile" | "expose" | "networkListeners" | "calls" | "admits" | "uses" | "permissions" | "policyFile"
>;

/**
 * What a server is made from, without its network and its place below the edge: the script is read from its file, and what it uses becomes
 * links. Adds what is wrong with the file.
 */
export function optionsFromSpec<Spec extends ServerSpec>(
  scope: Construct,
  spec: Spec,
  offers: Offers,
  problems: Problems,
): AsWritten<Spec> & Pick<ServerOptions, "userData" | "uses"> {
  const {
    userDataFile,
    expose: _,
    networkListeners: ______,
    calls: __,
    admits: ___,
    uses,
    permissions: ____,
    policyFile: _____,
    ...options
  } = spec;
  const script = userDataFile === undefined ? options.userData : scriptOf(userDataFile, problems);
  const own = { environment: Object.keys(spec.environment ?? {}) };
  const links = offers.links(EnvironmentStack.of(scope), uses, "uses", own, problems);
  const byName: Links = Object.fromEntries(
    links.map(({ name }) => [name, links.filter((other) => other.name === name).map(({ link }) => link)]),
  );
  return {
    ...options,
    ...(script === undefined ? {} : { userData: script }),
    ...(links.length > 0 ? { uses: byName } : {}),
  };
}

function scriptOf(path: string, problems: Problems): string | undefined {
  const files = projectFiles(path, "userDataFile", problems);
  const [only, ...more] = files ?? [];
  if (only && more.length === 0 && only.path === path.replace(/^\.\//, "")) return only.content.toString("utf8");
  if (files) {
    problems.add("userDataFile", {
      code: "SERVER_SCRIPT_FOLDER",
      message: "A server runs one script.",
      found: `${JSON.stringify(path)}, which is a folder`,
      expected: "the path of a file",
      fix: "name one file of the folder",
    });
  }
  return undefined;
}

/** Lets in whom a server admits besides. Adds `SERVER_ENTRY_UNKNOWN` and what is wrong with a range. */
export function admit(
  { connections }: { readonly connections: Connections },
  { admits = {}, port: own }: ServerSpec,
  network: INetwork,
  problems: Problems,
): void {
  const named = new Map<string, string[]>();
  for (const [name, { from, port = own }] of Object.entries(admits)) {
    if (namedPeer(from, network)) {
      if (port !== undefined) named.set(`${port} ${from}`, [...(named.get(`${port} ${from}`) ?? []), name]);
      continue;
    }
    problems.add(`admits.${name}.from`, {
      code: "SERVER_ENTRY_UNKNOWN",
      message: "This is neither a range nor a prefix list of the network.",
      found: `"${from}"`,
      expected: namedPeerForms(network),
      fix: "write the range out, or add a prefix list of this name to the network",
    });
  }
  for (const [entry, names] of named) {
    const [port = "", from = ""] = entry.split(" ");
    const peer = namedPeer(from, network);
    if (peer) connections.allowFrom(peer, Port.tcp(Number(port)), names.join(" and "));
  }
}
