import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { GroundplanError } from "../../../constructs/core/errors";
import { recordApplied } from "../../../memory";
import { ledgerFile } from "../../../memory/ledger";
import { checkedConfiguration } from "../../../stacks/application/configuration/checked-configuration";
import { originsIn } from "../../../stacks/application/configuration/origins";
import { synthesize } from "../../../stacks/application/synthesize";
import { clusterWith } from "../../config/support/cluster";
import { removeConfigFolders } from "../../config/support/config-folder";
import { shopWith } from "../../config/support/shop";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

type Edits = Parameters<typeof shopWith>[0];

/** What a synth of a project says, without what it writes. */
function synthIn(root: string, variables: NodeJS.ProcessEnv = {}): string {
  const settings = { folder: join(root, "config"), root, originOf: originsIn(), variables };
  try {
    checkedConfiguration(settings, ({ create, ...options }) => synthesize(join(root, "cdktf.out"), create, options));
    return "";
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    return error.message;
  }
}

/** Two buckets, of which one can go without its stack. */
const BUCKETS: Edits = [["edge:\n", "buckets:\n  files: {}\n  notes: {}\nedge:\n"]];
const WITHOUT_NOTES: Edits = [["edge:\n", "buckets:\n  files: {}\nedge:\n"]];
const SERVICE: Edits = [["memory: 0.5 GB", "memory: 8 GB"]];
const PRODUCTION: Edits = [["protect: false", "protect: true"]];
const UNKNOWN: Edits = [["region:", "colour: red\nregion:"]];
const SEVERAL_WAYS: Edits = [["targetCpu: 60", "targetCpu: most"]];

interface Case {
  readonly mistake: string;
  /** Edits of the shop that is deployed with two buckets. */
  readonly edits: Edits;
  readonly codes: readonly string[];
}

const OF_DEPLOYED: readonly Case[] = [
  { mistake: "nothing", edits: BUCKETS, codes: [] },
  { mistake: "what has vanished", edits: WITHOUT_NOTES, codes: ["LEDGER_VANISHED"] },
  {
    mistake: "what has vanished, and what a guardrail finds",
    edits: [...WITHOUT_NOTES, ...PRODUCTION],
    codes: ["LEDGER_VANISHED", "NET-10", "NET-24"],
  },
  {
    mistake: "what has vanished beside a key that is unknown",
    edits: [...WITHOUT_NOTES, ...UNKNOWN],
    codes: ["CONFIG_UNKNOWN_KEY", "LEDGER_VANISHED"],
  },
  {
    mistake: "what stands in for a mistake, of which nobody knows what it no longer makes",
    edits: [...WITHOUT_NOTES, ...SEVERAL_WAYS],
    codes: ["CONFIG_WRONG_TYPE"],
  },
  {
    mistake: "a mistake with several ways out, and what a guardrail finds",
    edits: [...BUCKETS, ...SEVERAL_WAYS, ...PRODUCTION],
    codes: ["CONFIG_WRONG_TYPE", "NET-10", "NET-24"],
  },
  {
    mistake: "a value that a construct refuses, of an environment that is not made whole",
    edits: [...WITHOUT_NOTES, ...SERVICE],
    codes: ["FARGATE_MEMORY_MISMATCH"],
  },
];

const codesIn = (text: string) => [...text.matchAll(/ \[([A-Z0-9_-]+)\]$/gm)].map(([, code = ""]) => code).sort();

test.each(OF_DEPLOYED)("synth and config validate tell the same of $mistake", async ({ edits, codes }) => {
  const root = project({ dev: shopWith(BUCKETS) });
  expect(synthIn(root)).toBe("");
  const deployed = { configFolder: join(root, "config"), environment: "dev" };
  for (const stack of ["dev-network", "dev-buckets"]) recordApplied({ ...deployed, stack }, join(root, "cdktf.out"));
  writeFileSync(join(root, "config", "dev.yaml"), shopWith(edits));
  const { exitCode, err } = await runIn(root, "config validate");
  expect(codesIn(err)).toEqual(codes);
  expect(exitCode).toBe(codes.length > 0 ? 1 : 0);
  expect(err.trimEnd()).toBe(synthIn(root));
});

test.each([
  ["a ledger that cannot be read", {}, "LEDGER_UNREADABLE"],
  ["a stack that there is not", { GROUNDPLAN_WITHOUT: "dev-networks" }, "STACK_UNKNOWN"],
])("synth and config validate tell the same of %s", async (what, variables, code) => {
  const root = project({ dev: shopWith([]) });
  expect(synthIn(root)).toBe("");
  recordApplied(
    { configFolder: join(root, "config"), environment: "dev", stack: "dev-network" },
    join(root, "cdktf.out"),
  );
  if (what.startsWith("a ledger")) writeFileSync(ledgerFile(join(root, "config"), "dev"), "this is no ledger\n");
  const { err } = await runIn(root, "config validate", variables);
  expect(codesIn(err)).toEqual([code]);
  expect(err.trimEnd()).toBe(synthIn(root, variables));
});

test("synth, config validate and check judge at the same day", async () => {
  const root = project({ dev: clusterWith([]) });
  const later = { SOURCE_DATE_EPOCH: String(Date.parse("2031-01-01") / 1000) };
  const { err } = await runIn(root, "config validate", later);
  expect(codesIn(err)).toEqual(["EKS_VERSION_UNSUPPORTED"]);
  expect(err.trimEnd()).toBe(synthIn(root, later));
  expect((await runIn(root, "check", later)).err).toBe(err);
});
