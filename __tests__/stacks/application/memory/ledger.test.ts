import { rmSync } from "node:fs";
import type { App } from "cdktf";
import { Construct } from "constructs";
import { moved, released } from "../../../../constructs/core";
import { formatProblem, GroundplanError, type Problem } from "../../../../constructs/core/errors";
import { Bucket } from "../../../../constructs/storage";
import { ledgerFile } from "../../../../memory/ledger";
import type { EnvironmentSpec } from "../../../../stacks/application/environment-spec";
import { testAdvice } from "../../../support/followed-advice";
import { problemsOf } from "../../../support/synth";
import { LedgerProject, stackIn, withBuckets } from "./ledger-synth";

let project: LedgerProject;

beforeEach(() => {
  project = new LedgerProject();
});

afterEach(() => project.remove());

/** What is told, without folders of this machine. */
function toldOf(step: () => unknown): string {
  return problemsOf(step).map(formatProblem).join("\n\n").replaceAll(`${project.root}/`, "");
}

function deployed(...stacks: readonly string[]): void {
  project.synth(withBuckets({ reports: {} }));
  project.deploy("sandbox-network", "sandbox-buckets", ...stacks);
}

const BUCKETS = ["sandbox-network", "sandbox-buckets"] as const;

describe("the ledger of an environment", () => {
  test("begins with the first stack that is deployed; nothing that is not deployed is in it, or missed", () => {
    expect(project.synth(withBuckets({ reports: {} }))).toEqual([]);
    expect(project.text).toBeUndefined();
    project.deploy("sandbox-network");
    expect(project.linesWith("sandbox-buckets")).toEqual([]);
    expect(project.linesWith("aws_vpc.")).toEqual([
      "sandbox-network/network/vpc aws_vpc.network_vpc_4E8F0223 name=groundplan-sandbox",
    ]);
    expect(project.synth(withBuckets({ archive: {} }))).toEqual([]);
  });

  test("has lines of what is new without a word, and says so", () => {
    deployed();
    const added = ["ledger: config/deployed/sandbox.addresses has 7 lines more: commit it"];
    expect(project.synth(withBuckets({ reports: {}, uploads: {} }))).toEqual(added);
    expect(project.synth(withBuckets({ reports: {}, uploads: {} }))).toEqual([]);
  });

  test("loses lines of what nothing is lost with, without a word", () => {
    deployed();
    const said = project.synth(withBuckets({ reports: { versioned: false } }));
    expect(said).toEqual(["ledger: config/deployed/sandbox.addresses has 1 line less: commit it"]);
  });

  test("is not written in CI, where that would come to nothing", () => {
    deployed();
    const before = project.text;
    expect(project.synth(withBuckets({ reports: {}, uploads: {} }), { writes: false })).toEqual([
      "ledger: config/deployed/sandbox.addresses wants 7 lines more, and is not written here: synthesize where it is, and commit it",
    ]);
    expect(project.text).toBe(before);
  });

  test("ends with the last stack that is destroyed", () => {
    deployed();
    for (const stack of BUCKETS) project.destroy(stack);
    expect(project.text).toBeUndefined();
  });
});

describe("what a user is told", () => {
  test("of a bucket that has another name: where it most likely is, and the line to add", () => {
    deployed();
    expect(toldOf(() => project.synth(withBuckets({ archive: {} })))).toMatchSnapshot();
  });

  test("of a bucket that is taken away: how to say that it goes", () => {
    deployed();
    const nothing = withBuckets({ uploads: {} });
    project.synth(withBuckets({ reports: {}, uploads: {} }));
    project.deploy("sandbox-buckets");
    expect(toldOf(() => project.synth(nothing))).toMatchSnapshot();
  });

  test("nothing is written before", () => {
    deployed();
    const [before, json] = [project.text, project.json("sandbox-buckets")];
    expect(toldOf(() => project.synth(withBuckets({ archive: {} })))).toContain("LEDGER_VANISHED");
    expect([project.text, project.json("sandbox-buckets")]).toEqual([before, json]);
  });
});

