import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { loadBalancerControllerRole } from "../../eks/controllers/load-balancer/load-balancer-controller-role";
import type { IServiceAccountRole } from "../../eks/identity/service-account.types";
import { RECOMMENDED_TLS_POLICY } from "../../load-balancing/tls-policies";
import { CHARTS } from "../charts/charts";
import { HelmChart } from "../charts/helm-chart";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, requests, spread } from "../charts/pod-values";
import { serviceAccountOf } from "../charts/service-account-values";
import type { LoadBalancerControllerOptions } from "../releases/helm-releases.types";
import { type InstalledRelease, type InstallProps, installed } from "../releases/installed-release";
import { reachesWaf } from "../releases/release-reach";
import { checkDefaultTags } from "./default-tag-checks";

/** Properties of {@link AwsLoadBalancerController}. */
export interface AwsLoadBalancerControllerProps extends LoadBalancerControllerOptions, InstallProps {
  /**
   * Role of its pods.
   *
   * @default - one of its own, with what the controller needs in this cluster
   */
  readonly role?: IServiceAccountRole;
}

/**
 * The AWS Load Balancer Controller: application load balancers for ingresses, network load balancers for services that ask for one.
 *
 * Load balancers are internal unless an ingress says otherwise, reach pods by their addresses, and carry the stack's tags. Its webhooks
 * see ingresses and services, so everything else comes after it: a service of type LoadBalancer without a class gets the controller's,
 * where it would be a public load balancer of the control plane otherwise. The chart makes the webhooks' certificate; where
 * `enableCertManager` asks cert-manager for it, that comes before.
 *
 * It finds subnets by their tags, see `checkSubnets`.
 */
export class AwsLoadBalancerController extends BaseConstruct implements InstalledRelease {
  readonly role: IServiceAccountRole;
  readonly release: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: AwsLoadBalancerControllerProps) {
    super(scope, id);
    props = layDefaults(this, "AwsLoadBalancerController", props);
    const problems = checkShape(this, "AwsLoadBalancerController", props);
    const { provider, replicas = 2, internetFacing = false } = props;
    problems.throwIfAny();
    const { cluster } = provider;
    const stack = EnvironmentStack.of(this);
    this.role = props.role ?? loadBalancerControllerRole(this, "role", { cluster, internetFacing });
    this.release = new HelmChart(this, "release", {
      ...installed(props),
      chart: CHARTS.awsLoadBalancerController,
      namespace: this.role.namespace,
      roles: [this.role],
      values: {
        clusterName: cluster.clusterName,
        region: stack.environment.region,
        // The controller would ask the instance metadata for it, which pods do not reach.
        vpcId: cluster.network.vpcId,
        replicaCount: replicas,
        ...(replicas > 1
          ? {
              podDisruptionBudget: { maxUnavailable: 1 },
              topologySpreadConstraints: spread({ "app.kubernetes.io/name": "aws-load-balancer-controller" }),
            }
          : {}),
        ...requests("100m", "128Mi"),
        podSecurityContext: RESTRICTED_POD,
        securityContext: RESTRICTED_CONTAINER,
        serviceAccount: serviceAccountOf(this.role),
        defaultLoadBalancerScheme: "internal",
        defaultTargetType: "ip",
        // Balancers of ingresses reach pods with IPv6 only if they have such addresses themselves.
        ...(cluster.ipFamily === "ipv6" ? { ingressClassParams: { spec: { ipAddressType: "dualstack" } } } : {}),
        defaultSSLPolicy: RECOMMENDED_TLS_POLICY,
        defaultTags: stack.defaultTags,
        // WAF Classic has come to its end, and the role has no rights for Shield.
        enableWaf: false,
        ...(reachesWaf(cluster.network) ? {} : { enableWafv2: false }),
        enableShield: false,
        // Without it each upgrade makes a new certificate, and webhooks fail until all pods have it.
        keepTLSSecret: true,
      },
    });
    checkDefaultTags(this.release.values.defaultTags, problems);
    problems.throwIfAny();
  }
}
