import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../runner/project";
import { ProjectCopy } from "../support/project-copy";

/**
 * Sections that are taken out of the file of an environment that is deployed, and a stack of one's own that goes with its code: what a synth
 * says of it, in a copy of the project with the example's shop.
 */
const copy = new ProjectCopy();
const { CI: _, ...own } = process.env;
/** As on a machine of somebody who works: a synth in CI writes no ledger. */
const variables = { ...own, GROUNDPLAN_ENV: "demo" };
const SHOP = "config/demo.yaml";
const ADDRESSES = "config/deployed/demo.addresses";
let whole: string;
let addresses: string;

/** Runs a command that must end well. */
function groundplan(args: string): string {
  const { status, stdout, stderr } = copy.groundplan(args, variables);
  if (status !== 0) throw new Error(`groundplan ${args} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

/** What a synth says, without the stacks that it has made and the rules that they are exempt from. */
function synth(): string {
  const { stdout, stderr } = copy.node(["dist/main.js"], variables);
  const lines = `${stdout}${stderr}`.split("\n");
  return lines.filter((line) => !/^demo-\S+ +\d+ resources|^\d+ stacks|^(exempt|warning): /.test(line)).join("\n");
}

/** The file without sections, and without the lines in which others say that they use something. */
function without(sections: readonly string[], hasUsers = false): string {
  const parts = whole.split(/^(?=[a-z])/m).filter((part) => !sections.includes(part.split(":")[0] ?? ""));
  return hasUsers ? parts.join("") : parts.join("").replace(/^ +uses: .*\n/gm, "");
}

beforeAll(() => {
  for (const file of fs.readdirSync(path.join(copy.root, "config"))) {
    if (file.endsWith(".yaml")) fs.rmSync(path.join(copy.root, "config", file));
  }
  fs.cpSync(path.join(copy.root, "examples", "shop"), copy.root, { recursive: true });
  for (const args of ["config schema", "config validate"]) groundplan(args);
  whole = copy.read(SHOP);
  expect(synth()).toBe("");
  groundplan("accept demo");
  groundplan("ledger demo --accept");
  addresses = copy.read(ADDRESSES);
});

afterAll(() => copy.remove());

const linesOf = (stack: string) => addresses.split("\n").filter((line) => line.includes(`${stack}/`));

test("a section that others still use is missed where they say so, and nothing is written", () => {
  copy.write(SHOP, without(["buckets"], true));
  expect(synth()).toMatchInlineSnapshot(`
    "1 problem found; nothing was written or called.

    1. No stack of the environment offers this. [USE_UNKNOWN]
       at:       config/demo.yaml:75:25 › ecs.services.web.uses[1]
       found:    "buckets.pictures"
       expected: one of secrets.signing, secrets.payments, databases.orders, caches.sessions, tables.products, queues.orders, functions.catalogue, functions.checkout, apis.shop, streams.clicks
       fix:      add it to the section buckets, or take it out
    "
  `);
  expect(copy.read(ADDRESSES)).toBe(addresses);
});

test.each(["data, functions, apis", "functions, apis", "apis", "buckets", "clickstream"])(
  "of %s taken away with who uses it, each stack is gone, keeps its addresses, and is not destroyed by the way",
  (names) => {
    const sections = names.split(", ");
    copy.write(SHOP, without(sections));
    expect(synth()).toMatchSnapshot();
    const kept = copy.read(ADDRESSES).split("\n");
    for (const section of sections) {
      const lines = linesOf(`demo-${section}`);
      expect(lines).not.toEqual([]);
      expect(kept).toEqual(expect.arrayContaining(lines));
    }
    copy.write(ADDRESSES, addresses);
  },
);

test("a stack of one's own that goes with its code is gone as others are", () => {
  copy.write(SHOP, without(["clickstream"]));
  copy.write("stacks/registry.ts", fs.readFileSync(path.join(projectRoot(), "stacks", "registry.ts"), "utf8"));
  fs.rmSync(path.join(copy.root, "stacks", "clickstream-stack.ts"));
  for (const args of ["config schema", "config validate"]) groundplan(args);
  expect(synth()).toMatchInlineSnapshot(`
    "gone: demo-clickstream is remembered as deployed, and the configuration no longer makes it. It goes on costing what it costs: \`npx groundplan destroy demo-clickstream\` destroys it
    order: demo-ecs no longer stands on demo-apis and demo-buckets and demo-clickstream and demo-data, as it did when it was last deployed, and is to be applied before anything is taken away there: \`npx groundplan deploy\` does so; with cdktf, apply it by itself first: \`npx cdktf deploy demo-ecs --ignore-missing-stack-dependencies\`
    order: demo-functions no longer stands on demo-data, as it did when it was last deployed, and is to be applied before anything is taken away there: \`npx groundplan deploy\` does so; with cdktf, apply it by itself first: \`npx cdktf deploy demo-functions --ignore-missing-stack-dependencies\`
    ledger: config/deployed/demo.addresses has 6 lines less: commit it
    "
  `);
  copy.write(SHOP, whole);
  expect(synth()).toMatchInlineSnapshot(`
    "2 problems found; nothing was written or called.

    1. The key is not known here. [CONFIG_UNKNOWN_KEY]
       at:       config/demo.yaml:46:1 › clickstream
       found:    "clickstream"
       expected: one of abstract, backend, buckets, access, alarms, alsoKnown; all are in docs/configuration-reference.md
       fix:      remove the key, or register the stack whose section it is in stacks/registry.ts

    2. No stack of the environment offers this. [USE_UNKNOWN]
       at:       config/demo.yaml:78:77 › ecs.services.web.uses[4]
       found:    "streams.clicks"
       expected: one of buckets.pictures, secrets.signing, secrets.payments, databases.orders, caches.sessions, tables.products, queues.orders, functions.catalogue, functions.checkout, apis.shop
       fix:      take it out
    "
  `);
});
