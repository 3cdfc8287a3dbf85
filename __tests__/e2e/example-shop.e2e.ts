import * as fs from "node:fs";
import * as path from "node:path";
import { AwsClient } from "aws4fetch";
import { ProjectCopy } from "../support/project-copy";

/** The example of a shop: up on the emulator with its one command, changed as its owner would, and down again. */
const copy = new ProjectCopy();
const CONFIGURATION = "examples/shop/config/demo.yaml";
const FOLDER = path.join(copy.root, ".groundplan", "examples", "shop");
const [account, region] = ["111111111111", "us-east-1"];
const written: string[] = [];
/** What a person puts in by hand. In parts, since the copy has the source of this test. */
const BY_HAND = ["by", "hand", "3f9ab27c51"].join("-");

/** Runs the command in the copy, and keeps what it prints. It must end well. */
function example(...words: readonly string[]): string {
  const { status, stdout, stderr } = copy.node(["dist/cli/example.js", "shop", ...words]);
  written.push(stdout, stderr);
  if (status !== 0)
    throw new Error(`npm run example -- shop ${words.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** What a run did to stacks that it did something to: `data: +2 ~1 -0`. */
function changesIn(output: string): readonly string[] {
  const rows = [...output.matchAll(/^demo-(\S+) +(?:applied|destroyed) +(\d+) +(\d+) +(\d+) /gm)];
  return rows.map(([, name, added, changed, destroyed]) => `${name}: +${added} ~${changed} -${destroyed}`);
}

function configure(change: (text: string) => string): void {
  const before = copy.read(CONFIGURATION);
  const after = change(before);
  if (after === before) throw new Error("the change changes nothing");
  copy.write(CONFIGURATION, after);
}

/** Asks the emulator that runs for the example. */
async function secretsManager(operation: string, body: object): Promise<Record<string, unknown>> {
  const url = /(?:Started an emulator|Using the emulator that runs) at (\S+)/.exec(written.join("\n"))?.[1] ?? "";
  const credentials = { accessKeyId: `EMULATOR${account}`, secretAccessKey: "emulator" };
  const client = new AwsClient({ ...credentials, region, service: "secretsmanager", retries: 0 });
  const headers = { "X-Amz-Target": `secretsmanager.${operation}`, "Content-Type": "application/x-amz-json-1.1" };
  const answer = await client.fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${operation}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** Names of the secrets that there are. */
async function secretNames(): Promise<readonly string[]> {
  const { SecretList } = (await secretsManager("ListSecrets", {})) as { SecretList: readonly { Name: string }[] };
  return SecretList.map(({ Name }) => Name).sort();
}

/** The value of a secret; of one that RDS keeps as JSON, the password. */
async function readSecret(name: string): Promise<string> {
  const { SecretString } = await secretsManager("GetSecretValue", { SecretId: name });
  return name.startsWith("rds!") ? String(JSON.parse(String(SecretString)).password) : String(SecretString);
}

/** Files below a folder, but for packages and compiled code. */
function filesBelow(folder: string): readonly string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : filesBelow(file);
    return entry.isFile() ? [file] : [];
  });
}

/** Places that hold a text: files of the example with its states, plans and logs, and what the commands have printed. */
function placesOf(text: string): readonly string[] {
  const files = filesBelow(FOLDER).filter((file) => fs.readFileSync(file).includes(text));
  return [...files.map((file) => path.relative(FOLDER, file)), ...written.filter((one) => one.includes(text))];
}

beforeAll(() => {
  const { status, stderr } = copy.node(["bin/build.js"]);
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => {
  if (fs.existsSync(FOLDER)) copy.node(["dist/cli/example.js", "shop", "--stop"]);
  copy.remove();
});

test("one command brings the shop up, and the same again changes nothing", () => {
  const first = example();
  expect(first).toMatch(/^demo is deployed to the emulator: /m);
  expect(first).toMatch(/^or, from here:\n {2}npm run example -- shop --destroy$/m);
  expect(changesIn(first).map((row) => row.split(":")[0])).toEqual([
    ...["apis", "buckets", "clickstream", "data", "ecs", "edge", "functions", "network", "state"],
  ]);
  expect(changesIn(example())).toEqual([]);
});

test("its picture is drawn from what was deployed", () => {
  const { stdout } = copy.node([path.join(FOLDER, "bin", "groundplan.js"), "draw", "demo"]);
  expect(stdout === copy.read("examples/shop/shop.svg")).toBe(true);
});

test("no value of a secret stands in the JSON, the states, the plans, the logs, or in what is printed", async () => {
  const names = await secretNames();
  expect(names.map((name) => name.replace(/^(rds!db).*|-[^-]*$/, "$1"))).toEqual([
    ...["rds!db", "shop/demo/data/payments", "shop/demo/data/signing"],
  ]);
  const payments = String(names.find((name) => name.includes("payments")));
  // Of what was put in by hand, and of what was made, the next deploy could read what it must not keep.
  await secretsManager("PutSecretValue", { SecretId: payments, SecretString: BY_HAND });
  configure((text) => text.replace("retentionHours: 168", "retentionHours: 336"));
  expect(changesIn(example())).toEqual(["clickstream: +0 ~1 -0"]);
  const values = await Promise.all(names.map(readSecret));
  expect(values).toContain(BY_HAND);
  for (const value of values) expect([value.length > 8, placesOf(value)]).toEqual([true, []]);
  // What is looked through does hold what is known.
  expect(placesOf(payments).length).toBeGreaterThan(0);
});

const CHANGES = [
  [
    "a larger database, and mails that the worker sends later",
    (text: string) =>
      text
        .replace("db.t4g.micro", "db.t4g.small")
        .replace("  queues:\n", "  queues:\n    mails: {}\n")
        .replace("secrets.payments]", "secrets.payments, queues.mails]"),
    ["data: +2 ~1 -0", "ecs: +1 ~2 -1"],
  ],
  [
    "no clicks any more",
    (text: string) =>
      text
        .replace(", streams.clicks", "")
        .replace(/^# The stack of the example's own.*\nclickstream:\n.*\n.*\n\n/m, ""),
    ["ecs: +1 ~2 -1"],
  ],
] as const;

test.each(CHANGES)("%s: what changes is what was meant, and the next run changes nothing", (_, change, expected) => {
  configure(change);
  expect(changesIn(example())).toEqual(expected);
  expect(changesIn(example())).toEqual([]);
});

test("the shop goes as it came, with the stack that is no more configured", () => {
  const gone = example("--destroy");
  expect(changesIn(gone).map((row) => row.split(":")[0])).toContain("clickstream");
  expect(gone).toMatch(/^demo is destroyed, and nothing of it is left in the emulator\.$/m);
});