/** Addresses of a stack, and the blocks about its state, as they were last synthesized. */
function blocksOf(stack: string) {
  const { moved: moves = [], import: imports = [], removed = [] } = project.json(stack);
  return { moved: moves.flat(), import: imports.flat(), removed: removed.flat() };
}

const KEPT = "groundplan-sandbox-reports-111111111111-ap-northeast-2";

describe("what has moved", () => {
  const renamed = () => withBuckets({ archive: { bucketName: KEPT } });
  const move = { from: "buckets/buckets/reports", to: "buckets/buckets/archive" };

  test("is moved with everything below it, and stays in the ledger until that is deployed", () => {
    deployed();
    const before = project.linesWith("buckets/reports");
    project.synth({ ...renamed(), moved: [move] });
    const { moved: moves } = blocksOf("sandbox-buckets");
    expect(moves.map(({ from }: { from: string }) => from).sort()).toEqual(
      before.map((line) => line.split(" ")[1]).sort(),
    );
    const made = Object.values(project.json("sandbox-buckets").resource).flatMap((byName) =>
      Object.keys(byName as object),
    );
    for (const { to } of moves) expect(made).toContain(to.split(".")[1]);
    expect(project.linesWith("buckets/reports")).toEqual(before);
    expect(project.synth({ ...renamed(), moved: [move] })).toEqual([]);
    project.deploy("sandbox-buckets");
    expect(project.linesWith("buckets/reports")).toEqual([]);
  });

  test("is said to be done once it is deployed, has no blocks any more, and may go", () => {
    deployed();
    project.synth({ ...renamed(), moved: [move] });
    project.deploy("sandbox-buckets");
    expect(project.synth({ ...renamed(), moved: [move] })).toEqual([
      "moved: buckets/buckets/reports to buckets/buckets/archive is deployed wherever there is a ledger: the line that says so can be taken out",
    ]);
    expect(blocksOf("sandbox-buckets").moved).toEqual([]);
    expect(project.synth(renamed())).toEqual([]);
  });

  test("is missed again when the line goes before that is deployed", () => {
    deployed();
    project.synth({ ...renamed(), moved: [move] });
    expect(toldOf(() => project.synth(renamed()))).toContain("LEDGER_VANISHED");
  });

  test("moves on by the next rename, whichever of them an environment was deployed with", () => {
    deployed();
    const again = withBuckets({ store: { bucketName: KEPT } });
    const moves = [move, { from: "buckets/buckets/archive", to: "buckets/buckets/store" }];
    project.synth({ ...again, moved: moves });
    const blocks = blocksOf("sandbox-buckets").moved;
    expect(blocks).toHaveLength(project.linesWith("buckets/reports").length);
    expect(
      blocks.every(({ from, to }: { from: string; to: string }) => /_reports_/.test(from) && /_store_/.test(to)),
    ).toBe(true);
  });

  test("is done after both of two renames, one after the other, and may go", () => {
    deployed();
    const again = withBuckets({ store: { bucketName: KEPT } });
    const moves = [move, { from: "buckets/buckets/archive", to: "buckets/buckets/store" }];
    project.synth({ ...again, moved: moves });
    project.deploy("sandbox-buckets");
    const done = (from: string, to: string) =>
      `moved: buckets/buckets/${from} to buckets/buckets/${to} is deployed wherever there is a ledger: the line that says so can be taken out`;
    expect(project.synth({ ...again, moved: moves })).toEqual([done("reports", "archive"), done("archive", "store")]);
  });

  test("does not go where something else is deployed, since Terraform would destroy it there", () => {
    const both = { reports: { bucketName: KEPT }, archive: {} };
    project.synth(withBuckets(both));
    project.deploy(...BUCKETS);
    expect(toldOf(() => project.synth({ ...withBuckets({ archive: {} }), moved: [move] }))).toMatchSnapshot();
  });

  test("leaves no line behind when its ids were read before it was clear that it stays in its stack", () => {
    deployed();
    project.writeIds(({ path }) => (path.startsWith("buckets/reports") ? KEPT : undefined));
    project.synth({ ...renamed(), moved: [move] });
    project.deploy("sandbox-buckets");
    expect(project.linesWith("buckets/reports")).toEqual([]);
    expect(project.linesWith("buckets/archive").filter((line) => / (id=|arriving)/.test(line))).toEqual([]);
  });

  test("is said in code, from the construct that it is in", () => {
    const spec = withBuckets({ reports: {} });
    const code =
      (id: string, ...said: readonly [string, string][]) =>
      (app: App) => {
        const top = new Construct(stackIn(app, "sandbox-buckets"), "own");
        new Bucket(top, id, { bucketName: "shop-own" });
        for (const [from, to] of said) moved(top, from, to);
      };
    project.synth(spec, { code: code("before") });
    project.deploy(...BUCKETS);
    expect(toldOf(() => project.synth(spec, { code: code("after") }))).toContain(
      '`moved(this, "own/before", "own/after")`',
    );
    project.synth(spec, { code: code("after", ["before", "after"]) });
    expect(blocksOf("sandbox-buckets").moved).toHaveLength(project.linesWith("own/before").length);
  });

  test("is moved by its paths where no ledger knows more, one rename after the other", () => {
    const spec = withBuckets({ reports: {} });
    const code = (app: App) => {
      const stack = stackIn(app, "sandbox-buckets");
      new Bucket(stack, "third", { bucketName: "shop-own" });
      moved(stack, "first", "second");
      moved(stack, "second", "third");
    };
    project.synth(spec, { code });
    const blocks: readonly { from: string; to: string }[] = blocksOf("sandbox-buckets").moved;
    const names = (address: string) => address.replace(/^\w+\.([a-z]+)_.*$/, "$1");
    expect(new Set(blocks.map(({ from, to }) => `${names(from)} ${names(to)}`))).toEqual(
      new Set(["first second", "second third"]),
    );
  });
});

