import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance, type DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import { App } from "cdktf";
import { Construct } from "constructs";
import { reviewedEnvironment } from "../../../config/reviewed";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { addExemption, exempt } from "../../../constructs/core/environments/exemptions";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { readSettings } from "../../../review/gates/settings";
import { originsIn } from "../../../stacks/application/configuration/origins";
import { JUDGING } from "../../../stacks/application/judgement/judging";
import { checkSynth, synthesize } from "../../../stacks/application/synthesize";
import { configFolder, DEV, load, removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice, type Way } from "../../support/followed-advice";

let outdir: string;

beforeEach(() => {
  outdir = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-guardrails-"));
});

afterEach(() => fs.rmSync(outdir, { recursive: true, force: true }));
afterAll(removeConfigFolders);

/** A database in which nothing is found but what these tests are about, and what a case changes of it. */
const DATABASE: DbInstanceConfig = {
  instanceClass: "db.t4g.micro",
  engine: "postgres",
  allocatedStorage: 20,
  dbSubnetGroupName: "data",
  multiAz: true,
  enabledCloudwatchLogsExports: ["postgresql"],
  iamDatabaseAuthenticationEnabled: true,
};
const CLOSED: DbInstanceConfig = { ...DATABASE, storageEncrypted: true };
const KEPT: DbInstanceConfig = { ...CLOSED, backupRetentionPeriod: 7, deletionProtection: true };
const OPEN: DbInstanceConfig = { ...KEPT, publiclyAccessible: true };

interface Case {
  readonly config: DbInstanceConfig;
  /** Lines of the environment's file. */
  readonly lines?: string;
  /** What is done to the database and what is around it. */
  readonly declare?: (database: DbInstance, orders: Construct) => void;
  readonly isProtected?: boolean;
  readonly leftOut?: readonly string[];
  readonly today?: string;
}

function app({ config, declare, isProtected = true }: Case, environment: ReturnType<typeof environmentOf>["dev"]) {
  return (staging: string) => {
    const made = new App({ outdir: staging, stackTraces: false });
    const data = new EnvironmentStack(made, "data", { ...environment.environment, protect: isProtected });
    const orders = new Construct(data, "orders");
    const database = new DbInstance(orders, "instance", config);
    declare?.(database, orders);
    return made;
  };
}

function environmentOf(lines = "") {
  const files = { dev: `${DEV}${lines}` };
  const [dev] = load(files);
  if (!dev) throw new Error("the environment is there");
  const folder = configFolder(files);
  return { dev, reviewed: [reviewedEnvironment(dev, folder, path.dirname(folder), originsIn())] };
}

function synth(one: Case) {
  const { dev, reviewed } = environmentOf(one.lines);
  const { leftOut, today } = one;
  return synthesize(outdir, app(one, dev), { reviewed, leftOut, today });
}

