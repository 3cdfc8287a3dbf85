import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { destroy } from "../../runner/destroy";
import { NO_MEMORY } from "../../runner/memory-port";
import { Interruption } from "../../runner/progress/interruption";
import { NO_PROGRESS } from "../../runner/progress/progress";
import { Session } from "../../runner/session";
import { readPassedArguments } from "../../runner/terraform/pass-through";
import { PLAN_FILE, Terraform } from "../../runner/terraform/terraform";
import { unseenReleases } from "../../runner/terraform/unseen-releases";

const NAME = "sandbox-eks-addons";
let root: string;
let folder: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-unseen-"));
  folder = path.join(root, "cdktf.out", "stacks", NAME);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(folder, "cdk.tf.json"),
    JSON.stringify({ terraform: { backend: { local: { path: "x.tfstate" } } } }),
  );
});

afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

/** Terraform whose state has two releases, of which a refresh finds some; it writes down what it is called with. */
function fakeTerraform(found: readonly string[]): string {
  const refreshed = ["argocd", "argocd-apps"].map((name) => ({
    "@message": "Refresh complete",
    type: "refresh_complete",
    hook: {
      resource: { addr: `helm_release.${name}` },
      ...(found.includes(name) ? { id_key: "id", id_value: name } : {}),
    },
  }));
  const instances = [{ attributes: { id: "argocd" } }];
  const state = { resources: [{ mode: "managed", type: "helm_release", name: "argocd", instances }] };
  fs.writeFileSync(path.join(root, "reports"), refreshed.map((message) => JSON.stringify(message)).join("\n"));
  fs.writeFileSync(path.join(root, "state"), JSON.stringify(state));
  const program = path.join(root, "terraform");
  const script = [
    "#!/bin/sh",
    `echo "$*" >> "${root}/calls"`,
    `case "$1" in`,
    `state) cat "${root}/state";;`,
    `plan) touch ${PLAN_FILE}; cat "${root}/reports"; exit 2;;`,
    "esac",
  ];
  fs.writeFileSync(program, script.join("\n"), { mode: 0o755 });
  return program;
}

const UNSEEN = [
  "Error: No release was found in the cluster",
  "",
  "The state has helm_release.argocd, helm_release.argocd-apps.",
  "The Helm provider takes a Kubernetes API that it cannot reach, or that turns it away, for one without releases. Terraform would forget them: a",
  "deploy would make them a second time, and a destroy leave them, with their load balancers. So nothing is done. Open the way to the API, such as",
  "the tunnel or the proxy, sign in, and look whether they are there:",
  "  kubectl get secrets --all-namespaces --selector owner=helm",
  "If they are really gone, let Terraform forget them, and go on:",
  "  npx groundplan terraform sandbox-eks-addons -- apply -refresh-only",
].join("\n");

test("a plan that finds none of the releases fails, says how to go on, and is not kept", async () => {
  const terraform = new Terraform(NAME, folder, fakeTerraform([]), { PATH: process.env.PATH });
  await expect(terraform.plan()).rejects.toMatchObject({
    reason: "found none of its releases",
    diagnostics: [{ severity: "error", text: UNSEEN }],
  });
  expect(fs.existsSync(path.join(folder, PLAN_FILE))).toBe(false);
});

test("a plan that finds a release is kept: another one may have been taken away by hand", async () => {
  const terraform = new Terraform(NAME, folder, fakeTerraform(["argocd"]), { PATH: process.env.PATH });
  expect((await terraform.plan()).hasChanges).toBe(true);
  expect(fs.existsSync(path.join(folder, PLAN_FILE))).toBe(true);
});

test("nothing is unseen where nothing is looked for, and what is no release does not count", () => {
  expect(unseenReleases([])).toEqual([]);
  expect(unseenReleases([{ kind: "refreshed", address: "aws_iam_role.gone" }])).toEqual([]);
  expect(
    unseenReleases([
      { kind: "refreshed", address: "aws_iam_role.there", id: "role" },
      { kind: "refreshed", address: "helm_release.shop" },
    ]),
  ).toEqual(["helm_release.shop"]);
});

const NOTHING_PASSED = readPassedArguments([]);

/** The first word of each call. */
function commandsOf(calls: readonly string[]): string[] {
  return calls.map((call) => call.split(" ")[0] ?? "");
}

describe("a destroy that nobody is asked about", () => {
  async function destroyed(found: readonly string[], otherProviders = ["helm"], passed = NOTHING_PASSED) {
    const stack = { name: NAME, environment: "sandbox", folder, dependencies: [], account: "1", region: "r" };
    const printed: string[] = [];
    const session = new Session({
      ...{ stacks: [{ ...stack, otherProviders }], program: fakeTerraform(found), version: "1.11.0" },
      ...{
        environment: () => ({ PATH: process.env.PATH }),
        logs: path.join(root, "logs"),
        runName: "destroy",
        jobs: 1,
      },
      ...{ progress: { ...NO_PROGRESS, print: (text) => printed.push(text) }, interruption: new Interruption() },
    });
    const forgotten: string[] = [];
    const memory = { ...NO_MEMORY, forget: (name: string) => forgotten.push(name) };
    const outcome = await destroy(session, { selected: [NAME], memory, passed });
    const calls = fs.readFileSync(path.join(root, "calls"), "utf8").split("\n");
    return {
      forgotten,
      results: outcome?.stacks.map(({ result }) => result),
      calls,
      out: printed.join(""),
    };
  }

  test("destroys nothing when it finds none of the releases", async () => {
    const { results, calls, out } = await destroyed([]);
    expect(results).toEqual(["failed"]);
    expect(commandsOf(calls)).toContain("plan");
    expect(commandsOf(calls)).not.toContain("apply");
    expect(commandsOf(calls)).not.toContain("destroy");
    expect(out).toContain(`${NAME}: Error: No release was found in the cluster\n`);
  });

  test("destroys what its plan has found", async () => {
    const { results, calls, forgotten } = await destroyed(["argocd", "argocd-apps"]);
    expect(results).toEqual(["destroyed"]);
    expect(commandsOf(calls)).toContain("apply");
    expect(forgotten).toEqual([NAME]);
  });

  test.each([
    { what: "without releases", otherProviders: [], command: "destroy" },
    { what: "with releases", otherProviders: ["helm"], command: "plan" },
  ])(
    "destroys of a stack $what no more than what is named, and keeps it in mind",
    async ({ otherProviders, command }) => {
      const passed = readPassedArguments(["-target=aws_vpc.main"]);
      const { calls, forgotten } = await destroyed(["argocd"], otherProviders, passed);
      const call = calls.find((line) => line.startsWith(`${command} `));
      expect(call?.split(" ")).toEqual(expect.arrayContaining(["-target=aws_vpc.main"]));
      expect(forgotten).toEqual([]);
    },
  );
});
