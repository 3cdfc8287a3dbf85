import * as fs from "node:fs";
import * as path from "node:path";
import type { Command } from "commander";
import { monthlyCosts, PriceTable, synthesizedResources } from "../../cost";
import { costJson, costText, type StackCosts } from "../cost-report";
import { type CommandContext, json } from "../io";
import { withSynthesized } from "../synthesized";

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
  const table = new PriceTable();
  return withSynthesized(names, context, (stacks) =>
    stacks
      .map(({ name, environment, folder }) => ({
        environment,
        stack: name,
        costs: monthlyCosts(
          synthesizedResources(JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8"))),
          table,
        ),
      }))
      .sort((a, b) => (a.stack < b.stack ? -1 : 1)),
  );
}