describe("a move between stacks", () => {
  const spec = () => withBuckets({ reports: {} });
  /** A bucket of one's own that stands in one stack or the other. */
  const code =
    (stack: string, move = false) =>
    (app: App) => {
      new Bucket(stackIn(app, stack), "own", { bucketName: "shop-own" });
      if (move) moved(stackIn(app, "sandbox-buckets"), "/network/own", "own");
    };

  function deployedInNetwork(): void {
    project.synth(spec(), { code: code("sandbox-network") });
    project.deploy(...BUCKETS);
  }

  test("is missed with the line that says it", () => {
    deployedInNetwork();
    expect(toldOf(() => project.synth(spec(), { code: code("sandbox-buckets") }))).toMatchSnapshot();
  });

  test("needs the ids, which only the state knows", () => {
    deployedInNetwork();
    expect(toldOf(() => project.synth(spec(), { code: code("sandbox-buckets", true) }))).toMatchSnapshot();
  });

  test("is let go by the one stack and taken over by the other; what cannot be taken over is made anew", () => {
    deployedInNetwork();
    project.writeIds((line) =>
      line.path.startsWith("own/") ? (line.address.includes("policy") ? "" : "shop-own") : undefined,
    );
    project.synth(spec(), { code: code("sandbox-buckets", true) });
    const left = project.linesWith("sandbox-network/own/").map((line) => line.split(" ")[1]);
    expect(left.length).toBeGreaterThan(3);
    expect(blocksOf("sandbox-network").removed).toEqual(
      left.sort().map((from) => ({ from, lifecycle: [{ destroy: false }] })),
    );
    expect(blocksOf("sandbox-buckets").import).toEqual(
      left.filter((from) => !from?.includes("policy")).map((to) => ({ id: "shop-own", to })),
    );
    project.deploy("sandbox-network");
    expect(project.linesWith("sandbox-network/own/").filter((line) => !line.endsWith(" left"))).toEqual([]);
    // Broken off here, nothing is forgotten: the other stack still imports it.
    project.synth(spec(), { code: code("sandbox-buckets", true) });
    expect(blocksOf("sandbox-buckets").import).not.toEqual([]);
    project.deploy("sandbox-buckets");
    expect(project.linesWith("sandbox-network/own/")).toEqual([]);
  });
});

