const path = require("node:path");
const Sequencer = require("@jest/test-sequencer").default;

/** The files that take longest. They begin first, so that a core is not left alone with one of them at the end. */
const LONGEST = [
  ...[
    "transitions",
    "stacks",
    "cdktf-deploy",
    "bootstrap",
    "example-shop",
    "sandbox",
    "groundplan-deploy",
    "resilience",
  ],
];

/** Jest by itself orders files that it has never run by their size, which says nothing about these. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path: file }) => {
      const index = LONGEST.indexOf(path.basename(file, ".e2e.ts"));
      return index < 0 ? LONGEST.length : index;
    };
    return [...tests].sort((a, b) => place(a) - place(b) || a.path.localeCompare(b.path));
  }
};
