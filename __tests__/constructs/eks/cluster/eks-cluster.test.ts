import { Testing } from "cdktf";
import { Contract, MOCK_CONTEXT } from "../../../../constructs/core/contract";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { TODAY_CONTEXT } from "../../../../constructs/core/versions/today";
import { EksCluster, type EksClusterProps, eksContract, eksFromContract, publishEks } from "../../../../constructs/eks";
import {
  KUBERNETES_VERSIONS,
  supportPhase,
  VERSIONS_AS_OF,
} from "../../../../constructs/eks/cluster/kubernetes-versions";
import { Role } from "../../../../constructs/iam/roles/role";
import { Port, SecurityGroup } from "../../../../constructs/security-groups";
import { Bucket } from "../../../../constructs/storage/bucket";
import { compactSnapshot } from "../../../support/compact-snapshot";
import {
  type Attributes,
  resourceOf,
  resourcesOf,
  type SynthesizedStack,
  synthStack,
  testEnvironment,
  warningsOf,
} from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { ADMIN, synthCluster, testCluster } from "./support";

function clusterOf(props: Partial<EksClusterProps> = {}, protect = false): Attributes {
  return resourceOf(synthCluster(props, { protect }), "aws_eks_cluster");
}

/** What Terraform makes before a resource. */
function prerequisitesOf(attributes: Attributes): string[] {
  return (attributes.depends_on ?? []) as string[];
}

