import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Emulator } from "../../emulator/server";
import { findTools } from "../../emulator/tools";
import { EksApi, valueIn } from "./support/eks-api";

/** What the emulator adds to moto for EKS, by direct calls: no Terraform takes part. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-eks-emulator-"));
let emulator: Emulator;
let api: EksApi;

/** Name of the test's cluster. Each test has its own, which is faster than to empty the emulator. */
let shop: string;
let number = 0;

beforeAll(async () => {
  emulator = await Emulator.start({ moto: findTools().moto, folder });
  api = new EksApi(emulator);
});

beforeEach(() => {
  number += 1;
  shop = `shop-${number}`;
});

afterAll(async () => {
  await emulator.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const cluster = async (name: string) => (await api.get(`/clusters/${name}`)).body.cluster;
const entry = (role: string) => `/clusters/${shop}/access-entries/${encodeURIComponent(api.role(role))}`;

describe("a cluster", () => {
  test("is returned as it was created, with what AWS fills in", async () => {
    const network = await api.cluster(shop, {
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
      deletionProtection: true,
      logging: { clusterLogging: [{ types: ["audit", "api"], enabled: true }] },
    });
    expect(await cluster(shop)).toMatchObject({
      version: "1.34",
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
      deletionProtection: true,
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
      logging: {
        clusterLogging: [
          { types: ["api", "audit"], enabled: true },
          { types: ["authenticator", "controllerManager", "scheduler"], enabled: false },
        ],
      },
      resourcesVpcConfig: {
        vpcId: network.vpcId,
        subnetIds: network.subnetIds,
        endpointPublicAccess: true,
        endpointPrivateAccess: false,
        publicAccessCidrs: ["0.0.0.0/0"],
      },
    });
  });

  test("has a security group in its VPC that carries the cluster's tags, and goes with it", async () => {
    await api.cluster(shop);
    const { clusterSecurityGroupId: id } = (await cluster(shop)).resourcesVpcConfig;
    const group = await api.ec2("DescribeSecurityGroups", { "GroupId.1": id });
    expect(valueIn(group, "groupName")).toMatch(new RegExp(`^eks-cluster-sg-${shop}-\\d+$`));
    expect(group).toContain(`<key>kubernetes.io/cluster/${shop}</key>`);
    expect(group).toContain(`<value>${shop}</value>`);
    const left = async () => (await emulator.resources()).filter((resource) => resource.endsWith(id));
    expect(await left()).toHaveLength(1);
    await api.delete(`/clusters/${shop}`);
    expect(await left()).toEqual([]);
  });

  test("has an issuer of its own, the same one each time", async () => {
    await api.cluster(shop);
    await api.cluster(`${shop}-other`);
    const { issuer } = (await cluster(shop)).identity.oidc;
    expect((await cluster(`${shop}-other`)).identity.oidc.issuer).not.toBe(issuer);
    await api.delete(`/clusters/${shop}`);
    await api.cluster(shop);
    expect((await cluster(shop)).identity.oidc.issuer).toBe(issuer);
  });

  test("keeps on a change what the change does not mention, and the update can be described", async () => {
    await api.cluster(shop);
    const change = { resourcesVpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false } };
    const { update } = (await api.post(`/clusters/${shop}/update-config`, change)).body;
    expect((await api.get(`/clusters/${shop}/updates/${update.id}`)).body.update).toMatchObject({
      status: "Successful",
      type: "VpcConfigUpdate",
    });
    const { resourcesVpcConfig } = await cluster(shop);
    expect(resourcesVpcConfig).toMatchObject({ endpointPrivateAccess: true, endpointPublicAccess: false });
    expect(resourcesVpcConfig.subnetIds).toHaveLength(2);
    expect(resourcesVpcConfig.clusterSecurityGroupId).toMatch(/^sg-/);
  });

  test("is upgraded by one minor version at a time, and never back", async () => {
    await api.cluster(shop, { version: "1.33" });
    expect((await api.post(`/clusters/${shop}/updates`, { version: "1.35" })).status).toBe(400);
    expect((await api.post(`/clusters/${shop}/updates`, { version: "1.34" })).status).toBe(200);
    expect((await api.post(`/clusters/${shop}/updates`, { version: "1.33" })).status).toBe(400);
    expect((await cluster(shop)).version).toBe("1.34");
  });

  test("moves its authentication towards access entries only", async () => {
    await api.cluster(shop, { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } });
    const change = (authenticationMode: string) =>
      api.post(`/clusters/${shop}/update-config`, { accessConfig: { authenticationMode } });
    expect((await change("CONFIG_MAP")).status).toBe(400);
    expect((await change("API")).status).toBe(200);
    expect((await cluster(shop)).accessConfig.authenticationMode).toBe("API");
  });

  test("is not deleted while it is protected, or has a Fargate profile", async () => {
    await api.cluster(shop, { deletionProtection: true });
    expect((await api.delete(`/clusters/${shop}`)).status).toBe(400);
    await api.post(`/clusters/${shop}/update-config`, { deletionProtection: false });
    const selectors = [{ namespace: "batch" }];
    const profile = { fargateProfileName: "batch", podExecutionRoleArn: api.role("fargate"), selectors };
    await api.post(`/clusters/${shop}/fargate-profiles`, profile);
    expect((await api.delete(`/clusters/${shop}`)).status).toBe(409);
    await api.delete(`/clusters/${shop}/fargate-profiles/batch`);
    expect((await api.delete(`/clusters/${shop}`)).status).toBe(200);
  });

  test("that logs makes its log group where there is none, and leaves it behind", async () => {
    await api.cluster(shop, { logging: { clusterLogging: [{ types: ["api"], enabled: true }] } });
    await api.delete(`/clusters/${shop}`);
    expect(await emulator.resources()).toContain(`222222222222/ap-northeast-2/logs/groups//aws/eks/${shop}/cluster`);
  });

  const autoMode = (enabled: boolean, compute: object = {}) => ({
    computeConfig: { enabled, ...compute },
    kubernetesNetworkConfig: { elasticLoadBalancing: { enabled } },
    storageConfig: { blockStorage: { enabled } },
  });
  const pools = () => ({ nodePools: ["system"], nodeRoleArn: api.role("auto") });

  test("turns EKS Auto Mode on and off as a whole, and lets its nodes in", async () => {
    await api.cluster(shop);
    const change = (settings: object) => api.post(`/clusters/${shop}/update-config`, settings);
    expect((await change({ computeConfig: { enabled: true } })).body.message).toMatch(/^For EKS Auto Mode, please/);
    expect((await change(autoMode(true, pools()))).status).toBe(200);
    expect((await api.get(entry("auto"))).body.accessEntry.type).toBe("EC2");
    expect((await change({ computeConfig: { nodePools: [] } })).status).toBe(200);
    expect((await cluster(shop)).computeConfig).toEqual({ enabled: true, nodePools: [] });
    expect((await change(autoMode(false))).status).toBe(200);
    expect(await cluster(shop)).toMatchObject({
      computeConfig: { enabled: false, nodePools: [] },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: false }, serviceIpv4Cidr: "172.20.0.0/16" },
      storageConfig: { blockStorage: { enabled: false } },
    });
  });

  test.each([
    ["a part", () => ({ ...autoMode(true), storageConfig: undefined }), /^For EKS Auto Mode, please ensure/],
    ["a role without pools", () => autoMode(true, { nodeRoleArn: api.role("auto") }), /nodePool value\(s\) must be/],
    ["pools without a role", () => autoMode(true, { nodePools: ["system"] }), /nodePool list cannot be populated/],
    ["a pool of no name", () => autoMode(true, { ...pools(), nodePools: ["gpu"] }), /must be some of general-purpose/],
    ["pools where it is off", () => autoMode(false, pools()), /cannot be populated when EKS Auto Mode is disabled/],
    [
      "nodes that nothing lets in",
      () => ({ ...autoMode(true), accessConfig: { authenticationMode: "CONFIG_MAP" } }),
      /^EKS Auto Mode requires the authentication mode/,
    ],
    [
      "add-ons that EKS does not manage",
      () => ({ ...autoMode(true), bootstrapSelfManagedAddons: true }),
      /bootstrapSelfManagedAddons must be set to false/,
    ],
  ])("is not made with EKS Auto Mode and %s", async (_what, settings, message) => {
    const { subnetIds } = await api.network();
    const { status, body } = await api.post("/clusters", {
      name: shop,
      roleArn: api.role("cluster"),
      resourcesVpcConfig: { subnetIds },
      accessConfig: { authenticationMode: "API" },
      bootstrapSelfManagedAddons: false,
      ...settings(),
    });
    expect(body.message).toMatch(message);
    expect(status).toBe(400);
  });

  test.each([
    ["a version that EKS does not offer", { version: "1.99" }, /^unsupported Kubernetes version 1\.99$/],
    ["no endpoint at all", { endpoints: { endpointPublicAccess: false } }, /^Private and public endpoint access/],
    [
      "a service range inside the VPC",
      { kubernetesNetworkConfig: { serviceIpv4Cidr: "10.0.64.0/20" } },
      /^The service range 10\.0\.64\.0\/20 overlaps with the VPC/,
    ],
  ])("is refused with %s", async (_, { endpoints, ...settings }: Record<string, unknown>, message) => {
    const { subnetIds } = await api.network();
    const resourcesVpcConfig = { subnetIds, ...(endpoints as object) };
    const answer = await api.post("/clusters", {
      name: "x",
      roleArn: api.role("x"),
      resourcesVpcConfig,
      ...settings,
    });
    expect(answer.body.message).toMatch(message);
  });

  test("is refused with subnets in one zone", async () => {
    const { subnetIds } = await api.network();
    const resourcesVpcConfig = { subnetIds: subnetIds.slice(0, 1) };
    const answer = await api.post("/clusters", { name: "x", roleArn: api.role("x"), resourcesVpcConfig });
    expect(answer.body.message).toBe("Subnets specified must be in at least two different AZs");
  });
});

