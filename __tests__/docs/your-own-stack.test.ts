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
    expect(synth.stdout).toMatch(/^sandbox-orders +6 resources, 2 data/m);
    expect(synth.stdout).not.toMatch(/^(staging|production)-orders/m);
    const { resource } = JSON.parse(copy.read("cdktf.out/stacks/sandbox-orders/cdk.tf.json"));
    expect(Object.keys(resource).sort()).toEqual([
      ...["aws_db_instance", "aws_iam_role_policy", "aws_security_group", "aws_ssm_parameter"],
      ...["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"],
    ]);

    const section = "orders:\n  clients: [web]\n";
    copy.write(
      "config/sandbox.yaml",
      copy.read("config/sandbox.yaml").replace(section, "orders: { storageGiB: 10, size: 1 }\n"),
    );
    const { stderr } = copy.groundplan("config validate");
    expect(stderr).toContain("orders.storageGiB");
    expect(stderr).toContain("orders.size");
    copy.write(
      "config/sandbox.yaml",
      copy.read("config/sandbox.yaml").replace(/orders: .*\n/, "orders:\n  clients: [wbe]\n"),
    );
    const told = synthesized(copy);
    expect(told.stderr).toContain("[ECS_SERVICE_UNKNOWN]");
    expect(told.stderr).toMatch(/at: +config\/sandbox\.yaml:\d+:\d+ › orders/);
  },
  PATIENCE_MS,
);

test(
  "what the generator writes passes linter, compiler, its tests and synth at once, and its pages are current",
  () => {
    const copy = projectCopy();
    const made = copy.groundplan("new stack orders-archive --in sandbox");
    expect([made.status, made.stderr]).toEqual([0, ""]);
    const lint = biome(copy, "stacks", "__tests__/stacks", "config");
    expect([lint.status, lint.stdout]).toEqual([0, expect.stringContaining("No fixes applied")]);
    expect(copy.node(["node_modules/typescript/bin/tsc", "--noEmit"])).toMatchObject({ status: 0, stdout: "" });
    const tests = copy.node(["node_modules/jest/bin/jest.js", "__tests__/stacks/orders-archive-stack"]);
    expect([tests.status, tests.stderr]).toEqual([0, expect.stringContaining("3 passed")]);
    expect(synthesized(copy).stdout).toMatch(/^sandbox-orders-archive +1 resources/m);
    expect(copy.node(["dist/tools/docs.js", "--check"])).toMatchObject({ status: 0 });
  },
  PATIENCE_MS,
);
