import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEV, devWith, removeConfigFolders } from "../../config/support/config-folder";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

const LARGE = `extends: base
account: "222222222222"
network:
  cidr: 10.1.0.0/16
  zones: [a, b, c]
  endpoints:
    interface: [ssm, ssmmessages, ec2messages, ecr.api, ecr.dkr, logs, sts, kms, secretsmanager]
`;

describe("config explain", () => {
  test("prints every value with the file and line it comes from", async () => {
    const { out, exitCode } = await runIn(project({ base: DEV, large: LARGE }), "config explain large");
    expect(exitCode).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "Key                                Value                                         From
      project                            groundplan                                    config/base.yaml:1
      owner                              platform                                      config/base.yaml:2
      account                            "222222222222"                                config/large.yaml:2
      region                             ap-northeast-2                                config/base.yaml:4
      protect                            false                                         config/base.yaml:5
      backend.type                       local                                         config/base.yaml:7
      network.cidr                       10.1.0.0/16                                   config/large.yaml:4
      network.zones                      [a, b, c]                                     config/large.yaml:5
      network.endpoints.interface        [ssm, ssmmessages, ec2messages, ecr.api,      config/large.yaml:7
                                         ecr.dkr, logs, sts, kms, secretsmanager]
      network.tiers.public.prefixLength  24                                            config/base.yaml:14
      network.tiers.public.kind          public                                        config/base.yaml:13
      network.tiers.app.prefixLength     20                                            config/base.yaml:17
      network.tiers.app.kind             private                                       config/base.yaml:16
      "
    `);
  });

  test("keeps within 100 columns", async () => {
    const { out } = await runIn(project({ base: DEV, large: LARGE }), "config explain large");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("prints JSON with values and positions", async () => {
    const { out } = await runIn(project({ base: DEV, large: LARGE }), "config explain large --json");
    expect(JSON.parse(out)).toMatchObject({
      environment: "large",
      values: {
        account: { value: "222222222222", file: "config/large.yaml", line: 2, column: 10 },
        "network.zones": { value: ["a", "b", "c"], file: "config/large.yaml", line: 5, column: 10 },
        owner: { value: "platform", file: "config/base.yaml", line: 2, column: 8 },
      },
    });
  });

  test("tells the environments there are when the name is wrong", async () => {
    const { err, out, exitCode } = await runIn(project({ dev: DEV, prod: DEV }), "config explain prd");
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toBe(`1 problem found; nothing was written or called.

1. There is no environment of this name. [CONFIG_ENVIRONMENT_UNKNOWN]
   at:       command line
   found:    "prd"
   expected: one of dev, prod
   fix:      did you mean "prod"?
`);
  });

  test("explains every environment, whatever GROUNDPLAN_ENV says", async () => {
    const { exitCode } = await runIn(project({ dev: DEV, prod: DEV }), "config explain prod", {
      GROUNDPLAN_ENV: "dev",
    });
    expect(exitCode).toBe(0);
  });
});

describe("config diff", () => {
  test("prints the keys in which two environments differ", async () => {
    const { out } = await runIn(project({ base: DEV, dev: "extends: base\n", large: LARGE }), "config diff dev large");
    expect(out).toMatchInlineSnapshot(`
      "Key                          dev             large
      account                      "111111111111"  "222222222222"
      network.cidr                 10.0.0.0/16     10.1.0.0/16
      network.zones                [a, c]          [a, b, c]
      network.endpoints.interface  -               [ssm, ssmmessages, ec2messages, ecr.api, ecr.dkr,
                                                   logs, sts, kms, secretsmanager]
      "
    `);
  });

  test("shows a key that only one of them has, in either direction", async () => {
    const root = project({ base: DEV, dev: "extends: base\n", large: LARGE });
    const { out } = await runIn(root, "config diff large dev --json");
    expect(JSON.parse(out)["network.zones"]).toEqual({ large: ["a", "b", "c"], dev: ["a", "c"] });
    expect(JSON.parse(out)["network.endpoints.interface"]).toEqual({ large: expect.any(Array) });
  });

  test("says so when there is no difference", async () => {
    const { out } = await runIn(project({ dev: DEV, test: DEV }), "config diff dev test");
    expect(out).toBe("dev and test do not differ.\n");
  });
});

describe("config validate", () => {
  test("names the environments that are valid", async () => {
    expect(await runIn(project({ dev: DEV, test: DEV }), "config validate")).toEqual({
      exitCode: 0,
      out: "2 environments are valid: dev, test\n",
      err: "",
    });
  });

  test("prints the mistakes, without a stack trace", async () => {
    const { exitCode, err } = await runIn(project({ dev: devWith("owner:", "ownr:") }), "config validate");
    expect(exitCode).toBe(1);
    expect(err).toContain('at:       config/dev.yaml:2:1 › ownr\n   found:    "ownr"\n');
    expect(err).not.toMatch(/^ +at .*\.ts/m);
  });
});

describe("config schema", () => {
  test("writes the file, and finds it current afterwards", async () => {
    const root = project({ dev: DEV });
    const outcomes = [];
    for (const args of ["config schema --check", "config schema", "config schema --check"]) {
      const { exitCode, out } = await runIn(root, args);
      outcomes.push([exitCode, out]);
    }
    expect(outcomes).toEqual([
      [1, ""],
      [0, "config/schema.json is written.\n"],
      [0, "config/schema.json is current.\n"],
    ]);
  });

  test("changes nothing when it only checks", async () => {
    const root = project({ dev: DEV, "schema.json": "{}" });
    const { exitCode, err } = await runIn(root, "config schema --check");
    expect(exitCode).toBe(1);
    expect(err).toContain("[CONFIG_SCHEMA_STALE]");
    expect(readFileSync(join(root, "config", "schema.json"), "utf8")).toBe("{}");
  });
});

describe("a command that cannot be understood", () => {
  test.each(["config", "config explain", "unknown", "config explain dev --yaml", "destroy"])(
    "`%s` exits with 2",
    async (args) => {
      const { exitCode, out, err } = await runIn(project({ dev: DEV }), args);
      expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
      expect(err).not.toBe("");
    },
  );

  test("the help exits with 0", async () => {
    const { exitCode, out } = await runIn(project({ dev: DEV }), "--help");
    expect(exitCode).toBe(0);
    expect(out).toContain("Usage: groundplan");
  });
});

test("an error that is no bad input is not hidden", async () => {
  const root = project({ dev: DEV });
  writeFileSync(join(root, "config", "schema.json"), "");
  // A folder in the place of the file makes writing fail.
  await expect(runIn(join(root, "config", "dev.yaml"), "config schema")).rejects.toThrow(/ENOTDIR/);
});