describe("an add-on", () => {
  test("is active with its arguments, and its associations come and go with it", async () => {
    await api.cluster(shop);
    const podIdentityAssociations = [{ serviceAccount: "ebs-csi-controller-sa", roleArn: api.role("ebs") }];
    const configurationValues = '{"controller":{"replicaCount":2}}';
    const driver = { addonName: "aws-ebs-csi-driver", configurationValues, podIdentityAssociations };
    const { addon } = (await api.post(`/clusters/${shop}/addons`, driver)).body;
    expect(addon).toMatchObject({ status: "ACTIVE", configurationValues });
    const list = async () => (await api.get(`/clusters/${shop}/pod-identity-associations`)).body.associations;
    const [association] = await list();
    expect(association).toMatchObject({ namespace: "kube-system", ownerArn: addon.addonArn });
    expect(addon.podIdentityAssociations).toEqual([association.associationArn]);
    const other = { podIdentityAssociations: [{ serviceAccount: "other", roleArn: api.role("ebs") }] };
    await api.post(`/clusters/${shop}/addons/aws-ebs-csi-driver/update`, other);
    expect(await list()).toMatchObject([{ serviceAccount: "other" }]);
    await api.delete(`/clusters/${shop}/addons/aws-ebs-csi-driver`);
    expect(await list()).toEqual([]);
  });

  test.each([
    ["an unknown name", { addonName: "nothing" }, /^Addon nothing specified is not supported$/],
    [
      "a kube-proxy newer than the cluster",
      { addonName: "kube-proxy", addonVersion: "v1.35.0-eksbuild.1" },
      /^Addon version/,
    ],
    ["a version without the v", { addonName: "coredns", addonVersion: "1.13.1" }, /^Addon version/],
    ["configuration values that are no object", { addonName: "coredns", configurationValues: "replicas" }, /^Config/],
  ])("is refused with %s", async (_, addon, message) => {
    await api.cluster(shop);
    expect((await api.post(`/clusters/${shop}/addons`, addon)).body.message).toMatch(message);
  });

  test("has versions for a Kubernetes version, one of them the default", async () => {
    const query = "addonName=kube-proxy&kubernetesVersion=1.35";
    const { addons } = (await api.get(`/addons/supported-versions?${query}`)).body;
    expect(addons).toHaveLength(1);
    const defaults = addons[0].addonVersions.filter((version: { compatibilities: [{ defaultVersion: boolean }] }) =>
      version.compatibilities.some(({ defaultVersion }) => defaultVersion),
    );
    expect(defaults).toHaveLength(1);
    expect(defaults[0].addonVersion).toMatch(/^v1\.35\./);
  });
});

