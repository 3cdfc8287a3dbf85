import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { parseAllDocuments } from "yaml";
import { Problems } from "../../../../constructs/core/errors";
import type { AddonsProps } from "../../../../constructs/eks/addons/addons.types";
import { type FargatePod, fargatePodSize } from "../../../../constructs/eks/fargate/fargate-pod-size";
import type { FargateProfileOptions } from "../../../../constructs/eks/fargate/fargate-profile.types";
import { compactSnapshot } from "../../../support/compact-snapshot";
import { misfitsOf, statementsOf } from "../../../support/iam-policies";
import { resourceOf, resourcesOf, type SynthesizedStack, warningsOf } from "../../../support/synth";
import { closedNetwork, synthProfiles } from "./support";

/** What the profiles add to the stack, without the cluster. */
function ofProfiles({ json }: SynthesizedStack): Record<string, unknown> {
  const all = JSON.parse(json).resource as Record<string, Record<string, unknown>>;
  const kept = Object.entries(all).map(([type, byName]) => [
    type,
    Object.fromEntries(Object.entries(byName).filter(([name]) => name.includes("fargate"))),
  ]);
  return { resource: Object.fromEntries(kept) };
}

const profileOf = (synthesized: SynthesizedStack) => resourceOf(synthesized, "aws_eks_fargate_profile");
const nameOf = (synthesized: SynthesizedStack) => profileOf(synthesized).fargate_profile_name;

describe("a Fargate profile", () => {
  const synthesized = synthProfiles({ batch: { namespace: "batch" } });

  it("has a role, a log group and a name that carries what it is made of", () => {
    expect(compactSnapshot(ofProfiles(synthesized))).toMatchInlineSnapshot(`
      "aws_cloudwatch_log_group.cluster_logs-of-fargate_95468AC2
        name=/aws/eks/groundplan-sandbox/fargate
        retention_in_days=90
      aws_eks_fargate_profile.cluster_fargate-batch_E2749FFC
        cluster_name=<aws_eks_cluster.cluster.name>
        fargate_profile_name=batch-e0bc2e2f
        pod_execution_role_arn=<aws_iam_role.cluster_fargate-batch_role_C0774CE1.arn>
        selector=[{"namespace":"batch"}]
        subnet_ids=["subnet-app-a","subnet-app-b"]
      aws_iam_role.cluster_fargate-batch_role_C0774CE1
        assume_role_policy Trust: Allow {"Service":"eks-fargate-pods.amazonaws.com"} sts:AssumeRole if {"ArnLike":{"aws:SourceArn":"arn:aws:eks:ap-northeast-2:111111111111:fargateprofile/groundplan-sandbox/*"}}
        name=groundplan-sandbox-eks-fargate-batch
      aws_iam_role_policy.cluster_fargate-batch_role_grants_58724F1A
        name=grants
        policy WriteLogs: Allow ["logs:CreateLogStream","logs:DescribeLogStreams","logs:PutLogEvents"] on arn:aws:logs:ap-northeast-2:111111111111:log-group:/aws/eks/groundplan-sandbox/fargate:*
        role=<aws_iam_role.cluster_fargate-batch_role_C0774CE1.name>
      aws_iam_role_policy_attachment.cluster_fargate-batch_role_managed-AmazonEKSFargatePodExecutionRolePolicy_27DF1430
        policy_arn=arn:aws:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy
        role=<aws_iam_role.cluster_fargate-batch_role_C0774CE1.name>"
    `);
    expect(synthesized.problems).toEqual([]);
  });

  it("gives its pods a role that AWS understands, and that pulls images and writes logs only", async () => {
    const statements = statementsOf(ofProfiles(synthesized));
    expect((await Promise.all(statements.map(misfitsOf))).flat()).toEqual([]);
    expect(statements.flatMap(({ actions }) => actions)).toEqual([
      "sts:AssumeRole",
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ]);
    const attached = resourcesOf(synthesized, "aws_iam_role_policy_attachment").map(({ policy_arn }) => policy_arn);
    expect(attached).toContain("arn:aws:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy");
  });

  it("comes after what its role may do and the add-ons that pods need, and replaces itself side by side", () => {
    const { depends_on, lifecycle } = profileOf(synthesized);
    expect(depends_on).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^aws_iam_role_policy_attachment\..*fargate/),
        expect.stringMatching(/^aws_iam_role_policy\..*fargate/),
        expect.stringMatching(/^aws_eks_addon\..*vpc-cni/),
      ]),
    );
    expect(lifecycle).toEqual({ create_before_destroy: true });
  });

  it("is no grantee: containers get roles of their own", () => {
    expect(synthesized.profiles.batch).not.toHaveProperty("grantee");
  });

  it("gets another name with other selectors or subnets, and the same in whatever order they stand", () => {
    const selectors = [{ namespace: "a", labels: { x: "1", y: "2" } }, { namespace: "b" }];
    const turned = [{ namespace: "b" }, { namespace: "a", labels: { y: "2", x: "1" } }];
    const first = synthProfiles({ jobs: { selectors } });
    expect(synthProfiles({ jobs: { selectors: turned } }).json).toBe(first.json);
    const others = [
      synthProfiles({ jobs: { selectors: [{ namespace: "a" }, { namespace: "b" }] } }),
      synthProfiles(
        { jobs: { selectors, tier: "data" } },
        { network: closedNetwork("ec2", "ecr.api", "ecr.dkr", "logs", "s3", "sts") },
      ),
    ];
    expect(new Set([first, ...others].map(nameOf)).size).toBe(3);
    expect(nameOf(first)).toMatch(/^jobs-[0-9a-f]{8}$/);
  });

  it("is the same whatever other profiles there are, and waits for none of them", () => {
    const both = synthProfiles({ web: { namespace: "web" }, batch: { namespace: "batch" } });
    const turned = synthProfiles({ batch: { namespace: "batch" }, web: { namespace: "web" } });
    expect(turned.resources.aws_eks_fargate_profile).toEqual(both.resources.aws_eks_fargate_profile);
    expect(JSON.stringify(both.resources.aws_eks_fargate_profile)).not.toContain("aws_eks_fargate_profile.");
  });
});

