import {
  interfaceLimits,
  maxPodsOf,
  podAddresses,
  smallestNode,
} from "../../../../../constructs/eks/nodes/instances/max-pods";

const SINGLE = { prefixDelegation: false, customNetworking: false };
const PREFIXES = { prefixDelegation: true, customNetworking: false };

describe("pods of a node, by instance type", () => {
  test.each([
    ["t3.nano", 4],
    ["t3.small", 11],
    ["t3a.small", 8],
    ["t4g.small", 11],
    ["t3.large", 35],
    ["t3a.2xlarge", 58],
    ["m5.large", 29],
    ["m5zn.3xlarge", 234],
    ["m6g.medium", 8],
    ["m6i.32xlarge", 737],
    ["c6in.32xlarge", 394],
    ["r6idn.metal", 394],
    ["m7g.medium", 8],
    ["m7i.4xlarge", 234],
    ["m7i-flex.xlarge", 58],
    ["c7a.48xlarge", 737],
    ["r7iz.metal-16xl", 737],
    ["m8g.metal-48xl", 737],
    ["c8gn.48xlarge", 590],
    ["r8gb.8xlarge", 292],
    ["m8a.medium", 8],
    ["c8a.xlarge", 78],
    ["r8i-flex.8xlarge", 492],
    ["m8i.96xlarge", 1514],
    ["c8in.large", 78],
    ["r8idb.96xlarge", 758],
  ])("%s has addresses for %i pods, as AWS lists it", (instanceType, pods) => {
    expect(podAddresses(instanceType, SINGLE)).toBe(pods);
  });

  test.each([
    ["m7i.large", { interfaces: 3, addresses: 10 }],
    ["t3.small", { interfaces: 3, addresses: 4 }],
    ["r8a.8xlarge", { interfaces: 10, addresses: 40 }],
  ])("%s has %j", (instanceType, limits) => {
    expect(interfaceLimits(instanceType)).toEqual(limits);
  });

  test("is not known for types that are not in the table", () => {
    expect(["t2.small", "m4.large", "g5.xlarge", "c7i.nano", "m7i", ""].map((type) => maxPodsOf(type, SINGLE))).toEqual(
      [undefined, undefined, undefined, undefined, undefined, undefined],
    );
  });

  test("never has more than AWS recommends: 110, or 250 from 32 vCPUs on", () => {
    expect(maxPodsOf("m7i.4xlarge", SINGLE)).toBe(110);
    expect(maxPodsOf("m7i.8xlarge", SINGLE)).toBe(234);
    expect(maxPodsOf("m7i.16xlarge", SINGLE)).toBe(250);
    expect(maxPodsOf("m7g.metal", SINGLE)).toBe(250);
  });

  test("grows with prefixes of 16 addresses", () => {
    expect(podAddresses("t3.nano", PREFIXES)).toBe(2 * 1 * 16 + 2);
    expect(maxPodsOf("t3.nano", PREFIXES)).toBe(34);
    expect(maxPodsOf("t3.small", PREFIXES)).toBe(110);
    expect(maxPodsOf("m7i.8xlarge", PREFIXES)).toBe(250);
  });

  test("loses an interface to pods in subnets of their own", () => {
    expect(maxPodsOf("m5.large", { prefixDelegation: false, customNetworking: true })).toBe(20);
    expect(maxPodsOf("t3.nano", { prefixDelegation: true, customNetworking: true })).toBe(18);
  });

  test("of several types is that of the smallest that is known", () => {
    expect(smallestNode(["m7i.xlarge", "g5.xlarge", "m7i.large"], SINGLE)).toEqual({
      instanceType: "m7i.large",
      maxPods: 29,
    });
    expect(smallestNode(["g5.xlarge"], SINGLE)).toBeUndefined();
  });
});
