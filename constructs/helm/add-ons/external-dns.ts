import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { distinctTexts } from "../../core/texts/reference-text";
import { externalDnsRole } from "../../eks/controllers/dns/external-dns-role";
import type { IServiceAccountRole } from "../../eks/identity/service-account.types";
import { CHARTS } from "../charts/charts";
import { HelmChart } from "../charts/helm-chart";
import { requests } from "../charts/pod-values";
import { serviceAccountOf } from "../charts/service-account-values";
import type { ExternalDnsOptions } from "../releases/helm-releases.types";
import { type InstalledRelease, type InstallProps, installed } from "../releases/installed-release";

/** Properties of {@link ExternalDns}. */
export interface ExternalDnsProps extends ExternalDnsOptions, InstallProps {}

/**
 * external-dns: records for the hosts of ingresses and services, in the zones that are named and no others. It marks its records by
 * the cluster's name and leaves all others alone.
 */
export class ExternalDns extends BaseConstruct implements InstalledRelease {
  readonly role: IServiceAccountRole;
  readonly release: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ExternalDnsProps) {
    super(scope, id);
    props = layDefaults(this, "ExternalDns", props);
    checkShape(this, "ExternalDns", props);
    const { provider, zones, deleteRecords = true } = props;
    const { cluster } = provider;
    this.role = externalDnsRole(this, "role", { cluster, zones });
    this.release = new HelmChart(this, "release", {
      ...installed(props),
      chart: CHARTS.externalDns,
      namespace: this.role.namespace,
      roles: [this.role],
      values: {
        provider: { name: "aws" },
        sources: ["ingress", "service"],
        domainFilters: zones.map(({ zoneName }) => zoneName).sort(),
        // A zone of the same name, such as the private one beside the public one, stays as it is.
        extraArgs: distinctTexts(
          zones.map(({ zoneId }) => `--zone-id-filter=${zoneId}`),
          this,
        ),
        policy: deleteRecords ? "sync" : "upsert-only",
        registry: "txt",
        txtOwnerId: cluster.clusterName,
        env: [{ name: "AWS_DEFAULT_REGION", value: EnvironmentStack.of(this).environment.region }],
        serviceAccount: serviceAccountOf(this.role),
        ...requests("50m", "64Mi"),
      },
    });
  }
}
