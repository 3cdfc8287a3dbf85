import { Instance } from "../../../../constructs/compute/servers";
import { Role } from "../../../../constructs/iam";
import { bucketLink, databaseLink } from "../../../../constructs/links";
import { TargetGroup } from "../../../../constructs/load-balancing";
import { SecurityGroup } from "../../../../constructs/security-groups";
import { Bucket } from "../../../../constructs/storage/bucket";
import { resourceOf, resourcesOf, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { balancer, SCRIPT, synthInstance } from "./support";

const SECRET = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:rds!db-0000-AbCdEf";

test("a server lies in a private tier, encrypted, without a public address, and asks for tokens", () => {
  const stack = synthInstance();
  expect(stack.problems).toEqual([]);
  expect(resourceOf(stack, "aws_instance")).toMatchObject({
    associate_public_ip_address: false,
    instance_type: "t4g.small",
    metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
    subnet_id: "subnet-app-a",
    tags: { Name: "groundplan-sandbox-test-shop" },
    volume_tags: { Name: "groundplan-sandbox-test-shop", Project: "groundplan" },
  });
  expect(resourceOf(stack, "aws_launch_template")).toMatchObject({
    block_device_mappings: [
      { device_name: "/dev/xvda", ebs: { encrypted: "true", volume_type: "gp3", volume_size: 8 } },
    ],
    image_id: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
  });
});

test("Session Manager is the way in, and nothing else comes in", () => {
  const stack = synthInstance();
  expect(resourceOf(stack, "aws_iam_role_policy_attachment").policy_arn).toBe(
    "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  );
  expect(resourcesOf(stack, "aws_vpc_security_group_ingress_rule")).toEqual([]);
  expect(resourcesOf(stack, "aws_vpc_security_group_egress_rule").map(({ from_port }) => from_port)).toEqual([443]);
  expect(
    resourcesOf(
      synthInstance(() => ({ sessionManager: false })),
      "aws_iam_role_policy_attachment",
    ),
  ).toEqual([]);
  expect(
    resourcesOf(
      synthInstance(() => ({ egress: "none" })),
      "aws_vpc_security_group_egress_rule",
    ),
  ).toEqual([]);
});

test("what is granted to a server goes to its role", () => {
  const stack = synthStack((within) => {
    const server = new Instance(within, "shop", { network: testNetwork(within), instanceType: "t4g.small" });
    new Bucket(within, "uploads", { bucketName: "shop-uploads", expireDays: 30, versioned: false }).grantRead(server);
  });
  expect(resourceOf(stack, "aws_iam_role_policy").policy).toContain("shop-uploads");
  expect(stack.problems).toEqual([]);
});

test("a role of one's own is taken as it is", () => {
  const stack = synthInstance((within) => ({
    role: new Role(within, "own", {
      description: "Shop",
      trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }],
    }),
  }));
  expect(resourceOf(stack, "aws_iam_role").description).toBe("Shop");
  expect(resourcesOf(stack, "aws_iam_role_policy_attachment")).toEqual([]);
});

test("the image is that of another parameter, or a certain one", () => {
  const ubuntu = "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id";
  const byParameter = synthInstance(() => ({ image: { parameter: ubuntu, rootDevice: "/dev/sda1" } }));
  expect(resourceOf(byParameter, "aws_launch_template")).toMatchObject({
    block_device_mappings: [{ device_name: "/dev/sda1" }],
    image_id: `resolve:ssm:${ubuntu}`,
  });
  // Another image is another template, and so another instance.
  expect(Object.keys(byParameter.resources.aws_launch_template ?? {})).not.toEqual(
    Object.keys(synthInstance().resources.aws_launch_template ?? {}),
  );
  const byId = synthInstance(() => ({ image: { imageId: "ami-12345678" }, rootVolumeGiB: 20 }));
  expect(resourcesOf(byId, "aws_launch_template")).toEqual([]);
  expect(resourceOf(byId, "aws_instance")).toMatchObject({
    ami: "ami-12345678",
    root_block_device: { encrypted: true, volume_size: 20 },
  });
});

test("behind a balancer it has a target group, a rule, and rules of security groups both ways", () => {
  const stack = synthInstance((within, network) => ({
    userData: SCRIPT,
    port: 8080,
    expose: balancer(within, network).host("shop.example.com", { zone: "none" }),
    targetGroups: [new TargetGroup(within, "more", { network, port: 9000, targetType: "instance" })],
  }));
  expect(stack.problems).toEqual([]);
  expect(resourcesOf(stack, "aws_lb_target_group").map(({ target_type, port }) => [target_type, port])).toEqual([
    ["instance", 9000],
    ["instance", 8080],
  ]);
  expect(resourcesOf(stack, "aws_lb_target_group_attachment")).toHaveLength(2);
  expect(resourceOf(stack, "aws_lb_listener_rule").condition).toEqual([
    { host_header: { values: ["shop.example.com"] } },
  ]);
  const ports = (type: string) => resourcesOf(stack, type).map(({ from_port }) => from_port);
  expect(ports("aws_vpc_security_group_ingress_rule")).toContain(8080);
  expect(ports("aws_vpc_security_group_egress_rule")).toContain(8080);
  expect(resourceOf(stack, "aws_instance")).toMatchObject({ user_data: SCRIPT, user_data_replace_on_change: true });
});

test("in a protected environment neither a plan nor AWS lets it go", () => {
  expect(resourceOf(synthInstance(undefined, true), "aws_instance")).toMatchObject({
    disable_api_termination: true,
    lifecycle: { prevent_destroy: true },
  });
  expect(resourceOf(synthInstance(), "aws_instance").disable_api_termination).toBe(false);
});

