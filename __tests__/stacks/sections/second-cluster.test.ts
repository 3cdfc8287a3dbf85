import { loadEnvironments } from "../../../config/load";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { EksCluster } from "../../../constructs/eks/cluster/eks-cluster";
import type { EksClusterProps } from "../../../constructs/eks/cluster/eks-cluster.types";
import { networkFromContract } from "../../../constructs/network/network-contract";
import { createApplication } from "../../../stacks/application/application";
import { STACKS } from "../../../stacks/registry";
import { defineStack } from "../../../stacks/sections/define-stack";
import { problemsIn } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";

type Names = Pick<EksClusterProps, "name" | "clusterName">;

const sandbox = loadEnvironments("config", { variables: {} }).filter(
  ({ environment }) => environment.name === "sandbox",
);

/** A cluster beside the one that the configuration describes. */
const tools = defineStack<Names>()({
  section: "tools",
  create: ({ app, environment, network, props }) => {
    const stack = new EnvironmentStack(app, "tools", environment);
    const cluster = new EksCluster(stack, "cluster", {
      network: networkFromContract(stack, "network", network),
      version: "1.33",
      admins: ["role/admin"],
      ...props,
    });
    cluster.addNodeGroup("app", { instanceTypes: ["m7i.large"], min: 2, max: 4 });
    return stack;
  },
});

function toldOf(names: Names, stacks: readonly (typeof tools | (typeof STACKS)[number])[] = [...STACKS, tools]) {
  const specs = sandbox.map((spec) => ({ ...spec, tools: names }));
  return problemsIn(() => createApplication(specs, { outdir: "cdktf.out", stacks }));
}

const CASES = [
  {
    mistake: "a second cluster with the names of the first",
    problems: toldOf({}),
    ways: [{ says: "give sandbox-tools/cluster a name of its own", to: { name: "tools" } }],
  },
  {
    mistake: "a second cluster with a clusterName of its own, and all other names of the first",
    problems: toldOf({ clusterName: "tools" }),
    ways: [{ says: "give sandbox-tools/cluster a name of its own", to: { clusterName: "tools", name: "tools" } }],
  },
];

test("the cluster that was added is told of the names of the shipped one, whatever the order of the list", () => {
  for (const names of [{}, { clusterName: "tools" }]) {
    const told = toldOf(names);
    expect(told.map(({ code, path }) => [code, path])).toEqual([["NAME_TAKEN", "sandbox-tools/cluster › name"]]);
    expect(toldOf(names, [tools, ...STACKS])).toEqual(told);
  }
});

testAdvice(CASES, (names) => toldOf(names));
