import { Outcomes } from "../../emulator/outcomes";

test("whoever asks before or after is told how a stack's task ended", async () => {
  const outcomes = new Outcomes();
  const before = outcomes.of("network");
  await outcomes.record("network", async () => {});
  await before;
  await outcomes.of("network");
  const task = outcomes.record("access", async () => {
    throw new Error("access: terraform apply ended with exit code 1.");
  });
  await expect(task).rejects.toThrow("exit code 1");
  await expect(outcomes.of("access")).rejects.toThrow("access: terraform apply ended with exit code 1.");
});

test("stacks that were never tried say which failure kept them from it, and those that have ended stay as they were", async () => {
  const outcomes = new Outcomes();
  await outcomes.record("network", async () => {});
  outcomes.giveUp(["network", "eks"], new Error("access: terraform apply failed.\n\nthe end of the log"));
  await outcomes.of("network");
  await expect(outcomes.of("eks")).rejects.toThrow(
    "eks was not tried, because of another failure: access: terraform apply failed.",
  );
});
