import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { removeConfigFolders } from "../../config/support/config-folder";
import { type RevisionProject, revisionProject } from "../revision-project";
import { runIn } from "../run-command";

afterAll(removeConfigFolders);

// Every command here starts some processes; on a machine busy with other work jest's 5 s are not enough.
jest.setTimeout(60_000);

const vpc = (cidr: string) => ({ aws_vpc: { main: { cidr_block: cidr } } });
const STACKS = { "dev-network": vpc("10.0.0.0/16"), "prod-network": vpc("10.1.0.0/16") };

const short = ({ shell }: RevisionProject, revision: string) => shell(`git rev-parse --short ${revision}`).trim();

/** Temporary folders of comparisons that are there. */
const temporary = () => readdirSync(tmpdir()).filter((name) => name.startsWith("groundplan-base-"));

/** Those that were not there before, and stay: other tests make and remove theirs in the same place at the same time. */
async function temporaryLeft(before: readonly string[]): Promise<readonly string[]> {
  const added = temporary().filter((name) => !before.includes(name));
  const left = () => added.filter((name) => existsSync(join(tmpdir(), name)));
  for (let waited = 0; waited < 400 && left().length > 0; waited++) await delay(100);
  return left();
}

test("reviews what lies in the folder, committed or not, against where it left origin/main", async () => {
  const project = revisionProject(STACKS);
  project.shell("git switch -qc work");
  project.writeStacks({ ...STACKS, "dev-network": vpc("10.2.0.0/16") });
  const { exitCode, out, err } = await project.run("diff");
  expect(err).toBe("");
  expect(out).toBe(`1 stack · 1 to change · nothing risky
Compared with ${short(project, "main")}, where this left origin/main: 1 of 2 stacks differ. This is no plan: whether something is changed in place or replaced the provider decides, and groundplan preview tells.

  dev-network: 1 to change

Changed
  dev-network aws_vpc.main
    cidr_block: "10.0.0.0/16" → "10.2.0.0/16"
`);
  expect(exitCode).toBe(0);
});

test("the guide shows what is really printed", async () => {
  const orders = (queue: string, cidr: string) => ({
    aws_sqs_queue: { [queue]: { name: queue } },
    aws_security_group: { web: { name: "web" } },
    aws_vpc_security_group_ingress_rule: {
      https: {
        security_group_id: "${aws_security_group.web.id}",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_ipv4: cidr,
      },
    },
  });
  const project = revisionProject({ "dev-network": vpc("10.0.0.0/16"), "dev-orders": orders("jobs", "10.0.0.0/8") });
  project.writeStacks({ "dev-network": vpc("10.0.0.0/16"), "dev-orders": orders("tasks", "0.0.0.0/0") });
  const { out } = await project.run("diff");
  const guide = readFileSync(join(__dirname, "../../../docs/guide/diff.md"), "utf8");
  expect(guide).toContain(`\n${out.replace(short(project, "main"), "4f1c2ab")}\`\`\``);
});

test("nothing that has changed on origin/main since is part of it", async () => {
  const project = revisionProject(STACKS);
  const { shell, writeStacks, run } = project;
  writeStacks({ ...STACKS, "prod-network": vpc("10.9.0.0/16") });
  shell("git commit -qam Later && git push -q origin main && git switch -qc work HEAD^");
  writeStacks({ ...STACKS, "dev-network": vpc("10.2.0.0/16") });
  shell("git commit -qam Work");
  const { out } = await run("diff");
  expect(out).toContain(`Compared with ${short(project, "main^")}, where this left origin/main: 1 of 2 stacks differ.`);
});

test("a base without differences says so", async () => {
  const { run } = revisionProject(STACKS);
  const { exitCode, out } = await run("diff --base HEAD");
  expect(out).toMatch(
    /^0 stacks · no changes · nothing risky\nCompared with .*, where this left HEAD: 0 of 2 stacks differ\./,
  );
  expect(exitCode).toBe(0);
});

/** How often a revision was synthesized that does not lie in the project's folder. */
const synthsOfBase = ({ root }: RevisionProject) =>
  readFileSync(join(root, "home/synths"), "utf8")
    .split("\n")
    .filter((folder) => folder !== "" && folder !== realpathSync(root)).length;

test("a base is synthesized once, and anew with other variables or when it was not kept whole", async () => {
  const project = revisionProject(STACKS);
  const { root, run, writeStacks } = project;
  const first = await run("diff");
  writeStacks({ ...STACKS, "dev-network": vpc("10.2.0.0/16") });
  const second = await run("diff");
  expect(first.out).toContain("0 of 2 stacks differ");
  expect(second.out).toContain("1 of 2 stacks differ");
  expect(synthsOfBase(project)).toBe(1);
  await run("diff", { GROUNDPLAN_ENV: "dev" });
  expect(synthsOfBase(project)).toBe(2);
  const [kept = ""] = readdirSync(join(root, ".groundplan/base/aws"));
  rmSync(join(root, ".groundplan/base/aws", kept, ".whole"));
  const third = await run("diff", { GROUNDPLAN_ENV: "dev" });
  expect(third.out).toContain("1 of 1 stacks differ");
  expect(synthsOfBase(project)).toBe(3);
});

