import type { PlanChanges } from "../../../runner/plans/plan-changes";
import { planned } from "./planned";

const changes: PlanChanges = {
  resources: [
    { address: "aws_subnet.app_b", action: "delete" },
    { address: "aws_subnet.data_b", action: "delete" },
    { address: "aws_lb_target_group.api", action: "replace" },
    { address: "aws_eip.nat", action: "create" },
    { address: "aws_lb.edge", action: "update" },
  ],
  outputs: {},
};

test("a plan that does what is declared passes, whatever it adds and changes in place", () => {
  const plan = planned(changes);
  const declared = { replaced: { aws_lb_target_group: 1 }, removed: { aws_subnet: 2 } };
  expect(plan.differences("the change", declared)).toEqual([]);
  expect(plan.created).toEqual({ aws_eip: 1 });
});

test("what is lost and not declared is told with its address, and what is declared and not lost too", () => {
  const declared = { replaced: { aws_lb: 1 }, removed: { aws_subnet: 1 } };
  expect(planned(changes).differences("the change", declared)).toEqual([
    "  the change: replaced 1 aws_lb_target_group (aws_lb_target_group.api); declared: 1 aws_lb",
    "  the change: removed 2 aws_subnet (aws_subnet.app_b, aws_subnet.data_b); declared: 1 aws_subnet",
  ]);
});

test("a first deploy that makes more than is declared is told, and so is an output that is missing", () => {
  const zone: PlanChanges = {
    resources: [{ address: "aws_route53_zone.zone", action: "create" }],
    outputs: { zone_id: "create" },
  };
  const declared = { created: { aws_route53_zone: 1 }, outputs: ["zone_id"] };
  expect(planned(zone).differencesOfFirst("edge", declared)).toEqual([]);
  expect(planned(zone).differencesOfFirst("edge", { created: {}, outputs: ["zone_id", "name_servers"] })).toEqual([
    "  the first deploy of edge: created 1 aws_route53_zone, with the outputs zone_id; declared: nothing, with the outputs name_servers, zone_id",
  ]);
});
