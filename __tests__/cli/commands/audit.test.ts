import { join } from "node:path";
import { runIn } from "../run-command";

test("an environment that there is not is told as the argument that it is, before anything is looked for", async () => {
  const { exitCode, out, err } = await runIn(join(__dirname, "..", "..", ".."), "audit nope");
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
  expect(err).toBe(
    [
      "1 problem found; nothing was written or called.",
      "",
      "1. There is no environment of this name. [CONFIG_ENVIRONMENT_UNKNOWN]",
      "   at:       command line › environment",
      '   found:    "nope"',
      "   expected: one of production, sandbox, staging",
      "   fix:      use one of these names, or add a file of this name to config/",
      "",
    ].join("\n"),
  );
});
