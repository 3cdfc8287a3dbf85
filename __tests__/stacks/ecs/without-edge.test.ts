import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { createApplication } from "../../../stacks/application/application";
import { load, removeConfigFolders } from "../../config/support/config-folder";
import { shopWith } from "../../config/support/shop";

afterAll(removeConfigFolders);

/** An environment whose service nobody reaches from outside, and which has no section `edge`. */
const WITHIN = shopWith([
  ["edge:\n  domain:\n    name: example.com\n  distribution: {}\n", ""],
  ["      expose:\n        host: www.example.com\n", ""],
]);

test("services of a file need no edge: there is no stack of one, and nothing is read of it", () => {
  const app = createApplication(load({ dev: WITHIN }), { outdir: "cdktf.out" });
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  expect(stacks.map(({ node }) => node.id)).toEqual(expect.arrayContaining(["dev-network", "dev-ecs"]));
  expect(stacks.map(({ node }) => node.id)).not.toContain("dev-edge");
  const ecs = stacks.find(({ node }) => node.id === "dev-ecs");
  if (!ecs) throw new Error("no stack of services");
  const { resource, data } = JSON.parse(Testing.synth(ecs));
  expect(Object.keys(resource.aws_ecs_service)).toHaveLength(1);
  expect(Object.keys(resource)).not.toContain("aws_lb_target_group");
  expect(Object.keys(data.terraform_remote_state)).toEqual(["network"]);
});
