import { judgedReport } from "./judged-report";

test("what emulators judged is summed up by operation, and what is refused or read by no model is named", () => {
  const report = judgedReport([
    { judged: { "iam.CreateRole": 3, "ec2.CreateVpc": 1 }, unread: {}, refused: [] },
    {
      judged: { "iam.CreateRole": 2 },
      unread: { "eks: no operation at GET /x": 2 },
      refused: ["iam.CreateRole: 1 validation error detected: …"],
    },
  ]);
  expect(report).toBe(
    "Judged by AWS's service models: 6 requests of 2 operations on 2 emulators; 1 refused.\n" +
      "  refused: iam.CreateRole: 1 validation error detected: …\n" +
      "  not read by a model: 2 times eks: no operation at GET /x\n",
  );
});

test("a run without emulators judged nothing", () => {
  expect(judgedReport([])).toBe(
    "Judged by AWS's service models: 0 requests of 0 operations on 0 emulators; 0 refused.\n",
  );
});
