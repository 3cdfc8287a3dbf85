const os = require("node:os");

/** Bytes that a run of Terraform needs: 400 MB itself, 500 MB the provider, 250 MB the emulator. */
const RUN = 1.2e9;

/**
 * How many runs of Terraform go on at once. They mostly wait, since the provider waits for seconds before it looks at what it has made: a run
 * computes for a tenth of its time. So there are as many as the memory holds, up to eight a core; jest and Node.js need as much as two.
 */
const runs = Math.min(8 * os.availableParallelism(), Math.floor(os.totalmem() / RUN) - 2);

/** A file at once for the transitions, one for the stacks, and the others beside them, whose deploys have up to two runs. */
const WORKERS = runs < 8 ? 2 : 4;

/** Transitions and stacks that go on at once, of what the other files leave. */
const left = Math.max(3, runs - 2 * (WORKERS - 2));
const STACKS = Math.floor(left / 3);
const TRANSITIONS = left - STACKS;

module.exports = { WORKERS, TRANSITIONS, STACKS };