describe("an access entry", () => {
  const create = (principalArn: string, more: object = {}) =>
    api.post(`/clusters/${shop}/access-entries`, { principalArn, ...more });

  test("gets the user name and the groups that AWS gives, by its type", async () => {
    await api.cluster(shop);
    const created = async (...args: Parameters<typeof create>) => (await create(...args)).body.accessEntry;
    expect(await created(api.role("team/admin"))).toMatchObject({
      type: "STANDARD",
      username: "arn:aws:sts::222222222222:assumed-role/admin/{{SessionName}}",
      kubernetesGroups: [],
    });
    expect(await created("arn:aws:iam::222222222222:user/ci")).toMatchObject({
      username: "arn:aws:iam::222222222222:user/ci",
    });
    expect(await created(api.role("node"), { type: "EC2_LINUX" })).toMatchObject({
      username: "system:node:{{EC2PrivateDNSName}}",
      kubernetesGroups: ["system:nodes"],
    });
  });

  test("is refused twice, with a reserved group, and where the cluster reads its aws-auth map only", async () => {
    await api.cluster(shop);
    expect((await create(api.role("admin"))).status).toBe(200);
    expect((await create(api.role("admin"))).status).toBe(409);
    expect((await create(api.role("dev"), { kubernetesGroups: ["system:masters"] })).status).toBe(400);
    await api.cluster(`${shop}-old`, { accessConfig: { authenticationMode: "CONFIG_MAP" } });
    expect((await api.post(`/clusters/${shop}-old/access-entries`, { principalArn: api.role("admin") })).status).toBe(
      400,
    );
  });

  test("has policies for the cluster or for namespaces, which can be changed and taken away", async () => {
    await api.cluster(shop);
    await create(api.role("team/dev"));
    const policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy";
    const policies = `${entry("team/dev")}/access-policies`;
    const associate = (accessScope: object) => api.post(policies, { policyArn, accessScope });
    const scopes = async () =>
      (await api.get(policies)).body.associatedAccessPolicies.map((item: { accessScope: object }) => item.accessScope);
    expect((await associate({ type: "namespace" })).status).toBe(400);
    await associate({ type: "namespace", namespaces: ["orders"] });
    expect(await scopes()).toEqual([{ type: "namespace", namespaces: ["orders"] }]);
    await associate({ type: "cluster" });
    expect(await scopes()).toEqual([{ type: "cluster", namespaces: [] }]);
    await api.delete(`${policies}/${encodeURIComponent(policyArn)}`);
    expect(await scopes()).toEqual([]);
  });

  test("for nodes takes no policy", async () => {
    await api.cluster(shop);
    await create(api.role("node"), { type: "EC2_LINUX" });
    const policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";
    const accessScope = { type: "cluster" };
    expect((await api.post(`${entry("node")}/access-policies`, { policyArn, accessScope })).status).toBe(400);
  });
});

