import { DeployedResources } from "../../../cli/audit/deployed-resources";
import { deployedStack } from "./deployed-stack";

const BUCKET = "arn:aws:s3:::orders";
const GROUP = "arn:aws:ec2:ap-northeast-2:111111111111:security-group/sg-0123456789abcdef0";

const resources = new DeployedResources([
  deployedStack("dev-shop", {
    "aws_s3_bucket_policy.policy": { path: "orders/policy", instances: [{ id: "orders" }] },
    "aws_s3_bucket.bucket": { path: "orders/bucket", instances: [{ id: "orders", arn: BUCKET }] },
    "aws_apigatewayv2_api.shop": {
      path: "apis/shop/api",
      instances: [{ id: "vtprrpkn", arn: "arn:aws:apigateway:ap-northeast-2::/apis/vtprrpkn" }],
    },
    "aws_cloudwatch_log_group.log": {
      path: "log",
      instances: [{ id: "/shop", arn: "arn:aws:logs:ap-northeast-2:111111111111:log-group:/shop" }],
    },
    "aws_vpc_endpoint_policy.policy": { path: "endpoint/policy", instances: [{ id: "vpce-0123456789abcdef0" }] },
    "aws_vpc_endpoint.s3": {
      path: "endpoint/s3",
      instances: [
        {
          id: "vpce-0123456789abcdef0",
          arn: "arn:aws:ec2:ap-northeast-2:111111111111:vpc-endpoint/vpce-0123456789abcdef0",
        },
      ],
    },
    "aws_instance.bastion": {
      path: "bastion/instance",
      instances: [
        {
          id: "i-0123456789abcdef0",
          arn: "arn:aws:ec2:ap-northeast-2:111111111111:instance/i-0123456789abcdef0",
          root_block_device: [{ volume_id: "vol-0123456789abcdef0" }],
          primary_network_interface_id: "eni-0123456789abcdef0",
        },
      ],
    },
    "aws_nat_gateway.nat": { instances: [{ key: "a", id: "nat-0123456789abcdef0" }] },
    "aws_security_group.group": { path: "group", instances: [{ id: "sg-0123456789abcdef0", arn: GROUP }] },
  }),
]);

test.each([
  ["aws_security_group.group", "dev-shop/group"],
  // As checkov names some resources, without their type.
  ["resource.group", "dev-shop/group"],
  ["resource.nat", "dev-shop/aws_nat_gateway.nat"],
  ["resource.policy", "dev-shop/resource.policy"],
  ["resource.nobody", "dev-shop/resource.nobody"],
  ["aws_sqs_queue.jobs", "dev-shop/aws_sqs_queue.jobs"],
])("what synth wrote at %s is %s; a label of several resources names none", (address, place) => {
  expect(resources.at("dev-shop", address).place).toBe(place);
});

test.each([
  ["an ARN", BUCKET, "dev-shop/orders/bucket"],
  [
    "the ARN of a log group with its streams",
    "arn:aws:logs:ap-northeast-2:111111111111:log-group:/shop:*",
    "dev-shop/log",
  ],
  ["an API, as prowler writes it", "arn:aws:apigateway:ap-northeast-2::apis/vtprrpkn", "dev-shop/apis/shop/api"],
  ["an id", "sg-0123456789abcdef0", "dev-shop/group"],
  ["an id whose settings have it too", "vpce-0123456789abcdef0", "dev-shop/endpoint/s3"],
  [
    "the volume of an instance",
    "arn:aws:ec2:ap-northeast-2:111111111111:volume/vol-0123456789abcdef0",
    "dev-shop/bastion/instance",
  ],
  ["the network interface of an instance", "eni-0123456789abcdef0", "dev-shop/bastion/instance"],
  [
    "an ARN of what has none in the state, and no construct",
    "arn:aws:ec2:ap-northeast-2:111111111111:natgateway/nat-0123456789abcdef0",
    'dev-shop/aws_nat_gateway.nat["a"]',
  ],
])("finds %s", (_, name, place) => {
  expect(resources.find(name)?.place).toBe(place);
});

test.each([
  ["another bucket", "arn:aws:s3:::others"],
  ["a role with the name of a bucket", "arn:aws:iam::111111111111:role/orders"],
  ["the account", "arn:aws:iam::111111111111:root"],
  ["another group", "arn:aws:ec2:ap-northeast-2:111111111111:security-group/sg-0ffffffffffffffff"],
])("does not take %s for its own", (_, name) => {
  expect(resources.find(name)).toBeUndefined();
});

test("what synth wrote has its construct, and its address where it is not deployed", () => {
  expect(resources.at("dev-shop", "aws_s3_bucket.bucket").place).toBe("dev-shop/orders/bucket");
  expect(resources.at("dev-shop", "aws_kms_key.key").place).toBe("dev-shop/aws_kms_key.key");
});
