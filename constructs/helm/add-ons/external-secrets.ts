import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { externalSecretsRole } from "../../eks/controllers/external-secrets-role";
import type { IServiceAccountRole } from "../../eks/identity/service-account.types";
import { CHARTS } from "../charts/charts";
import { HelmChart } from "../charts/helm-chart";
import { requests, spread } from "../charts/pod-values";
import { serviceAccountOf } from "../charts/service-account-values";
import type { ExternalSecretsOptions } from "../releases/helm-releases.types";
import { hookObject } from "../releases/hook-object";
import { type InstalledRelease, type InstallProps, installed } from "../releases/installed-release";
import type { HelmValues } from "../releases/release.types";
import { FARGATE_PORTS } from "./fargate-ports";
import { parameterArn, secretArn } from "./secret-arns";

/** Version of External Secrets' kinds (external-secrets/external-secrets, custom resource definitions of 2.9.0). */
export const EXTERNAL_SECRETS_API = "external-secrets.io/v1";

/** Name of the store for the whole cluster that reads Secrets Manager. */
export const SECRETS_MANAGER_STORE = "secrets-manager";

/** Name of the store for the whole cluster that reads Parameter Store. */
export const PARAMETER_STORE = "parameter-store";

/** Namespace of the release when it has no role that names one. */
const NAMESPACE = "external-secrets";

/** Properties of {@link ExternalSecrets}. */
export interface ExternalSecretsProps extends ExternalSecretsOptions, InstallProps {
  /**
   * Role of its pods.
   *
   * @default - one that reads what `secrets` and `parameters` name; none when they name nothing
   */
  readonly role?: IServiceAccountRole;
}

/**
 * External Secrets: Secrets of Kubernetes from Secrets Manager and Parameter Store. Its role reads what is named, nothing else. Teams
 * with secrets of their own make a `SecretStore` in their namespace, with a role of their own.
 */
export class ExternalSecrets extends BaseConstruct implements InstalledRelease {
  readonly role?: IServiceAccountRole;
  readonly release: HelmChart;
  /** Names of the stores for the whole cluster. */
  readonly clusterStores: readonly string[];

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ExternalSecretsProps) {
    super(scope, id);
    props = layDefaults(this, "ExternalSecrets", props);
    checkShape(this, "ExternalSecrets", props);
    const { secrets = [], parameters = [], clusterStores = true } = props;
    const readsSomething = secrets.length > 0 || parameters.length > 0;
    const role = props.role ?? (readsSomething ? this.#createRole(props) : undefined);
    if (role) this.role = role;
    const stores = [
      ...(secrets.length > 0 ? [{ name: SECRETS_MANAGER_STORE, service: "SecretsManager" }] : []),
      ...(parameters.length > 0 ? [{ name: PARAMETER_STORE, service: "ParameterStore" }] : []),
    ].filter(() => clusterStores);
    this.clusterStores = stores.map(({ name }) => name);
    this.release = new HelmChart(this, "release", {
      ...installed(props),
      chart: CHARTS.externalSecrets,
      namespace: role?.namespace ?? NAMESPACE,
      roles: role ? [role] : [],
      values: {
        // Without its kind each ExternalSecret would go, and with it the Secret that it owns.
        crds: { annotations: { "helm.sh/resource-policy": "keep" } },
        ...this.#pods(),
        ...(role ? { serviceAccount: serviceAccountOf(role) } : {}),
        ...(stores.length > 0
          ? { extraObjects: stores.map(({ name, service }) => this.#clusterStore(name, service)) }
          : {}),
      },
    });
  }

  #createRole({ provider, secrets = [], parameters = [], keyArns }: ExternalSecretsProps): IServiceAccountRole {
    const stack = EnvironmentStack.of(this);
    return externalSecretsRole(this, "role", {
      cluster: provider.cluster,
      ...(secrets.length > 0 ? { secretArns: secrets.map((secret) => secretArn(stack, secret)) } : {}),
      ...(parameters.length > 0 ? { parameterArns: parameters.map((name) => parameterArn(stack, name)) } : {}),
      ...(keyArns ? { keyArns } : {}),
    });
  }

  /** In protected environments there are two of each pod, apart from each other; one leads. */
  #pods(): HelmValues {
    const twice = EnvironmentStack.of(this).environment.protect;
    const pods = {
      ...requests("50m", "128Mi"),
      ...(twice ? { replicaCount: 2, podDisruptionBudget: { enabled: true } } : {}),
    };
    return {
      ...pods,
      ...(twice ? { leaderElect: true, global: { topologySpreadConstraints: spread() } } : {}),
      webhook: { ...pods, port: FARGATE_PORTS.webhook },
      certController: pods,
    };
  }

  /** It signs in as the controller's own service account. */
  #clusterStore(name: string, service: string): HelmValues {
    const { region } = EnvironmentStack.of(this).environment;
    return hookObject({
      apiVersion: EXTERNAL_SECRETS_API,
      kind: "ClusterSecretStore",
      metadata: { name },
      spec: { provider: { aws: { service, region } } },
    });
  }
}
