import type { Construct } from "constructs";
import type { Problems } from "../../core/errors";
import type { IEcsCluster } from "../cluster/ecs-cluster.types";
import type { ConnectEndpoint } from "./service.types";

/** How an offer is called: by callers, and in Cloud Map. */
export interface ConnectName {
  readonly portName: string;
  /** Name that callers write. */
  readonly alias: string;
  /** Name of the service in Cloud Map. */
  readonly discoveryName: string;
}

/** Amazon ECS API Reference, `ServiceConnectService` (as of 2026-11): unique in the namespace, up to 64 characters. */
const DISCOVERY_NAME = /^[a-z0-9_][a-z0-9_-]{0,63}$/;

/** Same source, `ServiceConnectClientAlias`: a DNS name, which need not be whole, of up to 127 characters. */
const MAX_ALIAS = 127;
const ALIAS = /^[a-z0-9_][a-z0-9_-]{0,62}(\.[a-z0-9_][a-z0-9_-]{0,62})*$/;

const LETTERS = "a-z, 0-9, _ and -, not starting with -";

/** Names that services of a cluster have in its namespace, with the path of the service that has them. */
const taken = new WeakMap<IEcsCluster, Map<string, string>>();

/** The names of a service's offers, in the order of their ports' names. */
export function connectNames(
  offers: Readonly<Record<string, ConnectEndpoint>>,
  defaultAlias: string,
): readonly ConnectName[] {
  return Object.entries(offers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([portName, { alias = defaultAlias, discoveryName = alias.replaceAll(".", "-") }]) => ({
      portName,
      alias,
      discoveryName,
    }));
}

/** Adds what is wrong with the names of a service's offers: `CONNECT_ALIAS_INVALID`, `CONNECT_NAME_INVALID`, `CONNECT_NAME_TAKEN`. */
export function checkConnectNames(
  service: Construct,
  cluster: IEcsCluster,
  offers: Readonly<Record<string, ConnectEndpoint>>,
  problems: Problems,
): void {
  for (const { portName, alias, discoveryName } of connectNames(offers, service.node.id)) {
    const at = `connect.offers.${portName}`;
    if (!ALIAS.test(alias) || alias.length > MAX_ALIAS) {
      problems.add(`${at}.alias`, {
        code: "CONNECT_ALIAS_INVALID",
        message: "ECS takes no such name for callers.",
        found: `"${alias}"`,
        expected: `up to ${MAX_ALIAS} characters: parts of ${LETTERS}, with dots between them`,
        fix: `set alias: "${tidy(alias)}"`,
      });
    } else if (!DISCOVERY_NAME.test(discoveryName)) {
      problems.add(`${at}.discoveryName`, {
        code: "CONNECT_NAME_INVALID",
        message: "ECS takes no such name for Cloud Map.",
        found: `"${discoveryName}"`,
        expected: `1 to 64 of ${LETTERS}`,
        fix: `set discoveryName: "${tidy(discoveryName)}"`,
      });
    } else {
      claim(service, cluster, { portName, alias, discoveryName }, problems);
    }
  }
}

/** A name is one service's of the namespace. */
function claim(service: Construct, cluster: IEcsCluster, name: ConnectName, problems: Problems): void {
  const names = taken.get(cluster) ?? new Map<string, string>();
  taken.set(cluster, names);
  const { portName, discoveryName } = name;
  const holder = names.get(discoveryName);
  const place = `${service.node.path} › connect.offers.${portName}`;
  if (holder === undefined) {
    names.set(discoveryName, place);
    return;
  }
  problems.add(`connect.offers.${portName}.discoveryName`, {
    code: "CONNECT_NAME_TAKEN",
    message: "Two offers of a namespace would have one name in Cloud Map.",
    found: `"${discoveryName}", also of ${holder}`,
    expected: "each name once in the namespace",
    fix: `set discoveryName: "${tidy(`${service.node.id}-${portName}`)}", or another alias`,
  });
}

function tidy(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, 63);
  return plain || "app";
}
