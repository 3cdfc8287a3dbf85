import { TerraformOutput, TerraformVariable } from "cdktf";
import { parse } from "yaml";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { exemptionsOf } from "../../../../constructs/core/environments/exemptions";
import { eksFromContract } from "../../../../constructs/eks/cluster/eks-contract";
import { OidcProvider, type ServiceAccountRoleOptions } from "../../../../constructs/eks/identity";
import type { ServiceAccountRole } from "../../../../constructs/eks/identity/service-account-role";
import { type IGrantable, Role } from "../../../../constructs/iam";
import { Bucket } from "../../../../constructs/storage/bucket";
import { compactSnapshot } from "../../../support/compact-snapshot";
import { statementsOfPolicy } from "../../../support/policy-json";
import { resourceOf, resourcesOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { CLUSTER_ARN, ISSUER, knownCluster, PROVIDER_ARN } from "./support";

const READER: ServiceAccountRoleOptions = { namespace: "orders", serviceAccount: "reader" };

/** A stack with the role `reader`, and what is done with it. */
function synthRole(
  props: Partial<ServiceAccountRoleOptions> = {},
  then: (role: ServiceAccountRole, stack: EnvironmentStack) => void = () => undefined,
): SynthesizedStack {
  return synthStack((stack) => then(knownCluster(stack).serviceAccountRole("reader", { ...READER, ...props }), stack));
}

function trustOf(synthesized: SynthesizedStack): Readonly<Record<string, unknown>>[] {
  return [...statementsOfPolicy(String(resourceOf(synthesized, "aws_iam_role").assume_role_policy))];
}

/** The text that an output becomes when the references in it are known. */
function outputOf(synthesized: SynthesizedStack, name: string): string {
  return String(synthesized.outputs[name]?.value);
}

describe("by IRSA", () => {
  test("one service account of the cluster is trusted, for the audience of AWS, and nobody else", () => {
    expect(trustOf(synthRole())).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Federated: PROVIDER_ARN },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${ISSUER}:aud`]: "sts.amazonaws.com",
            [`${ISSUER}:sub`]: "system:serviceaccount:orders:reader",
          },
        },
      },
    ]);
  });

  test("the issuer may be a reference: it stands in the keys of the condition as Terraform reads it", () => {
    const synthesized = synthStack((stack) => {
      const issuer = new TerraformVariable(stack, "issuer", { type: "string" }).stringValue;
      const oidc = new OidcProvider(stack, "oidc", { issuer });
      const cluster = knownCluster(stack, { oidcIssuer: oidc.issuer, oidcProviderArn: oidc.oidcProviderArn });
      cluster.serviceAccountRole("reader", READER);
    });
    expect(trustOf(synthesized)).toMatchObject([
      {
        Principal: { Federated: "${aws_iam_openid_connect_provider.oidc.arn}" },
        Condition: {
          StringEquals: {
            '${trimprefix(var.issuer, "https://")}:aud': "sts.amazonaws.com",
            '${trimprefix(var.issuer, "https://")}:sub': "system:serviceaccount:orders:reader",
          },
        },
      },
    ]);
  });

  test("the service account is annotated with the role's ARN and asks in its own region", () => {
    const synthesized = synthRole({}, (role, stack) => {
      new TerraformOutput(stack, "annotations", { value: role.annotations, staticId: true });
    });
    expect(synthesized.outputs.annotations?.value).toEqual({
      "eks.amazonaws.com/role-arn": "${aws_iam_role.cluster_reader_BC40B51E.arn}",
      "eks.amazonaws.com/sts-regional-endpoints": "true",
    });
  });

  test("the manifest is the annotated service account, also when its names look like other things in YAML", () => {
    const synthesized = synthRole({ namespace: "on", serviceAccount: "1e3" }, (role, stack) => {
      new TerraformOutput(stack, "manifest", { value: role.manifest, staticId: true });
    });
    const manifest = outputOf(synthesized, "manifest");
    expect(manifest).toMatchInlineSnapshot(`
      "apiVersion: "v1"
      kind: "ServiceAccount"
      metadata:
        name: "1e3"
        namespace: "on"
        annotations:
          eks.amazonaws.com/role-arn: "\${aws_iam_role.cluster_reader_BC40B51E.arn}"
          eks.amazonaws.com/sts-regional-endpoints: "true"
      "
    `);
    expect(parse(manifest, { version: "1.1" })).toEqual({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: {
        name: "1e3",
        namespace: "on",
        annotations: {
          "eks.amazonaws.com/role-arn": "${aws_iam_role.cluster_reader_BC40B51E.arn}",
          "eks.amazonaws.com/sts-regional-endpoints": "true",
        },
      },
    });
  });

  test("nothing is associated: the annotation says which pods get the role", () => {
    expect(resourcesOf(synthRole(), "aws_eks_pod_identity_association")).toEqual([]);
  });
});

describe("for many namespaces", () => {
  const PREVIEW = { namespace: "preview-*", wildcard: { reason: "each pull request has a namespace of its own" } };

  test("the service account of this name is trusted wherever the namespace fits, for the same audience", () => {
    expect(trustOf(synthRole(PREVIEW))).toMatchObject([
      {
        Principal: { Federated: PROVIDER_ARN },
        Condition: {
          StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" },
          StringLike: { [`${ISSUER}:sub`]: "system:serviceaccount:preview-*:reader" },
        },
      },
    ]);
  });

  test("the reason is listed, and Pod Identity of the cluster is left aside", () => {
    const synthesized = synthStack((stack) => {
      knownCluster(stack, { identity: "pod-identity" }).serviceAccountRole("reader", { ...READER, ...PREVIEW });
    });
    expect(exemptionsOf(synthesized.stack)).toEqual([
      { path: "sandbox-test/cluster/reader", rule: "EKS-07", option: "wildcard", reason: PREVIEW.wildcard.reason },
    ]);
    expect(resourcesOf(synthesized, "aws_eks_pod_identity_association")).toEqual([]);
  });

  test("the manifest is for the namespace that it is applied to", () => {
    const synthesized = synthRole(PREVIEW, (role, stack) => {
      new TerraformOutput(stack, "manifest", { value: role.manifest, staticId: true });
    });
    expect(parse(outputOf(synthesized, "manifest")).metadata).toEqual({
      name: "reader",
      annotations: expect.anything(),
    });
  });
});

describe("by Pod Identity", () => {
  const identity = "pod-identity";

  test("EKS is trusted for the pods of one service account of one cluster", () => {
    expect(trustOf(synthRole({ identity }))).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": CLUSTER_ARN,
            "aws:RequestTag/kubernetes-namespace": "orders",
            "aws:RequestTag/kubernetes-service-account": "reader",
          },
        },
      },
    ]);
  });

  test("an association names the pods, and the service account needs no annotation", () => {
    const synthesized = synthRole({ identity }, (role, stack) => {
      expect(role.annotations).toEqual({});
      new TerraformOutput(stack, "manifest", { value: role.manifest, staticId: true });
    });
    expect(resourceOf(synthesized, "aws_eks_pod_identity_association")).toEqual({
      cluster_name: "groundplan-sandbox",
      namespace: "orders",
      role_arn: "${aws_iam_role.cluster_reader_BC40B51E.arn}",
      service_account: "reader",
    });
    expect(parse(outputOf(synthesized, "manifest"))).toEqual({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "reader", namespace: "orders" },
    });
  });

  test("the cluster says what its roles use unless they say otherwise", () => {
    const kinds: string[] = [];
    synthStack((stack) => {
      const cluster = knownCluster(stack, { identity });
      kinds.push(cluster.serviceAccountRole("reader", READER).identity);
      kinds.push(
        cluster.serviceAccountRole("batch", { ...READER, serviceAccount: "batch", identity: "irsa" }).identity,
      );
    });
    expect(kinds).toEqual(["pod-identity", "irsa"]);
  });

  test("pods can move to it from IRSA: a second role of the other kind is well beside the first", () => {
    const { problems } = synthRole({}, ({ cluster }) => {
      cluster.serviceAccountRole("reader-next", { ...READER, identity });
    });
    expect(problems).toEqual([]);
  });
});

test("another stack makes a role from the contract of the cluster alone", () => {
  const synthesized = synthStack(
    (stack) => {
      const cluster = eksFromContract(stack, "cluster", testNetwork(stack), { version: "1.35" });
      cluster.serviceAccountRole("reader", READER);
      cluster.serviceAccountRole("writer", { ...READER, serviceAccount: "writer", identity: "pod-identity" });
    },
    { name: "orders" },
  );
  const outputs = "data.terraform_remote_state.eks.outputs";
  const trusts = resourcesOf(synthesized, "aws_iam_role").flatMap(({ assume_role_policy }) => [
    ...statementsOfPolicy(String(assume_role_policy)),
  ]);
  expect(trusts).toMatchObject([
    {
      Principal: { Federated: `\${${outputs}.oidc_provider_arn}` },
      Condition: {
        StringEquals: {
          [`\${${outputs}.oidc_issuer}:aud`]: "sts.amazonaws.com",
          [`\${${outputs}.oidc_issuer}:sub`]: "system:serviceaccount:orders:reader",
        },
      },
    },
    { Condition: { StringEquals: { "aws:RequestTag/eks-cluster-arn": `\${${outputs}.cluster_arn}` } } },
  ]);
  expect(resourceOf(synthesized, "aws_eks_pod_identity_association").cluster_name).toBe(`\${${outputs}.cluster_name}`);
});

test("a role is granted to as every role is", () => {
  const synthesized = synthRole({}, (role, stack) => {
    const grantable: IGrantable = role;
    expect(role).toBeInstanceOf(Role);
    new Bucket(stack, "archive", { bucketName: "groundplan-sandbox-archive-111111111111" }).grantRead(grantable);
  });
  const policy = resourceOf(synthesized, "aws_iam_role_policy");
  expect(policy).toMatchObject({ name: "grants", role: "${aws_iam_role.cluster_reader_BC40B51E.name}" });
  expect(statementsOfPolicy(String(policy.policy)).map(({ Sid }) => Sid)).toEqual(["ListArchive", "ReadArchive"]);
});

test("the name is made from project, environment, stack and path, and stays within 64 characters", () => {
  const serviceAccount = "a".repeat(60);
  const nameOf = (id: string) =>
    resourceOf(
      synthStack((stack) => knownCluster(stack).serviceAccountRole(id, { ...READER, serviceAccount })),
      "aws_iam_role",
    ).name;
  expect(nameOf("reader")).toBe("groundplan-sandbox-test-cluster-reader");
  const long = String(nameOf(`reads-${"all-".repeat(20)}orders`));
  expect(long).toHaveLength(64);
  expect(nameOf(`reads-${"all-".repeat(20)}orders`)).toBe(long);
  expect(nameOf(`reads-${"all-".repeat(20)}returns`)).not.toBe(long);
});

test("managed policies, a boundary and a description are the role's", () => {
  const synthesized = synthRole({
    description: "Reads orders",
    managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"],
    permissionsBoundary: "arn:aws:iam::111111111111:policy/pods",
  });
  expect(resourceOf(synthesized, "aws_iam_role")).toMatchObject({
    description: "Reads orders",
    permissions_boundary: "arn:aws:iam::111111111111:policy/pods",
  });
  expect(resourceOf(synthesized, "aws_iam_role_policy_attachment").policy_arn).toBe(
    "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
  );
});

test("references may name the pods: what they become is compared exactly", () => {
  const synthesized = synthStack((stack) => {
    const namespace = new TerraformVariable(stack, "team", { type: "string" }).stringValue;
    knownCluster(stack).serviceAccountRole("reader", { ...READER, namespace });
  });
  expect(JSON.stringify(trustOf(synthesized))).toContain("system:serviceaccount:${var.team}:reader");
});

describe("the issuer in IAM", () => {
  const PROVIDERS = "aws_iam_openid_connect_provider";

  test("has the audience of AWS and no thumbprint, so that nothing is looked up", () => {
    const synthesized = synthStack((stack) => {
      const oidc = new OidcProvider(stack, "oidc", { issuer: `https://${ISSUER}` });
      expect(oidc.issuer).toBe(ISSUER);
    });
    expect(resourceOf(synthesized, PROVIDERS)).toEqual({
      client_id_list: ["sts.amazonaws.com"],
      url: `https://${ISSUER}`,
    });
    expect(synthesized.data).toEqual({});
  });
});

