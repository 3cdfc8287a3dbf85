import { Certificate, type CertificateProps } from "../../../constructs/certificates";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { HostedZone } from "../../../constructs/dns";
import { testAdvice, type Way } from "../../support/followed-advice";
import { existingZone, problemsIn } from "../dns/support";

const long = `${"a".repeat(53)}.example.com`;

function site(stack: EnvironmentStack, props: Partial<CertificateProps> = {}): Certificate {
  return new Certificate(stack, "site", {
    names: ["example.com"],
    ...props,
    zones: props.zones ?? [existingZone(stack)],
  });
}

const ARN = "arn:aws:acm:eu-west-1:111111111111:certificate/1";
const BELOW = ["example.com", "api.lab.example.com"];
const LAB = { zoneName: "lab.example.com", nameServers: ["ns-1.example.net", "ns-2.example.org"] };

type Build = (stack: EnvironmentStack) => unknown;

type Texts = readonly [code: string, property: string, message: string, found: string, expected: string, fix: string];

const MISTAKES: readonly (readonly [
  mistake: string,
  given: Partial<CertificateProps> | Build,
  texts: Texts,
  ways: readonly Way<Build>[],
])[] = [
  [
    "a name without a zone",
    { names: ["example.com", "*.example.org"] },
    [
      "CERTIFICATE_ZONE_MISSING",
      "site › names[1]",
      "No public zone is given that can prove the name.",
      "*.example.org, with the zones example.com (public)",
      "a public zone whose name example.org is or ends in",
      "add a public zone of this name to zones; one of another stack comes from HostedZone.fromExisting",
    ],
    [
      {
        says: "add a public zone of this name to zones",
        to: (stack) =>
          site(stack, {
            names: ["example.com", "*.example.org"],
            zones: [existingZone(stack), existingZone(stack, "example.org")],
          }),
      },
    ],
  ],
  [
    "a certificate without zones",
    { zones: [] },
    [
      "CERTIFICATE_ZONE_MISSING",
      "site › names[0]",
      "No public zone is given that can prove the name.",
      "example.com, with no zones",
      "a public zone whose name example.com is or ends in",
      "add a public zone of this name to zones; one of another stack comes from HostedZone.fromExisting",
    ],
    [{ says: "add a public zone of this name to zones", to: (stack) => site(stack, { zones: [existingZone(stack)] }) }],
  ],
  [
    "no names",
    { names: [] },
    [
      "CERTIFICATE_NAMES_COUNT",
      "site › names",
      "The certificate has too few or too many names.",
      "0 names",
      "1 to 10 names",
      "give the name that browsers ask for",
    ],
    [{ says: "give the name that browsers ask for", to: (stack) => site(stack, { names: ["example.com"] }) }],
  ],
  [
    "more names than the quota",
    { names: ["a", "b", "c"].map((part) => `${part}.example.com`), namesQuota: 2 },
    [
      "CERTIFICATE_NAMES_COUNT",
      "site › names",
      "The certificate has too few or too many names.",
      "3 names",
      "1 to 2 names",
      "use a wildcard, make two certificates, or have the quota raised and write it into namesQuota",
    ],
    [
      { says: "use a wildcard", to: (stack) => site(stack, { names: ["*.example.com"], namesQuota: 2 }) },
      {
        says: "make two certificates",
        to: (stack) => {
          const zones = [existingZone(stack)];
          new Certificate(stack, "one", { names: ["a.example.com", "b.example.com"], zones, namesQuota: 2 });
          new Certificate(stack, "two", { names: ["c.example.com"], zones, namesQuota: 2 });
        },
      },
      {
        says: "write it into namesQuota",
        to: (stack) => site(stack, { names: ["a", "b", "c"].map((part) => `${part}.example.com`), namesQuota: 3 }),
      },
    ],
  ],
  [
    "a quota that AWS does not give",
    { namesQuota: 101 },
    [
      "CERTIFICATE_QUOTA",
      "site › namesQuota",
      "The quota of names is one that AWS does not give.",
      "101",
      "a whole number from 1 to 100",
      "write the value that Service Quotas shows for the account, or leave it out",
    ],
    [
      { says: "write the value that Service Quotas shows", to: (stack) => site(stack, { namesQuota: 100 }) },
      { says: "leave it out", to: (stack) => site(stack) },
    ],
  ],
  [
    "a name that stands twice",
    { names: ["example.com", "example.com"] },
    [
      "CERTIFICATE_NAME_DUPLICATE",
      "site › names[1]",
      "A name stands twice in the certificate.",
      "example.com at names[0] and names[1]",
      "each name once",
      "remove one of the two",
    ],
    [{ says: "remove one of the two", to: (stack) => site(stack, { names: ["example.com"] }) }],
  ],
  [
    "a main name that is too long",
    { names: [long] },
    [
      "CERTIFICATE_MAIN_NAME_LENGTH",
      "site › names[0]",
      "The main name is longer than a certificate takes as its subject.",
      `65 characters: ${long}`,
      "at most 64 characters; further names may have 253",
      "put a shorter name first",
    ],
    [{ says: "put a shorter name first", to: (stack) => site(stack, { names: ["example.com", long] }) }],
  ],
  [
    "a wildcard that is not the first part",
    { names: ["api.*.example.com"] },
    [
      "DOMAIN_NAME_INVALID",
      "site › names[0]",
      "The name is not a domain name.",
      '"api.*.example.com"',
      "an optional *. and parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
      "write the name as it is registered, for example example.com",
    ],
    [{ says: "write the name as it is registered", to: (stack) => site(stack, { names: ["api.example.com"] }) }],
  ],
  [
    "a time to wait that is no time",
    { validationMinutes: 0 },
    [
      "CERTIFICATE_VALIDATION_TIME",
      "site › validationMinutes",
      "The time to wait for the validation is out of range.",
      "0 minutes",
      "a whole number of minutes from 1 to 720",
      "leave it out; a certificate that takes longer than 30 minutes waits for a delegation",
    ],
    [{ says: "leave it out", to: (stack) => site(stack) }],
  ],
  [
    "a zone where a region belongs",
    { region: "us-east-1a" },
    [
      "REGION_INVALID",
      "site › region",
      "The region is not the name of an AWS region.",
      '"us-east-1a"',
      "a region such as us-east-1, without the letter of a zone",
      'write "us-east-1" for a certificate of CloudFront, or leave it out',
    ],
    [
      {
        says: 'write "us-east-1" for a certificate of CloudFront',
        to: (stack) => site(stack, { region: "us-east-1" }),
      },
      { says: "leave it out", to: (stack) => site(stack) },
    ],
  ],
  [
    "a private zone, which proves no name",
    (stack) => site(stack, { zones: [existingZone(stack, "example.com", "private")] }),
    [
      "CERTIFICATE_ZONE_MISSING",
      "site › names[0]",
      "No public zone is given that can prove the name.",
      "example.com, with the zones example.com (private)",
      "a public zone whose name example.com is or ends in",
      "add a public zone of this name to zones; one of another stack comes from HostedZone.fromExisting",
    ],
    [
      {
        says: "add a public zone of this name to zones",
        to: (stack) => site(stack, { zones: [existingZone(stack, "example.com", "private"), existingZone(stack)] }),
      },
    ],
  ],
  [
    "the ARN of something else",
    (stack) =>
      Certificate.fromExisting(stack, "site", {
        certificateArn: "arn:aws:iam::111111111111:server-certificate/site",
        names: ["example.com"],
      }),
    [
      "CERTIFICATE_ARN_INVALID",
      "site › certificateArn",
      "The ARN is not that of a certificate of ACM.",
      '"arn:aws:iam::111111111111:server-certificate/site"',
      "arn:aws:acm:<region>:<account>:certificate/<id>",
      "copy the ARN from the ACM console, or from the output of the stack that makes the certificate",
    ],
    [
      {
        says: "copy the ARN from the ACM console",
        to: (stack) => Certificate.fromExisting(stack, "site", { certificateArn: ARN, names: ["example.com"] }),
      },
    ],
  ],
  [
    "a region that is not the ARN's",
    (stack) =>
      Certificate.fromExisting(stack, "site", { certificateArn: ARN, names: ["example.com"], region: "us-east-1" }),
    [
      "CERTIFICATE_REGION",
      "site › region",
      "The ARN is that of a certificate in another region.",
      "region us-east-1, and an ARN of eu-west-1",
      "the region of the ARN",
      "leave region out: the ARN has it",
    ],
    [
      {
        says: "leave region out",
        to: (stack) => Certificate.fromExisting(stack, "site", { certificateArn: ARN, names: ["example.com"] }),
      },
    ],
  ],
  [
    "a name below a delegation, whose proof would never be found",
    (stack) => {
      const zone = existingZone(stack);
      site(stack, { names: BELOW, zones: [zone] });
      zone.delegate(LAB);
    },
    [
      "CERTIFICATE_BELOW_DELEGATION",
      "certificate-validation/example.com-api.lab.example.com",
      "The certificate would wait in vain: its proof is never found, because the zone hands the name to another zone.",
      "api.lab.example.com in the zone example.com, below the delegation of lab.example.com by sandbox-test/example.com-public/delegation-lab.example.com",
      "a proof in the zone lab.example.com",
      "give the certificate the zone lab.example.com in zones, or leave the name out",
    ],
    [
      {
        says: "give the certificate the zone lab.example.com in zones",
        to: (stack) => {
          const zone = existingZone(stack);
          zone.delegate(LAB);
          const below = HostedZone.fromExisting(stack, "lab", { zoneId: "Z0123456789LAB", zoneName: LAB.zoneName });
          site(stack, { names: BELOW, zones: [zone, below] });
        },
      },
      {
        says: "leave the name out",
        to: (stack) => {
          const zone = existingZone(stack);
          zone.delegate(LAB);
          site(stack, { names: ["example.com"], zones: [zone] });
        },
      },
    ],
  ],
];

const ROWS = MISTAKES.map(([mistake, given, [code, path, message, found, expected, fix], ways]) => ({
  mistake,
  build: typeof given === "function" ? given : (stack: EnvironmentStack) => site(stack, given),
  problems: [{ code, path: `sandbox-test/${path}`, message, found, expected, fix }],
  ways,
}));

test.each(ROWS)("$mistake is told with a way out", ({ build, problems }) => {
  expect(problemsIn(build)).toEqual(problems);
});

testAdvice(ROWS, problemsIn);

test("the limits themselves are allowed", () => {
  const names = [long.slice(1), ...Array.from({ length: 9 }, (_, index) => `n${index}.example.com`)];
  expect(problemsIn((stack) => site(stack, { names, validationMinutes: 720 }))).toEqual([]);
});
