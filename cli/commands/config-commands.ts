import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { loadEnvironment, type ResolvedEnvironment } from "../../config/load";
import { GroundplanError } from "../../constructs/core/errors";
import { readVariable } from "../../variables/read";
import type { ExplainedEnvironment } from "../explain";
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
    .action(async (name: string, options: { json?: boolean }) => {
      const explained = await withCode(loadEnvironment(folder(), name), context);
      const { explain, explainJson } = await import("../explain.js");
      context.print(options.json ? json(explainJson(explained)) : explain(explained));
    });

  config
    .command("diff")
    .description("print how two environments differ")
    .argument("<a>", "name of an environment")
    .argument("<b>", "name of another environment")
    .option("--json", "print JSON")
    .action(async (first: string, second: string, options: { json?: boolean }) => {
      const a = await withCode(loadEnvironment(folder(), first), context);
      const b = await withCode(loadEnvironment(folder(), second), context);
      const { diff, diffJson } = await import("../explain.js");
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

/** Adds the defaults that stand in code. Where the stacks cannot be made, those that they set themselves are missing, which is said. */
async function withCode(
  { environment, source, ...rest }: ResolvedEnvironment,
  { printError }: CommandContext,
): Promise<ExplainedEnvironment> {
  const { codeDefaults } = await import("../../stacks/application/configuration/code-defaults.js");
  const { defaults, isWhole } = codeDefaults({ environment, ...rest });
  if (!isWhole) printError(stacksNotMade(environment.name));
  return { environment, source, codeDefaults: defaults };
}

function stacksNotMade(environment: string): string {
  return `The stacks of ${environment} have mistakes, which \`npx groundplan config validate\` tells; defaults that their code sets are left out.\n`;
}

/** Loads the environments and makes all their stacks as synth does, and writes nothing. */
async function checkAll(folder: string, { root, variables }: CommandContext): Promise<readonly ResolvedEnvironment[]> {
  // The other commands need no construct, and wait for none.
  const { checkedConfiguration } = await import("../../stacks/application/configuration/checked-configuration.js");
  const { originsIn } = await import("../../stacks/application/configuration/origins.js");
  const { checkSynth } = await import("../../stacks/application/synthesize.js");
  const project = { folder, root, originOf: originsIn(), variables };
  return checkedConfiguration(project, ({ create, ...options }) => checkSynth(create, options)).environments;
}

async function writeSchema(folder: string, checkOnly: boolean, context: CommandContext): Promise<void> {
  // The compiler's API is for who develops the project, and nothing else needs it.
  const { renderSchemaFromTypes, sourceFolder } = await import("../../tools/configuration/render.js");
  const rendered: Readonly<Record<string, string>> = {
    "schema.json": renderSchemaFromTypes(),
    // The build makes it; a folder elsewhere gets a copy.
    "defaults.schema.json": readFileSync(join(sourceFolder(), "config", "defaults.schema.json"), "utf8"),
  };
  const textIn = (name: string) => {
    const file = join(folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const stale = Object.entries(rendered).filter(([name, text]) => textIn(name) !== text);
  const current = stale.length === 0;
  if (checkOnly && !current) {
    throw new GroundplanError([
      {
        code: "CONFIG_SCHEMA_STALE",
        path: "config/schema.json",
        message: "The JSON Schema does not match the types of the configuration.",
        found: stale.every(([name]) => textIn(name) === undefined) ? "no file" : "an older schema",
        expected: "the schema that `groundplan config schema` writes",
        fix: "run `npx groundplan config schema` and commit the file",
      },
    ]);
  }
  for (const [name, text] of stale) writeFileSync(join(folder, name), text);
  context.print(`config/schema.json is ${current ? "current" : "written"}.\n`);
}