test("a service account has one pod identity association, whose role can be changed", async () => {
  await api.cluster(shop);
  const reader = { namespace: "orders", serviceAccount: "reader", roleArn: api.role("reader") };
  const { association } = (await api.post(`/clusters/${shop}/pod-identity-associations`, reader)).body;
  expect((await api.post(`/clusters/${shop}/pod-identity-associations`, reader)).status).toBe(409);
  const address = `/clusters/${shop}/pod-identity-associations/${association.associationId}`;
  await api.post(address, { roleArn: api.role("writer") });
  expect((await api.get(address)).body.association).toMatchObject({ ...reader, roleArn: api.role("writer") });
  expect((await api.delete(address)).status).toBe(200);
  expect((await api.get(address)).status).toBe(404);
});

describe("a node group", () => {
  const group = async (more: object = {}) => {
    const { subnetIds } = await api.cluster(shop);
    const scalingConfig = { minSize: 1, maxSize: 3, desiredSize: 1 };
    const settings = { nodegroupName: "app", nodeRole: api.role("node"), subnets: subnetIds, scalingConfig, ...more };
    return api.post(`/clusters/${shop}/node-groups`, settings);
  };
  const template = async (data: Record<string, string>) => {
    const parameters = Object.entries(data).map(([name, value]) => [`LaunchTemplateData.${name}`, value]);
    const named = { LaunchTemplateName: shop, ...Object.fromEntries(parameters) };
    return valueIn(await api.ec2("CreateLaunchTemplate", named), "launchTemplateId");
  };

  test("has no remote access unless it was given, the cluster's version, and one node replaced at a time", async () => {
    const { nodegroup } = (await group()).body;
    expect(nodegroup.remoteAccess).toBeUndefined();
    expect(nodegroup.resources.remoteAccessSecurityGroup).toBeUndefined();
    expect(nodegroup).toMatchObject({ version: "1.34", updateConfig: { maxUnavailable: 1 }, status: "ACTIVE" });
  });

  test("keeps update and repair settings, and changes them by updates that can be described", async () => {
    const settings = { updateConfig: { maxUnavailablePercentage: 25 }, nodeRepairConfig: { enabled: true } };
    expect((await group(settings)).body.nodegroup).toMatchObject(settings);
    const change = { scalingConfig: { maxSize: 5 }, labels: { addOrUpdateLabels: { role: "web" } } };
    const { update } = (await api.post(`/clusters/${shop}/node-groups/app/update-config`, change)).body;
    expect((await api.get(`/clusters/${shop}/updates/${update.id}?nodegroupName=app`)).body.update.id).toBe(update.id);
    expect((await api.get(`/clusters/${shop}/node-groups/app`)).body.nodegroup).toMatchObject({
      scalingConfig: { minSize: 1, maxSize: 5, desiredSize: 1 },
      labels: { role: "web" },
    });
  });

  test("names the version of its launch template by number, and what the template decides is left out", async () => {
    const id = await template({ ImageId: "ami-0123456789abcdef0", InstanceType: "m7i.large" });
    const { nodegroup } = (await group({ launchTemplate: { id, version: "$Latest" } })).body;
    expect(nodegroup.launchTemplate).toEqual({ id, name: shop, version: "1" });
    expect(nodegroup).toMatchObject({ amiType: "CUSTOM", releaseVersion: "ami-0123456789abcdef0" });
    expect(nodegroup.instanceTypes).toBeUndefined();
    expect(nodegroup.diskSize).toBeUndefined();
  });

  test("is refused with an image of another architecture than its instances have", async () => {
    expect((await group({ instanceTypes: ["m6g.large"] })).body.message).toBe(
      "[m6g.large] is not a valid instance type for requested amiType AL2023_x86_64_STANDARD",
    );
    await api.delete(`/clusters/${shop}`);
    expect((await group({ instanceTypes: ["m6g.large"], amiType: "BOTTLEROCKET_ARM_64" })).status).toBe(200);
  });

  test("is refused with a launch template that names an instance profile, or with too few nodes", async () => {
    const id = await template({ "IamInstanceProfile.Name": "nodes" });
    expect((await group({ launchTemplate: { id, version: "1" } })).status).toBe(400);
    await api.delete(`/clusters/${shop}`);
    expect((await group({ scalingConfig: { minSize: 2, maxSize: 3, desiredSize: 1 } })).status).toBe(400);
  });

  test("follows the cluster's version by an update, never ahead of it", async () => {
    await group();
    const upgrade = (version: string) => api.post(`/clusters/${shop}/node-groups/app/update-version`, { version });
    expect((await upgrade("1.35")).status).toBe(400);
    await api.post(`/clusters/${shop}/updates`, { version: "1.35" });
    expect((await upgrade("1.35")).status).toBe(200);
    expect((await api.get(`/clusters/${shop}/node-groups/app`)).body.nodegroup.version).toBe("1.35");
  });

  test("brings the access entry of its role, which goes with the last group that has the role", async () => {
    await group();
    expect((await api.get(entry("node"))).body.accessEntry.type).toBe("EC2_LINUX");
    await api.delete(`/clusters/${shop}/node-groups/app`);
    expect((await api.get(entry("node"))).status).toBe(404);
  });
});

