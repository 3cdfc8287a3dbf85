import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runIn } from "./run-command";

const ROOT = join(__dirname, "..", "..");
const page = readFileSync(join(ROOT, "docs", "configuration.md"), "utf8");

/** The blocks of the page that show a command on the project's own configuration, with what it prints. */
const examples = [...page.matchAll(/^```console\n\$ npx groundplan (?!config validate)(.+)\n([\s\S]*?)^```$/gm)].map(
  ([, command = "", output = ""]) => ({ command, output }),
);

test("the page shows explain, diff and map", () => {
  expect(examples.map(({ command }) => command)).toEqual([
    "config explain sandbox",
    "config diff staging production",
    "map sandbox",
  ]);
});

test.each(examples)("`$command` prints what the page shows", async ({ command, output }) => {
  expect(await runIn(ROOT, command)).toEqual({ exitCode: 0, out: output, err: "" });
});
