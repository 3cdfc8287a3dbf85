import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Command } from "commander";
import { environmentNames } from "../../config/load";
import { unknownEnvironment } from "../../config/selection";
import { GroundplanError } from "../../constructs/core/errors";
import { monthlyCosts, PriceTable, synthesizedResources } from "../../cost";
import { readVariable, writeNames } from "../../variables/read";
import { costJson, costText, type StackCosts } from "../cost-report";
import { type CommandContext, json } from "../io";
import { synthesize } from "../run-context";

/** Adds `groundplan cost`: what environments cost a month as long as they are there. */
export function addCostCommand(program: Command, context: CommandContext): void {
  program
    .command("cost")
    .description("print what environments cost a month as long as they are there, by stack and construct")
    .argument("<environments...>", "names of environments")
    .option("--json", "print JSON")
    .action((names: string[], options: { json?: boolean }) => {
      const stacks = stackCosts(names, context);
      context.print(options.json ? json(costJson(stacks)) : costText(stacks));
    });
}

function stackCosts(names: readonly string[], context: CommandContext): readonly StackCosts[] {
  const { root, variables } = context;
  const known = environmentNames(path.resolve(root, readVariable("GROUNDPLAN_CONFIG", variables)));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new GroundplanError(unknown.map((name) => unknownEnvironment("command line", name, known)));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-cost-"));
  try {
    const wanted = { ...variables, ...writeNames({ GROUNDPLAN_ENV: known.filter((name) => names.includes(name)) }) };
    const table = new PriceTable();
    return synthesize(path.join(folder, "out"), wanted, context)
      .stacks.map(({ name, environment, folder: stack }) => ({
        environment,
        stack: name,
        costs: monthlyCosts(
          synthesizedResources(JSON.parse(fs.readFileSync(path.join(stack, "cdk.tf.json"), "utf8"))),
          table,
        ),
      }))
      .sort((a, b) => (a.stack < b.stack ? -1 : 1));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