describe("logs of pods on Fargate", () => {
  it("go to one log group, which the ConfigMap names that is written beside the stack", () => {
    const { profiles, resources, stack } = synthProfiles({ web: { namespace: "web" }, batch: { namespace: "batch" } });
    const groups = Object.values(resources.aws_cloudwatch_log_group ?? {}).map(({ name }) => name);
    expect(groups).toContain("/aws/eks/groundplan-sandbox/fargate");
    expect(profiles.web?.logs).toBe(profiles.batch?.logs);
    const manifest = profiles.web?.logs?.manifest ?? "";
    expect(manifest).toMatchInlineSnapshot(`
      "apiVersion: "v1"
      kind: "Namespace"
      metadata:
        name: "aws-observability"
        labels:
          aws-observability: "enabled"
      ---
      apiVersion: "v1"
      kind: "ConfigMap"
      metadata:
        name: "aws-logging"
        namespace: "aws-observability"
      data:
        flb_log_cw: "false"
        filters.conf: |
          [FILTER]
              Name parser
              Match *
              Key_Name log
              Parser containerd
          [FILTER]
              Name kubernetes
              Match kube.*
              Merge_Log On
              Keep_Log Off
              Buffer_Size 0
              Kube_Meta_Cache_TTL 300s
        output.conf: |
          [OUTPUT]
              Name cloudwatch_logs
              Match kube.*
              region ap-northeast-2
              log_group_name /aws/eks/groundplan-sandbox/fargate
              log_stream_prefix fargate-
              auto_create_group false
        parsers.conf: |
          [PARSER]
              Name containerd
              Format regex
              Regex ^(?<time>[^ ]+) (?<stream>stdout|stderr) (?<logtag>[FP]) (?<log>.*)$
              Time_Key time
              Time_Format %Y-%m-%dT%H:%M:%S.%L%z
      "
    `);
    const app = App.of(stack);
    app.synth();
    const folder = join(app.outdir, "stacks", "sandbox-eks");
    expect(readFileSync(join(folder, "fargate-logging-groundplan-sandbox.yaml"), "utf8")).toBe(manifest);
    expect(parseAllDocuments(manifest).map((document) => document.errors)).toEqual([[], []]);
    expect(JSON.stringify(parseAllDocuments(manifest)[1]?.toJS().data).length).toBeLessThan(5300);
  });

  it("are not kept when a profile wants none", () => {
    const synthesized = synthProfiles({ batch: { namespace: "batch", logging: false } });
    expect(synthesized.profiles.batch?.logs).toBeUndefined();
    expect(statementsOf(ofProfiles(synthesized)).flatMap(({ actions }) => actions)).toEqual(["sts:AssumeRole"]);
    expect(JSON.stringify(synthesized.resources.aws_cloudwatch_log_group)).not.toContain("fargate");
  });

  it.each([
    [
      "one profile says it",
      { web: { namespace: "web" }, batch: { namespace: "batch", logging: { retentionDays: 30 } } },
    ],
    [
      "both say the same",
      {
        web: { namespace: "web", logging: { retentionDays: 30 } },
        batch: { namespace: "batch", logging: { retentionDays: 30 } },
      },
    ],
  ])("are kept as long as is said when %s", (_, profiles) => {
    const { resources, problems } = synthProfiles(profiles);
    const group = Object.entries(resources.aws_cloudwatch_log_group ?? {}).find(([id]) => id.includes("fargate"))?.[1];
    expect(group?.retention_in_days).toBe(30);
    expect(problems).toEqual([]);
  });

  it("survive the environment's destruction where it is protected", () => {
    const { resources } = synthProfiles({ web: { namespace: "web" } }, { protect: true });
    const group = Object.entries(resources.aws_cloudwatch_log_group ?? {}).find(([id]) => id.includes("fargate"))?.[1];
    expect(group?.lifecycle).toEqual({ prevent_destroy: true });
  });
});