function problemsOf(step: () => unknown) {
  try {
    step();
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return [];
}

/** An exemption in YAML, as a line of the environment's file. */
const inYaml = (rule: string, at: string, until = "2030-01-31") =>
  `exemptions: [{ rule: ${rule}, at: ${at}, reason: the partner reads it until he moves, until: "${until}" }]\n`;

const UNUSED = {
  code: "EXEMPTION_UNUSED",
  message: "The exemption is from a rule that finds nothing there.",
  expected: "an exemption for something that is found",
  fix: "remove it; if it was meant for another place, name the one that `npx groundplan check` shows",
};

const REASON = "the partner reads it until he moves";

test("a raw database that is public and unencrypted is refused whole, and nothing is written", () => {
  const config = { ...DATABASE, publiclyAccessible: true };
  const problems = problemsOf(() => synth({ config }));
  const at = "config/dev.yaml:1:1 › dev-data/orders/instance";
  const exemption = (rule: string) =>
    `; or, for a reason and until a day, exempt dev-data/orders/instance from ${rule}`;
  const kept = {
    code: "DAT-04",
    message:
      "Databases of production keep backups and are protected from deletion. What was deleted by a mistake can only be had back where it was kept.",
    fix: `set it as the environment's protection does: backups for 7 days or more, deletion protection on${exemption("DAT-04")}`,
  };
  expect(problems).toEqual([
    {
      code: "DAT-01",
      path: `${at} › publicly_accessible`,
      message:
        "No data store has an address on the internet. A data store is reached by applications in the VPC, and by people through it.",
      found: "publicly_accessible = true",
      expected: "publicly_accessible = false",
      fix: `leave the setting out, and reach it through the bastion, a VPN or an endpoint${exemption("DAT-01")}`,
    },
    {
      ...kept,
      path: `${at} › backup_retention_period`,
      found: "backup_retention_period is not set",
      expected: "backup_retention_period of 7 or more",
    },
    {
      ...kept,
      path: `${at} › deletion_protection`,
      found: "deletion_protection is not set",
      expected: "deletion_protection = true",
    },
    {
      code: "DAT-11",
      path: `${at} › storage_encrypted`,
      message:
        "Data stores are encrypted at rest. A store that was made without encryption is encrypted only by a copy of it.",
      found: "storage_encrypted is not set",
      expected: "storage_encrypted = true",
      fix: `turn encryption on before the first deploy${exemption("DAT-11")}`,
    },
  ]);
  expect(fs.readdirSync(outdir)).toEqual([]);
});

test("what must hold in production alone is no word of a synth elsewhere", () => {
  expect(synth({ config: CLOSED, isProtected: false })).toMatchObject([{ warnings: [], guardrailWarnings: 0 }]);
});

test("what rules warn of is counted for each stack, without a line of its own", () => {
  const declare = (_: DbInstance, orders: Construct) => {
    for (const name of ["slow", "error"]) new CloudwatchLogGroup(orders, name, {});
  };
  expect(synth({ config: KEPT, declare })).toMatchObject([{ warnings: [], guardrailWarnings: 2 }]);
});

describe("an exemption", () => {
  const IN_CODE: Partial<Case> = {
    declare: (_, orders) => exempt(orders, "DAT-01", { reason: REASON, until: "2030-01-31" }),
  };
  const place = "config/dev.yaml:18:14";
  const forms: readonly (readonly [string, Partial<Case>, { readonly at: string; readonly place: string }])[] = [
    ["of a construct", IN_CODE, { at: "dev-data/orders", place: 'exempt(dev-data/orders, "DAT-01")' }],
    [
      "of the configuration",
      { lines: inYaml("DAT-01", "dev-data/orders/instance") },
      { at: "dev-data/orders/instance", place },
    ],
    ["of a whole stack", { lines: inYaml("DAT-01", "dev-data") }, { at: "dev-data", place }],
  ];

  test.each(forms)("%s is listed in synth and in what reviews are told", (_, form, at) => {
    const exemptions = [{ ...at, rule: "DAT-01", reason: REASON, until: "2030-01-31" }];
    expect(synth({ config: OPEN, ...form })).toMatchObject([{ warnings: [], exemptions }]);
    expect(readSettings(outdir, "dev")?.stacks["dev-data"]?.granted).toEqual(exemptions);
  });

  test("changes nothing that is synthesized when its day has passed, and is a warning", () => {
    const json = () => fs.readFileSync(path.join(outdir, "stacks", "dev-data", "cdk.tf.json"), "utf8");
    const lines = inYaml("DAT-01", "dev-data/orders");
    synth({ config: OPEN, lines, today: "2030-01-31" });
    const before = json();
    expect(synth({ config: OPEN, lines, today: "2030-02-01" })).toMatchObject([
      {
        warnings: [
          "dev-data/orders: the exemption from DAT-01 ended on 2030-01-31: check and deploy fail until it is renewed or removed (config/dev.yaml:18:14)",
        ],
      },
    ]);
    expect(json()).toBe(before);
  });

  test("of a construct that acknowledges nothing is an error at its place", () => {
    expect(problemsOf(() => synth({ config: KEPT, ...IN_CODE }))).toEqual([
      { ...UNUSED, path: 'exempt(dev-data/orders, "DAT-01")', found: "DAT-01 at dev-data/orders" },
    ]);
  });

  test("by an option of a construct has no day, and may acknowledge nothing", () => {
    const declare = (_: DbInstance, orders: Construct) =>
      addExemption(orders, { option: "partner", rules: ["DAT-01"], reason: REASON });
    const exemptions = [
      { at: "dev-data/orders", rule: "DAT-01", reason: REASON, place: "partner in config/dev.yaml:1:1" },
    ];
    expect(synth({ config: OPEN, declare, today: "2030-02-01" })).toMatchObject([{ warnings: [], exemptions }]);
    expect(synth({ config: KEPT, declare })).toMatchObject([{ warnings: [], exemptions }]);
    expect(problemsOf(() => synth({ config: { ...OPEN, storageEncrypted: false }, declare }))).toMatchObject([
      { code: "DAT-11" },
    ]);
  });

  test("at a stack that is left out is none that acknowledges nothing", () => {
    const lines = inYaml("DAT-01", "dev-queue/orders");
    expect(problemsOf(() => synth({ config: KEPT, lines, leftOut: ["dev-queue"] }))).toEqual([]);
    expect(problemsOf(() => synth({ config: KEPT, lines }))).toMatchObject([{ code: "EXEMPTION_UNUSED" }]);
  });
});

/** What is told of exemptions, and what mends it. */
const MISTAKES: readonly { mistake: string; given: Case; problems: readonly Problem[]; ways: readonly Way<Case>[] }[] =
  [
    {
      mistake: "an exemption at a construct that needs none",
      given: { config: KEPT, lines: inYaml("DAT-01", "dev-data/orders") },
      problems: [{ ...UNUSED, path: "config/dev.yaml:18:14", found: "DAT-01 at dev-data/orders" }],
      ways: [
        { says: "remove it", to: { config: KEPT } },
        {
          says: "name the one that `npx groundplan check` shows",
          to: { config: { ...KEPT, storageEncrypted: false }, lines: inYaml("DAT-11", "dev-data/orders/instance") },
        },
      ],
    },
    {
      mistake: "an exemption from a rule that there is not",
      given: {
        config: OPEN,
        declare: (database) => {
          exempt(database, "DAT-01", { reason: REASON, until: "2030-01-31" });
          exempt(database, "DAT-001" as "DAT-01", { reason: REASON, until: "2030-01-31" });
        },
      },
      problems: [
        {
          code: "EXEMPTION_RULE",
          path: 'exempt(dev-data/orders/instance, "DAT-001")',
          message: "The exemption is from a rule that there is not.",
          found: '"DAT-001"',
          expected: "the id of a rule, as docs/guardrails.md lists them",
          fix: 'did you mean "DAT-01"?',
        },
      ],
      ways: [
        {
          says: 'did you mean "DAT-01"?',
          to: {
            config: OPEN,
            declare: (database) => exempt(database, "DAT-01", { reason: REASON, until: "2030-01-31" }),
          },
        },
      ],
    },
  ];

const problemsIn = (given: Case) => problemsOf(() => synth(given));

test.each(MISTAKES)("$mistake is told whole", ({ given, problems }) => {
  expect(problemsIn(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);

test("an exemption at another place acknowledges nothing, and what it was for is told too", () => {
  const given = { config: OPEN, lines: inYaml("DAT-01", "dev-data/order") };
  expect(problemsIn(given)).toMatchObject([
    { code: "DAT-01" },
    { ...UNUSED, path: "config/dev.yaml:18:14", found: "DAT-01 at dev-data/order" },
  ]);
});

test("a synth tells once when guardrails begin and when they are through, by which the benchmark knows their share", () => {
  const told: string[] = [];
  const [begins, ends] = [() => told.push("start"), () => told.push("end")];
  JUDGING.start.subscribe(begins);
  JUDGING.end.subscribe(ends);
  try {
    synth({ config: KEPT });
  } finally {
    JUDGING.start.unsubscribe(begins);
    JUDGING.end.unsubscribe(ends);
  }
  expect(told).toEqual(["start", "end"]);
});

test("config validate, which writes nothing, has the same verdict", () => {
  const { dev, reviewed } = environmentOf();
  expect(problemsOf(() => checkSynth(app({ config: OPEN }, dev), { reviewed }))).toEqual(
    problemsOf(() => synth({ config: OPEN })),
  );
});
