import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { terraformJson } from "../../core/texts/terraform-json";
import { certManagerRole } from "../../eks/controllers/dns/cert-manager-role";
import type { IServiceAccountRole } from "../../eks/identity/service-account.types";
import { CHARTS } from "../charts/charts";
import { HelmChart } from "../charts/helm-chart";
import { requests, spread } from "../charts/pod-values";
import { serviceAccountOf } from "../charts/service-account-values";
import type { CertManagerOptions } from "../releases/helm-releases.types";
import { hookObject } from "../releases/hook-object";
import { type InstalledRelease, type InstallProps, installed } from "../releases/installed-release";
import type { HelmValues } from "../releases/release.types";
import { FARGATE_PORTS } from "./fargate-ports";

/** Name of the issuer for the whole cluster, and of the Secret that has its account's key. */
export const LETS_ENCRYPT_ISSUER = "letsencrypt";

/** Let's Encrypt's directory of the ACME protocol (Let's Encrypt, "ACME Protocol Updates", as of 2026-08). */
const LETS_ENCRYPT = "https://acme-v02.api.letsencrypt.org/directory";

/** Properties of {@link CertManager}. */
export interface CertManagerProps extends CertManagerOptions, InstallProps {}

/**
 * cert-manager: certificates inside the cluster. Load balancers do not need it, their certificates are ACM's. With `letsEncrypt`
 * there is an issuer for the whole cluster that proves names by records in the zones named, and a role that writes these only.
 */
export class CertManager extends BaseConstruct implements InstalledRelease {
  readonly role?: IServiceAccountRole;
  readonly release: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: CertManagerProps) {
    super(scope, id);
    props = layDefaults(this, "CertManager", props);
    checkShape(this, "CertManager", props);
    const { letsEncrypt, provider } = props;
    const role = letsEncrypt
      ? certManagerRole(this, "role", { cluster: provider.cluster, zones: letsEncrypt.zones, findZones: false })
      : undefined;
    if (role) this.role = role;
    this.release = new HelmChart(this, "release", {
      ...installed(props),
      chart: CHARTS.certManager,
      namespace: role?.namespace ?? "cert-manager",
      roles: role ? [role] : [],
      values: {
        crds: { enabled: true },
        ...this.#pods(),
        ...(role ? { serviceAccount: serviceAccountOf(role) } : {}),
        ...(letsEncrypt ? { extraObjects: [this.#issuer(letsEncrypt)] } : {}),
      },
    });
  }

  /** In protected environments there are two of each pod, apart from each other; one leads. */
  #pods(): HelmValues {
    const twice = EnvironmentStack.of(this).environment.protect;
    const pods = (component: string, memory: string) => ({
      ...requests("50m", memory),
      ...(twice
        ? {
            replicaCount: 2,
            podDisruptionBudget: { enabled: true },
            topologySpreadConstraints: spread({ "app.kubernetes.io/component": component }),
          }
        : {}),
    });
    return {
      ...pods("controller", "128Mi"),
      webhook: { ...pods("webhook", "64Mi"), securePort: FARGATE_PORTS.webhook },
      cainjector: pods("cainjector", "128Mi"),
      startupapicheck: requests("50m", "64Mi"),
    };
  }

  /** The chart takes objects as texts. */
  #issuer({ email, zones }: NonNullable<CertManagerOptions["letsEncrypt"]>): string {
    const { region } = EnvironmentStack.of(this).environment;
    const issuer = hookObject({
      apiVersion: "cert-manager.io/v1",
      kind: "ClusterIssuer",
      metadata: { name: LETS_ENCRYPT_ISSUER },
      spec: {
        acme: {
          server: LETS_ENCRYPT,
          email,
          privateKeySecretRef: { name: LETS_ENCRYPT_ISSUER },
          solvers: [...zones]
            .sort((a, b) => (a.zoneName < b.zoneName ? -1 : 1))
            .map(({ zoneId, zoneName }) => ({
              selector: { dnsZones: [zoneName] },
              dns01: { route53: { region, hostedZoneID: zoneId } },
            })),
        },
      },
    });
    return terraformJson(issuer);
  }
}
