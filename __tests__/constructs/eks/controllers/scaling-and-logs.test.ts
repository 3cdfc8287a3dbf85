import { parseAllDocuments } from "yaml";
import { referenceText } from "../../../../constructs/core/texts/reference-text";
import { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import { argocdImageRole } from "../../../../constructs/eks/controllers/argocd-image-role";
import { clusterAutoscalerRole } from "../../../../constructs/eks/controllers/cluster-autoscaler-role";
import { Karpenter } from "../../../../constructs/eks/controllers/karpenter/karpenter";
import type {
  KarpenterNodePoolProps,
  KarpenterProps,
} from "../../../../constructs/eks/controllers/karpenter/karpenter.types";
import { cloudWatchAgentRole } from "../../../../constructs/eks/controllers/logs/cloudwatch-agent-role";
import { ContainerLogs } from "../../../../constructs/eks/controllers/logs/container-logs";
import { fluentBitRole } from "../../../../constructs/eks/controllers/logs/fluent-bit-role";
import type { PodNetworking } from "../../../../constructs/eks/nodes/instances/max-pods";
import { wildcardsOf } from "../../../../constructs/iam/policies/wildcards";
import type { ExistingNetworkProps } from "../../../../constructs/network/existing-network";
import { Repository } from "../../../../constructs/registry/repository";
import { compactSnapshot } from "../../../support/compact-snapshot";
import { misfitsOf, statementsOf } from "../../../support/iam-policies";
import { resourceOf, resourcesOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { synthControllers } from "./scaling-support";

/** A network with all endpoints that Karpenter needs where there is no NAT. */
const CUT_OFF = { endpointServices: ["ec2", "ecr.api", "ecr.dkr", "eks", "s3", "sqs", "ssm", "sts"] };

/** A Karpenter in the cluster, and what is made of it. */
function synthKarpenter(props: Omit<KarpenterProps, "cluster"> = {}, network: Partial<ExistingNetworkProps> = {}) {
  const made: Karpenter[] = [];
  const synthesized = synthControllers(
    (stack, cluster) => made.push(new Karpenter(stack, "karpenter", { ...props, cluster })),
    { network },
  );
  const [karpenter] = made;
  if (!karpenter) throw new Error("no Karpenter was made");
  return { ...synthesized, karpenter };
}

const snapshotOf = ({ json }: SynthesizedStack) => compactSnapshot(JSON.parse(json));
const misfits = async (synthesized: SynthesizedStack) =>
  (await Promise.all(statementsOf(JSON.parse(synthesized.json)).map(misfitsOf))).flat();

/** The statements of the only policy of a role. */
function grantsOf(synthesized: SynthesizedStack): Record<string, unknown>[] {
  return JSON.parse(String(resourceOf(synthesized, "aws_iam_role_policy").policy)).Statement;
}

const POOL: KarpenterNodePoolProps = { name: "general", cpuLimit: 64, imageRelease: "v20261105" };

describe("Karpenter", () => {
  const synthesized = synthKarpenter();

  it("has a role, nodes that may join, and a queue that only its rules fill", async () => {
    expect(snapshotOf(synthesized)).toMatchSnapshot();
    expect(await misfits(synthesized)).toEqual([]);
    expect(synthesized.problems).toEqual([]);
  });

  it("takes over what exists by exact names", () => {
    const { resources, karpenter, problems } = synthKarpenter({
      roleName: "KarpenterController",
      nodeRoleName: "KarpenterNodeRole-shop",
      instanceProfileName: "KarpenterNodeInstanceProfile-shop",
      queueName: "Karpenter-shop",
    });
    const namesOf = (type: string) => Object.values(resources[type] ?? {}).map(({ name }) => name);
    expect(namesOf("aws_iam_role").sort()).toEqual(["KarpenterController", "KarpenterNodeRole-shop"]);
    expect(namesOf("aws_iam_instance_profile")).toEqual(["KarpenterNodeInstanceProfile-shop"]);
    expect(namesOf("aws_sqs_queue")).toEqual(["Karpenter-shop"]);
    expect(karpenter.role.serviceAccount).toBe("karpenter");
    expect(problems).toEqual([]);
  });

  it("starts and ends only what has the tags of its cluster and of a node pool", () => {
    const owned = "kubernetes.io/cluster/shop";
    const conditions = Object.fromEntries(grantsOf(synthesized).map(({ Sid, Condition }) => [Sid, Condition]));
    for (const sid of ["Launch", "TagAtLaunch"]) {
      expect(conditions[sid]).toMatchObject({
        StringEquals: { [`aws:RequestTag/${owned}`]: "owned", "aws:RequestTag/eks:eks-cluster-name": "shop" },
        StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" },
      });
    }
    for (const sid of ["LaunchByTemplate", "TagNodes", "EndNodes"]) {
      expect(conditions[sid]).toMatchObject({
        StringEquals: { [`aws:ResourceTag/${owned}`]: "owned" },
        StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
      });
    }
  });

  it("changes nothing in IAM unless it makes instance profiles itself, and then only its own", async () => {
    const changing = (from: SynthesizedStack) =>
      grantsOf(from)
        .flatMap(({ Action }) => Action as string | string[])
        .filter((action) => /^iam:(?!Get|List|PassRole)/.test(action));
    expect(changing(synthesized)).toEqual([]);
    const making = synthKarpenter({ instanceProfiles: "karpenter" });
    expect(changing(making).sort()).toEqual([
      "iam:AddRoleToInstanceProfile",
      "iam:CreateInstanceProfile",
      "iam:DeleteInstanceProfile",
      "iam:RemoveRoleFromInstanceProfile",
      "iam:TagInstanceProfile",
    ]);
    expect(await misfits(making)).toEqual([]);
    expect(making.resources.aws_iam_instance_profile).toBeUndefined();
    expect(parseAllDocuments(making.karpenter.nodePool(POOL))[0]?.toJS().spec).toHaveProperty("role");
    const profiles = grantsOf(making).filter(
      ({ Sid }) => /InstanceProfiles$/.test(String(Sid)) && !/^(List|Read)/.test(String(Sid)),
    );
    expect(profiles).toHaveLength(3);
    for (const { Condition } of profiles) expect(JSON.stringify(Condition)).toContain("kubernetes.io/cluster/shop");
  });

  it("gives reasons for what it may do everywhere", () => {
    expect(wildcardsOf(synthesized.stack).map(({ sid, reason }) => [sid, reason.length > 20])).toEqual([
      ["ReadRegion", true],
      ["ReadPrices", true],
      ["ListInstanceProfiles", true],
    ]);
  });

  it("asks for zonal shifts of its cluster only where it is told to", async () => {
    expect(JSON.stringify(grantsOf(synthesized))).not.toContain("arc-zonal-shift");
    const shifting = synthKarpenter({ zonalShift: true });
    expect(grantsOf(shifting)).toContainEqual({
      Sid: "ReadZonalShift",
      Effect: "Allow",
      Action: "arc-zonal-shift:GetManagedResource",
      Resource: "*",
      Condition: {
        StringEquals: { "arc-zonal-shift:ResourceIdentifier": "arn:aws:eks:ap-northeast-2:111111111111:cluster/shop" },
      },
    });
    expect(await misfits(shifting)).toEqual([]);
    expect(shifting.karpenter.helmValues.settings).toMatchObject({ clusterName: "shop", enableZonalShift: true });
  });

  it("is installed with the service account of its role, which is in kube-system unless said otherwise", () => {
    const { name, annotations } = synthesized.karpenter.helmValues.serviceAccount;
    expect(name).toBe("karpenter");
    expect(referenceText(annotations["eks.amazonaws.com/role-arn"] ?? "", synthesized.stack)).toMatch(
      /^aws_iam_role\.karpenter_controller_.*\.arn$/,
    );
    expect(synthesized.karpenter.role.namespace).toBe("kube-system");
    const elsewhere = synthKarpenter({ namespace: "karpenter", serviceAccount: "controller" });
    expect(resourceOf(elsewhere, "aws_iam_role_policy")).toBeDefined();
    expect(JSON.stringify(elsewhere.resources.aws_iam_role)).toContain("system:serviceaccount:karpenter:controller");
  });

  it("lets nodes have the policies of nodes, and those of Session Manager when asked", () => {
    const policiesOf = (from: SynthesizedStack) =>
      resourcesOf(from, "aws_iam_role_policy_attachment").map(({ policy_arn }) => String(policy_arn).split("/").at(-1));
    expect(policiesOf(synthesized).sort()).toEqual(["AmazonEC2ContainerRegistryReadOnly", "AmazonEKSWorkerNodePolicy"]);
    expect(policiesOf(synthKarpenter({ sessionManager: true }))).toContain("AmazonSSMManagedInstanceCore");
  });
});

describe("a node pool of Karpenter", () => {
  it("names subnets and security group by id, and keeps metadata from pods", () => {
    const { karpenter } = synthKarpenter();
    const [nodeClass, pool] = parseAllDocuments(karpenter.nodePool(POOL)).map((document) => document.toJS());
    expect({ ...nodeClass.spec, instanceProfile: "the profile" }).toEqual({
      instanceProfile: "the profile",
      amiSelectorTerms: [{ alias: "al2023@v20261105" }],
      subnetSelectorTerms: [{ id: "subnet-app-a" }, { id: "subnet-app-b" }],
      securityGroupSelectorTerms: [{ id: "sg-0123456789abcdef0" }],
      associatePublicIPAddress: false,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { volumeSize: "50Gi", volumeType: "gp3", encrypted: true, deleteOnTermination: true },
        },
      ],
      tags: expect.objectContaining({ Project: "groundplan", Environment: "sandbox", Stack: "controllers" }),
    });
    expect(pool.spec).toEqual({
      template: {
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "general" },
          requirements: [
            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
            { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
            { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
            { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
            { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["4"] },
          ],
          expireAfter: "720h",
        },
      },
      limits: { cpu: "64" },
      disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "1m" },
    });
  });

  it("takes what it is told", () => {
    const { karpenter } = synthKarpenter({ tier: "data" }, CUT_OFF);
    expect(karpenter.helmValues.settings).toMatchObject({ isolatedVPC: true });
    const manifest = karpenter.nodePool({
      ...POOL,
      image: "bottlerocket",
      imageRelease: "v1.53.0",
      capacity: ["spot", "on-demand"],
      architectures: ["arm64", "x86_64"],
      categories: ["t"],
      diskGiB: 100,
      expireAfterHours: 24,
      labels: { role: "batch" },
      taints: [{ key: "batch", value: "true", effect: "NoSchedule" }],
    });
    const [nodeClass, pool] = parseAllDocuments(manifest).map((document) => document.toJS());
    expect(nodeClass.spec.subnetSelectorTerms).toEqual([{ id: "subnet-data-a" }, { id: "subnet-data-b" }]);
    expect(nodeClass.spec.amiSelectorTerms).toEqual([{ alias: "bottlerocket@v1.53.0" }]);
    expect(nodeClass.spec.blockDeviceMappings).toMatchObject([
      { deviceName: "/dev/xvda", ebs: { volumeSize: "4Gi" } },
      { deviceName: "/dev/xvdb", ebs: { volumeSize: "100Gi" } },
    ]);
    expect(pool.spec.template.metadata).toEqual({ labels: { role: "batch" } });
    expect(pool.spec.template.spec).toMatchObject({
      requirements: [
        {},
        { values: ["amd64", "arm64"] },
        { values: ["on-demand", "spot"] },
        { values: ["t"] },
        { key: "karpenter.k8s.aws/instance-generation" },
      ],
      taints: [{ key: "batch", value: "true", effect: "NoSchedule" }],
      expireAfter: "24h",
    });
  });

  describe("where pods have subnets of their own", () => {
    const pod = (props: Partial<KarpenterNodePoolProps>, networking: PodNetworking) => {
      const { karpenter } = synthKarpenter({ podNetworking: networking });
      const [nodeClass, pool] = parseAllDocuments(karpenter.nodePool({ ...POOL, ...props })).map((one) => one.toJS());
      const sizes = pool.spec.template.spec.requirements.find(({ key }: { key: string }) => /instance-size/.test(key));
      return [karpenter.helmValues.settings.reservedENIs, nodeClass.spec.kubelet, sizes?.values];
    };

    // Karpenter, "Settings": RESERVED_ENIS, 1.14: for the custom networking of the VPC CNI.
    it("counts one interface less, and gives nodes no more pods than they have addresses", () => {
      const small = ["medium", "micro", "nano", "small"];
      expect(pod({}, { prefixDelegation: true, customNetworking: true })).toEqual(["1", { maxPods: 110 }, small]);
      expect(pod({}, { prefixDelegation: true, customNetworking: false })).toEqual([
        undefined,
        { maxPods: 110 },
        small,
      ]);
      expect(pod({}, { prefixDelegation: false, customNetworking: true })).toEqual(["1", undefined, undefined]);
      expect(pod({ maxPods: 30 }, { prefixDelegation: false, customNetworking: true })).toEqual([
        "1",
        { maxPods: 30 },
        ["large", ...small],
      ]);
      expect(pod({ maxPods: 50 }, { prefixDelegation: true, customNetworking: true })).toEqual([
        "1",
        { maxPods: 50 },
        ["micro", "nano"],
      ]);
    });

    it("takes both from a cluster that is made beside it", () => {
      const made: Karpenter[] = [];
      synthStack((stack) => {
        const cluster = new EksCluster(stack, "cluster", {
          network: testNetwork(stack),
          version: "1.35",
          admins: ["role/a"],
          addons: { "vpc-cni": { podTier: "data" } },
        });
        made.push(new Karpenter(stack, "karpenter", { cluster }));
      });
      expect(made[0]?.helmValues.settings).toMatchObject({ reservedENIs: "1" });
      expect(made[0]?.nodePool(POOL)).toContain("maxPods: 110");
    });
  });

  // Karpenter, "Troubleshooting": missing service linked role, 1.14.
  it("lets the first Spot request of an account make the role of Spot, unless it is said to exist", async () => {
    const spot = { ...POOL, capacity: ["spot"] } as const;
    const withPool = (pool: KarpenterNodePoolProps, props: Omit<KarpenterProps, "cluster"> = {}) =>
      synthControllers((stack, cluster) => {
        const karpenter = new Karpenter(stack, "karpenter", { ...props, cluster });
        karpenter.nodePool(pool);
        karpenter.nodePool({ ...pool, name: "other" });
      });
    const making = withPool(spot);
    expect(grantsOf(making)).toContainEqual({
      Sid: "MakeSpotServiceRole",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: "arn:aws:iam::111111111111:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
      Condition: { StringEquals: { "iam:AWSServiceName": "spot.amazonaws.com" } },
    });
    expect(await misfits(making)).toEqual([]);
    expect(making.problems).toEqual([]);
    for (const none of [withPool(POOL), withPool(spot, { spotServiceRole: "exists" })]) {
      expect(JSON.stringify(grantsOf(none))).not.toContain("CreateServiceLinkedRole");
      expect(none.resources.aws_iam_service_linked_role).toBeUndefined();
    }
  });

  it("lies in the tier of a cluster that is made beside it", () => {
    const pools: string[] = [];
    synthStack((stack) => {
      const network = testNetwork(stack, CUT_OFF);
      const cluster = new EksCluster(stack, "cluster", { network, version: "1.35", admins: ["role/a"], tier: "data" });
      pools.push(new Karpenter(stack, "karpenter", { cluster }).nodePool(POOL));
    });
    expect(pools[0]).toContain("subnet-data-a");
  });
});