describe("a cluster", () => {
  const synthesized = synthCluster({
    access: { developers: { principal: "role/developers", policy: "edit", namespaces: ["shop", "shop-*"] } },
  });

  test("reads like this", () => {
    const ownTypes = /^(output|aws_(eks_(cluster|access)|iam_openid|kms|cloudwatch_log)|aws_iam_role\S*\.cluster_role)/;
    const blocks = compactSnapshot(JSON.parse(synthesized.json)).split(/\n(?! )/);
    expect(blocks.filter((block) => ownTypes.test(block)).join("\n")).toMatchSnapshot();
  });

  test("is reached from inside the VPC only", () => {
    expect(resourceOf(synthesized, "aws_eks_cluster").vpc_config).toEqual({
      subnet_ids: ["subnet-app-a", "subnet-app-b"],
      endpoint_private_access: true,
      endpoint_public_access: false,
    });
  });

  test("is reached from the internet by those who are named, each once and in an order of its own", () => {
    const publicCidrs = ["203.0.113.0/24", "198.51.100.7/32", "203.0.113.0/24"];
    expect(clusterOf({ endpointAccess: { publicCidrs } }).vpc_config).toEqual(
      expect.objectContaining({
        endpoint_private_access: true,
        endpoint_public_access: true,
        public_access_cidrs: ["198.51.100.7/32", "203.0.113.0/24"],
      }),
    );
  });

  test("knows principals by access entries, and not the one who created it", () => {
    expect(resourceOf(synthesized, "aws_eks_cluster").access_config).toEqual({
      authentication_mode: "API",
      bootstrap_cluster_creator_admin_permissions: false,
    });
    expect(synthesized.json).not.toContain("aws_caller_identity");
    expect(synthesized.data).toEqual({});
  });

  test("takes its add-ons only as managed ones", () => {
    expect(resourceOf(synthesized, "aws_eks_cluster").bootstrap_self_managed_addons).toBe(false);
  });

  test("has the security group that EKS makes and tags, and no other", () => {
    expect(resourcesOf(synthesized, "aws_security_group")).toEqual([]);
    expect(synthesized.json).not.toContain("kubernetes.io/cluster/");
  });

  test("is admitted to and from others by the group that EKS made", () => {
    const opened = synthCluster(
      {},
      {
        after: (cluster, stack) => {
          const client = SecurityGroup.fromExisting(stack, "client", { securityGroupId: "sg-0123456789abcdef0" });
          cluster.connections.allowFrom(client, Port.tcp(443), "kubectl");
          expect(cluster.connections).toBe(cluster.connections);
        },
      },
    );
    const rules = resourcesOf(opened, "aws_vpc_security_group_ingress_rule");
    expect(rules).toEqual([
      expect.objectContaining({
        security_group_id: "${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}",
        referenced_security_group_id: "sg-0123456789abcdef0",
        from_port: 443,
      }),
    ]);
  });

  test("comes after its log group and the policies of its role, so that it goes before them", () => {
    const before = prerequisitesOf(resourceOf(synthesized, "aws_eks_cluster"));
    const policies = Object.entries(synthesized.resources.aws_iam_role_policy_attachment ?? {}).filter(
      ([, { role }]) =>
        role ===
        `\${aws_iam_role.${Object.keys(synthesized.resources.aws_iam_role ?? {}).find((id) => id.startsWith("cluster_role_"))}.name}`,
    );
    expect(policies.map(([, { policy_arn }]) => policy_arn)).toEqual([
      "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
      "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController",
    ]);
    expect([...before].sort()).toEqual(
      [
        ...Object.keys(synthesized.resources.aws_cloudwatch_log_group ?? {}).map(
          (id) => `aws_cloudwatch_log_group.${id}`,
        ),
        ...policies.map(([id]) => `aws_iam_role_policy_attachment.${id}`),
        ...Object.keys(synthesized.resources.aws_iam_role_policy ?? {}).map((id) => `aws_iam_role_policy.${id}`),
      ].sort(),
    );
  });

  test("logs what is asked for, and keeps it as long as is asked", () => {
    const logged = synthCluster({ logging: { types: ["scheduler", "audit"], retentionDays: 400 } });
    expect(resourceOf(logged, "aws_eks_cluster").enabled_cluster_log_types).toEqual(["audit", "scheduler"]);
    expect(resourceOf(logged, "aws_cloudwatch_log_group")).toEqual(
      expect.objectContaining({ name: "/aws/eks/groundplan-sandbox/cluster", retention_in_days: 400 }),
    );
  });

  test("that logs nothing has no log group", () => {
    const silent = synthCluster({ logging: { types: [] } });
    expect(resourcesOf(silent, "aws_cloudwatch_log_group")).toEqual([]);
    expect(resourceOf(silent, "aws_eks_cluster").enabled_cluster_log_types).toEqual([]);
  });

  test("encrypts secrets by a key of its own, or by the one that is given", () => {
    const keyArn = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const given = synthCluster({ secretsKeyArn: keyArn });
    expect(resourcesOf(given, "aws_kms_key")).toEqual([]);
    expect(resourceOf(given, "aws_eks_cluster").encryption_config).toEqual({
      resources: ["secrets"],
      provider: { key_arn: keyArn },
    });
    expect(resourcesOf(synthesized, "aws_kms_key")).toHaveLength(1);
  });

  test.each([
    ["a sandbox", false, "STANDARD", false, undefined],
    ["a protected environment", true, "EXTENDED", true, { prevent_destroy: true }],
  ] as const)("in %s has its defaults", (_name, protect, support_type, enabled, lifecycle) => {
    const cluster = clusterOf({}, protect);
    expect(cluster.upgrade_policy).toEqual({ support_type });
    expect(cluster.zonal_shift_config).toEqual({ enabled });
    expect(cluster.lifecycle).toEqual(lifecycle);
    expect(cluster).not.toHaveProperty("deletion_protection");
  });

  test("has what is asked for instead of the defaults", () => {
    const cluster = clusterOf({ support: "standard", zonalShift: false, serviceCidr: "172.20.0.0/16" }, true);
    expect(cluster.upgrade_policy).toEqual({ support_type: "STANDARD" });
    expect(cluster.zonal_shift_config).toEqual({ enabled: false });
    expect(cluster.kubernetes_network_config).toEqual({ service_ipv4_cidr: "172.20.0.0/16" });
    expect(clusterOf()).not.toHaveProperty("kubernetes_network_config");
  });

  test("with deletion protection plans with a provider that knows it", () => {
    const guarded = synthCluster({ deletionProtection: true });
    expect(resourceOf(guarded, "aws_eks_cluster").deletion_protection).toBe(true);
    expect(JSON.parse(guarded.json).terraform.required_providers.aws.version).toBe(">= 6.9.0, < 7.0.0");
    expect(JSON.parse(synthesized.json).terraform.required_providers.aws.version).toBe(">= 5.100.0, < 7.0.0");
  });

  test("lies in the tier that is named", () => {
    const isolated = synthStack((stack) => void testCluster(stack, { tier: "data" }));
    expect(resourceOf(isolated, "aws_eks_cluster").vpc_config).toEqual(
      expect.objectContaining({ subnet_ids: ["subnet-data-a", "subnet-data-b"] }),
    );
  });

  test("says how kubectl is connected to it, as oneself or as a role", () => {
    synthCluster(
      { name: "batch" },
      {
        after: (cluster) => {
          const command = "aws eks update-kubeconfig --region ap-northeast-2 --name groundplan-sandbox-batch";
          expect(cluster.connectCommand).toBe(command);
          expect(cluster.connectCommandAs("role/platform")).toBe(`${command} --role-arn ${ADMIN}`);
        },
      },
    );
  });

  test("beside another one of the same stack shares no name with it", () => {
    const two = synthStack((stack) => {
      const network = testNetwork(stack);
      const props = { network, version: "1.35", admins: [ADMIN] };
      for (const name of ["one", "two"]) {
        const cluster = new EksCluster(stack, name, { ...props, name });
        cluster.addFargateProfile("all", { namespace: "*" });
      }
    });
    const names = ["aws_eks_cluster", "aws_kms_alias", "aws_cloudwatch_log_group"].flatMap((type) =>
      resourcesOf(two, type).map(({ name }) => name),
    );
    expect(names).toEqual([...new Set(names)]);
  });
});

