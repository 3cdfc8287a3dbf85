import { Certificate, type CertificateProps } from "../../../constructs/certificates";
import { HostedZone } from "../../../constructs/dns";
import { existingZone, problemsIn } from "../dns/support";

function problemsOfCertificate(props: Partial<CertificateProps>) {
  return problemsIn((stack) => {
    new Certificate(stack, "site", { names: ["example.com"], zones: [existingZone(stack)], ...props });
  });
}

const long = `${"a".repeat(53)}.example.com`;

const MISTAKES: [string, Partial<CertificateProps>, [string, string, string, string, string, string]][] = [
  [
    "a name without a zone",
    { names: ["example.com", "*.example.org"] },
    [
      "CERTIFICATE_ZONE_MISSING",
      "names[1]",
      "No public zone is given that can prove the name.",
      "*.example.org, with the zones example.com (public)",
      "a public zone whose name example.org is or ends in",
      "add the zone to zones; one of another stack comes from HostedZone.fromExisting",
    ],
  ],
  [
    "a certificate without zones",
    { zones: [] },
    [
      "CERTIFICATE_ZONE_MISSING",
      "names[0]",
      "No public zone is given that can prove the name.",
      "example.com, with no zones",
      "a public zone whose name example.com is or ends in",
      "add the zone to zones; one of another stack comes from HostedZone.fromExisting",
    ],
  ],
  [
    "no names",
    { names: [] },
    [
      "CERTIFICATE_NAMES_COUNT",
      "names",
      "The certificate has too few or too many names.",
      "0 names",
      "1 to 10 names",
      "give the name that browsers ask for",
    ],
  ],
  [
    "more names than the quota",
    { names: ["a", "b", "c"].map((part) => `${part}.example.com`), namesQuota: 2 },
    [
      "CERTIFICATE_NAMES_COUNT",
      "names",
      "The certificate has too few or too many names.",
      "3 names",
      "1 to 2 names",
      "use a wildcard, make two certificates, or have the quota raised and write it into namesQuota",
    ],
  ],
  [
    "a quota that AWS does not give",
    { namesQuota: 101 },
    [
      "CERTIFICATE_QUOTA",
      "namesQuota",
      "The quota of names is one that AWS does not give.",
      "101",
      "a whole number from 1 to 100",
      "write the value that Service Quotas shows for the account, or leave it out",
    ],
  ],
  [
    "a name that stands twice",
    { names: ["example.com", "example.com"] },
    [
      "CERTIFICATE_NAME_DUPLICATE",
      "names[1]",
      "A name stands twice in the certificate.",
      "example.com at names[0] and names[1]",
      "each name once",
      "remove one of the two",
    ],
  ],
  [
    "a main name that is too long",
    { names: [long] },
    [
      "CERTIFICATE_MAIN_NAME_LENGTH",
      "names[0]",
      "The main name is longer than a certificate takes as its subject.",
      `65 characters: ${long}`,
      "at most 64 characters; further names may have 253",
      "put a shorter name first",
    ],
  ],
  [
    "a wildcard that is not the first part",
    { names: ["api.*.example.com"] },
    [
      "DOMAIN_NAME_INVALID",
      "names[0]",
      "The name is not a domain name.",
      '"api.*.example.com"',
      "an optional *. and parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
      "write the name as it is registered, for example example.com",
    ],
  ],
  [
    "a time to wait that is no time",
    { validationMinutes: 0 },
    [
      "CERTIFICATE_VALIDATION_TIME",
      "validationMinutes",
      "The time to wait for the validation is out of range.",
      "0 minutes",
      "a whole number of minutes from 1 to 720",
      "leave it out; a certificate that takes longer than 30 minutes waits for a delegation",
    ],
  ],
  [
    "a zone where a region belongs",
    { region: "us-east-1a" },
    [
      "REGION_INVALID",
      "region",
      "The region is not the name of an AWS region.",
      '"us-east-1a"',
      "a region such as us-east-1, without the letter of a zone",
      'write "us-east-1" for a certificate of CloudFront, or leave it out',
    ],
  ],
];

