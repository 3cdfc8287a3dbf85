import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../cli/main";

/** Reviews a plan in every form, as `groundplan review` does. Argument: the file of the plan. */
async function main(): Promise<void> {
  const outdir = process.env.CDKTF_OUTDIR ?? "review.out";
  mkdirSync(outdir, { recursive: true });
  const forms = ["markdown", "html", "json", "sarif"].flatMap((form) => [`--${form}`, join(outdir, `review.${form}`)]);
  const code = await run(["review", process.argv[2] ?? "", ...forms], {
    root: process.cwd(),
    variables: {},
    print: (text) => writeFileSync(join(outdir, "review.txt"), text),
    printError: (text) => process.stderr.write(text),
  });
  // What needs approval is no failure here.
  process.exitCode = code === 1 ? 1 : 0;
}

void main();
