import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { HostedZone } from "../../../../constructs/dns";
import type { IEksCluster } from "../../../../constructs/eks/cluster/eks-cluster.types";
import {
  certManagerRole,
  ebsCsiRole,
  efsCsiRole,
  externalDnsRole,
  externalSecretsRole,
  type LoadBalancerControllerRoleProps,
  loadBalancerControllerRole,
} from "../../../../constructs/eks/controllers";
import type { ServiceAccountRole } from "../../../../constructs/eks/identity/service-account-role";
import { wildcardsOf } from "../../../../constructs/iam";
import { compactSnapshot } from "../../../support/compact-snapshot";
import { misfitsOf, statementsOf } from "../../../support/iam-policies";
import { statementsOfPolicy, type WrittenStatement } from "../../../support/policy-json";
import { resourceOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { knownCluster } from "../identity/support";

const ACCOUNT = "ap-northeast-2:111111111111";
const KEY = `arn:aws:kms:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const WEB_ACL = `arn:aws:wafv2:${ACCOUNT}:regional/webacl/orders/1234abcd-12ab-34cd-56ef-1234567890ab`;
const USER_POOL = `arn:aws:cognito-idp:${ACCOUNT}:userpool/ap-northeast-2_Ab1Cd2Ef3`;
const TARGET_GROUP = `arn:aws:elasticloadbalancing:${ACCOUNT}:targetgroup/orders/0123456789abcdef`;
const FILE_SYSTEM = `arn:aws:elasticfilesystem:${ACCOUNT}:file-system/fs-0123456789abcdef0`;

type Make = (stack: EnvironmentStack, cluster: IEksCluster) => ServiceAccountRole;

function zonesOf(stack: EnvironmentStack) {
  return [HostedZone.fromExisting(stack, "zone", { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" })];
}

const everything: Omit<LoadBalancerControllerRoleProps, "cluster"> = {
  shield: true,
  internetFacing: false,
  webAclArns: [WEB_ACL],
  userPoolArns: [USER_POOL],
  targetGroupArns: [TARGET_GROUP],
};

/** Every role with all that it can be given, and the pods that it is for. */
const ROLES: readonly (readonly [name: string, pods: string, make: Make])[] = [
  [
    "EBS CSI",
    "kube-system:ebs-csi-controller-sa",
    (stack, cluster) => ebsCsiRole(stack, "role", { cluster, keyArns: [KEY] }),
  ],
  [
    "EFS CSI",
    "kube-system:efs-csi-controller-sa",
    (stack, cluster) => efsCsiRole(stack, "role", { cluster, fileSystemArns: [FILE_SYSTEM] }),
  ],
  [
    "AWS Load Balancer Controller",
    "kube-system:aws-load-balancer-controller",
    (stack, cluster) => loadBalancerControllerRole(stack, "role", { cluster, ...everything }),
  ],
  [
    "external-secrets",
    "external-secrets:external-secrets",
    (stack, cluster) =>
      externalSecretsRole(stack, "role", {
        cluster,
        secretArns: [`arn:aws:secretsmanager:${ACCOUNT}:secret:orders/*`],
        parameterArns: [`arn:aws:ssm:${ACCOUNT}:parameter/orders/*`],
        keyArns: [KEY],
        find: true,
      }),
  ],
  [
    "external-dns",
    "external-dns:external-dns",
    (stack, cluster) => externalDnsRole(stack, "role", { cluster, zones: zonesOf(stack) }),
  ],
  [
    "cert-manager",
    "cert-manager:cert-manager",
    (stack, cluster) => certManagerRole(stack, "role", { cluster, zones: zonesOf(stack) }),
  ],
];

function synthRole(make: Make, clusterName = "groundplan-sandbox", region = "ap-northeast-2"): SynthesizedStack {
  return synthStack((stack) => make(stack, knownCluster(stack, { clusterName })), { environment: { region } });
}

function policyOf(synthesized: SynthesizedStack): string {
  return String(resourceOf(synthesized, "aws_iam_role_policy").policy);
}

function statementsBySid(synthesized: SynthesizedStack): Readonly<Record<string, WrittenStatement>> {
  return Object.fromEntries(statementsOfPolicy(policyOf(synthesized)).map((statement) => [statement.Sid, statement]));
}

describe.each(ROLES)("the role of %s", (_, pods, make) => {
  const synthesized = synthRole(make);

  test("is for the pods of the controller, and no others", () => {
    const trust = String(resourceOf(synthesized, "aws_iam_role").assume_role_policy);
    expect(trust).toContain(`"system:serviceaccount:${pods}"`);
    expect(synthesized.problems).toEqual([]);
  });

  test("names actions that AWS knows, and resources that they are about", async () => {
    const found = await Promise.all(statementsOf(JSON.parse(synthesized.json)).map(misfitsOf));
    expect(found.flat()).toEqual([]);
  });

  test("allows all of something only where it says why, and then only what reads or has no resource", () => {
    const reasons = new Map(wildcardsOf(synthesized.stack).map(({ sid, reason }) => [sid, reason]));
    const wide = Object.values(statementsBySid(synthesized)).filter(({ Resource }) => Resource === "*");
    expect(wide.map(({ Sid }) => Sid).sort()).toEqual([...reasons.keys()].sort());
    const changing = wide.flatMap(({ Action }) =>
      [Action].flat().filter((action) => !/:(Describe|List|Get|BatchGet)/.test(String(action))),
    );
    expect(changing).toEqual(
      changing.filter((action) =>
        ["elasticloadbalancing:SetWebAcl", "shield:CreateProtection", "shield:DeleteProtection"].includes(
          String(action),
        ),
      ),
    );
  });

  test("says the same at every synth", () => {
    const { aws_iam_role, aws_iam_role_policy } = JSON.parse(synthesized.json).resource;
    expect(synthRole(make).json).toBe(synthesized.json);
    expect(compactSnapshot({ resource: { aws_iam_role, aws_iam_role_policy } })).toMatchSnapshot();
  });

  test("fits into inline policies with the longest name that a cluster can have, in the longest partition", () => {
    const length = policyOf(synthRole(make, "c".repeat(100), "us-gov-west-1")).length;
    expect(length).toBeLessThanOrEqual(10_240);
  });
});

test("namespace, service account, kind of identity and boundary can be others than the chart's", () => {
  const synthesized = synthRole((stack, cluster) =>
    externalDnsRole(stack, "role", {
      cluster,
      zones: zonesOf(stack),
      namespace: "dns",
      serviceAccount: "dns-public",
      identity: "pod-identity",
      permissionsBoundary: "arn:aws:iam::111111111111:policy/controllers",
    }),
  );
  expect(resourceOf(synthesized, "aws_eks_pod_identity_association")).toMatchObject({
    namespace: "dns",
    service_account: "dns-public",
  });
  expect(resourceOf(synthesized, "aws_iam_role").permissions_boundary).toBe(
    "arn:aws:iam::111111111111:policy/controllers",
  );
});

describe("what EBS CSI may do", () => {
  const statements = statementsBySid(synthRole((stack, cluster) => ebsCsiRole(stack, "role", { cluster })));

  test("ends at the volumes, snapshots and nodes of the cluster", () => {
    const changing = Object.values(statements).filter(({ Sid }) => Sid !== "Describe" && Sid !== "TagWhatIsMade");
    for (const { Condition } of changing) expect(JSON.stringify(Condition)).toContain("groundplan-sandbox");
  });

  test("needs no key unless volumes have keys of the account", () => {
    expect(Object.keys(statements)).not.toContain("UseKeys");
  });
});

test("EFS CSI may make access points in file systems with the cluster's tag when none are named", () => {
  const statements = statementsBySid(synthRole((stack, cluster) => efsCsiRole(stack, "role", { cluster })));
  expect(statements.CreateAccessPoints).toMatchObject({
    Resource: `arn:aws:elasticfilesystem:${ACCOUNT}:file-system/*`,
    Condition: { Null: { "aws:ResourceTag/kubernetes.io/cluster/groundplan-sandbox": "false" } },
  });
});

describe("what the load balancer controller may do", () => {
  const sidsOf = (props: Omit<LoadBalancerControllerRoleProps, "cluster">) =>
    Object.keys(
      statementsBySid(synthRole((stack, cluster) => loadBalancerControllerRole(stack, "role", { cluster, ...props }))),
    );
  const EXTRA = ["ReadUserPools", "RegisterTargetsElsewhere", "SetWebAcl", "UseShield", "UseWebAcls"];
  const extraOf = (props: Omit<LoadBalancerControllerRoleProps, "cluster">) =>
    sidsOf(props).filter((sid) => EXTRA.includes(sid));

  test("includes WAF unless it is switched off, and Shield, Cognito and other target groups when asked for", () => {
    expect(extraOf({})).toEqual(["SetWebAcl", "UseWebAcls"]);
    expect(extraOf({ waf: false })).toEqual([]);
    expect(extraOf(everything)).toEqual(EXTRA);
  });

  test("ends at what has the cluster's tag, and at rules in its VPC", () => {
    const statements = statementsBySid(
      synthRole((stack, cluster) => loadBalancerControllerRole(stack, "role", { cluster, ...everything })),
    );
    const limited = [
      "Change",
      "ChangeTags",
      "ChangeTagsOfGroups",
      "CreateGroups",
      "CreateLoadBalancers",
      "CreateOnLoadBalancers",
      "DeleteGroups",
      "RegisterTargets",
      "TagNewGroups",
      "TagWhatIsMade",
    ];
    for (const sid of limited) {
      expect(JSON.stringify(statements[sid]?.Condition)).toContain('Tag/elbv2.k8s.aws/cluster":"groundplan-sandbox"');
    }
    expect(statements.WriteRules?.Condition).toEqual({
      ArnEquals: { "ec2:Vpc": `arn:aws:ec2:${ACCOUNT}:vpc/vpc-0123456789abcdef0` },
    });
  });

  test("may be kept from load balancers that the internet reaches", () => {
    const schemeOf = (internetFacing?: boolean) =>
      JSON.stringify(
        statementsBySid(
          synthRole((stack, cluster) => loadBalancerControllerRole(stack, "role", { cluster, internetFacing })),
        ).CreateLoadBalancers?.Condition,
      ).includes('"elasticloadbalancing:Scheme":"internal"');
    expect([schemeOf(), schemeOf(true), schemeOf(false)]).toEqual([false, false, true]);
  });
});

describe("what external-secrets may read", () => {
  const synth = (props: Omit<Parameters<typeof externalSecretsRole>[2], "cluster">) =>
    statementsBySid(synthRole((stack, cluster) => externalSecretsRole(stack, "role", { cluster, ...props })));
  const SECRET = `arn:aws:secretsmanager:${ACCOUNT}:secret:orders/db-AbCdEf`;
  const PARAMETER = `arn:aws:ssm:${ACCOUNT}:parameter/orders/level`;

  test("is what is named, of either store, and lists only when asked", () => {
    expect(Object.keys(synth({ secretArns: [SECRET] }))).toEqual(["ReadSecrets"]);
    expect(Object.keys(synth({ parameterArns: [PARAMETER] }))).toEqual(["ReadParameters"]);
    expect(Object.keys(synth({ secretArns: [SECRET], parameterArns: [PARAMETER], find: true }))).toEqual([
      "FindParameters",
      "FindSecrets",
      "ReadParameters",
      "ReadSecrets",
    ]);
  });

  test("is decrypted only by way of the stores that it lies in", () => {
    expect(synth({ parameterArns: [PARAMETER], keyArns: [KEY] }).Decrypt).toMatchObject({
      Resource: KEY,
      Condition: { StringEquals: { "kms:ViaService": "ssm.ap-northeast-2.amazonaws.com" } },
    });
  });
});

describe("what may be written to zones", () => {
  test("by external-dns, are records of the types that it manages", () => {
    const statements = statementsBySid(
      synthRole((stack, cluster) =>
        externalDnsRole(stack, "role", { cluster, zones: zonesOf(stack), recordTypes: ["CNAME", "TXT"] }),
      ),
    );
    expect(statements.WriteRecords).toMatchObject({
      Resource: "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ",
      Condition: {
        "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["CNAME", "TXT"] },
      },
    });
  });

  test("by cert-manager, are challenges, and it need not look for zones that issuers name", () => {
    const statements = statementsBySid(
      synthRole((stack, cluster) =>
        certManagerRole(stack, "role", {
          cluster,
          zones: zonesOf(stack),
          recordNames: ["*.acme.example.com"],
          findZones: false,
        }),
      ),
    );
    expect(Object.keys(statements)).toEqual(["ReadRecords", "WaitForChanges", "WriteChallenges"]);
    expect(statements.WriteChallenges?.Condition).toEqual({
      "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": "TXT" },
      "ForAllValues:StringLike": {
        "route53:ChangeResourceRecordSetsNormalizedRecordNames": "*.acme.example.com",
      },
    });
  });
});