test("what is made for a service account of each kind", () => {
  const { json } = synthStack((stack) => {
    const cluster = knownCluster(stack);
    const bucket = new Bucket(stack, "archive", { bucketName: "groundplan-sandbox-archive-111111111111" });
    bucket.grantRead(cluster.serviceAccountRole("reader", READER));
    bucket.grantReadWrite(
      cluster.serviceAccountRole("writer", { namespace: "orders", serviceAccount: "writer", identity: "pod-identity" }),
    );
  });
  const { aws_iam_role, aws_iam_role_policy, aws_eks_pod_identity_association } = JSON.parse(json).resource;
  const resource = { aws_iam_role, aws_iam_role_policy, aws_eks_pod_identity_association };
  expect(compactSnapshot({ resource })).toMatchInlineSnapshot(`
    "aws_eks_pod_identity_association.pods-of-arn-aws-eks-ap-northeast-2-111111111111-cluster-groundplan-sandbox-order_8F341728
      cluster_name=groundplan-sandbox
      namespace=orders
      role_arn=<aws_iam_role.cluster_writer_53B18C1F.arn>
      service_account=writer
    aws_iam_role.cluster_reader_BC40B51E
      assume_role_policy Trust: Allow {"Federated":"arn:aws:iam::111111111111:oidc-provider/oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"} sts:AssumeRoleWithWebIdentity if {"StringEquals":{"oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF:aud":"sts.amazonaws.com","oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF:sub":"system:serviceaccount:orders:reader"}}
      name=groundplan-sandbox-test-cluster-reader
    aws_iam_role.cluster_writer_53B18C1F
      assume_role_policy Trust: Allow {"Service":"pods.eks.amazonaws.com"} ["sts:AssumeRole","sts:TagSession"] if {"StringEquals":{"aws:RequestTag/eks-cluster-arn":"arn:aws:eks:ap-northeast-2:111111111111:cluster/groundplan-sandbox","aws:RequestTag/kubernetes-namespace":"orders","aws:RequestTag/kubernetes-service-account":"writer"}}
      name=groundplan-sandbox-test-cluster-writer
    aws_iam_role_policy.cluster_reader_grants_4FC14016
      name=grants
      policy ListArchive: Allow s3:ListBucket on arn:aws:s3:::groundplan-sandbox-archive-111111111111
      policy ReadArchive: Allow ["s3:GetObject","s3:GetObjectVersion"] on arn:aws:s3:::groundplan-sandbox-archive-111111111111/*
      role=<aws_iam_role.cluster_reader_BC40B51E.name>
    aws_iam_role_policy.cluster_writer_grants_C0BA2FD3
      name=grants
      policy ListArchive: Allow s3:ListBucket on arn:aws:s3:::groundplan-sandbox-archive-111111111111
      policy ReadWriteArchive: Allow ["s3:AbortMultipartUpload","s3:GetObject","s3:GetObjectVersion","s3:PutObject"] on arn:aws:s3:::groundplan-sandbox-archive-111111111111/*
      role=<aws_iam_role.cluster_writer_53B18C1F.name>"
  `);
});
