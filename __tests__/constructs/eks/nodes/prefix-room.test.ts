import { problemsOf } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { synthGroup } from "./support";

const sized = (prefix: number) => {
  const subnets = TIERS.private.subnets.map((subnet) => ({
    ...subnet,
    cidr: subnet.cidr.replace("/24", `/${prefix}`),
  }));
  return { tiers: [TIERS.public, { ...TIERS.private, subnets }] };
};

// A prefix is a whole /28, and AWS keeps the first four addresses and the last of each subnet (Amazon VPC User Guide, "Subnet CIDR blocks",
// read 2026-11).
describe("prefixes for pods", () => {
  test.each([27, 28])("do not fit into a /%i", (prefix) => {
    const found = problemsOf(() => synthGroup({}, { network: sized(prefix) }));
    expect(found.map(({ code, path, found: value }) => [code, path, value])).toEqual([
      [
        "EKS_PREFIX_ROOM",
        "sandbox-eks/eks/nodes-app › tier",
        `tier "app": 10.0.10.0/${prefix} in a, 10.0.11.0/${prefix} in b`,
      ],
    ]);
  });

  test("fit into a /26, and single addresses into a /27", () => {
    expect(() => synthGroup({}, { network: sized(26) })).not.toThrow();
    const single = { "vpc-cni": { prefixDelegation: false } };
    expect(() => synthGroup({}, { network: sized(27), cluster: { addons: single } })).not.toThrow();
  });

  test("come from the tier of the pods where it is another", () => {
    const small = {
      ...TIERS.isolated,
      name: "pod",
      subnets: TIERS.isolated.subnets.map((subnet) => ({ ...subnet, cidr: subnet.cidr.replace("/24", "/28") })),
    };
    const options = {
      network: { tiers: [TIERS.public, TIERS.private, small] },
      cluster: { addons: { "vpc-cni": { podTier: "pod" } } },
    };
    expect(problemsOf(() => synthGroup({}, options)).map(({ code, path }) => [code, path])).toEqual([
      ["EKS_PREFIX_ROOM", "sandbox-eks/eks › addons.vpc-cni.podTier"],
    ]);
  });
});
