import fc from "fast-check";
import { Problems } from "../../../../constructs/core/errors";
import { checkName, maxNameLength, type NameKind, physicalName } from "../../../../constructs/core/names/naming";

/**
 * What AWS allows, written a second time and from the documents rather than from the rules, so that a slip in one of the two
 * shows. The length is what AWS allows for the finished name, less what the provider appends to a name prefix.
 */
const AWS: Readonly<Record<NameKind, { readonly pattern: RegExp; readonly longest: number }>> = {
  iamRole: { pattern: /^[\w+=,.@-]+$/, longest: 64 },
  iamPolicy: { pattern: /^[\w+=,.@-]+$/, longest: 128 },
  instanceProfile: { pattern: /^[\w+=,.@-]+$/, longest: 128 },
  securityGroup: { pattern: /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/, longest: 255 - 27 },
  prefixList: { pattern: /^[a-zA-Z0-9._-]+$/, longest: 255 },
  bucket: { pattern: /^[a-z0-9][a-z0-9-]+[a-z0-9]$/, longest: 63 },
  dynamodbTable: { pattern: /^[a-zA-Z0-9_.-]{3,}$/, longest: 255 },
  kmsAlias: { pattern: /^alias\/[a-zA-Z0-9/_-]+$/, longest: 256 },
  logGroup: { pattern: /^\/[.\-_/#A-Za-z0-9]+$/, longest: 512 },
  alarm: { pattern: /^[ -~]+$/, longest: 255 },
  dbSubnetGroup: { pattern: /^[a-z0-9 ._-]+$/, longest: 255 },
  cacheSubnetGroup: { pattern: /^[a-z0-9-]+$/, longest: 255 },
  keyPair: { pattern: /^[ -~]+$/, longest: 255 - 27 },
  launchTemplate: { pattern: /^[a-zA-Z0-9().\-/_]{3,}$/, longest: 128 - 27 },
  ssmDocument: { pattern: /^[a-zA-Z0-9_\-.]{3,}$/, longest: 128 },
  ssmParameter: { pattern: /^\/[a-zA-Z0-9_.\-/]+$/, longest: 1011 },
  wafEntity: { pattern: /^[\w-]+$/, longest: 128 },
  wafLogGroup: { pattern: /^aws-waf-logs-[.\-_/#A-Za-z0-9]+$/, longest: 512 },
  vendedLogGroup: { pattern: /^\/aws\/vendedlogs\/[.\-_/#A-Za-z0-9]+$/, longest: 512 },
  cloudFrontPolicy: { pattern: /^[\w-]+$/, longest: 64 },
  cloudFrontFunction: { pattern: /^[\w-]+$/, longest: 64 },
  vpcOrigin: { pattern: /^[\w-]+$/, longest: 46 },
  logDelivery: { pattern: /^[\w-]+$/, longest: 60 },
  ecs: { pattern: /^[\w-]+$/, longest: 255 },
  eksCluster: { pattern: /^[0-9A-Za-z][\w-]*$/, longest: 100 },
  repository: { pattern: /^[a-z0-9][a-z0-9._/-]*[a-z0-9]$/, longest: 256 },
  loadBalancer: { pattern: /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/, longest: 32 },
  targetGroup: { pattern: /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/, longest: 32 },
  autoScalingGroup: { pattern: /^[\w./-]+$/, longest: 255 },
  codeDeploy: { pattern: /^[\w.+=,@-]+$/, longest: 100 },
  schedule: { pattern: /^[\w.-]+$/, longest: 64 },
  eventRule: { pattern: /^[\w.-]+$/, longest: 64 },
  sqsQueue: { pattern: /^[\w-]+$/, longest: 80 },
  fifoQueue: { pattern: /^[\w-]+$/, longest: 75 },
  snsTopic: { pattern: /^[\w-]+$/, longest: 256 },
  fifoTopic: { pattern: /^[\w-]+$/, longest: 251 },
  apiGateway: { pattern: /^[A-Za-z0-9_-]+$/, longest: 128 },
  lambdaFunction: { pattern: /^[A-Za-z0-9_-]+$/, longest: 64 },
  cache: { pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, longest: 40 },
  cacheUser: { pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, longest: 40 },
  database: { pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, longest: 63 },
  secret: { pattern: /^[\w/+=.@-]+$/, longest: 485 },
  kinesisStream: { pattern: /^[\w.-]+$/, longest: 128 },
  tag: { pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u, longest: 256 },
};
const KINDS = Object.keys(AWS) as NameKind[];

/** Any text: unlike ones, long ones, and ones that are all of the characters that names are cut at. */
const part = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.stringMatching(/^[a-zA-Z0-9-]{1,20}$/),
  fc.tuple(fc.constantFrom("-", "/", ".", "a", "𝒳", "_"), fc.nat(1100)).map(([text, count]) => text.repeat(count)),
);
const parts = fc.array(part, { maxLength: 6 });

function problemsWith(kind: NameKind, name: string) {
  const problems = new Problems("sandbox-network/app");
  const allowed = checkName(kind, name, problems, "name");
  return { allowed, list: problems.list };
}

describe.each(KINDS)("a physical name of the kind %s", (kind) => {
  const { pattern, longest } = AWS[kind];

  it("is allowed by AWS, whatever its parts are", () => {
    expect(maxNameLength(kind)).toBe(longest);
    fc.assert(
      fc.property(parts, (given) => {
        const name = physicalName(kind, given);
        expect(name).toMatch(pattern);
        expect(name.length).toBeLessThanOrEqual(longest);
        expect(name).not.toMatch(/\p{Surrogate}/u);
        expect(problemsWith(kind, name)).toEqual({ allowed: true, list: [] });
      }),
      { numRuns: 40 },
    );
  });

  it("is the same for the same parts", () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(physicalName(kind, [...given])).toBe(physicalName(kind, given));
      }),
      { numRuns: 15 },
    );
  });

  it("differs from another long name with the same head, and keeps the head readable", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,12}$/), { minLength: 2, maxLength: 2 }), (tails) => {
        const names = tails.map((tail) => physicalName(kind, ["groundplan", "x".repeat(longest), tail]));
        expect(new Set(names).size).toBe(2);
        for (const name of names) expect(name).toMatch(/groundplan[-/]x+-[0-9a-f]{8}$/);
        for (const name of names) expect(name).toHaveLength(longest);
      }),
      { numRuns: 15 },
    );
  });

  it("is used as it is up to the last character that fits", () => {
    const room = longest - physicalName(kind, ["xxx"]).length + 3;
    expect(physicalName(kind, ["x".repeat(room)])).toMatch(/x{8}$/);
    expect(physicalName(kind, ["x".repeat(room)])).toHaveLength(longest);
    expect(physicalName(kind, ["x".repeat(room + 1)])).toMatch(/x-[0-9a-f]{8}$/);
  });

  it("that the user chose is refused with a suggestion that would be taken", () => {
    fc.assert(
      fc.property(part, (name) => {
        const { allowed, list } = problemsWith(kind, name);
        expect(allowed).toBe(list.length === 0);
        for (const { fix } of list) {
          const suggestion = /^use "(.*)", or leave the name out and one is made$/su.exec(fix)?.[1] ?? "";
          expect(problemsWith(kind, suggestion).list).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("a physical name", () => {
  it.each<[NameKind, string[], string]>([
    ["iamRole", ["sandbox", "access", "bastion"], "sandbox-access-bastion"],
    ["logGroup", ["sandbox", "network", "flow"], "/sandbox/network/flow"],
    ["kmsAlias", ["sandbox", "flow-log"], "alias/sandbox-flow-log"],
    ["ssmParameter", ["sandbox", "agent"], "/sandbox/agent"],
    ["bucket", ["Sandbox", "Flow Log!", ""], "sandbox-flow-log"],
    ["bucket", ["_a_"], "a-dee5fddd"],
    ["tag", ["sandbox", "데이터"], "sandbox-데이터"],
  ])("of the kind %s from %j is %s", (kind, given, name) => {
    expect(physicalName(kind, given)).toBe(name);
  });

  it("does not confuse parts that read alike when they are joined", () => {
    const long = "x".repeat(80);
    expect(physicalName("iamRole", ["a-b", long])).not.toBe(physicalName("iamRole", ["a", "b", long]));
  });
});

describe("a name that the user chose", () => {
  it.each<[NameKind, string]>([
    ["bucket", "acme-states"],
    ["securityGroup", "app (blue)"],
    ["kmsAlias", "alias/acme"],
    ["logGroup", "/acme/app"],
    ["iamRole", "x".repeat(64)],
  ])("is taken as it is when AWS allows it for a %s", (kind, name) => {
    expect(problemsWith(kind, name)).toEqual({ allowed: true, list: [] });
  });

  it("is refused with its characters, its length and a way out", () => {
    expect(problemsWith("bucket", "Acme_States")).toEqual({
      allowed: false,
      list: [
        {
          code: "NAME_INVALID",
          path: "sandbox-network/app › name",
          message: "The name is not one that AWS allows for this kind of resource (bucket).",
          found: '"Acme_States" (11 characters)',
          expected: "3 to 63 characters of a-z0-9-, starting and ending with a letter or a digit",
          fix: 'use "acme-states", or leave the name out and one is made',
        },
      ],
    });
  });

  it("is refused without the start that its kind has", () => {
    expect(problemsWith("kmsAlias", "acme").list).toEqual([
      {
        code: "NAME_INVALID",
        path: "sandbox-network/app › name",
        message: "The name is not one that AWS allows for this kind of resource (kmsAlias).",
        found: '"acme" (4 characters)',
        expected: "7 to 256 characters of A-Za-z0-9/_-, starting with alias/",
        fix: 'use "alias/acme", or leave the name out and one is made',
      },
    ]);
  });

  it.each<[NameKind, string]>([
    ["bucket", "ab"],
    ["bucket", "-acme"],
    ["bucket", "acme-"],
    ["bucket", ""],
    ["iamRole", "x".repeat(65)],
    ["iamRole", "app role"],
    ["kmsAlias", "alias/"],
  ])("of the kind %s is refused when it is %j", (kind, name) => {
    expect(problemsWith(kind, name).list.map(({ code }) => code)).toEqual(["NAME_INVALID"]);
  });
});

it("of a kind that is none, where JavaScript says it, is a problem", () => {
  for (const kind of ["lambda", undefined]) {
    expect(() => physicalName(kind as NameKind, ["app"], "sandbox-shop")).toThrow(
      expect.objectContaining({
        problems: [
          {
            code: "NAMING_KIND",
            path: "sandbox-shop",
            message: "There is no such kind of name.",
            found: kind === undefined ? "nothing" : '"lambda"',
            expected: expect.stringContaining("one of iamRole, iamPolicy, "),
            fix: "write the kind as it is listed",
          },
        ],
      }),
    );
  }
});
