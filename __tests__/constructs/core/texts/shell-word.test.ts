import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { portForwardCommand } from "../../../../constructs/access/connect-commands";
import { shellWord } from "../../../../constructs/core/texts/shell-word";

/** The words that a shell makes of a command line. */
function wordsOf(commandLine: string): string[] {
  return execFileSync("/bin/sh", ["-c", `printf '%s\\0' ${commandLine}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}

describe("a text in a shell command", () => {
  test.each([
    ["db.internal", "db.internal"],
    ["15432:10.0.0.1:5432", "15432:10.0.0.1:5432"],
    ["it's", "'it'\\''s'"],
    ["$(reboot)", "'$(reboot)'"],
    ["~/key", "'~/key'"],
    ["", "''"],
  ])("%j is written %s", (text, word) => expect(shellWord(text)).toBe(word));

  test("is one word, which the shell gives on as it is", () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom(..."a1 '\"$`\\!*?[]{}();&|<>#~\n=%-") }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(texts, (words) =>
        expect(wordsOf(words.map(shellWord).join(" "))).toEqual(words.length ? words : [""]),
      ),
      { numRuns: 30 },
    );
  });
});

describe("a command that makes a host reachable quotes what it is given", () => {
  const HOST = "db'; reboot; echo '$(id)";

  test("through Session Manager", () => {
    const target = { mode: "ssm", region: "eu-west-1", instanceId: "i-1", document: "d" } as const;
    const words = wordsOf(portForwardCommand(target, HOST, 5432, 15432));
    expect(JSON.parse(words.at(-1) ?? "")).toEqual({
      host: [HOST],
      portNumber: ["5432"],
      localPortNumber: ["15432"],
    });
    expect(words).toHaveLength(11);
  });

  test.each([
    [{ mode: "ssh", address: "192.0.2.1", identityFile: "~/.ssh/id" } as const, 6],
    [{ mode: "instance-connect", region: "eu-west-1", instanceId: "i-1" } as const, -1],
  ])("through %j", (target, at) => {
    expect(wordsOf(portForwardCommand(target, HOST, 5432, 15432)).at(at < 0 ? at : -2)).toBe(`15432:${HOST}:5432`);
  });
});
