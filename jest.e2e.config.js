const { STACKS, TRANSITIONS, WORKERS } = require("./__tests__/e2e/support/side-by-side");

/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  testEnvironment: "node",
  runtime: undefined,
  testMatch: ["<rootDir>/__tests__/e2e/**/*.e2e.ts"],
  testSequencer: "<rootDir>/__tests__/e2e/support/longest-first.js",
  globalSetup: "<rootDir>/__tests__/e2e/judged/judged-setup.ts",
  globalTeardown: "<rootDir>/__tests__/e2e/judged/judged-teardown.ts",
  // Limits belong to the steps of a test, each run of Terraform and each wait, and not to a test: how long it takes as a whole depends on
  // what else the machine does. Jest knows no test without a limit; this one is never met.
  testTimeout: 6 * 60 * 60 * 1000,
  // A file's tests are about what Terraform does, and wait for it: so there are more files at once than cores.
  maxWorkers: WORKERS,
  // Tests of one file that are declared as concurrent begin all at once: what may run beside what is for the files to say.
  maxConcurrency: 1000,
  globals: { STACKS, TRANSITIONS },
};