describe("CoreDNS", () => {
  const warning =
    "The Fargate profile system takes the pods of CoreDNS, which is configured for nodes and would stay there or pending: " +
    "set addons.coredns.fargate, or select the other pods of kube-system by a label.";

  it.each<[string, FargateProfileOptions]>([
    ["the whole namespace", { namespace: "kube-system" }],
    ["a wildcard", { namespace: "kube-*" }],
    ["its label", { selectors: [{ namespace: "kube-system", labels: { "k8s-app": "kube-?ns" } }] }],
  ])("on nodes makes a profile that takes it by %s warn", (_, options) => {
    const { stack } = synthProfiles({ system: options });
    expect(warningsOf(stack)).toContain(warning);
  });

  it.each<[string, FargateProfileOptions, AddonsProps]>([
    ["it is configured for Fargate", { namespace: "kube-system" }, { coredns: { fargate: true } }],
    ["another label is asked for", { selectors: [{ namespace: "kube-system", labels: { app: "x" } }] }, {}],
    ["another namespace is", { namespace: "kube-systems" }, {}],
  ])("makes no profile warn when %s", (_, options, addons) => {
    expect(warningsOf(synthProfiles({ system: options }, { addons }).stack)).not.toContain(warning);
  });
});

describe("the size of a pod on Fargate", () => {
  function sizeOf(pod: FargatePod) {
    const problems = new Problems("pods");
    return { size: fargatePodSize(pod, "report", problems), problems: problems.list };
  }

  it.each([
    [0, 0, "0.25 vCPU", "0.5 GB"],
    [0.25, 0.5, "0.25 vCPU", "1 GB"],
    [1, 7.75, "1 vCPU", "8 GB"],
    [1, 8, "2 vCPU", "9 GB"],
    [5, 10, "8 vCPU", "16 GB"],
    [16, 119.75, "16 vCPU", "120 GB"],
  ])("that asks for %d vCPU and %d GB is %s and %s", (vcpus, memoryGB, cpu, memory) => {
    expect(sizeOf({ vcpus, memoryGB })).toEqual({ size: { cpu, memory }, problems: [] });
  });
});

describe("the role that starts the pods of a profile", () => {
  test("gets more policies with a reason", () => {
    const morePolicies = {
      arns: ["arn:aws:iam::111111111111:policy/mirror"],
      reason: "images come from a registry of the company",
    };
    const { problems, resources } = synthProfiles({ batch: { namespace: "batch", morePolicies } });
    expect(problems).toEqual([]);
    const attached = Object.values(resources.aws_iam_role_policy_attachment ?? {}).map(({ policy_arn }) => policy_arn);
    expect(attached).toContain("arn:aws:iam::111111111111:policy/mirror");
  });
});
