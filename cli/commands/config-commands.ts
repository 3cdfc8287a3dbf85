import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { loadEnvironment, loadEnvironments, locateProblems, type ResolvedEnvironment } from "../../config/load";
import { reviewedEnvironment } from "../../config/reviewed";
import { GroundplanError } from "../../constructs/core/errors";
import { readVariable } from "../../variables/read";
import { diff, diffJson, explain, explainJson } from "../explain";
import { type CommandContext, json } from "../io";

/** Adds `groundplan config …`: what the environments' configuration is, and whether it is right. */
export function addConfigCommands(program: Command, context: CommandContext): void {
  const folder = () => resolve(context.root, readVariable("GROUNDPLAN_CONFIG", context.variables));
  const config = program.command("config").description("show and check the configuration of the environments");

  config
    .command("explain")
    .description("print an environment's resolved configuration with where each value comes from")
    .argument("<environment>", "name of the environment")
    .option("--json", "print JSON")
    .action((name: string, options: { json?: boolean }) => {
      const resolved = loadEnvironment(folder(), name);
      context.print(options.json ? json(explainJson(resolved)) : explain(resolved));
    });

  config
    .command("diff")
    .description("print how two environments differ")
    .argument("<a>", "name of an environment")
    .argument("<b>", "name of another environment")
    .option("--json", "print JSON")
    .action((first: string, second: string, options: { json?: boolean }) => {
      const [a, b] = [loadEnvironment(folder(), first), loadEnvironment(folder(), second)];
      context.print(options.json ? json(diffJson(a, b)) : diff(a, b));
    });

  config
    .command("validate")
    .description("check every configuration file and all stacks, as synth does, and write nothing")
    .action(async () => {
      const environments = await checkAll(folder(), context);
      const names = environments.map(({ environment }) => environment.name);
      const count = names.length === 1 ? "1 environment is" : `${names.length} environments are`;
      context.print(`${count} valid: ${names.join(", ")}\n`);
    });

  config
    .command("schema")
    .description("write the JSON Schema for editors, config/schema.json")
    .option("--check", "only check that the file is current")
    .action((options: { check?: boolean }) => writeSchema(folder(), options.check ?? false, context));
}

/** Loads the environments and makes all their stacks as synth does, and writes nothing. */
async function checkAll(folder: string, { root, variables }: CommandContext): Promise<readonly ResolvedEnvironment[]> {
  // The other commands need no construct, and wait for none.
  const { configuredApplication } = await import("../../stacks/application/configured.js");
  const { originsIn } = await import("../../stacks/application/origins.js");
  const { checkSynth, guardSynth } = await import("../../stacks/application/synthesize.js");
  const originOf = originsIn();
  const environments = loadEnvironments(folder, {
    variables,
    // Guardrails wait until the files are right: what stands in for a mistake is nothing to judge.
    alsoCheck: { stacks: (those) => guardSynth(configuredApplication(those, variables)), originOf },
  });
  try {
    checkSynth(configuredApplication(environments, variables), {
      leftOut: readVariable("GROUNDPLAN_WITHOUT", variables),
      reviewed: environments.map((one) => reviewedEnvironment(one, folder, root, originOf)),
    });
  } catch (error) {
    throw error instanceof GroundplanError ? locateProblems(error, environments, originOf) : error;
  }
  return environments;
}

async function writeSchema(folder: string, checkOnly: boolean, context: CommandContext): Promise<void> {
  // The compiler's API is for who develops the project, and nothing else needs it.
  const { renderSchemaFromTypes } = await import("../../tools/configuration/render.js");
  const rendered = renderSchemaFromTypes();
  const file = join(folder, "schema.json");
  const current = existsSync(file) && readFileSync(file, "utf8") === rendered;
  if (checkOnly && !current) {
    throw new GroundplanError([
      {
        code: "CONFIG_SCHEMA_STALE",
        path: "config/schema.json",
        message: "The JSON Schema does not match the types of the configuration.",
        found: existsSync(file) ? "an older schema" : "no file",
        expected: "the schema that `groundplan config schema` writes",
        fix: "run `npx groundplan config schema` and commit the file",
      },
    ]);
  }
  if (!current) writeFileSync(file, rendered);
  context.print(`config/schema.json is ${current ? "current" : "written"}.\n`);
}
