import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { HostedZone } from "../../../../constructs/dns";
import type { IEksCluster } from "../../../../constructs/eks/cluster/eks-cluster.types";
import {
  certManagerRole,
  ebsCsiRole,
  efsCsiRole,
  externalDnsRole,
  externalSecretsRole,
  loadBalancerControllerRole,
} from "../../../../constructs/eks/controllers";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../../support/synth";
import { knownCluster } from "../identity/support";

const PATH = "sandbox-test/role";
const WEB_ACL = "arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/orders/1234abcd-12ab-34cd-56ef-1234567890ab";
const KEY_EXAMPLE = "arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

type Make = (stack: EnvironmentStack, cluster: IEksCluster) => unknown;

function rolesProblems(make: Make): readonly Problem[] {
  return problemsOf(() => synthStack((stack) => make(stack, knownCluster(stack))));
}

function zonesOf(stack: EnvironmentStack) {
  return [HostedZone.fromExisting(stack, "zone", { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" })];
}

/** The problem of an ARN that is not of its kind. */
function wrongArn(property: string, found: string, of: string, example: string, fix: string): Problem {
  return {
    code: "EKS_SCOPE_ARN_INVALID",
    path: `${PATH} › ${property}`,
    message: `This is not the ARN of ${of}.`,
    found: `"${found}"`,
    expected: `an ARN such as ${example}, or a reference to one`,
    fix,
  };
}

type BadRole = readonly [name: string, make: Make, problem: Problem, ways: readonly Way<Make>[]];

const BAD: readonly BadRole[] = [
  [
    "an alias in place of a key",
    (stack, cluster) =>
      ebsCsiRole(stack, "role", { cluster, keyArns: ["arn:aws:kms:ap-northeast-2:111111111111:alias/volumes"] }),
    wrongArn(
      "keyArns[0]",
      "arn:aws:kms:ap-northeast-2:111111111111:alias/volumes",
      "a KMS key",
      KEY_EXAMPLE,
      "use the ARN of the key; policies do not know aliases",
    ),
    [
      {
        says: "use the ARN of the key",
        to: (stack, cluster) => ebsCsiRole(stack, "role", { cluster, keyArns: [KEY_EXAMPLE] }),
      },
    ],
  ],
  [
    "a list of keys without a key",
    (stack, cluster) => ebsCsiRole(stack, "role", { cluster, keyArns: [] }),
    {
      code: "EKS_SCOPE_EMPTY",
      path: `${PATH} › keyArns`,
      message: "A list that scopes a policy names nothing, and IAM takes no statement without resources.",
      found: "an empty list",
      expected: "the ARN of a KMS key",
      fix: "leave keyArns out, or name what the controller needs",
    },
    [
      { says: "leave keyArns out", to: (stack, cluster) => ebsCsiRole(stack, "role", { cluster }) },
      {
        says: "or name what the controller needs",
        to: (stack, cluster) => ebsCsiRole(stack, "role", { cluster, keyArns: [KEY_EXAMPLE] }),
      },
    ],
  ],
  [
    "a file system by its id",
    (stack, cluster) => efsCsiRole(stack, "role", { cluster, fileSystemArns: ["fs-0123456789abcdef0"] }),
    wrongArn(
      "fileSystemArns[0]",
      "fs-0123456789abcdef0",
      "an EFS file system",
      "arn:aws:elasticfilesystem:eu-west-1:111111111111:file-system/fs-0123456789abcdef0",
      "use the ARN of the file system and not its id",
    ),
    [
      {
        says: "use the ARN of the file system and not its id",
        to: (stack, cluster) =>
          efsCsiRole(stack, "role", {
            cluster,
            fileSystemArns: ["arn:aws:elasticfilesystem:ap-northeast-2:111111111111:file-system/fs-0123456789abcdef0"],
          }),
      },
    ],
  ],
  [
    "a target group by its name",
    (stack, cluster) => loadBalancerControllerRole(stack, "role", { cluster, targetGroupArns: ["orders"] }),
    wrongArn(
      "targetGroupArns[0]",
      "orders",
      "a target group",
      "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/orders/0123456789abcdef",
      "use the ARN of the target group and not its name",
    ),
    [
      {
        says: "use the ARN of the target group and not its name",
        to: (stack, cluster) =>
          loadBalancerControllerRole(stack, "role", {
            cluster,
            targetGroupArns: [
              "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:targetgroup/orders/0123456789abcdef",
            ],
          }),
      },
    ],
  ],
  [
    "a web ACL for CloudFront",
    (stack, cluster) =>
      loadBalancerControllerRole(stack, "role", {
        cluster,
        webAclArns: ["arn:aws:wafv2:us-east-1:111111111111:global/webacl/cdn/1234abcd-12ab-34cd-56ef-1234567890ab"],
      }),
    wrongArn(
      "webAclArns[0]",
      "arn:aws:wafv2:us-east-1:111111111111:global/webacl/cdn/1234abcd-12ab-34cd-56ef-1234567890ab",
      "a regional web ACL",
      "arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/orders/1234abcd-12ab-34cd-56ef-1234567890ab",
      "use the ARN of the web ACL; one of the scope CLOUDFRONT does not fit load balancers",
    ),
    [
      {
        says: "use the ARN of the web ACL",
        to: (stack, cluster) => loadBalancerControllerRole(stack, "role", { cluster, webAclArns: [WEB_ACL] }),
      },
    ],
  ],
  [
    "web ACLs for a controller that may use none",
    (stack, cluster) =>
      loadBalancerControllerRole(stack, "role", {
        cluster,
        waf: false,
        webAclArns: [WEB_ACL],
      }),
    {
      code: "EKS_WEB_ACLS_UNUSED",
      path: `${PATH} › webAclArns`,
      message: "Web ACLs are named, and the controller may use none.",
      found: "webAclArns with waf: false",
      expected: "web ACLs, or waf: false",
      fix: "leave one of them out",
    },
    [
      {
        says: "leave one of them out",
        to: (stack, cluster) => loadBalancerControllerRole(stack, "role", { cluster, webAclArns: [WEB_ACL] }),
      },
      {
        says: "one of them out",
        to: (stack, cluster) => loadBalancerControllerRole(stack, "role", { cluster, waf: false }),
      },
    ],
  ],
  [
    "a user pool by its id",
    (stack, cluster) => loadBalancerControllerRole(stack, "role", { cluster, userPoolArns: ["eu-west-1_Ab1Cd2Ef3"] }),
    wrongArn(
      "userPoolArns[0]",
      "eu-west-1_Ab1Cd2Ef3",
      "a Cognito user pool",
      "arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_Ab1Cd2Ef3",
      "use the ARN of the user pool and not its id",
    ),
    [
      {
        says: "use the ARN of the user pool and not its id",
        to: (stack, cluster) =>
          loadBalancerControllerRole(stack, "role", {
            cluster,
            userPoolArns: ["arn:aws:cognito-idp:ap-northeast-2:111111111111:userpool/ap-northeast-2_Ab1Cd2Ef3"],
          }),
      },
    ],
  ],
  [
    "nothing to read",
    (stack, cluster) => externalSecretsRole(stack, "role", { cluster }),
    {
      code: "EKS_SECRETS_MISSING",
      path: `${PATH} › secretArns`,
      message: "The role may read nothing, and external-secrets would copy nothing.",
      found: "neither secretArns nor parameterArns",
      expected: "at least one secret or parameter",
      fix: "name what pods of the cluster need, for example secretArns: [orders.arn]; leave the role out where there is nothing",
    },
    [
      {
        says: "for example secretArns: [orders.arn]",
        to: (stack, cluster) =>
          externalSecretsRole(stack, "role", {
            cluster,
            secretArns: ["arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders/*"],
          }),
      },
      { says: "leave the role out where there is nothing", to: () => undefined },
    ],
  ],
  [
    "all secrets",
    (stack, cluster) =>
      externalSecretsRole(stack, "role", {
        cluster,
        secretArns: ["arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:*"],
      }),
    wrongArn(
      "secretArns[0]",
      "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:*",
      "a secret, or of secrets whose names begin alike",
      "arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/*",
      "name the secrets, or the beginning of their names with * behind it; all secrets of an account are never one program's",
    ),
    [
      {
        says: "name the secrets, or the beginning of their names",
        to: (stack, cluster) =>
          externalSecretsRole(stack, "role", {
            cluster,
            secretArns: ["arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders/*"],
          }),
      },
    ],
  ],
  [
    "all parameters",
    (stack, cluster) =>
      externalSecretsRole(stack, "role", {
        cluster,
        parameterArns: ["arn:aws:ssm:ap-northeast-2:111111111111:parameter/*"],
      }),
    wrongArn(
      "parameterArns[0]",
      "arn:aws:ssm:ap-northeast-2:111111111111:parameter/*",
      "a parameter, or of parameters whose names begin alike",
      "arn:aws:ssm:eu-west-1:111111111111:parameter/orders/*",
      "name the parameters, or the beginning of their names with * behind it; all parameters of an account are never one program's",
    ),
    [
      {
        says: "name the parameters, or the beginning of their names",
        to: (stack, cluster) =>
          externalSecretsRole(stack, "role", {
            cluster,
            parameterArns: ["arn:aws:ssm:ap-northeast-2:111111111111:parameter/orders/*"],
          }),
      },
    ],
  ],
  [
    "no zone for external-dns",
    (stack, cluster) => externalDnsRole(stack, "role", { cluster, zones: [] }),
    {
      code: "EKS_ZONES_MISSING",
      path: `${PATH} › zones`,
      message: "The controller writes records, and there is no zone that it may write to.",
      found: "an empty list",
      expected: "at least one hosted zone",
      fix: "name the zones of the cluster's domains; a zone that exists already is HostedZone.fromExisting",
    },
    [
      {
        says: "a zone that exists already is HostedZone.fromExisting",
        to: (stack, cluster) => externalDnsRole(stack, "role", { cluster, zones: zonesOf(stack) }),
      },
    ],
  ],
  [
    "no type of record for external-dns",
    (stack, cluster) => externalDnsRole(stack, "role", { cluster, zones: zonesOf(stack), recordTypes: [] }),
    {
      code: "EKS_RECORD_TYPES_MISSING",
      path: `${PATH} › recordTypes`,
      message: "external-dns could write no record of any type.",
      found: "an empty list",
      expected: "the types that the chart manages, and TXT",
      fix: "leave recordTypes out for A, AAAA, CNAME and TXT",
    },
    [
      {
        says: "leave recordTypes out",
        to: (stack, cluster) => externalDnsRole(stack, "role", { cluster, zones: zonesOf(stack) }),
      },
    ],
  ],
  [
    "challenges of no name",
    (stack, cluster) => certManagerRole(stack, "role", { cluster, zones: zonesOf(stack), recordNames: [] }),
    {
      code: "EKS_RECORD_NAMES_MISSING",
      path: `${PATH} › recordNames`,
      message: "cert-manager could write no challenge of any name.",
      found: "an empty list",
      expected: "the names of the challenges",
      fix: "leave recordNames out for _acme-challenge.*",
    },
    [
      {
        says: "leave recordNames out",
        to: (stack, cluster) => certManagerRole(stack, "role", { cluster, zones: zonesOf(stack) }),
      },
    ],
  ],
  ...["*", "_acme-challenge.Example.com", "_acme-challenge.example.com."].map(
    (name): BadRole => [
      `challenges by the name ${name}`,
      (stack, cluster) => certManagerRole(stack, "role", { cluster, zones: zonesOf(stack), recordNames: [name] }),
      {
        code: "EKS_RECORD_NAME_INVALID",
        path: `${PATH} › recordNames[0]`,
        message:
          "Route 53 compares names in lower case and without the dot at their ends, and this name would match none or all.",
        found: `"${name}"`,
        expected: "labels of a-z, 0-9, -, _, * and ?, with dots between them, and more than wildcards",
        fix: 'for example "_acme-challenge.*" or "*.acme.example.com"',
      },
      ["_acme-challenge.*", "*.acme.example.com"].map((says) => ({
        says,
        to: (stack, cluster) => certManagerRole(stack, "role", { cluster, zones: zonesOf(stack), recordNames: [says] }),
      })),
    ],
  ),
];

testAdvice(
  BAD.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  (make) => problemsIfAny(() => synthStack((stack) => void make(stack, knownCluster(stack)))),
);

test.each(BAD)("a role of a controller with %s is refused", (_, make, problem) => {
  expect(rolesProblems(make)).toEqual([problem]);
});

test("what is wrong with the scope and with the pods is told at once", () => {
  const problems = rolesProblems((stack, cluster) =>
    externalSecretsRole(stack, "role", {
      cluster,
      namespace: "External",
      secretArns: ["*"],
      parameterArns: [],
      keyArns: ["alias/aws/ssm"],
      permissionsBoundary: "boundary",
    }),
  );
  expect(problems.map(({ code, path }) => `${code} ${path.slice(PATH.length + 3)}`)).toEqual([
    "EKS_SCOPE_ARN_INVALID secretArns[0]",
    "EKS_SCOPE_EMPTY parameterArns",
    "EKS_SCOPE_ARN_INVALID keyArns[0]",
    "EKS_NAMESPACE_INVALID namespace",
    "POLICY_ARN_INVALID permissionsBoundary",
  ]);
});