test("a base whose configuration lies elsewhere is synthesized every time", async () => {
  const project = revisionProject(STACKS);
  const elsewhere = mkdtempSync(join(tmpdir(), "groundplan-config-"));
  cpSync(join(project.root, "config"), elsewhere, { recursive: true });
  await project.run("diff", { GROUNDPLAN_CONFIG: elsewhere });
  await project.run("diff", { GROUNDPLAN_CONFIG: elsewhere });
  rmSync(elsewhere, { recursive: true });
  expect(synthsOfBase(project)).toBe(2);
});

test("a folder that cannot be written to keeps no base, and the comparison goes on", async () => {
  const project = revisionProject(STACKS);
  writeFileSync(join(project.root, ".groundplan"), "");
  const { out, exitCode } = await project.run("diff");
  expect(out).toContain("0 of 2 stacks differ");
  expect(exitCode).toBe(0);
});

test("the working tree, the index and what was synthesized last stay as they are, and no temporary file is left", async () => {
  const { run, shell, writeStacks, write, root } = revisionProject(STACKS);
  const before = temporary();
  write("staged.txt", "staged");
  shell("git add staged.txt");
  write("loose.txt", "loose");
  writeStacks({ ...STACKS, "dev-network": vpc("10.2.0.0/16") });
  const state = () => shell("git status --porcelain && git worktree list && git stash list");
  const was = state();
  await run("diff");
  expect(state()).toBe(was);
  expect(existsSync(join(root, "cdktf.out"))).toBe(false);
  expect(await temporaryLeft(before)).toEqual([]);
});

test("writes the forms that are asked for, and exits with 2 for what needs approval", async () => {
  const { run, root, writeStacks } = revisionProject(STACKS);
  writeStacks({ "dev-network": STACKS["dev-network"] });
  const { exitCode } = await run("diff --markdown r.md --html r.html --json r.json --sarif r.sarif");
  expect(exitCode).toBe(2);
  const read = (name: string) => readFileSync(join(root, name), "utf8");
  expect(read("r.md")).toContain("Compared with ");
  expect(read("r.html")).toContain("<p>Compared with ");
  expect(JSON.parse(read("r.json"))).toMatchObject({ about: expect.stringMatching(/^Compared with/) });
  expect(existsSync(join(root, "r.sarif"))).toBe(true);
  expect((await run("diff --fail-on permission")).exitCode).toBe(0);
});

test("a stack that has vanished is told with the command that destroys it and the one that brings it back", async () => {
  const project = revisionProject({ ...STACKS, "prod-data": { aws_s3_bucket: { main: { bucket: "data" } } } });
  const { run, root, shell } = project;
  rmSync(join(root, "config", "prod.yaml"));
  const { exitCode, out } = await run("diff");
  expect(out).toContain(
    "  prod-data: 1 to DESTROY\n" +
      "    vanished: if it is deployed it goes on costing what it costs, until `npx groundplan destroy prod-data` destroys it; " +
      `\`git checkout ${short(project, "main")} -- config\` brings it back\n`,
  );
  expect(out).toContain("  high    data loss: prod-data/aws_s3_bucket.main: loses its objects\n");
  expect(exitCode).toBe(2);
  shell(/`(git checkout [^`]*)`/.exec(out)?.[1] ?? "false");
  expect((await run("diff")).exitCode).toBe(0);
});

test("a stack that has vanished from the program is brought back with the program", async () => {
  const project = revisionProject(STACKS);
  project.writeStacks({ "dev-network": STACKS["dev-network"] });
  const { out } = await project.run("diff");
  expect(out).toContain(`\`git checkout ${short(project, "main")} -- .\` brings it back\n`);
  project.shell(/`(git checkout [^`]*)`/.exec(out)?.[1] ?? "false");
  expect((await project.run("diff")).out).toContain(": 0 of 2 stacks differ.");
});

test("a stack that is new is said to be", async () => {
  const { run, writeStacks } = revisionProject(STACKS);
  writeStacks({ ...STACKS, "dev-edge": { aws_eip: { a: {} } } });
  expect((await run("diff")).out).toContain("  dev-edge: 1 to add\n    new stack\n");
});

test("a project in a folder of the repository is compared with the same folder", async () => {
  const outer = revisionProject(STACKS);
  outer.shell(
    "mkdir infra && git mv app.js cdktf.json stacks.json config infra && git commit -qm Move && git push -q origin HEAD:main",
  );
  outer.write("infra/stacks.json", JSON.stringify({ ...STACKS, "dev-network": vpc("10.2.0.0/16") }));
  const { out, err } = await runIn(join(outer.root, "infra"), "diff", outer.variables);
  expect(err).toBe("");
  expect(out).toContain(": 1 of 2 stacks differ.");
});

test("the environments that GROUNDPLAN_ENV names are compared, those that only one revision has too", async () => {
  const { run, write, root, writeStacks } = revisionProject(STACKS);
  writeStacks({
    "new-network": vpc("10.5.0.0/16"),
    "dev-network": vpc("10.6.0.0/16"),
    "prod-network": vpc("10.7.0.0/16"),
  });
  write("config/new.yaml", readFileSync(join(root, "config", "dev.yaml"), "utf8"));
  rmSync(join(root, "config", "prod.yaml"));
  const told = async (names: string) => {
    const { out, err } = await run("diff", { GROUNDPLAN_ENV: names });
    return err === ""
      ? [...out.matchAll(/^ {2}(\w+-network): (1 to .*)$/gm)].map(([, name, what]) => `${name}: ${what}`)
      : err;
  };
  expect(await told("new,dev")).toEqual(["new-network: 1 to add", "dev-network: 1 to change"]);
  expect(await told("new")).toEqual(["new-network: 1 to add"]);
  expect(await told("prod")).toEqual(["prod-network: 1 to DESTROY"]);
  expect(await told("nowhere")).toMatch(/^no environment nowhere\n1 problem/);
});

test("what is for one run or for an emulator has no part in it", async () => {
  const { run } = revisionProject(STACKS);
  const { out } = await run("diff", {
    GROUNDPLAN_MOCK: "*",
    GROUNDPLAN_WITHOUT: "dev-network",
    GROUNDPLAN_UNPROTECT: "dev",
    AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
  });
  expect(out).toContain(": 0 of 2 stacks differ.");
});

test("a configuration folder in the project is looked for in each revision, wherever it is named", async () => {
  const { run, root, shell } = revisionProject(STACKS);
  shell("mv config settings && git add --all && git commit -qm Settings && git push -q origin main");
  rmSync(join(root, "settings", "prod.yaml"));
  for (const folder of ["settings", join(root, "settings")]) {
    const { out } = await run("diff", { GROUNDPLAN_CONFIG: folder });
    expect(out).toContain("  prod-network: 1 to DESTROY\n");
    expect(out).toContain("-- settings` brings it back\n");
  }
});

