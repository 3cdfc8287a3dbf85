import { ref, Token } from "cdktf";
import { canonicalJson } from "../../../../constructs/core/texts/canonical-json";
import { serviceNameOf } from "../../../../constructs/network/endpoints/endpoint-names";
import type { EndpointProps, NetworkProps } from "../../../../constructs/network/network-props";
import { resourceOf, resourcesOf } from "../../../support/synth";
import { APP, byName, DATA, nameOf, PUBLIC, resolve, synthNetwork } from "../network-fixtures";

/** Endpoints by name, with the names of their tables and subnets. */
function endpointsOf(endpoints: EndpointProps | undefined, given: Partial<NetworkProps> = {}) {
  const synthesized = synthNetwork({ ...given, endpoints });
  const names = (ids: unknown) => ((ids ?? []) as string[]).map((id) => nameOf(resolve(synthesized, id)));
  return Object.fromEntries(
    Object.entries(byName(synthesized, "aws_vpc_endpoint")).map(([name, endpoint]) => [
      name,
      {
        service: endpoint.service_name,
        type: endpoint.vpc_endpoint_type,
        privateDns: endpoint.private_dns_enabled,
        tables: names(endpoint.route_table_ids),
        subnets: names(endpoint.subnet_ids),
      },
    ]),
  );
}

describe("gateway endpoints", () => {
  test("S3 and DynamoDB have one by default, on every route table", () => {
    const tables = ["app-a", "app-c", "data", "public"];
    const common = { type: "Gateway", privateDns: undefined, subnets: [], tables };
    expect(endpointsOf(undefined, { nat: { mode: "per-zone" } })).toEqual({
      s3: { ...common, service: "com.amazonaws.ap-northeast-2.s3" },
      dynamodb: { ...common, service: "com.amazonaws.ap-northeast-2.dynamodb" },
    });
  });

  test("there can be fewer, or none", () => {
    expect(Object.keys(endpointsOf({ gateway: ["s3"] }))).toEqual(["s3"]);
    expect(endpointsOf({ gateway: [] })).toEqual({});
  });

  test("no security group is made for them, as they have none", () => {
    expect(resourcesOf(synthNetwork(), "aws_security_group")).toEqual([]);
  });
});

describe("interface endpoints", () => {
  test("lie in one subnet of every zone and take over the service's name", () => {
    expect(endpointsOf({ gateway: [], interface: ["ssm", "ecr.api"] })).toEqual({
      ssm: {
        service: "com.amazonaws.ap-northeast-2.ssm",
        type: "Interface",
        privateDns: true,
        tables: [],
        subnets: ["data-a", "data-c"],
      },
      "ecr.api": {
        service: "com.amazonaws.ap-northeast-2.ecr.api",
        type: "Interface",
        privateDns: true,
        tables: [],
        subnets: ["data-a", "data-c"],
      },
    });
  });

  test("lie in the tier that is named, else in the first isolated, else in the first private one", () => {
    const subnets = (given: Partial<NetworkProps>, tier?: string) =>
      endpointsOf({ interface: ["ssm"], ...(tier ? { tier } : {}) }, given).ssm?.subnets;
    expect(subnets({}, "app")).toEqual(["app-a", "app-c"]);
    expect(subnets({ tiers: [PUBLIC, APP, DATA, { ...DATA, name: "net" }] })).toEqual(["data-a", "data-c"]);
    expect(subnets({ tiers: [PUBLIC, APP] })).toEqual(["app-a", "app-c"]);
  });

  test("share a security group that admits HTTPS from the VPC's ranges and nothing else", () => {
    const synthesized = synthNetwork({ secondaryCidrs: ["100.64.0.0/16"], endpoints: { interface: ["ssm", "logs"] } });
    const rules = resourcesOf(synthesized, "aws_vpc_security_group_ingress_rule");
    expect(
      rules.map(({ cidr_ipv4, ip_protocol, from_port, to_port }) => [cidr_ipv4, ip_protocol, from_port, to_port]),
    ).toEqual([
      ["10.10.0.0/16", "tcp", 443, 443],
      ["100.64.0.0/16", "tcp", 443, 443],
    ]);
    expect(resourcesOf(synthesized, "aws_vpc_security_group_egress_rule")).toEqual([]);
    const group = resourceOf(synthesized, "aws_security_group");
    const endpoints = resourcesOf(synthesized, "aws_vpc_endpoint").filter((e) => e.vpc_endpoint_type === "Interface");
    expect(endpoints).toHaveLength(2);
    for (const { security_group_ids } of endpoints) {
      expect((security_group_ids as string[]).map((id) => resolve(synthesized, id))).toEqual([group]);
    }
  });

  test("a service with both kinds keeps the name for the gateway, which costs nothing", () => {
    expect(endpointsOf({ interface: ["s3"] })).toMatchObject({
      s3: { type: "Gateway" },
      "s3-interface": { type: "Interface", service: "com.amazonaws.ap-northeast-2.s3", privateDns: false },
    });
  });

  test("S3 and DynamoDB ask for no private DNS, which AWS would refuse, also without their gateways", () => {
    expect(endpointsOf({ gateway: [], interface: ["s3", "dynamodb"] })).toMatchObject({
      "s3-interface": { type: "Interface", privateDns: false },
      "dynamodb-interface": { type: "Interface", privateDns: false },
    });
  });
});