describe("a move that is none", () => {
  const spec = () => withBuckets({ archive: {} });

  function told(from: string, to: string): string {
    deployed();
    return toldOf(() => project.synth({ ...withBuckets({ reports: {}, archive: {} }), moved: [{ from, to }] }));
  }

  test("goes to what is not made", () => {
    deployed();
    const moves = [{ from: "buckets/buckets/reports", to: "buckets/buckets/archiv" }];
    expect(toldOf(() => project.synth({ ...spec(), moved: moves }))).toMatchSnapshot();
  });

  test("comes from what is still made", () => {
    expect(told("buckets/buckets/reports", "buckets/buckets/archive")).toMatchSnapshot();
  });

  test("comes from what was never there", () => {
    deployed();
    expect(
      toldOf(() =>
        project.synth({ ...spec(), moved: [{ from: "buckets/buckets/report", to: "buckets/buckets/archive" }] }),
      ),
    ).toMatchSnapshot();
  });

  test("has not the form of two places", () => {
    const said = (from: string, to: string) => toldOf(() => project.synth({ ...spec(), moved: [{ from, to }] }));
    expect(said("buckets", "storage")).toMatchSnapshot();
    expect(said("buckets/a", "buckets/a")).toContain('"buckets/a" twice');
  });
});

describe("a network", () => {
  const network = (zones: readonly string[], tiers: readonly string[] = []) => {
    const spec = withBuckets({ reports: {} });
    const nat = { mode: "per-zone" as const };
    const more = tiers.map((name) => ({ name, kind: "private" as const, prefixLength: 24 }));
    return { ...spec, network: { ...spec.network, nat, zones: [...zones], tiers: [...spec.network.tiers, ...more] } };
  };

  test("gets another tier or zone without a word", () => {
    project.synth(network(["a", "c"]));
    project.deploy(...BUCKETS);
    expect(project.synth(network(["a", "c"], ["more"])).join()).toMatch(/^ledger: .* lines more: commit it$/);
    expect(project.synth(network(["a", "c", "d"], ["more"])).join()).toMatch(/^ledger: .* lines more: commit it$/);
  });

  test("loses a zone with its address, which others may know, only when somebody says so", () => {
    project.synth(network(["a", "c"]));
    project.deploy(...BUCKETS);
    const told = toldOf(() => project.synth(network(["a"])));
    expect(told).toMatchSnapshot();
  });
});

describe("what is released", () => {
  const place = "buckets/buckets/reports";
  const without = () => withBuckets({ uploads: {} }, { released: [place] });
  const addressesIn = (lines: readonly string[]) => lines.map((line) => line.split(" ")[1]).sort();

  test("is let go of with everything below it, stays in the ledger until that is deployed, and then the line may go", () => {
    deployed();
    const before = project.linesWith("buckets/reports");
    expect(project.synth(without())).toEqual([
      "ledger: config/deployed/sandbox.addresses has 7 lines more: commit it",
      `released: the next deploy of sandbox-buckets lets go of ${before.length} resources at ${place}, which stay in AWS; outputs of it, and what was granted or connected to it, go with the code`,
    ]);
    const { removed } = blocksOf("sandbox-buckets");
    expect(removed.map(({ from }: { from: string }) => from).sort()).toEqual(addressesIn(before));
    for (const { lifecycle } of removed) expect(lifecycle).toEqual([{ destroy: false }]);
    expect(project.linesWith("buckets/reports")).toEqual(before);
    project.deploy("sandbox-buckets");
    expect(project.linesWith("buckets/reports")).toEqual([]);
    expect(project.synth(without())).toEqual([
      `released: no ledger has anything of ${place}: the line that says so can be taken out`,
    ]);
    expect(blocksOf("sandbox-buckets").removed).toEqual([]);
    expect(project.synth(withBuckets({ uploads: {} }))).toEqual([]);
  });

  test("may be said in code, below the construct that says it", () => {
    deployed();
    project.synth(withBuckets({ uploads: {} }), {
      code: (app) => released(stackIn(app, "sandbox-buckets"), "buckets/reports"),
    });
    expect(blocksOf("sandbox-buckets").removed).toHaveLength(project.linesWith("buckets/reports").length);
  });

  test("is one resource, where one alone is named, and the rest of it goes as before", () => {
    deployed();
    project.synth(withBuckets({ uploads: {} }, { released: [`${place}/bucket`] }));
    const { removed } = blocksOf("sandbox-buckets");
    expect(removed.map(({ from }: { from: string }) => from)).toEqual(
      addressesIn(project.linesWith("buckets/reports/bucket ")),
    );
  });

  test("is no mistake of an environment that nothing is deployed of, as of one that inherits the line, and is warned of", () => {
    expect(project.synth(without())).toEqual([
      `released: no ledger has anything of ${place}: the line that says so can be taken out`,
    ]);
    expect(blocksOf("sandbox-buckets").removed).toEqual([]);
    deployed();
    const { text } = project;
    rmSync(ledgerFile(project.folder, "sandbox"));
    expect(text).toContain("buckets/reports");
    expect(toldOf(() => project.synth(without()))).toMatchSnapshot();
  });

  test("must be made no more, be in a ledger, and leave a stack that is still made", () => {
    const { buckets: _, ...none } = withBuckets({});
    deployed();
    const told = [
      toldOf(() => project.synth(withBuckets({ reports: {} }, { released: [place] }))),
      toldOf(() => project.synth({ ...none, released: [place] })),
      toldOf(() => project.synth(withBuckets({ reports: {} }, { released: ["buckets"] }))),
    ];
    expect(told.join("\n\n")).toMatchSnapshot();
  });
});

