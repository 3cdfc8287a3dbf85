import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../runner/project";

const ROOT = projectRoot();

/** What npm installs beside the package: its peers and what it depends on, with the compiler of the program. */
const PROGRAM_PACKAGES = ["typescript", "@types/node"];

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), "groundplan-package-"));
  const own = path.join(folder, "node_modules", "groundplan");
  fs.mkdirSync(own, { recursive: true });
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], ROOT));
  run("tar", ["-xzf", path.join(folder, packed.filename), "--strip-components=1", "-C", own], folder);
  const { dependencies, peerDependencies } = JSON.parse(fs.readFileSync(path.join(own, "package.json"), "utf8"));
  for (const name of fs.readdirSync(path.join(ROOT, "node_modules"))) {
    if (name.startsWith(".") || name === "groundplan") continue;
    fs.symlinkSync(path.join(ROOT, "node_modules", name), path.join(folder, "node_modules", name));
  }
  for (const name of [...Object.keys({ ...dependencies, ...peerDependencies }), ...PROGRAM_PACKAGES]) {
    expect(fs.existsSync(path.join(folder, "node_modules", name))).toBe(true);
  }
  const [program = "", settings = ""] = ["ts", "json"].map(blockOfTheGuide);
  fs.writeFileSync(path.join(folder, "main.ts"), program);
  fs.writeFileSync(path.join(folder, "tsconfig.json"), settings);
  run(process.execPath, ["node_modules/typescript/bin/tsc"], folder);
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The first block of a language in the guide. */
function blockOfTheGuide(language: string): string {
  const page = fs.readFileSync(path.join(ROOT, "docs", "guide", "constructs.md"), "utf8");
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";
}

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

/** Runs a script in the folder of the program. */
function script(text: string) {
  return spawnSync(process.execPath, ["-e", text], { cwd: folder, encoding: "utf8" });
}

test("the program of the guide compiles with the packed package, and makes its stack", () => {
  run(process.execPath, ["main.js"], folder);
  const file = path.join(folder, "cdktf.out", "stacks", "staging-shop", "cdk.tf.json");
  const { resource } = JSON.parse(fs.readFileSync(file, "utf8"));
  expect(Object.keys(resource.aws_ecs_service)).toHaveLength(2);
  expect(Object.keys(resource.aws_vpc)).toHaveLength(1);
  expect(Object.values(resource.aws_instance)).toMatchObject([{ instance_type: "t4g.small" }]);
  const services = Object.values<{ enable_ecs_managed_tags?: boolean }>(resource.aws_ecs_service);
  expect(services.map(({ enable_ecs_managed_tags }) => enable_ecs_managed_tags)).toContain(true);
});