const PARTNER = "com.amazonaws.vpce.ap-northeast-2.vpce-svc-0123456789abcdef0";

describe("services of others", () => {
  test("are named in full, and take over no name that they may not have", () => {
    expect(endpointsOf({ gateway: [], interface: [PARTNER] })).toEqual({
      [PARTNER]: { service: PARTNER, type: "Interface", privateDns: false, tables: [], subnets: ["data-a", "data-c"] },
    });
    const named = endpointsOf({ gateway: [], interface: [PARTNER], privateDns: { [PARTNER]: true } });
    expect(named[PARTNER]?.privateDns).toBe(true);
  });

  test("can lie in some of the zones only, as every other", () => {
    const endpoints = endpointsOf({ interface: [PARTNER, "ssm"], zones: { [PARTNER]: ["c"] } });
    expect(endpoints[PARTNER]?.subnets).toEqual(["data-c"]);
    expect(endpoints.ssm?.subnets).toEqual(["data-a", "data-c"]);
  });
});

// Amazon S3 User Guide, "Networking for directory buckets", as of 2026-11.
test("S3 Express One Zone has a gateway endpoint", () => {
  expect(endpointsOf({ gateway: ["s3", "s3express"] }).s3express).toMatchObject({
    service: "com.amazonaws.ap-northeast-2.s3express",
    type: "Gateway",
  });
});

// aws-cdk, aws-ec2, `vpc-endpoint.ts`, as of 2026-11.
test.each([
  ["ecr.api", "cn-north-1", "Interface", "cn.com.amazonaws.cn-north-1.ecr.api"],
  ["ssm", "cn-north-1", "Interface", "com.amazonaws.cn-north-1.ssm"],
  ["transcribe", "cn-northwest-1", "Interface", "cn.com.amazonaws.cn-northwest-1.transcribe.cn"],
  ["s3", "cn-north-1", "Interface", "cn.com.amazonaws.cn-north-1.s3"],
  ["s3", "cn-north-1", "Gateway", "com.amazonaws.cn-north-1.s3"],
  ["ecr.dkr", "eusc-de-east-1", "Interface", "eu.amazonaws.eusc-de-east-1.ecr.dkr"],
  ["logs", "us-gov-west-1", "Interface", "com.amazonaws.us-gov-west-1.logs"],
  ["aws.sagemaker.us-east-1.studio", "us-east-1", "Interface", "aws.sagemaker.us-east-1.studio"],
] as const)("%s in %s by the %s kind is %s", (service, region, kind, name) => {
  expect(serviceNameOf(service, region, kind)).toBe(name);
});

describe("endpoint policies", () => {
  const allow = (resource: string) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: resource }],
  });

  test("go to the endpoints of their service, of both kinds, and to no other", () => {
    const synthesized = synthNetwork({ endpoints: { interface: ["s3"], policies: { s3: allow("*") } } });
    const policies = Object.entries(byName(synthesized, "aws_vpc_endpoint")).map(([name, e]) => [name, e.policy]);
    expect(Object.fromEntries(policies)).toEqual({
      s3: canonicalJson(allow("*")),
      "s3-interface": canonicalJson(allow("*")),
      dynamodb: undefined,
    });
  });

  test("can name the endpoint's own VPC", () => {
    const own = { StringEquals: { "aws:SourceVpc": "{vpcId}" } };
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*", Condition: own }];
    const synthesized = synthNetwork({ endpoints: { gateway: ["s3"], policies: { s3: { Statement } } } });
    const [vpc] = Object.keys(synthesized.resources.aws_vpc ?? {});
    expect(resourceOf(synthesized, "aws_vpc_endpoint").policy).toContain(`"aws:SourceVpc":"\${aws_vpc.${vpc}.id}"`);
  });

  test("IAM's variables reach IAM, and references reach Terraform", () => {
    const bucket = Token.asString(ref("aws_s3_bucket.logs.id"));
    const resource = `arn:aws:s3:::${bucket}/\${aws:PrincipalAccount}/\${*}`;
    const synthesized = synthNetwork({ endpoints: { gateway: ["s3"], policies: { s3: allow(resource) } } });
    expect(resourceOf(synthesized, "aws_vpc_endpoint").policy).toContain(
      '"arn:aws:s3:::${aws_s3_bucket.logs.id}/$${aws:PrincipalAccount}/$${*}"',
    );
  });
});

test("the network tells which services it has an endpoint for", () => {
  expect(synthNetwork().network.endpointServices).toEqual(["s3", "dynamodb"]);
  expect(synthNetwork({ endpoints: { gateway: ["s3"], interface: ["s3", "ssm"] } }).network.endpointServices).toEqual([
    "s3",
    "ssm",
  ]);
});
