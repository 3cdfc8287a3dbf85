import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../cli/main";
import { loadEnvironments } from "../config/load";
import { stackOfSection } from "../config/sections";
import type { Emulator } from "../emulator/server";
import { terraformEnvironment } from "../emulator/terraform-environment";
import type { Tools } from "../emulator/tools";
import { constructPaths } from "../review";
import { configurationFile, planJsonFile } from "../runner/plans/plan-json-files";
import { readPlans } from "../runner/plans/saved-plans";
import { projectRoot } from "../runner/project";
import { sectionStacks } from "../stacks/section-stacks";
import { keptOf } from "./kept-plan";

/** Folder of the cases: in each what the environment `production` is deployed as (`before.yaml`), what is planned, and the plans. */
export const ENVIRONMENT_CASES = path.join("__tests__", "review", "environments");

/** What installs charts in a cluster: the emulator has none. */
const IN_CLUSTER = stackOfSection("eksAddons");

/** The stacks of its configuration that the emulator holds. Its state is kept on this machine, and nothing delivers it. */
function stacksIn(config: string): readonly string[] {
  return loadEnvironments(config, { variables: { GROUNDPLAN_ENV: "production" } })
    .flatMap((environment) => ["network", ...sectionStacks(environment)])
    .filter((stack) => stack !== IN_CLUSTER)
    .map((stack) => `production-${stack}`);
}

const ACCOUNT = "333333333333";

/**
 * Deploys an environment of this project to the emulator, plans a change of its configuration, and writes the plans of all its stacks beside
 * it: of each what a review reads of it, on a line of its own.
 *
 * @param name of the case; without `before.yaml` nothing is deployed, and stacks are planned with mock values
 * @throws Error with what was printed, if a command fails
 */
export async function planEnvironment(name: string, folder: string, tools: Tools, emulator: Emulator): Promise<void> {
  const own = path.join(projectRoot(), ENVIRONMENT_CASES, name);
  const config = path.join(folder, "config");
  const plans = path.join(folder, "plans");
  fs.mkdirSync(folder, { recursive: true });
  const target = { url: emulator.url, account: ACCOUNT, region: "ap-northeast-2" };
  const variables = {
    ...terraformEnvironment(tools, target, folder),
    GROUNDPLAN_CONFIG: config,
    GROUNDPLAN_ENV: "production",
    CDKTF_OUTDIR: path.join(folder, "cdktf.out"),
  };
  const groundplan = async (file: string, command: string, ...options: readonly string[]) => {
    fs.cpSync(path.join(projectRoot(), "config"), config, { recursive: true, filter: (one) => !/\.ts$/.test(one) });
    fs.copyFileSync(path.join(own, file), path.join(config, "production.yaml"));
    const args = [command, ...stacksIn(config), ...options];
    const printed: string[] = [];
    const print = (text: string) => printed.push(text);
    const code = await run(args, { root: projectRoot(), variables, print, printError: print });
    if (code === 1) throw new Error(`groundplan ${args.join(" ")} failed:\n${printed.join("")}`);
  };
  const isDeployed = fs.existsSync(path.join(own, "before.yaml"));
  if (isDeployed) await groundplan("before.yaml", "deploy", "--auto-approve");
  await groundplan("after.yaml", "plan", "--out", plans, ...(isDeployed ? [] : ["--mock"]));
  fs.writeFileSync(path.join(own, "plans.json"), environmentText(plans));
}

function environmentText(plans: string): string {
  const { stacks, before } = readPlans(plans);
  const lines = Object.entries(stacks).map(([stack, { planned }]) => {
    const constructs = constructPaths(JSON.parse(fs.readFileSync(configurationFile(plans, stack), "utf8")));
    const plan = keptOf(JSON.parse(fs.readFileSync(planJsonFile(plans, stack), "utf8")));
    const mocked = planned.kind === "mock" ? planned.mocked : [];
    return JSON.stringify({
      stack,
      mocked,
      after: before[stack] ?? [],
      constructs: Object.fromEntries(constructs),
      plan,
    });
  });
  return `[\n${lines.join(",\n")}\n]\n`;
}