describe("what is released and still used", () => {
  const queues = { jobs: { visibility: "5 min" as const } };
  const resize = { code: "__tests__/constructs/functions/fixtures/hello", runtime: "nodejs22.x" } as const;
  const reads = { resize: { ...resize, on: ["queues.jobs"] } };
  const spec = (more: Partial<EnvironmentSpec>) => withBuckets({}, { data: { queues }, functions: reads, ...more });
  const letGo: Partial<EnvironmentSpec> = { data: { tables: {} }, released: ["data/queues/jobs"] };

  /** The queue is deployed with a function that reads it; then the environment is another one. */
  function problemsOfChange(more: Partial<EnvironmentSpec>): readonly Problem[] {
    const one = new LedgerProject();
    try {
      one.synth(spec({}));
      one.deploy("sandbox-network", "sandbox-data", "sandbox-functions");
      one.synth(spec(more));
      return [];
    } catch (error) {
      if (error instanceof GroundplanError) return error.problems;
      throw error;
    } finally {
      one.remove();
    }
  }

  const STILL_USED = {
    mistake: "a queue that is released, and read by a function",
    given: letGo,
    problems: [
      {
        code: "USE_UNKNOWN",
        path: "sandbox-functions/functions/resize › on[0]",
        message: "No stack of the environment offers this.",
        found: '"queues.jobs", which released lets go of',
        expected: "nothing: no section of the environment offers anything",
        fix: "take it out, and name its ARN in permissions where it is still used; or take data/queues/jobs out of released, and add it to the section data",
      },
    ],
    ways: [
      { says: "take it out, and name its ARN in permissions", to: { ...letGo, functions: { resize } } },
      { says: "take data/queues/jobs out of released, and add it to the section data", to: {} },
    ],
  };

  test("is told where it is used", () => {
    expect(problemsOfChange(STILL_USED.given)).toEqual(STILL_USED.problems);
  });

  testAdvice<Partial<EnvironmentSpec>>([STILL_USED], problemsOfChange);
});

describe("a stack", () => {
  test("that is no longer made keeps its lines: nothing of it is destroyed before somebody says so", () => {
    deployed();
    const before = project.text;
    const { buckets: _, ...without } = withBuckets({ reports: {} });
    expect(project.synth(without)).toEqual([]);
    expect(project.text).toBe(before);
  });
});

