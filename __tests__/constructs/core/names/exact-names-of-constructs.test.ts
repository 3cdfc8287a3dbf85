import { EcsCluster, FargateService } from "../../../../constructs/ecs";
import { EksCluster } from "../../../../constructs/eks";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import { NetworkLoadBalancer } from "../../../../constructs/load-balancing/network/network-load-balancer";
import { TargetGroup } from "../../../../constructs/load-balancing/target-groups/target-group";
import { problemsIfAny, resourceOf, resourcesOf, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { IMAGE } from "../../ecs/support";

/** Everything that has a name of its own, with names as they were given before. */
function takenOver(wrong?: string) {
  const name = (given: string) => (given === wrong ? `${given} ` : given);
  return synthStack((stack) => {
    const network = testNetwork(stack);
    const cluster = new EcsCluster(stack, "cluster", {
      network,
      clusterName: name("Prod_1"),
      exec: { logGroupName: name("exec/prod") },
    });
    new FargateService(stack, "web", {
      cluster,
      image: IMAGE,
      cpu: "0.5 vCPU",
      memory: "1 GB",
      port: 8080,
      serviceName: name("web_service"),
      logs: { to: "cloudwatch", logGroupName: name("ecs/web") },
    });
    const eks = new EksCluster(stack, "eks", {
      network,
      version: "1.35",
      admins: ["role/platform"],
      clusterName: name("prod_eks"),
      roleName: name("eksClusterRole"),
    });
    eks.addNodeGroup("app", { instanceTypes: ["m7g.large"], min: 2, max: 4 });
    const reason = "the tests have no domain";
    new ApplicationLoadBalancer(stack, "edge", {
      network,
      plainHttp: { reason },
      loadBalancerName: name("prod--alb"),
    });
    const targetGroup = new TargetGroup(stack, "tcp", {
      network,
      port: 5432,
      protocol: "TCP",
      targetGroupName: name("prod-tcp"),
    });
    new NetworkLoadBalancer(stack, "nlb", {
      network,
      listeners: { db: { port: 5432, protocol: "TCP", targetGroup } },
      loadBalancerName: name("prod--nlb"),
    });
  });
}

test("what is taken over has exactly the name that is given", () => {
  const stack = takenOver();
  expect(stack.problems).toEqual([]);
  const names = (type: string) =>
    resourcesOf(stack, type)
      .map(({ name }) => name)
      .sort();
  expect(names("aws_ecs_cluster")).toEqual(["Prod_1"]);
  expect(names("aws_ecs_service")).toEqual(["web_service"]);
  expect(names("aws_eks_cluster")).toEqual(["prod_eks"]);
  expect(names("aws_cloudwatch_log_group")).toEqual(["/aws/eks/prod_eks/cluster", "ecs/web", "exec/prod"]);
  expect(names("aws_lb")).toEqual(["prod--alb", "prod--nlb"]);
  expect(names("aws_lb_target_group")).toEqual(["prod-tcp"]);
  expect(names("aws_iam_role")).toContain("eksClusterRole");
});

test("how an EKS cluster that is taken over was made is left as it was", () => {
  expect(resourceOf(takenOver(), "aws_eks_cluster").lifecycle).toEqual({
    ignore_changes: ["access_config[0].bootstrap_cluster_creator_admin_permissions", "bootstrap_self_managed_addons"],
  });
});

test.each([
  ["Prod_1", "cluster › clusterName"],
  ["exec/prod", "cluster › exec.logGroupName"],
  ["web_service", "web › serviceName"],
  ["ecs/web", "web › logs.logGroupName"],
  ["prod_eks", "eks › clusterName"],
  ["prod--alb", "edge › loadBalancerName"],
  ["prod-tcp", "tcp › targetGroupName"],
  ["prod--nlb", "nlb › loadBalancerName"],
])("a wrong name in the place of %s is told at %s", (given, at) => {
  expect(problemsIfAny(() => takenOver(given))).toEqual([
    expect.objectContaining({
      code: "EXACT_NAME_INVALID",
      path: expect.stringMatching(new RegExp(`/${at}$`)),
      found: `"${given} " (${given.length + 1} characters)`,
    }),
  ]);
});