test.each(MISTAKES)("%s is told with a way out", (_, props, [code, property, message, found, expected, fix]) => {
  expect(problemsOfCertificate(props)).toEqual([
    { code, path: `sandbox-test/site › ${property}`, message, found, expected, fix },
  ]);
});

test("a private zone proves no name", () => {
  const problems = problemsIn((stack) => {
    const zones = [existingZone(stack, "example.com", "private")];
    new Certificate(stack, "site", { names: ["example.com"], zones });
  });
  expect(problems).toEqual([
    {
      code: "CERTIFICATE_ZONE_MISSING",
      path: "sandbox-test/site › names[0]",
      message: "No public zone is given that can prove the name.",
      found: "example.com, with the zones example.com (private)",
      expected: "a public zone whose name example.com is or ends in",
      fix: "add the zone to zones; one of another stack comes from HostedZone.fromExisting",
    },
  ]);
});

test("the limits themselves are allowed", () => {
  const names = [long.slice(1), ...Array.from({ length: 9 }, (_, index) => `n${index}.example.com`)];
  expect(problemsOfCertificate({ names, validationMinutes: 720 })).toEqual([]);
});

test("the ARN of something else, and a region that is not the ARN's, are told with a way out", () => {
  const names = ["example.com"];
  const problems = [
    { certificateArn: "arn:aws:iam::111111111111:server-certificate/site", names },
    { certificateArn: "arn:aws:acm:eu-west-1:111111111111:certificate/1", names, region: "us-east-1" },
  ].flatMap((props) => problemsIn((stack) => Certificate.fromExisting(stack, "site", props)));
  expect(problems).toEqual([
    {
      code: "CERTIFICATE_ARN_INVALID",
      path: "sandbox-test/site › certificateArn",
      message: "The ARN is not that of a certificate of ACM.",
      found: '"arn:aws:iam::111111111111:server-certificate/site"',
      expected: "arn:aws:acm:<region>:<account>:certificate/<id>",
      fix: "copy the ARN from the ACM console, or from the output of the stack that makes the certificate",
    },
    {
      code: "CERTIFICATE_REGION",
      path: "sandbox-test/site › region",
      message: "The ARN is that of a certificate in another region.",
      found: "region us-east-1, and an ARN of eu-west-1",
      expected: "the region of the ARN",
      fix: "leave region out: the ARN has it",
    },
  ]);
});

describe("a name below a delegation", () => {
  const names = ["example.com", "api.lab.example.com"] as const;
  const lab = { zoneName: "lab.example.com", nameServers: ["ns-1.example.net", "ns-2.example.org"] };

  it("is refused: its proof would never be found, and the certificate would wait for it", () => {
    const problems = problemsIn((stack) => {
      const zone = existingZone(stack);
      new Certificate(stack, "site", { names, zones: [zone] });
      zone.delegate(lab);
    });
    expect(problems).toEqual([
      {
        code: "CERTIFICATE_BELOW_DELEGATION",
        path: "sandbox-test/certificate-validation/example.com-api.lab.example.com",
        message:
          "The certificate would wait in vain: its proof is never found, because the zone hands the name to another zone.",
        found:
          "api.lab.example.com in the zone example.com, below the delegation of lab.example.com by sandbox-test/example.com-public/delegation-lab.example.com",
        expected: "a proof in the zone lab.example.com",
        fix: "give the certificate the zone lab.example.com in zones, or leave the name out",
      },
    ]);
  });

  it("is proved in the zone that it was handed to", () => {
    const problems = problemsIn((stack) => {
      const zone = existingZone(stack);
      zone.delegate(lab);
      const below = HostedZone.fromExisting(stack, "lab", { zoneId: "Z0123456789LAB", zoneName: lab.zoneName });
      new Certificate(stack, "site", { names, zones: [zone, below] });
    });
    expect(problems).toEqual([]);
  });
});
