import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Construct } from "constructs";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { addressBy, stoodAt } from "../../../../constructs/core/names/address";
import { synthStack } from "../../../support/synth";

/** Addresses in a stack, and where a state may have the resources now. */
function addressesOf(build: (stack: EnvironmentStack) => void) {
  const { json } = synthStack(build);
  const { resource = {}, moved = [] } = JSON.parse(json);
  return { addresses: Object.keys(resource.aws_eip ?? {}), moved };
}

/** What the address was before it was given. */
function plainAddress(...ids: readonly [string, string]): string | undefined {
  const { addresses } = addressesOf((stack) => new Eip(new Construct(stack, ids[0]), ids[1], {}));
  return addresses[0];
}

describe("an address by what AWS knows a resource by", () => {
  const made = (path: string, key: string) =>
    addressesOf((stack) => addressBy(new Eip(new Construct(stack, path), "eip", {}), key));

  test("is the same wherever the resource is made, and a state that has it there takes it over", () => {
    const before = made("before", "nat of vpc-1 in zone a");
    const after = made("after", "nat of vpc-1 in zone a");
    expect(before.addresses).toEqual(["nat-of-vpc-1-in-zone-a_FF8149D1"]);
    expect(after.addresses).toEqual(before.addresses);
    expect(after.moved).toEqual([
      [{ from: `aws_eip.${plainAddress("after", "eip")}`, to: "aws_eip.nat-of-vpc-1-in-zone-a_FF8149D1" }],
    ]);
  });

  test("tells keys apart that are alike in their letters, or in what an address shows of them", () => {
    const long = "x".repeat(100);
    const keys = ["a b", "a-b", "a/b", long, `${long}y`];
    expect(new Set(keys.map((key) => made("scope", key).addresses[0])).size).toBe(keys.length);
  });

  test("shows the names of references, and nothing of their form", () => {
    const key = 'rule 10 of data.terraform_remote_state.edge.outputs.listener_arns["edge"]';
    expect(made("scope", key).addresses[0]).toMatch(/^rule-10-of-edge-listener-arns-edge_[0-9A-F]{8}$/);
    expect(made("scope", "rule 10 of aws_lb_listener.edge_https_4EFF35FF.arn").addresses[0]).toMatch(
      /^rule-10-of-edge-https_[0-9A-F]{8}$/,
    );
  });
});

describe("where a resource stood before", () => {
  test("is told to Terraform, and leaves nothing in the tree", () => {
    const synthesized = addressesOf((stack) => {
      const scope = new Construct(stack, "nat");
      stoodAt(new Eip(scope, "gateway-eip-a", {}), scope, "eip-a");
      expect(scope.node.children.map(({ node }) => node.id)).toEqual(["gateway-eip-a"]);
    });
    expect(synthesized.addresses).toEqual([plainAddress("nat", "gateway-eip-a")]);
    expect(synthesized.moved).toEqual([
      [{ from: `aws_eip.${plainAddress("nat", "eip-a")}`, to: `aws_eip.${plainAddress("nat", "gateway-eip-a")}` }],
    ]);
  });

  test("is not said where something else stands now: the state has that", () => {
    const { moved } = addressesOf((stack) => {
      const scope = new Construct(stack, "nat");
      new Eip(scope, "eip-a", {});
      stoodAt(new Eip(scope, "gateway-eip-a", {}), scope, "eip-a");
    });
    expect(moved).toEqual([]);
  });
});
