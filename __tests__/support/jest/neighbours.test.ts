import { spawnSync } from "node:child_process";
import { join } from "node:path";

const config = {
  ...require("../../../jest.config"),
  rootDir: join(__dirname, "../../.."),
  testMatch: ["<rootDir>/__tests__/support/jest/neighbours/*.case.ts"],
};
const cwd = join(__dirname, "neighbours");

test("test files that one process runs in turn see nothing of each other, and may load libraries once", () => {
  const jest = require.resolve("jest/bin/jest");
  const { stderr, status } = spawnSync(process.execPath, [jest, "-i", "--config", JSON.stringify(config)], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: "/home/tests" },
  });
  expect(stderr).toContain("Tests:       4 passed, 4 total");
  expect(status).toBe(0);
});