describe("a Fargate profile", () => {
  const profile = (subnets: string[], selectors: object[]) =>
    api.post(`/clusters/${shop}/fargate-profiles`, {
      fargateProfileName: "batch",
      podExecutionRoleArn: api.role("fargate"),
      subnets,
      selectors,
    });

  test("is refused on a public subnet", async () => {
    const { vpcId, subnetIds } = await api.cluster(shop);
    const gateway = valueIn(await api.ec2("CreateInternetGateway"), "internetGatewayId");
    await api.ec2("AttachInternetGateway", { InternetGatewayId: gateway, VpcId: vpcId });
    const table = valueIn(await api.ec2("CreateRouteTable", { VpcId: vpcId }), "routeTableId");
    await api.ec2("CreateRoute", { RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gateway });
    await api.ec2("AssociateRouteTable", { RouteTableId: table, SubnetId: subnetIds[0] ?? "" });
    expect((await profile(subnetIds, [{ namespace: "batch" }])).body.message).toBe(
      `Subnet ${subnetIds[0]} provided in Fargate Profile is not a private subnet`,
    );
    expect((await profile(subnetIds.slice(1), [{ namespace: "batch" }])).status).toBe(200);
  });

  test("is refused with more than five selectors", async () => {
    const { subnetIds } = await api.cluster(shop);
    const selectors = ["a", "b", "c", "d", "e", "f"].map((namespace) => ({ namespace }));
    expect((await profile(subnetIds, selectors)).status).toBe(400);
    expect((await profile(subnetIds, selectors.slice(1))).status).toBe(200);
  });
});

