/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/__tests__/support/jest/environment.js",
  runtime: "<rootDir>/__tests__/support/jest/runtime.js",
  // All cores: the tests are bound by the loading of modules, and jest leaves a core free by default.
  maxWorkers: "100%",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  globalSetup: "<rootDir>/__tests__/support/create-temporary-folder.ts",
  globalTeardown: "<rootDir>/__tests__/support/remove-temporary-folder.ts",
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/dist/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/cdktf.out/", "<rootDir>/.groundplan/"],
  // What is loaded late is named by the file that it is compiled to.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
};
