import { Distribution, ViewerFunction } from "../../../constructs/cdn";
import { AliasRecord, HostedZone } from "../../../constructs/dns";
import { testAdvice } from "../../support/followed-advice";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { type Case, found, site, surroundings, told } from "./support";

const DECLARED = { distributionId: "E1A2B3C4D5E6F7", domainName: "d111111abcdef8.cloudfront.net" };
const FUNCTION = "arn:aws:cloudfront::111111111111:function/pretty";
const LAMBDA = "arn:aws:lambda:us-east-1:111111111111:function:pretty";

test("a distribution that exists is neither made nor looked up, and an alias record leads to it", () => {
  const synthesized = synthStack((stack) => {
    const zone = HostedZone.fromExisting(stack, "zone", { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" });
    const cdn = Distribution.fromExisting(stack, "cdn", DECLARED);
    expect(cdn.distributionArn).toBe("arn:aws:cloudfront::111111111111:distribution/E1A2B3C4D5E6F7");
    new AliasRecord(stack, "www", { zone, name: "www.example.com", target: cdn.aliasTarget });
  });
  expect(Object.keys(synthesized.resources)).toEqual(["aws_route53_record"]);
  expect(synthesized.data).toEqual({});
  expect(resourcesOf(synthesized, "aws_route53_record").map(({ type, alias }) => [type, alias])).toEqual(
    ["A", "AAAA"].map((type) => [
      type,
      { name: DECLARED.domainName, zone_id: "Z2FDTNDATAQYW2", evaluate_target_health: false },
    ]),
  );
});

test("a distribution is known by references too", () => {
  synthStack((stack) => {
    const around = surroundings(stack);
    const made = site({})(around) as Distribution;
    const { distributionId, domainName } = made;
    const cdn = Distribution.fromExisting(stack, "known", { distributionId, domainName });
    expect(cdn).toMatchObject({ distributionId, domainName });
  });
});

test("a function that exists runs for a behaviour", () => {
  const synthesized = synthStack((stack) => {
    const viewerRequest = ViewerFunction.fromExisting(stack, "pretty", { functionArn: FUNCTION });
    site({ defaultBehavior: { origin: "files", cache: "static", viewerRequest } })(surroundings(stack));
  });
  expect(synthesized.resources).not.toHaveProperty("aws_cloudfront_function");
  expect(resourceOf(synthesized, "aws_cloudfront_distribution").default_cache_behavior).toMatchObject({
    function_association: [{ event_type: "viewer-request", function_arn: FUNCTION }],
  });
});

const CASES: readonly Case[] = [
  {
    name: "the name of a distribution as its id, and an address as its name",
    build: ({ stack }) =>
      Distribution.fromExisting(stack, "cdn", { distributionId: "d111111abcdef8", domainName: "https://d1.example" }),
    problems: [
      {
        code: "DISTRIBUTION_ID_INVALID",
        path: "sandbox-test/cdn › distributionId",
        message: "This is not the id of a distribution.",
        found: '"d111111abcdef8"',
        expected: "E and capital letters and digits: E1A2B3C4D5E6F7",
        fix: "copy the id from the CloudFront console; the name d….cloudfront.net belongs into domainName",
      },
      {
        code: "DOMAIN_NAME_INVALID",
        path: "sandbox-test/cdn › domainName",
        message: "The name is not a domain name.",
        found: '"https://d1.example"',
        expected: "parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
        fix: "write the name as it is registered, for example example.com",
      },
    ],
    ways: [
      {
        says: ["copy the id from the CloudFront console", "write the name as it is registered"],
        to: ({ stack }) => Distribution.fromExisting(stack, "cdn", DECLARED),
      },
    ],
  },
  {
    name: "a function of Lambda",
    build: ({ stack }) => ViewerFunction.fromExisting(stack, "pretty", { functionArn: LAMBDA }),
    problems: [
      {
        code: "EXISTING_ARN_INVALID",
        path: "sandbox-test/pretty › functionArn",
        message: "This is not the ARN of a CloudFront function.",
        found: `"${LAMBDA}"`,
        expected: "arn:aws:cloudfront::<account>:function/<name>",
        fix: "copy the ARN of the function from the CloudFront console; a function of Lambda is none",
      },
    ],
    ways: [
      {
        says: "copy the ARN of the function from the CloudFront console",
        to: ({ stack }) => ViewerFunction.fromExisting(stack, "pretty", { functionArn: FUNCTION }),
      },
    ],
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found({ build })).toEqual(problems);
});

testAdvice(told(CASES), found);
