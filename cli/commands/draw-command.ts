import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { drawEnvironment } from "../../drawing/architecture/environment-picture";
import { readArchitecture } from "../../drawing/architecture/model";
import { readStacks } from "../../runner/stacks/stack-json";
import type { CommandContext } from "../io";
import { withSynthesized } from "../synthesized";

/** Adds `groundplan draw`: an environment as a picture. */
export function addDrawCommand(program: Command, context: CommandContext): void {
  program
    .command("draw")
    .description("draw an environment as SVG: VPC, zones, tiers, the ways in and out, and what runs in it")
    .argument("<environment>", "name of an environment")
    .option("--to <file>", "file to write; without it the picture is printed")
    .action((name: string, { to }: { readonly to?: string }) => {
      const picture = withSynthesized([name], context, (_, outdir) =>
        drawEnvironment(readArchitecture(readStacks(outdir), name)),
      );
      if (to === undefined) return context.print(picture);
      writeFileSync(resolve(context.root, to), picture);
      context.print(`${to} written\n`);
    });
}
