import { Progress } from "./progress";

/** What is written, without the time of day and with `n` for the numbers of seconds. */
function written(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/^\d\d:\d\d:\d\d {2}/, "").replace(/\d+\.\d s/, "n s"));
}

test("a step is told when it has ended, with what it belongs to, and again in the summary", async () => {
  const lines: string[] = [];
  const progress = new Progress((line) => lines.push(line));
  const result = await progress.step("sandbox-network", "plan", async () => "planned");
  await progress.step("sandbox-network", "apply", async () => undefined);
  progress.end();
  expect(result).toBe("planned");
  expect(written(lines)).toEqual(["sandbox-network › plan  n s", "sandbox-network › apply  n s"]);
  expect(progress.summary()).toMatch(/^ +\d+\.\d s {2}sandbox-network$/);
});

test("a step that fails is told, and its error goes on", async () => {
  const lines: string[] = [];
  const progress = new Progress((line) => lines.push(line));
  const step = progress.step("sandbox-network", "apply", async () => {
    throw new Error("no");
  });
  await expect(step).rejects.toThrow("no");
  progress.end();
  expect(written(lines)).toEqual(["sandbox-network › apply  failed after n s"]);
});

test("what is under way is told by name, and nothing that has ended", async () => {
  const lines: string[] = [];
  const progress = new Progress((line) => lines.push(line));
  let finish: () => void = () => {};
  const waiting = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const step = progress.step("sandbox-eks", "destroy", () => waiting);
  progress.tellUnderWay();
  finish();
  await step;
  progress.tellUnderWay();
  progress.end();
  expect(written(lines)).toEqual(["sandbox-eks › destroy  under way for n s", "sandbox-eks › destroy  n s"]);
});
