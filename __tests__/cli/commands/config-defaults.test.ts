import { withDefaults } from "../../../constructs/core/shapes/with-defaults";
import { Repository } from "../../../constructs/registry";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { project, runIn } from "../run-command";

jest.mock("../../../stacks/defaults", () => {
  const { defaultsFor } = jest.requireActual("../../../constructs/core/shapes/with-defaults");
  const { Repository } = jest.requireActual("../../../constructs/registry");
  const { Bucket } = jest.requireActual("../../../constructs/storage");
  return {
    DEFAULTS: [
      defaultsFor(Repository, { lifecycle: { keepTagged: 50 } }),
      defaultsFor(Bucket, { expireOldVersionsDays: 30, tags: { DataClass: "internal", Team: "code" } }),
      defaultsFor(Bucket, { expireDays: 400 }, { environments: ["prod"] }),
    ],
  };
});

jest.mock("../../../stacks/network/network-stack", () => {
  const actual = jest.requireActual("../../../stacks/network/network-stack");
  class NetworkStack extends actual.NetworkStack {
    // biome-ignore lint/suspicious/noExplicitAny: whatever the real one takes
    constructor(...args: any[]) {
      super(...args);
      withDefaults(this as never, Repository, { scanOnPush: false });
    }
  }
  return { ...actual, NetworkStack };
});

afterAll(removeConfigFolders);

const FILE = `${DEV}defaults:\n  Bucket: { tags: { Team: file } }\n`;
const OWN = "__tests__/cli/commands/config-defaults.test.ts";

/** The lines about defaults, with gaps of one width. */
async function defaultsIn(root: string, args: string): Promise<readonly string[]> {
  const { out } = await runIn(root, args);
  return out
    .split("\n")
    .filter((line) => line.includes("defaults."))
    .map((line) => line.replace(/ {2,}/g, "  "));
}

test("defaults that stand in code are explained behind those of the file, with their lines; what does not count is left out", async () => {
  expect(await defaultsIn(project({ dev: FILE }), "config explain dev")).toEqual([
    "defaults.Bucket.tags.Team  file  config/dev.yaml:19",
    `defaults.Repository.lifecycle.keepTagged  50  ${OWN}:12`,
    `defaults.Bucket.expireOldVersionsDays  30  ${OWN}:13`,
    `defaults.Bucket.tags.DataClass  internal  ${OWN}:13`,
    `network › defaults.Repository.scanOnPush  false  ${OWN}:25`,
  ]);
});

test("JSON has them with file, line and column", async () => {
  const { out } = await runIn(project({ dev: FILE }), "config explain dev --json");
  expect(JSON.parse(out).values["defaults.Repository.lifecycle.keepTagged"]).toEqual({
    ...{ value: 50, file: OWN, line: 12 },
    column: expect.any(Number),
  });
});

test("defaults of one environment differ from another's", async () => {
  const root = project({ dev: DEV, prod: DEV });
  expect(await defaultsIn(root, "config diff dev prod")).toEqual(["defaults.Bucket.expireDays  -  400"]);
});

test("where the stacks have mistakes, that is said beside what is known", async () => {
  const root = project({ dev: `${FILE}  Network: { nat: { mode: single, zone: z } }\n` });
  const { out, err, exitCode } = await runIn(root, "config explain dev");
  expect({ exitCode, err }).toEqual({
    exitCode: 0,
    err: "The stacks of dev have mistakes, which `npx groundplan config validate` tells; defaults that their code sets are left out.\n",
  });
  expect(out).toContain("defaults.Repository.lifecycle.keepTagged");
  expect(out).not.toMatch(/Team +code|network ›/);
});