describe("the role of the cluster autoscaler", () => {
  it("sizes the groups of its cluster only", async () => {
    const synthesized = synthControllers((stack, cluster) => clusterAutoscalerRole(stack, "autoscaler", { cluster }));
    expect(snapshotOf(synthesized)).toMatchSnapshot();
    expect(await misfits(synthesized)).toEqual([]);
    expect(synthesized.problems).toEqual([]);
  });
});

describe("logs of containers on nodes", () => {
  const logsOf = (props: object = {}, protect = false) => {
    const made: ContainerLogs[] = [];
    const synthesized = synthControllers(
      (stack, cluster) => made.push(new ContainerLogs(stack, "logs", { cluster, ...props })),
      { protect },
    );
    return { synthesized, values: made[0]?.helmValues };
  };

  it.each([
    ["a log group", {}],
    ["a stream", { destination: { to: "kinesis", retentionHours: 48 } }],
  ])("go to %s, and Fluent Bit may write nowhere else", async (_, props) => {
    const { synthesized } = logsOf(props);
    expect(snapshotOf(synthesized)).toMatchSnapshot();
    expect(await misfits(synthesized)).toEqual([]);
    expect(synthesized.problems).toEqual([]);
  });

  it("give Fluent Bit's chart one output", () => {
    expect(logsOf().values).toMatchObject({
      serviceAccount: { name: "aws-for-fluent-bit" },
      cloudWatchLogs: { enabled: true, region: "ap-northeast-2", autoCreateGroup: false },
      kinesis: { enabled: false },
    });
    expect(logsOf({ destination: { to: "kinesis" } }).values).toMatchObject({
      cloudWatchLogs: { enabled: false },
      kinesis: { enabled: true, region: "ap-northeast-2" },
    });
  });

  it("survive the environment's destruction where it is protected", () => {
    const kept = { lifecycle: { prevent_destroy: true } };
    expect(resourceOf(logsOf({}, true).synthesized, "aws_cloudwatch_log_group")).toMatchObject(kept);
    const stream = logsOf({ destination: { to: "kinesis" } }, true).synthesized;
    expect(resourceOf(stream, "aws_kinesis_stream")).toMatchObject(kept);
  });

  it("may go to log groups and streams that exist, by their names and ARNs", async () => {
    const synthesized = synthControllers((stack, cluster) =>
      fluentBitRole(stack, "fluent-bit", {
        cluster,
        namespace: "logging",
        serviceAccount: "fluent-bit",
        logGroups: ["/shop/containers"],
        streamArns: ["arn:aws:kinesis:ap-northeast-2:111111111111:stream/logs"],
        streamKeyArns: ["arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
      }),
    );
    expect(grantsOf(synthesized).map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["EncryptRecords", "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
      ["WriteLogs", "arn:aws:logs:ap-northeast-2:111111111111:log-group:/shop/containers:*"],
      ["WriteStreams", "arn:aws:kinesis:ap-northeast-2:111111111111:stream/logs"],
    ]);
    expect(await misfits(synthesized)).toEqual([]);
  });
});

describe("the role of the CloudWatch agent", () => {
  it("writes to the log groups of its cluster, and traces only when asked", async () => {
    const synthesized = synthControllers((stack, cluster) => cloudWatchAgentRole(stack, "agent", { cluster }));
    expect(snapshotOf(synthesized)).toMatchSnapshot();
    expect(await misfits(synthesized)).toEqual([]);
    const traced = synthControllers((stack, cluster) => cloudWatchAgentRole(stack, "agent", { cluster, traces: true }));
    expect(await misfits(traced)).toEqual([]);
    expect(grantsOf(traced).map(({ Sid }) => Sid)).toEqual(
      expect.arrayContaining([...grantsOf(synthesized).map(({ Sid }) => Sid), "WriteTraces", "WriteSignals"]),
    );
  });
});

describe("the role of Argo CD", () => {
  it("reads the repositories that are named, and pushes to none", async () => {
    const synthesized = synthControllers((stack, cluster) => {
      const repositories = ["api", "worker"].map((id) => new Repository(stack, id, {}));
      argocdImageRole(stack, "argocd", { cluster, repositories });
    });
    const statements = grantsOf(synthesized);
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      "EcrLogin",
      "ListImagesApi",
      "ListImagesWorker",
      "PullApi",
      "PullWorker",
    ]);
    expect(JSON.stringify(statements)).not.toMatch(/Put|Upload/);
    expect(await misfits(synthesized)).toEqual([]);
  });
});
