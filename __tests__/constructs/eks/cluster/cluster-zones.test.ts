import { App, Testing } from "cdktf";
import { MOCK_CONTEXT } from "../../../../constructs/core/contract";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { factsOf, REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import type { EksClusterProps } from "../../../../constructs/eks/cluster/eks-cluster.types";
import { networkFromContract } from "../../../../constructs/network/network-contract";
import type { Facts } from "../../../../memory";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsOf, testEnvironment } from "../../../support/synth";
import { problemsIn } from "../../dns/support";

interface Given {
  /** Zones of the network. */
  readonly network: readonly string[];
  readonly cluster?: Partial<EksClusterProps>;
  readonly nodes?: readonly string[];
  readonly pods?: readonly string[];
  /** What is remembered of the stack. */
  readonly known?: Facts;
}

const CLUSTER = { version: "1.35", admins: ["role/admin"] };

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

function make({ network, cluster = {}, nodes, pods, known = {} }: Given): EnvironmentStack {
  const app = new App({ context: { [MOCK_CONTEXT]: ["*"], [REMEMBERED_CONTEXT]: { "sandbox-eks": known } } });
  const stack = new EnvironmentStack(app, "eks", testEnvironment({ protect: false }));
  const shared = networkFromContract(stack, "network", {
    cidr: "10.0.0.0/16",
    zones: network,
    tiers: [
      { name: "public", kind: "public", prefixLength: 24 },
      { name: "app", kind: "private", prefixLength: 20 },
    ],
  });
  const eks = new EksCluster(stack, "cluster", { ...CLUSTER, ...cluster, network: shared });
  eks.addNodeGroup("general", { instanceTypes: ["m7g.large"], min: 1, max: 2, ...(nodes ? { zones: nodes } : {}) });
  eks.addFargateProfile("batch", { namespace: "batch", ...(pods ? { zones: pods } : {}) });
  return stack;
}

const factsAfter = (given: Given) => factsOf(make(given));

/** Zones of what was made. */
function zonesOf(given: Given) {
  const facts = factsAfter(given);
  return {
    cluster: Object.values(facts.cluster?.zones ?? {})[0],
    nodes: facts["cluster/nodes-general"]?.zones,
    pods: facts["cluster/fargate-batch"]?.zones,
  };
}

describe("the zones of a cluster", () => {
  it("are all that its tier has, and its nodes and pods follow it", () => {
    const all = ["a", "b", "c"];
    expect(zonesOf({ network: all })).toEqual({ cluster: all, nodes: all, pods: all });
  });

  it("are those that are written down, whatever the network has, and compute may have others", () => {
    const written = { network: ["a", "b", "c"], cluster: { zones: ["a", "c"] } };
    expect(zonesOf(written)).toEqual({ cluster: ["a", "c"], nodes: ["a", "c"], pods: ["a", "c"] });
    expect(zonesOf({ ...written, nodes: ["b"], pods: ["a", "b"] })).toEqual({
      cluster: ["a", "c"],
      nodes: ["b"],
      pods: ["a", "b"],
    });
    const json = JSON.parse(Testing.synth(make(written)));
    const [cluster] = Object.values(json.resource.aws_eks_cluster) as { vpc_config: { subnet_ids: string[] } }[];
    expect(cluster?.vpc_config.subnet_ids).toHaveLength(2);
  });

  it("are those that it is deployed in, where nothing is written down", () => {
    const known = factsAfter({ network: ["a", "c"] });
    const same = { cluster: ["a", "c"], nodes: ["a", "c"], pods: ["a", "c"] };
    expect(zonesOf({ network: ["a", "b", "c"], known })).toEqual(same);
  });

  it("may be others for a cluster of another name, which is another cluster", () => {
    const known = { cluster: factsAfter({ network: ["a", "c"] }).cluster ?? {} };
    expect(zonesOf({ network: ["a", "b"], known, cluster: { name: "blue" } }).cluster).toEqual(["a", "b"]);
  });
});

test("nodes and pods leave a zone that is taken away, and stay in the others", () => {
  const known = factsAfter({
    network: ["a", "b", "c"],
    cluster: { zones: ["a", "c"] },
    nodes: ["b", "c"],
    pods: ["b", "c"],
  });
  expect(zonesOf({ network: ["a", "c"], known })).toEqual({ cluster: ["a", "c"], nodes: ["c"], pods: ["c"] });
});

const BESIDE = "make a new cluster with other zones beside this one and move over";
const ELSEWHERE = "by `zones` of node groups, Fargate profiles and services";

const MADE_IN_THREE = factsAfter({ network: ["a", "b", "c"] });
const MADE_IN_TWO = factsAfter({ network: ["a", "c"] });

