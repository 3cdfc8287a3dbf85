import type { Problem } from "../../../constructs/core/errors";
import type { EksProps } from "../../../stacks/eks/eks-stack.types";
import { type Told, testAdvice } from "../../support/followed-advice";
import { statementsOfPolicy } from "../../support/policy-json";
import { problemsIfAny } from "../../support/synth";
import { all, type StackJson, specOf, stacksOf } from "../stack-json";

const EKS: EksProps = {
  version: "1.35",
  admins: ["role/platform"],
  nodeGroups: { general: { instanceTypes: ["m7g.large"], min: 1, max: 3 } },
};
const PREVIEWS = { namespace: "preview-*", wildcard: { reason: "each pull request has a namespace of its own" } };

/** What the EksStack becomes. */
function eks(serviceAccounts: NonNullable<EksProps["serviceAccounts"]>, more: Partial<EksProps> = {}): StackJson {
  const spec = specOf({ plainHttp: { reason: "nobody outside the team uses it" } });
  const made = stacksOf([{ ...spec, eks: { ...EKS, serviceAccounts, ...more } }])["sandbox-eks"];
  if (!made) throw new Error("the stack is missing");
  return made;
}

/** How pods get the role of the only service account: by an association, or by whom the trust policy names. */
function identityIn(stack: StackJson): string {
  const [role] = all(stack, "aws_iam_role").filter(({ name }) => String(name).includes("service-accounts"));
  const [trust] = statementsOfPolicy(String(role?.assume_role_policy));
  const associated = all(stack, "aws_eks_pod_identity_association").length;
  return `${Object.keys(trust?.Principal ?? {})} and ${associated} associations`;
}

const POD_IDENTITY = "Service and 1 associations";
const IRSA = "Federated and 0 associations";

test("a service account is named as its role is, or otherwise, and gets its permissions", () => {
  const permissions = {
    "send-jobs": { actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:ap-northeast-2:111111111111:jobs"] },
  };
  const stack = eks({ api: { namespace: "shop", permissions }, jobs: { namespace: "shop", serviceAccount: "worker" } });
  expect(
    all(stack, "aws_eks_pod_identity_association").map(({ namespace, service_account }) => [
      namespace,
      service_account,
    ]),
  ).toEqual([
    ["shop", "api"],
    ["shop", "worker"],
  ]);
  const policies = all(stack, "aws_iam_role_policy").flatMap(({ policy }) => [...statementsOfPolicy(String(policy))]);
  expect(policies).toContainEqual(expect.objectContaining({ Sid: "SendJobs", Action: "sqs:SendMessage" }));
  expect(Object.keys(stack.output?.service_account_role_arns?.value ?? {})).toEqual(["api", "jobs"]);
});

describe("pods get the role", () => {
  const BATCH = { fargateProfiles: { batch: { namespace: "batch-*" } } };
  const LABELLED = { fargateProfiles: { batch: { selectors: [{ namespace: "batch", labels: { on: "fargate" } }] } } };

  test.each<[string, string, NonNullable<EksProps["serviceAccounts"]>[string], Partial<EksProps>]>([
    [POD_IDENTITY, "by the agent", { namespace: "shop" }, {}],
    [IRSA, "as the cluster says", { namespace: "shop" }, { identity: "irsa" }],
    [IRSA, "as they say", { namespace: "shop", identity: "irsa" }, { identity: "pod-identity" }],
    [IRSA, "without the agent", { namespace: "shop" }, { addons: { "eks-pod-identity-agent": false } }],
    [IRSA, "on Fargate", { namespace: "batch-1" }, BATCH],
    [POD_IDENTITY, "where Fargate takes some pods of a namespace", { namespace: "batch" }, LABELLED],
    [IRSA, "in many namespaces", PREVIEWS, { identity: "pod-identity" }],
  ])("by %s, %s", (expected, _, spec, more) => {
    expect(identityIn(eks({ api: spec }, more))).toBe(expected);
  });
});

interface Refused extends Told<Parameters<typeof eks>> {
  readonly accounts: Parameters<typeof eks>;
  readonly problems: readonly Problem[];
}

const FARGATE = { fargateProfiles: { batch: { namespace: "batch" } } };

const REFUSED: readonly Refused[] = [
  {
    mistake: "Pod Identity in a namespace on Fargate",
    accounts: [{ api: { namespace: "batch", identity: "pod-identity" } }, FARGATE],
    problems: [
      {
        code: "EKS_POD_IDENTITY_ON_FARGATE",
        path: "sandbox-eks/service-accounts/api › identity",
        message:
          "The pods of the namespace run on Fargate, where there is no Pod Identity agent, so they would never get the role.",
        found: "identity pod-identity in batch, which fargateProfiles.batch takes as a whole",
        expected: 'identity "irsa"',
        fix: "leave identity out, and annotate the service account with the role's ARN",
      },
    ],
    ways: [{ says: "leave identity out", to: [{ api: { namespace: "batch" } }, FARGATE] }],
  },
];

const problemsIn = (accounts: Parameters<typeof eks>) =>
  problemsIfAny(() => ({ problems: [], stack: eks(...accounts) }));

test.each(REFUSED)("$mistake is refused", ({ accounts, problems }) => {
  expect(problemsIn(accounts)).toEqual(problems);
});

testAdvice(REFUSED, problemsIn);

test("the mistakes of service accounts are told beside those of the cluster", () => {
  const found = problemsIn([
    { api: { namespace: "Shop" }, jobs: { namespace: "jobs", identity: "pod-identity" } },
    { version: "1.53", addons: { "eks-pod-identity-agent": false } },
  ]);
  expect(found.map(({ code, path }) => [code, path])).toEqual([
    ["EKS_VERSION_UNKNOWN", "sandbox-eks/cluster › version"],
    ["EKS_NAMESPACE_INVALID", "sandbox-eks/service-accounts/api › namespace"],
    ["EKS_POD_IDENTITY_AGENT_MISSING", "sandbox-eks/service-accounts/jobs › identity"],
  ]);
});