test("the base alone is told that it is synthesized once", async () => {
  const { run, root, write } = revisionProject(STACKS);
  write("unrelated", "");
  await run("diff");
  const once = readFileSync(join(root, "home/synths-of-once"), "utf8").trim().split("\n");
  expect(once).toHaveLength(1);
  expect(once).not.toContain(realpathSync(root));
});

test("the base is judged by the day when it was committed", async () => {
  const { run, write, shell } = revisionProject(STACKS);
  write("supported-until", "2025-12-31");
  shell("git add --all && GIT_COMMITTER_DATE=2025-06-01T00:00:00Z git commit -qm Old && git push -q origin main");
  write("supported-until", "2999-12-31");
  expect(await run("diff")).toMatchObject({ exitCode: 0, err: "" });
});

test("the base has packages of its own where the lock files differ", async () => {
  const { run, write, shell, root } = revisionProject(STACKS);
  const lock = (version: string) =>
    JSON.stringify({
      name: "shop",
      version,
      lockfileVersion: 3,
      requires: true,
      packages: { "": { name: "shop", version } },
    });
  const manifest = (version: string) => JSON.stringify({ name: "shop", version });
  write("package.json", manifest("1.0.0"));
  write("package-lock.json", lock("1.0.0"));
  shell("git add --all && git commit -qm Packages && git push -q origin main");
  const base = shell("git rev-parse --short main").trim();
  expect((await run("diff")).err).toBe("");
  write("package.json", manifest("1.0.1"));
  write("package-lock.json", lock("1.0.1"));
  // What was kept of the base needs no packages.
  rmSync(join(root, ".groundplan"), { recursive: true, force: true });
  const { exitCode, err } = await run("diff");
  expect(err).toBe(`package-lock.json of ${base} is another one: installing its packages (npm ci).\n`);
  expect(exitCode).toBe(0);
  expect(existsSync(join(root, "node_modules"))).toBe(false);
});

test("the packages of the project serve the base where the lock files are equal", async () => {
  const { run, write, shell } = revisionProject(STACKS);
  shell("mkdir -p node_modules/shop && echo 'module.exports = 1' > node_modules/shop/index.js");
  write("app.js", `require("shop");\n${shell("cat app.js")}`);
  shell("git commit -qam Uses && git push -q origin main");
  expect(await run("diff")).toMatchObject({ exitCode: 0, err: "" });
});

test("an interrupt ends the synths, and leaves no temporary file", async () => {
  const { root, variables } = revisionProject(STACKS);
  const before = temporary();
  let timer: NodeJS.Timeout | undefined;
  const onInterrupt = (listener: () => void) => {
    timer = setTimeout(listener, 300);
    return () => clearTimeout(timer);
  };
  const started = Date.now();
  const { exitCode, out } = await runIn(root, "diff", { ...variables, SECONDS_TO_WAIT: "50" }, { onInterrupt });
  expect([exitCode, out]).toEqual([130, ""]);
  expect(Date.now() - started).toBeLessThan(30_000);
  expect(await temporaryLeft(before)).toEqual([]);
});

test("a kind of risk that there is not is no review that needs approval", async () => {
  const { run } = revisionProject(STACKS);
  expect((await run("diff --fail-on nothing")).exitCode).toBe(1);
});
