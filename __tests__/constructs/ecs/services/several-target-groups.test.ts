import { FargateService } from "../../../../constructs/ecs";
import { NetworkLoadBalancer } from "../../../../constructs/load-balancing/network/network-load-balancer";
import { TargetGroup } from "../../../../constructs/load-balancing/target-groups/target-group";
import { resourceOf, synthStack } from "../../../support/synth";
import { SMALL_SERVICE, testCluster, testExposure } from "../support";

// ECS refuses a service with "The target group … does not have an associated load balancer" (Amazon ECS API Reference, `CreateService`,
// read 2026-11).
test("a service with several target groups is made after every listener and rule that sends to one", () => {
  const synthesized = synthStack(
    (stack) => {
      const cluster = testCluster(stack);
      const targets = new TargetGroup(stack, "tcp", { network: cluster.network, port: 8080, protocol: "TCP" });
      new FargateService(stack, "api", {
        ...SMALL_SERVICE,
        cluster,
        expose: testExposure(stack, cluster),
        moreTargetGroups: [targets],
      });
      // Made after the service: what leads to it is asked at synth.
      new NetworkLoadBalancer(stack, "inside", {
        network: cluster.network,
        listeners: { tcp: { port: 8080, protocol: "TCP", targetGroup: targets } },
      });
    },
    { name: "ecs" },
  );
  const service = resourceOf(synthesized, "aws_ecs_service");
  expect(service.load_balancer).toHaveLength(2);
  const listeners = (service.depends_on as string[]).filter((address) => address.startsWith("aws_lb_"));
  expect(listeners).toEqual([
    expect.stringMatching(/^aws_lb_listener\.inside_listener-8080_/),
    expect.stringMatching(/^aws_lb_listener_rule\./),
  ]);
});
