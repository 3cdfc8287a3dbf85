import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Emulator } from "../../emulator/server";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { findTools } from "../../emulator/tools";
import { ProjectCopy } from "../support/project-copy";

/** The page about a stack of one's own, done as it says in a copy of the project, up to the day the stack goes. */
const target = { account: "777777777777", region: "ap-northeast-2" };
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-own-stack-"));
const copy = new ProjectCopy();
let emulator: Emulator;
let variables: NodeJS.ProcessEnv;

const CONFIGURATION = `project: groundplan
owner: platform
account: "${target.account}"
region: ${target.region}
protect: false
backend:
  type: local
network:
  cidr: 10.60.0.0/20
  zones: [a, c]
  nat: { mode: single }
  tiers:
    public: { kind: public, prefixLength: 24 }
    app: { kind: private, prefixLength: 24 }
    data: { kind: isolated, prefixLength: 24 }
ecs:
  services:
    web:
      image: public.ecr.aws/nginx/nginx:1.29
      cpu: 0.25 vCPU
      memory: 0.5 GB
`;
const STACKS = "trial-network trial-ecs trial-orders";

/** Runs a command that must end well. */
function groundplan(args: string): string {
  const { status, stdout, stderr } = copy.groundplan(args, variables);
  if (status !== 0) throw new Error(`groundplan ${args} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

function configure(section: string): void {
  copy.write("config/trial.yaml", `${CONFIGURATION}${section}`);
}

beforeAll(async () => {
  const tools = findTools();
  emulator = await Emulator.start({ moto: tools.moto, folder: path.join(folder, "emulator") });
  variables = terraformEnvironment(tools, { url: emulator.url, ...target }, folder);
  copy.follow("docs/guide/your-own-stack.md");
  const section = /^orders:\n(?: .*\n)+/m.exec(copy.read("config/sandbox.yaml"))?.[0];
  if (section === undefined) throw new Error("the page has no section orders");
  for (const file of fs.readdirSync(path.join(copy.root, "config"))) {
    if (file.endsWith(".yaml")) fs.rmSync(path.join(copy.root, "config", file));
  }
  configure(section);
  groundplan("config schema");
});
afterAll(async () => {
  await emulator.stop();
  copy.remove();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("the stack of the page is planned before those that it reads, is deployed after them, and its next plan is empty", () => {
  const early = copy.groundplan("plan trial-orders --mock", variables);
  expect([early.status, early.stdout]).toEqual([2, expect.stringMatching(/^trial-orders +6 to add/m)]);
  expect(groundplan(`deploy ${STACKS} --auto-approve`)).toMatch(/^trial-orders +applied +6 +0 +0 /m);
  expect(groundplan(`plan ${STACKS}`)).toMatch(/^trial-orders +no changes$/m);
});

const CHANGES = [
  ["the instance class", "orders:\n  clients: [web]\n  instanceClass: db.t4g.small\n", 1, 0],
  ["the size of the disk", "orders:\n  clients: [web]\n  instanceClass: db.t4g.small\n  storageGiB: 50\n", 1, 0],
  ["the clients", "orders:\n  clients: []\n  instanceClass: db.t4g.small\n  storageGiB: 50\n", 0, 3],
] as const;

test.each(CHANGES)("another value for %s is applied as the page says", (_, section, changed, destroyed) => {
  configure(section);
  const applied = new RegExp(`^trial-orders +applied +0 +${changed} +${destroyed} `, "m");
  expect(groundplan(`deploy ${STACKS} --auto-approve`)).toMatch(applied);
  expect(groundplan(`plan ${STACKS}`)).toMatch(/^trial-orders +no changes$/m);
});

test("a section that is taken away leaves a stack that synth calls gone, and that can be destroyed", async () => {
  configure("");
  const synth = () => copy.node(["dist/main.js"], variables).stdout;
  expect(synth()).toMatch(
    /^gone: trial-orders is remembered as deployed, .*`npx groundplan destroy trial-orders` destroys it$/m,
  );
  groundplan("destroy trial-orders --auto-approve");
  expect(synth()).not.toContain("gone:");
  groundplan("destroy trial-network trial-ecs --auto-approve");
  expect(await emulator.resources()).toEqual([]);
});
