import { Testing } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { createApplication } from "../../../stacks/application/application";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import type { EksAddonsProps } from "../../../stacks/eks/eks-addons-stack.types";
import type { EksProps } from "../../../stacks/eks/eks-stack.types";
import type { RenderedObject } from "../../charts/decode";
import { problemsIn } from "../../config/support/config-folder";
import { type Told, testAdvice } from "../../support/followed-advice";
import { statementsOfPolicy } from "../../support/policy-json";
import { all, type StackJson, specOf } from "../stack-json";

interface Input {
  readonly karpenter?: EksProps["karpenter"];
  readonly addons?: EksAddonsProps;
}

const POOL = { cpuLimit: 64, imageRelease: "v20261105" };
const POOLS = { general: POOL, batch: { ...POOL, capacity: ["spot"] as const, architectures: ["arm64"] as const } };

function appOf({ karpenter, addons }: Input) {
  const { edge: _, access: __, ...spec } = specOf({});
  const eks: EksProps = {
    ...{ version: "1.35", admins: ["role/platform"] },
    nodeGroups: { system: { instanceTypes: ["m7g.large"], min: 1, max: 3 } },
    ...(karpenter ? { karpenter } : {}),
  };
  const sections = { eks, ...(addons ? { eksAddons: addons } : {}) };
  return createApplication([{ ...spec, ...sections }], { outdir: "cdktf.out" });
}

const stackOf = (name: "eks" | "eks-addons", input: Input): StackJson =>
  withoutTokenTraces(() =>
    JSON.parse(Testing.synth(appOf(input).node.findChild(`sandbox-${name}`) as EnvironmentStack)),
  );

const objectsOf = (stack: StackJson) => (stack.output?.karpenter_objects?.value ?? {}) as Record<string, string>;

describe("Karpenter of a configuration", () => {
  const stack = stackOf("eks", { karpenter: { queueName: "karpenter-shop", nodePools: POOLS } });

  test("has its roles, its profile and its queue, and may make the role for Spot where a pool may use it", () => {
    expect(all(stack, "aws_sqs_queue").map(({ name }) => name)).toEqual(["karpenter-shop"]);
    expect(all(stack, "aws_iam_instance_profile")).toHaveLength(1);
    const sids = (one: StackJson) =>
      all(one, "aws_iam_role_policy").flatMap(({ policy }) =>
        [...statementsOfPolicy(String(policy))].map(({ Sid }) => Sid),
      );
    expect(sids(stack)).toContain("MakeSpotServiceRole");
    const general = stackOf("eks", { karpenter: { nodePools: { general: POOL } } });
    expect(sids(general)).toContain("HearOfInterruptions");
    expect(sids(general)).not.toContain("MakeSpotServiceRole");
  });

  test("hands over its node pools as a list, by name, and the values of its chart", () => {
    const { values = "", nodePools = "" } = objectsOf(stack);
    expect(JSON.parse(values)).toMatchObject({
      serviceAccount: { name: "karpenter" },
      settings: { interruptionQueue: expect.stringContaining("aws_sqs_queue.karpenter") },
    });
    const { items } = JSON.parse(nodePools.replace(/\$\{[^}]*\}/g, "known-later")) as { items: RenderedObject[] };
    expect(items.map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
      ...["EC2NodeClass batch", "NodePool batch", "EC2NodeClass general", "NodePool general"],
    ]);
    expect(Object.keys(objectsOf(stackOf("eks", { karpenter: {} })))).toEqual(["values"]);
    expect(objectsOf(stackOf("eks", {}))).toEqual({});
  });

  test("runs in the cluster after its kinds and before its node pools", () => {
    const releases = stackOf("eks-addons", { karpenter: { nodePools: POOLS }, addons: { karpenter: true } }).resource;
    const byAddress = Object.entries(releases.helm_release ?? {});
    const told = byAddress.map(([, { name, chart, values, depends_on = [] }]) => ({
      ...{ name, values: (values as string[])[0] },
      chart: String(chart).replace(/-[0-9a-f]{12}/, ""),
      after: (depends_on as string[]).map((address) => releases.helm_release?.[address.split(".")[1] ?? ""]?.name),
    }));
    const output = (key: string) => `\${data.terraform_remote_state.eks.outputs.karpenter_objects["${key}"]}`;
    expect(told).toEqual([
      { name: "karpenter", chart: "karpenter", values: output("values"), after: ["karpenter-crd"] },
      { name: "karpenter-crd", chart: "karpenter-crd", values: "{}", after: [] },
      { name: "karpenter-node-pools", chart: "./object-list.tgz", values: output("nodePools"), after: ["karpenter"] },
    ]);
  });

  test("may be installed by something else", () => {
    const addons = { karpenter: false, metricsServer: true };
    const { resource } = stackOf("eks-addons", { karpenter: {}, addons });
    expect(Object.values(resource.helm_release ?? {}).map(({ name }) => name)).toEqual(["metrics-server"]);
  });
});

interface Refused extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

const HALF = { code: "KARPENTER_HALF", path: "sandbox-eks-addons/releases › karpenter" };

const REFUSED: readonly Refused[] = [
  {
    mistake: "a chart without a part in AWS",
    input: { addons: { karpenter: true } },
    problems: [
      {
        ...HALF,
        message: "Karpenter is to run in the cluster, and has no role and no nodes to start.",
        found: "eksAddons.karpenter without eks.karpenter",
        expected: "both, or neither",
        fix: "declare eks.karpenter with its nodePools, or take eksAddons.karpenter away",
      },
    ],
    ways: [
      {
        says: "declare eks.karpenter with its nodePools",
        to: { karpenter: { nodePools: POOLS }, addons: { karpenter: true } },
      },
      { says: "take eksAddons.karpenter away", to: { addons: {} } },
    ],
  },
  {
    mistake: "a part in AWS that nothing uses",
    input: { karpenter: { nodePools: POOLS }, addons: { metricsServer: true } },
    problems: [
      {
        ...HALF,
        message: "Karpenter has its roles and its queue, and nothing here runs it in the cluster.",
        found: "eks.karpenter without eksAddons.karpenter",
        expected: "both, or karpenter: false where something else installs it",
        fix: "set eksAddons.karpenter to true, or to false if something else installs it",
      },
    ],
    ways: [
      { says: "set eksAddons.karpenter to true", to: { karpenter: {}, addons: { karpenter: true } } },
      {
        says: "or to false if something else installs it",
        to: { karpenter: {}, addons: { karpenter: false } },
      },
    ],
  },
];

test.each(REFUSED)("$mistake: told", ({ input, problems }) => {
  expect(problemsIn(() => appOf(input))).toEqual(problems);
});

testAdvice(REFUSED, (input) => problemsIn(() => appOf(input)));

test("mistakes of all node pools are told at once, at their names", () => {
  const nodePools = { general: { ...POOL, cpuLimit: 0 }, batch: { ...POOL, imageRelease: "newest" } };
  expect(problemsIn(() => appOf({ karpenter: { nodePools } })).map(({ code, path }) => [code, path])).toEqual([
    ["KARPENTER_IMAGE_RELEASE_INVALID", 'sandbox-eks/karpenter › nodePool("batch") › imageRelease'],
    ["NUMBER_OUT_OF_RANGE", 'sandbox-eks/karpenter › nodePool("general") › cpuLimit'],
  ]);
});
