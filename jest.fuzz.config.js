// The whole campaigns of __tests__/fuzz: `npm run test:fuzz`. FUZZ_FACTOR is how many times as many runs as `npm test` has; FUZZ_SEED
// repeats a campaign.
const factor = Number(process.env.FUZZ_FACTOR || 100);
const seed = Number(process.env.FUZZ_SEED || Date.now() % 2 ** 31);

/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/__tests__/fuzz/**/*.test.ts"],
  globals: { FUZZ: { factor, seed } },
  // A campaign takes as long as it takes; jest knows no test without a limit.
  testTimeout: 6 * 60 * 60 * 1000,
};