test("a mistake names the line of the program", () => {
  const program = fs.readFileSync(path.join(folder, "main.js"), "utf8").replace("10.40.0.0/16", "10.40.0.1/16");
  fs.writeFileSync(path.join(folder, "wrong.js"), program);
  const line = program.split("\n").findIndex((text) => text.includes(".Network(")) + 1;
  const { status, stderr } = spawnSync(process.execPath, ["wrong.js"], { cwd: folder, encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toContain("[CIDR_HOST_BITS]");
  expect(stderr).toMatch(new RegExp(`Called from wrong\\.js:${line}:\\d+\n`));
});

/** Runs a program in JavaScript that makes something in a stack, and returns what it is told. */
function refused(name: string, ...lines: readonly string[]): string {
  const program = [
    'const { App } = require("cdktf");',
    'const { EnvironmentStack } = require("groundplan/core");',
    'const { Network } = require("groundplan/network");',
    'const { Bucket } = require("groundplan/storage");',
    "const app = new App();",
    'const stack = new EnvironmentStack(app, "files", { name: "staging", project: "shop", owner: "platform",',
    '  account: "111111111111", region: "ap-northeast-2", protect: false, backend: { type: "local" } });',
    ...lines,
    "app.synth();",
  ];
  fs.writeFileSync(path.join(folder, name), program.join("\n"));
  const { status, stderr } = spawnSync(process.execPath, [name], { cwd: folder, encoding: "utf8" });
  expect(status).toBe(1);
  return stderr;
}

test("options of another form are told to JavaScript, with the line", () => {
  const told = refused("forms.js", 'new Network(stack, "network", { cidr: 10, zones: "a" });');
  expect(told).toContain("3 problems found");
  expect(told).toContain("at:       staging-files/network › cidr");
  expect(told).toContain('fix:      put it into a list: ["a"]');
  expect(told).toMatch(/Called from forms\.js:8:1\n/);
});

test("a mistake that comes to light at synth names the line that made the construct", () => {
  const told = refused(
    "later.js",
    'new Bucket(stack, "one", { bucketName: "shop-files" });',
    'new Bucket(stack, "two", { bucketName: "shop-files" });',
  );
  expect(told).toContain("[NAME_TAKEN]");
  expect(told).toMatch(/at: {7}staging-files\/(one|two)/);
  expect(told).toMatch(/made at: {2}later\.js:[89]:1\n/);
});

test("a resource of the provider in a class of the program is told with its own line, that of the source beside a map", () => {
  const told = refused(
    "classes.js",
    'const { SqsQueue } = require("@cdktf/provider-aws/lib/sqs-queue");',
    'const { Construct } = require("constructs");',
    "class Jobs extends Construct {",
    "  constructor(scope, id) {",
    "    super(scope, id);",
    '    new SqsQueue(this, "queue", { name: "jobs" });',
    "  }",
    "}",
    'new Jobs(stack, "one");',
    'new Jobs(stack, "two");',
  );
  expect(told).toContain("[NAME_TAKEN]");
  expect(told).toMatch(/made at: {2}classes\.js:13:5\n/);
  fs.writeFileSync(
    path.join(folder, "classes.js.map"),
    JSON.stringify({ version: 3, sources: ["src/classes.ts"], names: [], mappings: `${";".repeat(12)}AAmBA` }),
  );
  const { stderr } = spawnSync(process.execPath, ["classes.js"], { cwd: folder, encoding: "utf8" });
  expect(stderr).toMatch(/made at: {2}src\/classes\.ts:20:1\n/);
});

test("areas, rooms and files are imported by CommonJS and by ES modules, and nothing else is", () => {
  expect(script('console.log(typeof require("groundplan/ecs/services").FargateService)').stdout).toBe("function\n");
  expect(script('import("groundplan/dns").then((dns) => console.log(typeof dns.HostedZone))').stdout).toBe(
    "function\n",
  );
  const deep = 'require("groundplan/constructs/ecs/services/fargate-service").FargateService';
  expect(script(`console.log(${deep} === require("groundplan/ecs").FargateService)`).stdout).toBe("true\n");
  expect(script('console.log(typeof require("groundplan/stacks/network/network-stack").NetworkStack)').stdout).toBe(
    "function\n",
  );
  expect(script('require("groundplan/dist/package/constructs/ecs")').stderr).toContain("Cannot find module");
});

test("one file loads no other area", () => {
  const loaded = script(
    'require("groundplan/constructs/network/network"); console.log(Object.keys(require.cache).join("\\n"))',
  ).stdout;
  expect(loaded).toContain("constructs/network/network.js");
  expect(loaded).not.toMatch(/constructs\/(ecs|eks|helm|load-balancing|cdn|waf)\//);
});

test("the command says that it belongs to a checkout", () => {
  const command = path.join("node_modules", "groundplan", "bin", "groundplan.js");
  const { status, stderr } = spawnSync(process.execPath, [command, "plan"], { cwd: folder, encoding: "utf8" });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: "groundplan works in a checkout of the project. cdktf plans and deploys a program of your own.\n",
  });
});