describe("what another name is missed of", () => {
  const parts = {
    secrets: { part: "secrets", of: { generate: false as const }, type: "aws_secretsmanager_secret" },
    parameters: { part: "parameters", of: { generate: {} }, type: "aws_ssm_parameter" },
    tables: { part: "tables", of: { key: { id: "string" as const } }, type: "aws_dynamodb_table" },
    queues: { part: "queues", of: {}, type: "aws_sqs_queue" },
    topics: { part: "topics", of: {}, type: "aws_sns_topic" },
  };

  test.each(Object.values(parts))(
    "$part of the data stack: $type, with the line that moves it",
    ({ part, of, type }) => {
      const spec = (name: string) => withBuckets({}, { data: { [part]: { [name]: of } } } as Partial<EnvironmentSpec>);
      project.synth(spec("orders"));
      project.deploy("sandbox-network", "sandbox-data");
      const told = toldOf(() => project.synth(spec("carts")));
      expect(told).toContain("LEDGER_VANISHED");
      expect(told).toContain(type);
      expect(told).toContain(`from: data/${part}/orders`);
      const moves = [{ from: `data/${part}/orders`, to: `data/${part}/carts` }];
      project.synth({ ...spec("carts"), moved: moves });
      expect(blocksOf("sandbox-data").moved).toHaveLength(project.linesWith(`sandbox-data/${part}/orders`).length);
    },
  );

  test("a function: its log group, which alone holds something", () => {
    const code = { code: "__tests__/constructs/functions/fixtures/hello", runtime: "nodejs22.x" };
    const spec = (name: string) => withBuckets({}, { functions: { [name]: code } } as Partial<EnvironmentSpec>);
    project.synth(spec("resize"));
    project.deploy("sandbox-network", "sandbox-functions");
    const told = problemsOf(() => project.synth(spec("shrink")));
    expect(told.map(({ code: is, found }) => [is, found])).toMatchInlineSnapshot(`
      [
        [
          "LEDGER_VANISHED",
          "aws_cloudwatch_log_group.functions_resize_logs_1987565D (/groundplan/sandbox/functions/resize: its log events), made by nothing",
        ],
      ]
    `);
  });
});

/** A change of what is deployed with a bucket `reports`. */
type Change = (after: LedgerProject) => unknown;

/** What is told of a change, in a project of its own. */
function problemsAfter(change: Change): readonly Problem[] {
  const one = new LedgerProject();
  try {
    one.synth(withBuckets({ reports: {} }));
    one.deploy(...BUCKETS);
    change(one);
    return [];
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  } finally {
    one.remove();
  }
}

const to = (id: string, ...moves: readonly [from: string, to: string][]): Change => {
  const said = moves.map(([from, now]) => ({ from: `buckets/buckets/${from}`, to: `buckets/buckets/${now}` }));
  return (one) => one.synth({ ...withBuckets({ [id]: { bucketName: KEPT } }), moved: said });
};

/** The bucket goes to the state stack, by code. */
const elsewhere =
  (prepare: (one: LedgerProject) => void): Change =>
  (one) => {
    prepare(one);
    const { buckets: _, ...spec } = withBuckets({});
    one.synth(
      { ...spec, buckets: { other: {} } },
      {
        code: (app) => {
          const state = stackIn(app, "sandbox-state");
          new Bucket(new Construct(state, "buckets"), "reports", { bucketName: KEPT });
          moved(state, "/buckets/buckets/reports", "buckets/reports");
        },
      },
    );
  };

/** A bucket `archive` is deployed beside it, and then `reports` is said to be elsewhere. */
function ontoArchive(one: LedgerProject, buckets: Parameters<typeof withBuckets>[0], place?: string): void {
  one.synth(withBuckets({ reports: {}, archive: {} }));
  one.deploy("sandbox-buckets");
  const said = place === undefined ? [] : [{ from: "buckets/buckets/reports", to: `buckets/buckets/${place}` }];
  one.synth({ ...withBuckets(buckets), moved: said });
}

const REPORTS = "buckets/buckets/reports";

function withoutBuckets() {
  const { buckets: _, ...spec } = withBuckets({});
  return spec;
}