/** A new cluster of another name, where the old one was taken out. */
const blue = (network: readonly string[], known: Facts) => ({ network, known, cluster: { name: "blue" } });

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "a zone that is taken from the network of a cluster",
    given: { network: ["a", "c"], known: MADE_IN_THREE },
    problems: [
      {
        code: "EKS_CLUSTER_ZONE_MISSING",
        path: "sandbox-eks/cluster › zones",
        message: "A cluster keeps a subnet in every zone that it was made with, and its tier has none in one of them.",
        found: 'a cluster in a, b, c; tier "app" in a, c',
        expected: "a subnet of the tier in every zone of the cluster",
        fix: `keep b in the network's zones, for the cluster's subnets, and take everything else out of it ${ELSEWHERE}; or ${BESIDE}`,
      },
    ],
    ways: [
      {
        says: `and take everything else out of it ${ELSEWHERE}`,
        to: { network: ["a", "b", "c"], known: MADE_IN_THREE, nodes: ["a", "c"], pods: ["a", "c"] },
      },
      { says: BESIDE, to: blue(["a", "c"], { cluster: MADE_IN_THREE.cluster ?? {} }) },
    ],
  },
  {
    mistake: "a zone that is written down and not in the network, before anything is deployed",
    given: { network: ["a", "c"], cluster: { zones: ["a", "b", "c"] } },
    problems: [
      {
        code: "EKS_CLUSTER_ZONE_MISSING",
        path: "sandbox-eks/cluster › zones",
        message: "A cluster keeps a subnet in every zone that it was made with, and its tier has none in one of them.",
        found: 'a cluster in a, b, c; tier "app" in a, c',
        expected: "a subnet of the tier in every zone of the cluster",
        fix: `keep b in the network's zones, for the cluster's subnets, and take everything else out of it ${ELSEWHERE}; or ${BESIDE}; or, if the cluster was never made, take b out of its zones`,
      },
    ],
    ways: [
      {
        says: "keep b in the network's zones",
        to: { network: ["a", "b", "c"], cluster: { zones: ["a", "b", "c"] }, nodes: ["a", "c"], pods: ["a", "c"] },
      },
      { says: BESIDE, to: { network: ["a", "c"], cluster: { name: "blue", zones: ["a", "c"] } } },
      {
        says: "if the cluster was never made, take b out of its zones",
        to: { network: ["a", "c"], cluster: { zones: ["a", "c"] } },
      },
    ],
  },
  ...[["a"], ["a", "b", "c"]].map((zones): Mistake => {
    const network = ["a", "b", "c"];
    return {
      mistake: `the zones ${zones.join(", ")} for a cluster in a and c`,
      given: { network, cluster: { zones }, known: MADE_IN_TWO },
      problems: [
        {
          code: "EKS_CLUSTER_ZONES_FIXED",
          path: "sandbox-eks/cluster › zones",
          message:
            "A cluster keeps the zones that it was made with: EKS takes other subnets only in these, and one in each.",
          found: `[${zones.join(", ")}], and [a, c] is deployed`,
          expected: "[a, c]",
          fix: `write zones: [a, c], or leave them out; node groups and Fargate profiles may have other \`zones\`. Or ${BESIDE}`,
        },
      ],
      ways: [
        { says: "write zones: [a, c]", to: { network, cluster: { zones: ["a", "c"] }, known: MADE_IN_TWO } },
        { says: "or leave them out", to: { network, known: MADE_IN_TWO } },
        { says: "may have other `zones`", to: { network, known: MADE_IN_TWO, nodes: ["b"], pods: ["b"] } },
        { says: BESIDE, to: blue(network, { cluster: MADE_IN_TWO.cluster ?? {} }) },
      ],
    };
  }),
];

test.each(MISTAKES)("a cluster is refused for $mistake", ({ given, problems }) => {
  expect(problemsOf(() => make(given))).toEqual(problems);
});

testAdvice(MISTAKES, (given) => problemsIn(() => make(given)));

test("pods on Fargate go into zones that their tier has", () => {
  const refused = (pods: readonly string[]) => problemsOf(() => make({ network: ["a", "c"], pods }));
  expect(refused(["b"])).toEqual([
    {
      code: "EKS_ZONE_UNKNOWN",
      path: "sandbox-eks/cluster/fargate-batch › zones",
      message: 'Tier "app" has no subnet in this zone.',
      found: "b",
      expected: "one or more of a, c",
      fix: "use these zones, or leave zones out for the cluster's",
    },
  ]);
  expect(refused([])).toMatchObject([
    { code: "EKS_ZONE_UNKNOWN", message: "Pods need a zone.", found: "an empty list" },
  ]);
});
