import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { run } from "../../../cli/main";
import type { Tools } from "../../../emulator/tools";
import { projectRoot } from "../../../runner/project";

/**
 * Runs `groundplan adopt` with an input.
 *
 * @param config folder of the configuration
 * @returns what it prints
 */
export async function adopt(config: string, input: string, ...args: readonly string[]): Promise<string> {
  let printed = "";
  const print = (text: string) => {
    printed += text;
  };
  const context = {
    root: projectRoot(),
    variables: { ...process.env, GROUNDPLAN_CONFIG: config },
    print,
    printError: print,
    readInput: () => Buffer.from(input),
  };
  const code = await run(["adopt", ...args], context);
  if (code !== 0) throw new Error(printed);
  return printed;
}

/** What the printed commands would write. */
export function answersTo(printed: string, tools: Tools, url: string, account: string): string {
  const lines = [...printed.matchAll(/^ {2}aws (.+)$/gm)].map(([, line]) => line).join("\n");
  const script = path.join(__dirname, "aws_answers.py");
  const env = { ...process.env, AWS_ACCESS_KEY_ID: `EMULATOR${account}`, AWS_SECRET_ACCESS_KEY: "emulator" };
  const { moto } = tools;
  const mount = ["--volume", `${path.dirname(script)}:/adopting:ro`, "--network", "host"];
  const keys = ["--env", "AWS_ACCESS_KEY_ID", "--env", "AWS_SECRET_ACCESS_KEY"];
  const [program, args] =
    moto.kind === "python"
      ? [moto.python, [script, url]]
      : [
          moto.docker,
          [
            "run",
            "--rm",
            "-i",
            ...mount,
            ...keys,
            "--entrypoint",
            "python3",
            moto.image,
            "/adopting/aws_answers.py",
            url,
          ],
        ];
  const { stdout, stderr, status } = spawnSync(program, args, { input: lines, encoding: "utf8", env });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
