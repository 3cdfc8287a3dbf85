import { testAdvice } from "../../../support/followed-advice";
import { APP, DATA, PUBLIC } from "../network-fixtures";
import { bad, problemsIfAny, problemsOfNetwork } from "../network-problems";

const SERVICE_NAME =
  "lower case letters, digits, dots and hyphens: ecr.api without com.amazonaws.<region>. in front, or the whole name of a service of others, com.amazonaws.vpce.<region>.vpce-svc-…";
const ENDPOINTS = [
  bad(
    "a gateway endpoint for a service that has none",
    { endpoints: { gateway: ["s3", "ssm"] } },
    "ENDPOINT_NO_GATEWAY",
    "endpoints.gateway",
    "The service has no gateway endpoint.",
    '"ssm"',
    "one of s3, dynamodb, s3express",
    'move "ssm" to endpoints.interface',
    [{ says: 'move "ssm" to endpoints.interface', to: { endpoints: { gateway: ["s3"], interface: ["ssm"] } } }],
  ),
  bad(
    "a service by its full name",
    { endpoints: { interface: ["com.amazonaws.ap-northeast-2.ecr.api"] } },
    "ENDPOINT_NAME_INVALID",
    "endpoints.interface",
    "This is not the name of a service.",
    '"com.amazonaws.ap-northeast-2.ecr.api"',
    SERVICE_NAME,
    'write "ecr.api"',
    [{ says: 'write "ecr.api"', to: { endpoints: { interface: ["ecr.api"] } } }],
  ),
  bad(
    "a gateway by its full name, which is not said to have no gateway",
    { endpoints: { gateway: ["com.amazonaws.ap-northeast-2.s3"] } },
    "ENDPOINT_NAME_INVALID",
    "endpoints.gateway",
    "This is not the name of a service.",
    '"com.amazonaws.ap-northeast-2.s3"',
    SERVICE_NAME,
    'write "s3"',
    [{ says: 'write "s3"', to: { endpoints: { gateway: ["s3"] } } }],
  ),
  bad(
    "a service in capitals",
    { endpoints: { interface: ["SSM"] } },
    "ENDPOINT_NAME_INVALID",
    "endpoints.interface",
    "This is not the name of a service.",
    '"SSM"',
    SERVICE_NAME,
    "write the name as `aws ec2 describe-vpc-endpoint-services` shows it, that of AWS's own without the part up to the region",
    [{ says: "without the part up to the region", to: { endpoints: { interface: ["ssm"] } } }],
  ),
  bad(
    "a service that stands twice",
    { endpoints: { interface: ["ssm", "logs", "ssm"] } },
    "ENDPOINT_DUPLICATE",
    "endpoints.interface",
    "A service stands twice in the list of endpoints.",
    '"ssm"',
    "each service once",
    "remove the repetition",
    [{ says: "remove the repetition", to: { endpoints: { interface: ["ssm", "logs"] } } }],
  ),
  bad(
    "interface endpoints without DNS",
    { endpoints: { interface: ["ssm", "logs"] }, dns: false, eksDiscovery: false },
    "ENDPOINT_NEEDS_DNS",
    "dns",
    "Interface endpoints take over the service's name by private DNS, which needs DNS support and host names.",
    "dns: false with the interface endpoints ssm, logs",
    "dns: true",
    "leave dns out, or remove the interface endpoints",
    [
      { says: "leave dns out", to: { endpoints: { interface: ["ssm", "logs"] }, eksDiscovery: false } },
      { says: "remove the interface endpoints", to: { dns: false, eksDiscovery: false } },
    ],
  ),
  bad(
    "interface endpoints in a public tier",
    { endpoints: { interface: ["ssm"], tier: "public" } },
    "ENDPOINT_TIER_UNKNOWN",
    "endpoints.tier",
    "Interface endpoints lie in a private or isolated tier.",
    '"public"',
    "one of app, data",
    "choose one of these, or leave it out",
    [
      { says: "choose one of these", to: { endpoints: { interface: ["ssm"], tier: "app" } } },
      { says: "leave it out", to: { endpoints: { interface: ["ssm"] } } },
    ],
  ),
  bad(
    "interface endpoints with nowhere to lie",
    { endpoints: { interface: ["ssm"] }, tiers: [PUBLIC], nat: { mode: "none" } },
    "ENDPOINT_TIER_UNKNOWN",
    "endpoints.tier",
    "Interface endpoints lie in a private or isolated tier.",
    "no such tier",
    "a private or isolated tier",
    "add a tier of kind isolated, or one of kind private with a NAT",
    [
      {
        says: "add a tier of kind isolated",
        to: { endpoints: { interface: ["ssm"] }, tiers: [PUBLIC, DATA], nat: { mode: "none" } },
      },
      {
        says: "one of kind private with a NAT",
        to: { endpoints: { interface: ["ssm"] }, tiers: [PUBLIC, APP], nat: { mode: "single" } },
      },
    ],
  ),
  bad(
    "an endpoint in a zone that the network does not have",
    { endpoints: { interface: ["ssm"], zones: { ssm: ["a", "d"] } } },
    "ENDPOINT_ZONE_UNKNOWN",
    "endpoints.zones.ssm",
    "An interface endpoint lies in one or more zones of its tier.",
    '"d"',
    "one or more of a, c",
    "write the zones that the service has (`aws ec2 describe-vpc-endpoint-services`), or leave them out for all",
    [
      {
        says: "write the zones that the service has",
        to: { endpoints: { interface: ["ssm"], zones: { ssm: ["a"] } } },
      },
      { says: "leave them out for all", to: { endpoints: { interface: ["ssm"] } } },
    ],
  ),
  bad(
    "private DNS of a gateway endpoint",
    { endpoints: { interface: ["ssm"], privateDns: { s3: true } } },
    "ENDPOINT_OPTION_UNUSED",
    "endpoints.privateDns.s3",
    "The option is for an interface endpoint that does not exist.",
    '"s3"',
    "one of ssm",
    'add "s3" to endpoints.interface, or remove the option',
    [
      {
        says: 'add "s3" to endpoints.interface',
        to: { endpoints: { interface: ["ssm", "s3"], privateDns: { s3: true } } },
      },
      { says: "remove the option", to: { endpoints: { interface: ["ssm"] } } },
    ],
  ),
  bad(
    "a policy for an endpoint that is not there",
    { endpoints: { policies: { logs: { Statement: [] } } } },
    "ENDPOINT_POLICY_UNUSED",
    "endpoints.policies.logs",
    "There is a policy for an endpoint that does not exist.",
    '"logs"',
    "one of s3, dynamodb",
    'add "logs" to endpoints.interface, or remove its policy',
    [
      {
        says: 'add "logs" to endpoints.interface',
        to: { endpoints: { interface: ["logs"], policies: { logs: { Statement: [] } } } },
      },
      { says: "remove its policy", to: {} },
    ],
  ),
  bad(
    "a policy without any endpoint",
    { endpoints: { gateway: [], policies: { s3: { Statement: [] } } } },
    "ENDPOINT_POLICY_UNUSED",
    "endpoints.policies.s3",
    "There is a policy for an endpoint that does not exist.",
    '"s3"',
    "no policy, as there is no endpoint",
    'add "s3" to endpoints.gateway or endpoints.interface, or remove its policy',
    [
      {
        says: 'add "s3" to endpoints.gateway',
        to: { endpoints: { gateway: ["s3"], policies: { s3: { Statement: [] } } } },
      },
      {
        says: "endpoints.interface",
        to: { endpoints: { gateway: [], interface: ["s3"], policies: { s3: { Statement: [] } } } },
      },
      { says: "remove its policy", to: { endpoints: { gateway: [] } } },
    ],
  ),
  bad(
    "a policy as text",
    { endpoints: { policies: { s3: '{"Statement":[]}' } } },
    "ENDPOINT_POLICY_FORM",
    "endpoints.policies.s3",
    "The endpoint policy is not a policy document.",
    "a text",
    "a document with Version and Statement, written as a map and not as text",
    'write { Version: "2012-10-17", Statement: [ … ] }',
    [
      {
        says: 'write { Version: "2012-10-17", Statement: [ … ] }',
        to: { endpoints: { policies: { s3: { Version: "2012-10-17", Statement: [] } } } },
      },
    ],
  ),
  bad(
    "a policy without statements",
    { endpoints: { policies: { s3: { Effect: "Allow" } } } },
    "ENDPOINT_POLICY_FORM",
    "endpoints.policies.s3",
    "The endpoint policy is not a policy document.",
    "a value without Statement",
    "a document with Version and Statement, written as a map and not as text",
    'write { Version: "2012-10-17", Statement: [ … ] }',
    [
      {
        says: 'write { Version: "2012-10-17", Statement: [ … ] }',
        to: { endpoints: { policies: { s3: { Version: "2012-10-17", Statement: [{ Effect: "Allow" }] } } } },
      },
    ],
  ),
];

test.each(ENDPOINTS)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(ENDPOINTS, problemsIfAny);