describe("who gets in", () => {
  const access: EksClusterProps["access"] = {
    pipeline: { principal: "arn:aws:iam::222222222222:role/ci/deploy", policy: "admin", namespaces: ["shop"] },
    viewers: { principal: "user/jo", policy: "view", groups: ["viewers", "auditors", "viewers"] },
    operators: { principal: "role/operators", groups: ["operators"] },
  };

  test("has one entry each, with the policies of AWS and the groups that were named", () => {
    const synthesized = synthCluster({ access });
    const entries = resourcesOf(synthesized, "aws_eks_access_entry");
    expect(
      entries.map(({ principal_arn, kubernetes_groups, type }) => [principal_arn, kubernetes_groups, type]),
    ).toEqual([
      ["arn:aws:iam::111111111111:role/operators", ["operators"], "STANDARD"],
      [ADMIN, [], "STANDARD"],
      ["arn:aws:iam::111111111111:user/jo", ["auditors", "viewers"], "STANDARD"],
      ["arn:aws:iam::222222222222:role/ci/deploy", [], "STANDARD"],
    ]);
    const policies = resourcesOf(synthesized, "aws_eks_access_policy_association");
    expect(policies.map(({ policy_arn, access_scope }) => [policy_arn, access_scope])).toEqual([
      ["arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy", { type: "cluster" }],
      ["arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", { type: "cluster" }],
      ["arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy", { type: "namespace", namespaces: ["shop"] }],
    ]);
  });

  test("is the same whatever the order and the names in which they are given", () => {
    const admins = ["role/platform", "user/root-of-trust"];
    const [pipeline, viewers] = [access.pipeline, access.viewers];
    if (!pipeline || !viewers) throw new Error("the grants of the test");
    const one = synthCluster({ admins, access: { pipeline, viewers } });
    const other = synthCluster({ admins: [...admins].reverse(), access: { people: viewers, build: pipeline } });
    expect(other.json).toBe(one.json);
  });

  test("is told apart by account and path, not by names alone", () => {
    const admins = ["role/ci/deploy", "role/ci-deploy", "user/ci-deploy", "arn:aws:iam::222222222222:role/ci-deploy"];
    const ids = Object.keys(synthCluster({ admins }).resources.aws_eks_access_entry ?? {});
    expect(new Set(ids).size).toBe(4);
  });

  test("keeps the entry when a grant becomes that of an admin", () => {
    const granted = synthCluster({ access: { jo: { principal: "user/jo", policy: "view" } } });
    const promoted = synthCluster({ admins: ["role/platform", "user/jo"] });
    expect(promoted.resources.aws_eks_access_entry).toEqual(granted.resources.aws_eks_access_entry);
  });

  test("may be a role of the same stack, known after apply", () => {
    const synthesized = synthStack((stack) => {
      const trustedBy = [{ by: "role", roleArn: ADMIN }] as const;
      const role = new Role(stack, "platform", { description: "Administers the cluster", trustedBy });
      testCluster(stack, { admins: [role.roleArn] });
    });
    const [[id, entry] = []] = Object.entries(synthesized.resources.aws_eks_access_entry ?? {});
    expect(id).toMatch(/^cluster_access_aws_iam_role/);
    expect(entry?.principal_arn).toMatch(/^\$\{aws_iam_role\.platform\S*\.arn\}$/);
  });
});

