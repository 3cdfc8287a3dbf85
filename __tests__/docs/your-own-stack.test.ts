import { ProjectCopy } from "../support/project-copy";

const PAGE = "docs/guide/your-own-stack.md";

/** Compiling and synthesizing take their time, more so beside other tests. */
const PATIENCE_MS = 300_000;

const copies: ProjectCopy[] = [];
afterAll(() => {
  for (const copy of copies) copy.remove();
});

function projectCopy(): ProjectCopy {
  const copy = new ProjectCopy();
  copies.push(copy);
  return copy;
}

/** `npm run synth`. */
function synthesized(copy: ProjectCopy) {
  expect(copy.node(["bin/build.js"])).toMatchObject({ status: 0, stderr: "" });
  return copy.node(["dist/main.js"]);
}

const biome = (copy: ProjectCopy, ...files: readonly string[]) =>
  copy.node(["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", ...files]);

test(
  "the stack of the page is right in form and types, and is made of its section and nothing else",
  () => {
    const copy = projectCopy();
    copy.follow(PAGE);
    const lint = biome(copy, "stacks");
    expect([lint.status, lint.stdout]).toEqual([0, expect.stringContaining("No fixes applied")]);
    expect(copy.groundplan("config schema")).toMatchObject({ status: 0, stdout: "config/schema.json is written.\n" });
    expect(copy.groundplan("config validate")).toMatchObject({ status: 0 });

    const synth = synthesized(copy);
    expect(synth.stdout).toMatch(/^sandbox-orders +2 resources, 1 data/m);
    expect(synth.stdout).not.toMatch(/^(staging|production)-orders/m);
    const jsonOf = (stack: string) => JSON.parse(copy.read(`cdktf.out/stacks/${stack}/cdk.tf.json`));
    expect(Object.keys(jsonOf("sandbox-orders").resource).sort()).toEqual(["aws_db_instance", "aws_security_group"]);
    const rules = ["ingress", "egress"].flatMap((direction) =>
      Object.keys(jsonOf("sandbox-ecs").resource[`aws_vpc_security_group_${direction}_rule`]),
    );
    expect(rules.filter((id) => id.includes("5432"))).toHaveLength(2);
    expect(JSON.stringify(jsonOf("sandbox-ecs").resource.aws_ecs_task_definition)).toContain("ORDERS_PASSWORD");

    const change = (from: string, to: string) => {
      const before = copy.read("config/sandbox.yaml");
      expect(before).toContain(from);
      copy.write("config/sandbox.yaml", before.replace(from, to));
    };
    const section = "orders:\n  instanceClass: db.t4g.micro\n";
    change(section, "orders: { storageGiB: 10, size: 1 }\n");
    const { stderr } = copy.groundplan("config validate");
    expect(stderr).toContain("orders.storageGiB");
    expect(stderr).toContain("orders.size");
    change("orders: { storageGiB: 10, size: 1 }\n", section);
    change("databases.orders", "databases.ordres");
    const told = synthesized(copy);
    expect(told.stderr).toContain('did you mean "databases.orders"?');
    expect(told.stderr).toMatch(/at: +config\/sandbox\.yaml:\d+:\d+ › ecs\.services\.web\.uses\[\d\]/);
  },
  PATIENCE_MS,
);

test(
  "what the generator writes passes linter, compiler, its tests and synth at once, its pages are current, and problems point to lines of its author",
  () => {
    const copy = projectCopy();
    const made = copy.groundplan("new stack orders-archive --in sandbox");
    expect([made.status, made.stderr]).toEqual([
      0,
      "The schema and the pages are made anew, which takes a minute or two.\n",
    ]);
    const lint = biome(copy, "stacks", "__tests__/stacks", "config");
    expect([lint.status, lint.stdout]).toEqual([0, expect.stringContaining("No fixes applied")]);
    expect(copy.node(["node_modules/typescript/bin/tsc", "--noEmit"])).toMatchObject({ status: 0, stdout: "" });
    const tests = copy.node(["node_modules/jest/bin/jest.js", "__tests__/stacks/orders-archive-stack"]);
    expect([tests.status, tests.stderr]).toEqual([0, expect.stringContaining("4 passed")]);
    expect(synthesized(copy).stdout).toMatch(/^sandbox-orders-archive +1 resources/m);
    expect(copy.node(["dist/tools/docs.js", "--check"])).toMatchObject({ status: 0 });

    const stack = copy.read("stacks/orders-archive-stack.ts");
    const publishes = "    ordersArchiveContract.publish(";
    expect(stack).toContain(publishes);
    copy.write(
      "stacks/orders-archive-stack.ts",
      `import { Archive } from "../constructs/storage/archive";\n${stack.replace(publishes, `    new Archive(this, "archive");\n${publishes}`)}`,
    );
    copy.write("constructs/storage/archive.ts", ARCHIVE);
    const line = ARCHIVE.split("\n").findIndex((one) => one.includes("new Bucket")) + 1;
    expect(synthesized(copy).stderr).toMatch(
      new RegExp(`\\[NAME_INVALID\\][^]*made at: +constructs/storage/archive\\.ts:${line}:5\\n`),
    );
  },
  PATIENCE_MS,
);

/** A construct of somebody's own, in a folder of the project. */
const ARCHIVE = `import { Construct } from "constructs";
import { Bucket } from "./bucket";

export class Archive extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Bucket(this, "bucket", { bucketName: "Not_a_Name" });
  }
}
`;