test("tags of everything in a cluster can be added, listed and removed, several at once", async () => {
  await api.cluster(shop, { tags: { a: "1" } });
  const { addon } = (await api.post(`/clusters/${shop}/addons`, { addonName: "vpc-cni", tags: { a: "1", b: "2" } }))
    .body;
  const tagsOf = async (arn: string) => (await api.get(`/tags/${encodeURIComponent(arn)}`)).body.tags;
  await api.post(`/tags/${encodeURIComponent(addon.addonArn)}`, { tags: { c: "3" } });
  expect(await tagsOf(addon.addonArn)).toEqual({ a: "1", b: "2", c: "3" });
  await api.delete(`/tags/${encodeURIComponent(addon.addonArn)}?tagKeys=a&tagKeys=b`);
  expect(await tagsOf(addon.addonArn)).toEqual({ c: "3" });
  expect(await tagsOf((await cluster(shop)).arn)).toEqual({ a: "1" });
});

test("what is left of a cluster is listed, and goes with the cluster", async () => {
  await api.cluster(shop);
  await api.post(`/clusters/${shop}/addons`, { addonName: "coredns" });
  await api.post(`/clusters/${shop}/access-entries`, { principalArn: api.role("admin") });
  const left = async () => (await emulator.resources()).filter((name) => name.includes("/eks/") && name.includes(shop));
  expect(await left()).toEqual([
    `222222222222/ap-northeast-2/eks/access_entries/${shop}/arn:aws:iam::222222222222:role/admin`,
    `222222222222/ap-northeast-2/eks/addons/${shop}/coredns`,
    `222222222222/ap-northeast-2/eks/clusters/${shop}`,
  ]);
  await api.delete(`/clusters/${shop}`);
  expect(await left()).toEqual([]);
});

test("the images of nodes have public parameters, one id for each name, for the versions that EKS offers", async () => {
  const amazon = (version: string, architecture: string) =>
    `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${architecture}/standard/recommended/image_id`;
  const bottlerocket = (version: string) => `/aws/service/bottlerocket/aws-k8s-${version}/arm64/latest/image_id`;
  const names = [amazon("1.30", "x86_64"), amazon("1.36", "x86_64"), amazon("1.36", "arm64"), bottlerocket("1.36")];
  const ids = await Promise.all(names.map((name) => api.parameter(name)));
  for (const id of ids) expect(id).toMatch(/^ami-[0-9a-f]{17}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect(await api.parameter(amazon("1.30", "x86_64"))).toBe(ids[0]);
  expect(await api.parameter(amazon("1.99", "x86_64"))).toBeUndefined();
});