describe("support of a Kubernetes version", () => {
  function warnings(version: string, today: string | undefined, props: Partial<EksClusterProps> = {}): string[] {
    const app = Testing.app();
    if (today !== undefined) app.node.setContext(TODAY_CONTEXT, today);
    const stack = new EnvironmentStack(app, "eks", testEnvironment());
    testCluster(stack, { version, ...props });
    return warningsOf(stack).filter((warning) => warning.startsWith("Standard support"));
  }

  test("is silent while it is standard, and judged without a clock", () => {
    expect(warnings("1.35", undefined)).toEqual([]);
    expect(warnings("1.35", VERSIONS_AS_OF)).toEqual([]);
    expect(warnings("1.35", "2027-03-26")).toEqual([]);
  });

  test("costs more from the day on which standard support ends", () => {
    expect(warnings("1.35", "2027-03-27", { support: "extended" })).toEqual([
      "Standard support of Kubernetes 1.35 ended on 2027-03-27. The cluster costs 0.60 instead of 0.10 US dollars an hour, until AWS upgrades it after 2028-03-27: raise version.",
    ]);
  });

  test("ends in an upgrade by AWS when only standard support was wanted", () => {
    expect(warnings("1.35", "2027-03-27")).toEqual([
      'Standard support of Kubernetes 1.35 ended on 2027-03-27. AWS upgrades the control plane by itself, at a time of its own, because support is "standard": raise version first.',
    ]);
  });

  test("follows the dates of a table that is in order and ends each phase after the one before", () => {
    const rows = Object.entries(KUBERNETES_VERSIONS);
    const minors = rows.map(([version]) => Number(version.split(".")[1]));
    expect(minors).toEqual(minors.map((_, index) => (minors[0] ?? 0) + index));
    for (const [version, { released, standardUntil, extendedUntil }] of rows) {
      // Fourteen months and twelve more, to the day.
      const [year = 0, month = 0, day = ""] = released
        .split("-")
        .map((part, index) => (index < 2 ? Number(part) : part)) as [number, number, string];
      const later = (months: number) => {
        const total = year * 12 + month - 1 + months;
        return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, "0")}-${day}`;
      };
      expect([version, standardUntil, extendedUntil]).toEqual([version, later(14), later(26)]);
      expect(supportPhase(version, released)).toBe("standard");
      expect(supportPhase(version, standardUntil)).toBe("extended");
      expect(supportPhase(version, extendedUntil)).toBe("none");
    }
  });
});

describe("a cluster of another stack", () => {
  const network = { version: "1.35" } as const;

  function synthReader(mock: boolean): { producer: EnvironmentStack; reader: SynthesizedStack } {
    const app = Testing.app();
    if (mock) app.node.setContext(MOCK_CONTEXT, ["*"]);
    const producer = new EnvironmentStack(app, "eks", testEnvironment());
    publishEks(testCluster(producer));
    const stack = new EnvironmentStack(app, "orders", testEnvironment());
    const cluster = eksFromContract(stack, "eks", testNetwork(stack), network);
    const bucket = new Bucket(stack, "orders", { bucketName: "groundplan-sandbox-orders" });
    const role = cluster.serviceAccountRole("reader", { namespace: "orders", serviceAccount: "reader" });
    bucket.grantRead(role);
    const client = SecurityGroup.fromExisting(stack, "client", { securityGroupId: "sg-0123456789abcdef0" });
    cluster.connections.allowFrom(client, Port.tcp(443), "kubectl");
    const json = Testing.synth(stack);
    const { resource = {}, data = {}, output = {} } = JSON.parse(json);
    return { producer, reader: { stack, json, resources: resource, data, outputs: output, problems: [] } };
  }

  test("is enough to give service accounts roles, and to be granted to", () => {
    const { reader, producer } = synthReader(false);
    const trust = String(resourceOf(reader, "aws_iam_role").assume_role_policy);
    expect(trust).toContain("${data.terraform_remote_state.eks.outputs.oidc_provider_arn}");
    expect(trust).toContain("${data.terraform_remote_state.eks.outputs.oidc_issuer}:sub");
    expect(resourceOf(reader, "aws_iam_role_policy").policy).toContain("s3:GetObject");
    expect(reader.stack.dependsOn(producer)).toBe(true);
    expect(reader.json).not.toContain("aws_eks_cluster");
  });

  test("is enough before it exists, by mock values", () => {
    const trust = JSON.parse(String(resourceOf(synthReader(true).reader, "aws_iam_role").assume_role_policy));
    expect(trust.Statement[0]).toEqual(
      expect.objectContaining({
        Principal: {
          Federated:
            "arn:aws:iam::000000000000:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/00000000000000000000000000000000",
        },
        Condition: {
          StringEquals: {
            "oidc.eks.us-east-1.amazonaws.com/id/00000000000000000000000000000000:aud": "sts.amazonaws.com",
            "oidc.eks.us-east-1.amazonaws.com/id/00000000000000000000000000000000:sub":
              "system:serviceaccount:orders:reader",
          },
        },
      }),
    );
  });

  test("is published by these names", () => {
    const published = synthCluster({}, { after: (cluster) => publishEks(cluster) });
    expect(Object.fromEntries(Object.entries(published.outputs).map(([name, { value }]) => [name, value]))).toEqual({
      certificate_authority: "${aws_eks_cluster.cluster.certificate_authority[0].data}",
      cluster_arn: "${aws_eks_cluster.cluster.arn}",
      cluster_name: "${aws_eks_cluster.cluster.name}",
      cluster_security_group_id: "${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}",
      connect_command: "aws eks update-kubeconfig --region ap-northeast-2 --name groundplan-sandbox",
      endpoint: "${aws_eks_cluster.cluster.endpoint}",
      node_role_arns: { app: expect.stringMatching(/^\$\{aws_iam_role\.cluster_nodes-app\S+\.arn\}$/) },
      oidc_issuer: '${trimprefix(aws_eks_cluster.cluster.identity[0].oidc[0].issuer, "https://")}',
      oidc_provider_arn: expect.stringMatching(/^\$\{aws_iam_openid_connect_provider\.\S+\.arn\}$/),
      service_account_security_group_ids: {},
      karpenter_objects: {},
      service_account_objects: {},
      service_account_role_arns: {},
    });
    expect(eksContract()).toBeInstanceOf(Contract);
    expect(Object.keys(eksContract().outputs)).toHaveLength(Object.keys(published.outputs).length);
  });

  test("that existed before is described by its attributes, and nothing is looked up", () => {
    const synthesized = synthStack((stack) => {
      const cluster = EksCluster.fromExisting(stack, "eks", {
        clusterName: "legacy",
        clusterArn: "arn:aws:eks:ap-northeast-2:111111111111:cluster/legacy",
        version: "1.34",
        endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com",
        certificateAuthority: "bGVnYWN5",
        oidcIssuer: "https://oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
        oidcProviderArn:
          "arn:aws:iam::111111111111:oidc-provider/oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
        clusterSecurityGroupId: "sg-0123456789abcdef0",
        network: testNetwork(stack),
      });
      expect(cluster.oidcIssuer).toBe("oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF");
      expect([cluster.identity, cluster.podIdentityAgent]).toEqual(["irsa", false]);
    });
    expect(synthesized.resources).toEqual({});
    expect(synthesized.data).toEqual({});
  });
});

test("further security groups are the control plane's, each once and in one order", () => {
  const ids = ["sg-0bbbbbbbbbbbbbbbb", "sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb"];
  const grouped = resourceOf(synthCluster({ securityGroupIds: ids }), "aws_eks_cluster");
  expect(grouped.vpc_config).toMatchObject({ security_group_ids: ["sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb"] });
  expect(resourceOf(synthCluster(), "aws_eks_cluster").vpc_config).not.toHaveProperty("security_group_ids");
});
