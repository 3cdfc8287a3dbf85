import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { type Problem, Problems } from "../../../../constructs/core/errors";
import { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import { type FargatePod, fargatePodSize } from "../../../../constructs/eks/fargate/fargate-pod-size";
import type { FargateProfileOptions } from "../../../../constructs/eks/fargate/fargate-profile.types";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { synthProfiles } from "./support";

/** Two profiles whose pods' logs are kept for these times. */
function kept(web: number | undefined, batch: number | undefined): SynthesizedStack {
  const profile = (namespace: string, retentionDays: number | undefined): FargateProfileOptions => ({
    namespace,
    ...(retentionDays === undefined ? {} : { logging: { retentionDays } }),
  });
  return synthProfiles({ web: profile("web", web), batch: profile("batch", batch) });
}

/** A policy for the role that starts the pods of a profile. */
function widened(): SynthesizedStack {
  return synthProfiles(
    { batch: { namespace: "batch" } },
    {
      after: (profiles) => {
        const roleArn = profiles.batch?.roleArn ?? "";
        const role = Fn.element(Fn.split("/", roleArn), 1);
        new IamRolePolicy(profiles.batch as Construct, "wide", { role, policy: "{}" });
      },
    },
  );
}

/** A role of the pods' own, with a permission. */
function ofPods(stack: EnvironmentStack): void {
  const network = testNetwork(stack);
  const cluster = new EksCluster(stack, "cluster", { network, version: "1.35", admins: ["role/platform"] });
  cluster.addNodeGroup("app", { instanceTypes: ["m7i.large"], min: 2, max: 4 });
  cluster.addFargateProfile("batch", { namespace: "batch" });
  const role = cluster.serviceAccountRole("reader", { namespace: "batch", serviceAccount: "reader" });
  role.allow({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] });
}

const MORE = {
  arns: ["arn:aws:iam::111111111111:policy/mirror"],
  reason: "images come from a registry of the company",
};

interface Mistake extends Told<() => SynthesizedStack> {
  readonly step: () => SynthesizedStack;
  readonly problems: readonly Problem[];
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "logs of one group that are kept for different times",
    step: () => kept(30, 365),
    problems: [
      {
        code: "EKS_FARGATE_LOG_RETENTION",
        path: "sandbox-eks/cluster/logs-of-fargate › retentionDays",
        message: "The pods of all profiles share one log group, and the profiles ask for different retention times.",
        found: "batch: 365 days, web: 30 days",
        expected: "one retention time",
        fix: "say it in one profile only, or the same in all of them",
      },
    ],
    ways: [
      { says: "say it in one profile only", to: () => kept(30, undefined) },
      { says: "or the same in all of them", to: () => kept(365, 365) },
    ],
  },
  {
    mistake: "something else that is attached to the role that starts pods",
    step: widened,
    problems: [
      {
        code: "FARGATE_POD_ROLE_WIDENED",
        path: "sandbox-eks/cluster/fargate-batch/role",
        message: "Fargate starts pods by this role, and containers never get it; so nothing else is attached to it.",
        found: "sandbox-eks/cluster/fargate-batch/wide",
        expected: "1 policy, 1 statement and no other permission",
        fix: "give the pods a role of their own: cluster.serviceAccountRole(…), and grant to that; morePolicies is for what starting them needs",
      },
    ],
    ways: [
      {
        says: "give the pods a role of their own: cluster.serviceAccountRole(…), and grant to that",
        to: () => synthStack(ofPods, { name: "eks" }),
      },
      {
        says: "morePolicies is for what starting them needs",
        to: () => synthProfiles({ batch: { namespace: "batch", morePolicies: MORE } }),
      },
    ],
  },
];

test.each(MISTAKES)("pods on Fargate are refused $mistake", ({ step, problems }) => {
  expect(step().problems).toEqual(problems);
});

testAdvice(MISTAKES, problemsIfAny);

/** What is told about pods. */
function problemsOfPods(...pods: readonly FargatePod[]): readonly Problem[] {
  const problems = new Problems("pods");
  for (const pod of pods) fargatePodSize(pod, "report", problems);
  return problems.list;
}

interface BadPod extends Told<readonly FargatePod[]> {
  readonly pod: FargatePod;
}

function tooBig(vcpus: number, memoryGB: number, parts: readonly FargatePod[]): BadPod {
  const problem: Problem = {
    code: "EKS_FARGATE_POD_TOO_BIG",
    path: "pods › report",
    message: "The pod asks for more than Fargate has for one pod.",
    found: `${vcpus} vCPU and ${memoryGB} GB`,
    expected: "at most 16 vCPU and 119.75 GB; 0.25 GB are Fargate's own",
    fix: "run it on nodes, or split the work among several pods",
  };
  return {
    mistake: `a pod with ${vcpus} vCPU and ${memoryGB} GB`,
    pod: { vcpus, memoryGB },
    problems: [problem],
    ways: [
      { says: "run it on nodes", to: [] },
      { says: "or split the work among several pods", to: parts },
    ],
  };
}

const UNFIT: Problem = {
  code: "EKS_FARGATE_POD_UNFIT",
  path: "pods › report",
  message: "Fargate has no node of the pod's own to share, and no GPUs, so the pod would stay pending.",
  found: "a DaemonSet, privileged, host network, 1 GPU",
  expected: "an ordinary pod: no DaemonSet, not privileged, without host network and GPUs",
  fix: "run it on nodes; what a DaemonSet does for every node, a sidecar does for a pod",
};

const BAD_PODS: readonly BadPod[] = [
  tooBig(17, 8, [
    { vcpus: 9, memoryGB: 4 },
    { vcpus: 8, memoryGB: 4 },
  ]),
  tooBig(1, 120, [
    { vcpus: 8, memoryGB: 60 },
    { vcpus: 8, memoryGB: 60 },
  ]),
  {
    mistake: "a pod that needs a node",
    pod: { vcpus: 1, memoryGB: 2, kind: "DaemonSet", privileged: true, hostNetwork: true, gpus: 1 },
    problems: [UNFIT],
    ways: [
      { says: "run it on nodes", to: [] },
      { says: "a sidecar does for a pod", to: [{ vcpus: 1.25, memoryGB: 2.5 }] },
    ],
  },
];

test.each(BAD_PODS)("$mistake does not run on Fargate", ({ pod, problems }) => {
  expect(problemsOfPods(pod)).toEqual(problems);
});

testAdvice(BAD_PODS, (pods) => problemsOfPods(...pods));
