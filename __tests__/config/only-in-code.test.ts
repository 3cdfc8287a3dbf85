import { environmentSchema } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";
import { shapeTable } from "../../constructs/core/shapes/shape-table";
import { onlyInCode } from "./support/only-code";
import { optionsOf } from "./support/places";

const PAIRS: Readonly<Record<string, string>> = {
  AliasRecord: "dns.zones.*.records.*", ApplicationLoadBalancer: "edge.loadBalancer", AutoScalingGroup: "servers.groups.*",
  Bastion: "access.bastion", Bucket: "buckets.*", Distribution: "edge.distribution", DnsRecord: "dns.zones.*.records.*",
  Ec2Service: "ecs.services.*", EcsCluster: "ecs", EksCluster: "eks", FargateService: "ecs.services.*", HealthCheck: "dns.healthChecks.*",
  HostedZone: "dns.zones.*", Instance: "servers.instances.*", Network: "network", NetworkLoadBalancer: "edge.networkLoadBalancer",
  NodeGroup: "eks.nodeGroups.*", FargateProfile: "eks.fargateProfiles.*", SelfManagedNodes: "eks.selfManagedNodes.*",
  ServiceAccountRole: "eks.serviceAccounts.*", Karpenter: "eks.karpenter",  Queue: "data.queues.*", Topic: "data.topics.*", Repository: "ecs.repositories.*",
  StateStorage: "state", WebAcl: "edge.webAcl", EnvironmentStack: "", HelmReleases: "eksAddons", ArgoCd: "eksAddons.argocd",
  AwsLoadBalancerController: "eksAddons.loadBalancerController", CertManager: "eksAddons.certManager", ClusterAutoscaler: "eksAddons.clusterAutoscaler",
  ExternalDns: "eksAddons.externalDns", ExternalSecrets: "eksAddons.externalSecrets", MetricsServer: "eksAddons.metricsServer", SealedSecrets: "eksAddons.sealedSecrets",
  HelmChart: "eksAddons.charts.*", Manifests: "eksAddons.manifests.*", KarpenterRelease: "eksAddons.karpenter", ExposedTarget: "ecs.services.*.targetGroup",
  ListenerRule: "ecs.services.*.expose", NetworkExposure: "ecs.services.*.networkListeners.*", Certificate: "edge.loadBalancer.moreCertificates.*",
};

function at(path: string): Schema {
  let all: readonly Schema[] = [environmentSchema];
  for (const step of path === "" ? [] : path.split(".")) {
    all = all.flatMap(optionsOf).flatMap((one) => {
      const below = step === "*" ? one.additionalProperties : one.properties?.[step];
      return below ? [below] : [];
    });
  }
  return { anyOf: all };
}

test("explore", () => {
  const out: string[] = [];
  for (const [name, path] of Object.entries(PAIRS)) {
    const found = onlyInCode(shapeTable().construct(name) ?? "any", at(path));
    out.push(`${name} @ ${path}: ${found.join(" | ")}`);
  }
  out.push(`unpaired: ${shapeTable().classes.filter((name) => !PAIRS[name]).join(" ")}`);
  console.log(out.join("\n"));
});
