import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import type { Problems } from "../../core/errors";
import { usesName } from "../../eks/identity/account-objects";
import { HelmChart } from "../charts/helm-chart";
import { LIST_CHART, listChart } from "../local-charts/list-chart";
import { nameOf } from "../local-charts/manifest-checks";
import type { WrittenObject } from "../local-charts/manifest-files";
import type { ClusterHelmProvider } from "./cluster-helm-provider";

/** What a service account has in the cluster. */
export interface ServiceAccountObjects {
  /** Its namespace, which is made when it is not there. */
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The objects, as `objectsList` of its role has them, or the contract of the cluster. */
  readonly objects: string;
}

/** By names of service accounts in the configuration. */
export type ServiceAccountsByName = Readonly<Record<string, ServiceAccountObjects>>;

/**
 * A release for each service account that has something in the cluster, before all releases whose pods may be its own: a pod gets its security
 * group when it starts, and does not start without its ConfigMap.
 */
export class ServiceAccountReleases extends BaseConstruct {
  readonly releases: Readonly<Record<string, HelmChart>>;

  /** @throws GroundplanError with everything that is wrong with the names */
  constructor(scope: Construct, id: string, provider: ClusterHelmProvider, uses: ServiceAccountsByName) {
    super(scope, id);
    this.releases = Object.fromEntries(
      Object.entries(uses).map(([name, { namespace, objects }]) => [
        name,
        new HelmChart(this, name, {
          ...{ provider, namespace, valuesJson: objects },
          releaseName: accountRelease(name),
          chart: { ...LIST_CHART, archive: listChart() },
        }),
      ]),
    );
  }
}

/** Name of the release of a service account. */
export function accountRelease(name: string): string {
  return `${name}-service-account`;
}

/** Keys and places of the objects that manifests may not have, because a service account has them. */
export function madeObjects(uses: ServiceAccountsByName): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(uses).map(([name, { namespace, serviceAccount }]) => [
      `ConfigMap/${namespace}/${usesName(serviceAccount)}`,
      `eks.serviceAccounts.${name}`,
    ]),
  );
}

/** Namespaces that every cluster has, which nobody makes. */
const THERE_ALREADY = ["default", "kube-system"];

/** Adds `MANIFEST_NAMESPACE_MADE` for a Namespace that is made before, with a service account: Helm takes over nothing that it did not make. */
export function checkNamespaces(
  objects: readonly WrittenObject[],
  uses: ServiceAccountsByName,
  problems: Problems,
): void {
  for (const { value, at } of objects) {
    const { kind, name } = nameOf(value);
    if (kind !== "Namespace" || THERE_ALREADY.includes(name)) continue;
    const [user] = Object.entries(uses).find(([, { namespace }]) => namespace === name) ?? [];
    if (user === undefined) continue;
    problems.addAll([
      {
        code: "MANIFEST_NAMESPACE_MADE",
        path: at(""),
        message:
          "The namespace is made before, with a service account of it, and Helm takes over nothing that it did not make.",
        found: `Namespace ${name}, in which the service account ${user} has objects`,
        expected: "objects without this namespace",
        fix: `take the Namespace ${name} out of the file; it is made with ${accountRelease(user)}`,
      },
    ]);
  }
}