const ADVICE = [
  {
    mistake: "a bucket with another name",
    change: to("archive"),
    ways: [
      {
        says: "add `- buckets/buckets/reports` to `released` in",
        to: (one: LedgerProject) => one.synth(withBuckets({ archive: {} }, { released: [REPORTS] })),
      },
      { says: "to `moved` in", to: to("archive", ["reports", "archive"]) },
      {
        says: "npx groundplan ledger sandbox --accept buckets/buckets/reports/bucket",
        to: (one: LedgerProject) => {
          one.drop("buckets/reports/bucket");
          to("archive")(one);
        },
      },
    ],
  },
  {
    mistake: "a release of what is still made",
    change: (one: LedgerProject) => one.synth(withBuckets({ reports: {} }, { released: [REPORTS] })),
    ways: [
      {
        says: "take out what makes it",
        to: (one: LedgerProject) => one.synth(withBuckets({ uploads: {} }, { released: [REPORTS] })),
      },
      { says: "take this line out", to: to("reports") },
    ],
  },
  {
    mistake: "a release of a whole stack",
    change: (one: LedgerProject) => one.synth(withBuckets({ uploads: {} }, { released: ["buckets"] })),
    ways: [
      {
        says: "write the path that the ledger has of it",
        to: (one: LedgerProject) => one.synth(withBuckets({ uploads: {} }, { released: [REPORTS] })),
      },
      {
        says: "take the line out",
        to: (one: LedgerProject) => one.synth(withBuckets({ reports: {} })),
      },
    ],
  },
  {
    mistake: "a release out of a stack that is no longer made",
    change: (one: LedgerProject) => one.synth({ ...withoutBuckets(), released: [REPORTS] }),
    ways: [
      {
        says: "keep sandbox-buckets in the configuration",
        to: (one: LedgerProject) => one.synth(withBuckets({}, { released: [REPORTS] })),
      },
      { says: "take this line out", to: (one: LedgerProject) => one.synth(withoutBuckets()) },
    ],
  },
  {
    mistake: "a release where there is no ledger",
    change: (one: LedgerProject) => {
      rmSync(ledgerFile(one.folder, "sandbox"));
      one.synth(withBuckets({ uploads: {} }, { released: [REPORTS] }));
    },
    ways: [
      {
        says: ["make once more what is to be let go", "npx groundplan ledger sandbox --accept", "undo the change then"],
        to: (one: LedgerProject) => {
          rmSync(ledgerFile(one.folder, "sandbox"));
          one.synth(withBuckets({ reports: {}, uploads: {} }));
          // As the command does.
          one.deploy(...BUCKETS);
          const said = one.synth(withBuckets({ uploads: {} }, { released: [REPORTS] }));
          expect(said.join()).toContain("the next deploy of sandbox-buckets lets go of");
        },
      },
      {
        says: "where nothing of it is deployed, take this line out",
        to: (one: LedgerProject) => {
          rmSync(ledgerFile(one.folder, "sandbox"));
          one.synth(withBuckets({ uploads: {} }));
        },
      },
    ],
  },
  {
    mistake: "a move of a whole stack",
    change: (one: LedgerProject) =>
      one.synth({ ...withBuckets({ reports: {} }), moved: [{ from: "buckets", to: "storage" }] }),
    ways: [{ says: "take the line out", to: to("reports") }],
  },
  {
    mistake: "a move from what is still made",
    change: to("reports", ["reports", "archive"]),
    ways: [{ says: "take the line out", to: to("reports") }],
  },
  {
    mistake: "a move to what is deployed",
    change: (one: LedgerProject) => ontoArchive(one, { archive: {} }, "archive"),
    ways: [
      {
        says: "give what has moved an id of its own, and write that place as the new one",
        to: (one: LedgerProject) => ontoArchive(one, { archive: {}, store: { bucketName: KEPT } }, "store"),
      },
      { says: "take the line out", to: (one: LedgerProject) => ontoArchive(one, { archive: {}, reports: {} }) },
    ],
  },
  {
    mistake: "a move of what must be imported",
    change: elsewhere(() => {}),
    ways: [
      {
        says: "npx groundplan ledger sandbox --ids buckets/buckets/reports",
        to: elsewhere((one) => one.writeIds(({ path }) => (path.startsWith("buckets/reports") ? "kept" : undefined))),
      },
    ],
  },
].map((one) => ({ ...one, problems: problemsAfter(one.change) }));

testAdvice(ADVICE, problemsAfter);
