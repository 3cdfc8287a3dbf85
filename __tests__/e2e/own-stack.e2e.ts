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

const WITHOUT = `project: groundplan
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
const CONFIGURATION = `${WITHOUT}      uses: [databases.orders]
`;
const STACKS = "trial-network trial-ecs trial-orders";

/** Runs a command that must end well. */
function groundplan(args: string): string {
  const { status, stdout, stderr } = copy.groundplan(args, variables);
  if (status !== 0) throw new Error(`groundplan ${args} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

function configure(section: string, configuration = CONFIGURATION): void {
  copy.write("config/trial.yaml", `${configuration}${section}`);
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

test("the stack of the page, and the service that uses it, are planned before anything is there, and deployed in their order", () => {
  const early = copy.groundplan("plan trial-orders trial-ecs --mock", variables);
  expect([early.status, early.stdout]).toEqual([2, expect.stringMatching(/^trial-orders +2 to add/m)]);
  expect(early.stdout).toMatch(/^trial-ecs +\d+ to add/m);
  const deployed = groundplan(`deploy ${STACKS} --auto-approve`);
  expect(deployed).toMatch(/^trial-orders +applied +2 +0 +0 /m);
  expect(deployed.indexOf("\ntrial-orders")).toBeLessThan(deployed.indexOf("\ntrial-ecs"));
  expect(groundplan(`plan ${STACKS}`)).toMatch(/^trial-orders +no changes$/m);
});

const CHANGES = [
  ["the instance class", "orders:\n  instanceClass: db.t4g.small\n"],
  ["the size of the disk", "orders:\n  instanceClass: db.t4g.small\n  storageGiB: 50\n"],
] as const;

test.each(CHANGES)("another value for %s is applied as the page says", (_, section) => {
  configure(section);
  expect(groundplan(`deploy ${STACKS} --auto-approve`)).toMatch(/^trial-orders +applied +0 +1 +0 /m);
  expect(groundplan(`plan ${STACKS}`)).toMatch(/^trial-orders +no changes$/m);
});

test("a section that is taken away with its users leaves a stack that synth calls gone, and that can be destroyed", async () => {
  configure("", WITHOUT);
  const synth = () => copy.node(["dist/main.js"], variables).stdout;
  expect(synth()).toMatch(
    /^gone: trial-orders is remembered as deployed, .*`npx groundplan destroy trial-orders` destroys it$/m,
  );
  // The rules on both sides go with the word of the service.
  expect(groundplan("deploy trial-ecs --auto-approve")).toMatch(/^trial-ecs +applied +\d+ +\d+ +3 /m);
  groundplan("destroy trial-orders --auto-approve");
  expect(synth()).not.toContain("gone:");
  groundplan("destroy trial-network trial-ecs --auto-approve");
  expect(await emulator.resources()).toEqual([]);
});