test("it lies in the zone that is asked for", () => {
  expect(
    resourceOf(
      synthInstance(() => ({ zone: "b" })),
      "aws_instance",
    ).subnet_id,
  ).toBe("subnet-app-b");
});

test("role and profile have the names that are given", () => {
  const stack = synthInstance(() => ({ roleName: "shopRole", instanceProfileName: "shopProfile" }));
  expect(resourceOf(stack, "aws_iam_role").name).toBe("shopRole");
  expect(resourceOf(stack, "aws_iam_instance_profile").name).toBe("shopProfile");
});

test("what a server may do besides is told with its reason", () => {
  const arns = ["arn:aws:iam::111111111111:policy/antivirus"];
  const stack = synthInstance(() => ({ morePolicies: { arns, reason: "the antivirus runs on every host" } }));
  expect(resourcesOf(stack, "aws_iam_role_policy_attachment").map(({ policy_arn }) => policy_arn)).toContain(arns[0]);
});

test("a server is told of what it uses by a file, of secrets by their ARNs, and its own script runs after that", () => {
  const stack = synthInstance((within) => {
    const group = SecurityGroup.fromExisting(within, "orders", { securityGroupId: "sg-0123456789abcdef0" });
    const database = { host: "orders.example.com", port: 5432, database: "orders", group, secretArn: SECRET };
    return {
      uses: { orders: databaseLink(database) },
      environmentFile: "/etc/shop/environment",
      environment: { MODE: "fast" },
      userData: SCRIPT,
    };
  });
  expect(stack.problems).toEqual([]);
  const userData = String(resourceOf(stack, "aws_instance").user_data);
  const variables = [
    "MODE='fast'",
    "ORDERS_DATABASE='orders'",
    "ORDERS_HOST='orders.example.com'",
    `ORDERS_PASSWORD_SECRET_ARN='${SECRET}'`,
    "ORDERS_PASSWORD_SECRET_FIELD='password'",
    "ORDERS_PORT='5432'",
    `ORDERS_USERNAME_SECRET_ARN='${SECRET}'`,
    "ORDERS_USERNAME_SECRET_FIELD='username'",
  ];
  expect(userData).toContain(
    `/etc/shop/environment <<'GROUNDPLAN_END_OF_ENVIRONMENT'\n${variables.join("\n")}\nGROUNDPLAN`,
  );
  expect(userData.indexOf(SCRIPT)).toBeGreaterThan(userData.indexOf("ORDERS_PORT"));
  expect(JSON.stringify(resourcesOf(stack, "aws_iam_role_policy"))).toContain("secretsmanager:GetSecretValue");
  const rules = resourcesOf(stack, "aws_vpc_security_group_egress_rule").map(({ from_port }) => from_port);
  expect(rules).toContain(5432);
});

test("without a file, what a server uses is permitted, and its user data stay as they are", () => {
  const stack = synthInstance((within) => ({
    uses: { uploads: bucketLink(Bucket.fromExisting(within, "uploads", { bucketName: "acme-uploads" })) },
    userData: SCRIPT,
  }));
  expect(stack.problems).toEqual([]);
  expect(resourceOf(stack, "aws_instance").user_data).toBe(SCRIPT);
  expect(JSON.stringify(resourcesOf(stack, "aws_iam_role_policy"))).toContain("acme-uploads");
});

describe("data volumes", () => {
  const data = { device: "/dev/sdf", sizeGiB: 100 };
  const files = { device: "/dev/sdg", snapshotId: "snap-0123456789abcdef0", type: "io2", iops: 3000 } as const;

  test("are encrypted, in the zone of the server, and attached to it", () => {
    const stack = synthInstance(() => ({ zone: "b", volumes: { data, files } }));
    expect(stack.problems).toEqual([]);
    expect(resourcesOf(stack, "aws_ebs_volume")).toEqual([
      {
        availability_zone: "ap-northeast-2b",
        encrypted: true,
        final_snapshot: false,
        size: 100,
        tags: { Name: "groundplan-sandbox-test-shop-data" },
        type: "gp3",
      },
      {
        availability_zone: "ap-northeast-2b",
        encrypted: true,
        final_snapshot: false,
        iops: 3000,
        snapshot_id: "snap-0123456789abcdef0",
        tags: { Name: "groundplan-sandbox-test-shop-files" },
        type: "io2",
      },
    ]);
    expect(resourcesOf(stack, "aws_volume_attachment")).toEqual(
      ["/dev/sdf", "/dev/sdg"].map((device) =>
        expect.objectContaining({ device_name: device, stop_instance_before_detaching: true }),
      ),
    );
  });

  test("have their own tags, which those of the root volume never become", () => {
    const { lifecycle } = resourceOf(
      synthInstance(() => ({ volumes: { data } })),
      "aws_instance",
    );
    expect(lifecycle).toEqual({ ignore_changes: ["volume_tags"] });
  });

  test("stay where the environment is protected, or else leave a snapshot", () => {
    const [kept] = resourcesOf(
      synthInstance(() => ({ volumes: { data } }), true),
      "aws_ebs_volume",
    );
    expect(kept).toMatchObject({ final_snapshot: true, lifecycle: { prevent_destroy: true } });
    const [gone] = resourcesOf(
      synthInstance(() => ({ volumes: { data: { ...data, finalSnapshot: true } } })),
      "aws_ebs_volume",
    );
    expect(gone).toMatchObject({ final_snapshot: true });
    expect(gone?.lifecycle).toBeUndefined();
  });

  test("have the same addresses in whatever order they stand", () => {
    const [one, other] = [
      { data, files },
      { files, data },
    ].map((volumes) => synthInstance(() => ({ volumes })).json);
    expect(one).toEqual(other);
  });
});
