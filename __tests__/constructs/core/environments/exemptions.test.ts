import { Testing } from "cdktf";
import { Construct } from "constructs";
import {
  addExemption,
  checkExemptionReason,
  exempt,
  exemptionPlace,
  exemptionsOf,
} from "../../../../constructs/core/environments/exemptions";
import { Problems } from "../../../../constructs/core/errors";
import { collectChecks } from "../../../../constructs/core/validation";

describe("exemptions", () => {
  it("are listed with their construct and reason, for the whole tree or a part of it", () => {
    const app = Testing.app();
    const edge = new Construct(app, "edge");
    addExemption(edge, { option: "plainHttp", rules: ["ALB-03"], reason: "the sandbox has no domain" });
    addExemption(new Construct(app, "shop"), { option: "withoutWebAcl", rules: ["ALB-08"], reason: "filtered before" });
    const plain = { path: "edge", rule: "ALB-03", option: "plainHttp", reason: "the sandbox has no domain" };
    expect(exemptionsOf(app)).toEqual([
      plain,
      { path: "shop", rule: "ALB-08", option: "withoutWebAcl", reason: "filtered before" },
    ]);
    expect(exemptionsOf(edge)).toEqual([plain]);
  });

  it("are one for each rule that an option answers, and say where they are set", () => {
    const app = Testing.app();
    const reason = "one team alone is here";
    addExemption(new Construct(app, "pods"), { option: "wildcard", rules: ["EKS-07", "SEC-17"], reason });
    exempt(new Construct(app, "orders"), "DAT-01", { reason, until: "2030-01-31" });
    expect(exemptionsOf(app).map((one) => [one.rule, exemptionPlace(one, "config/dev.yaml:3:1")])).toEqual([
      ["EKS-07", "wildcard in config/dev.yaml:3:1"],
      ["SEC-17", "wildcard in config/dev.yaml:3:1"],
      ["DAT-01", 'exempt(orders, "DAT-01")'],
    ]);
  });

  it.each(["", "  ", "TODO", "because", "not needed"])("need a reason that says more than %j", (reason) => {
    const problems = new Problems("edge");
    checkExemptionReason(reason, "plainHttp.reason", problems);
    expect(problems.list).toEqual([
      {
        code: "EXEMPTION_REASON",
        path: "edge › plainHttp.reason",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: `"${reason}"`,
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
    ]);
  });

  it("from guardrails are kept with their last day", () => {
    const app = Testing.app();
    exempt(new Construct(app, "orders"), "DAT-01", { reason: "a partner reads it", until: "2030-01-31" });
    const kept = { path: "orders", rule: "DAT-01", reason: "a partner reads it", until: "2030-01-31" };
    expect(exemptionsOf(app)).toEqual([kept]);
    expect(collectChecks(app)).toEqual([]);
  });

  it.each([undefined, "", "soon", "2030-02-30", "2030-1-1", 20300131])(
    "from guardrails need a day, and not %j",
    (until) => {
      const app = Testing.app();
      exempt(new Construct(app, "orders"), "DAT-01", { reason: "needed", until: until as string });
      expect(collectChecks(app)).toEqual([
        {
          code: "EXEMPTION_REASON",
          path: 'exempt(orders, "DAT-01") › reason',
          message: "An exemption needs a reason that a reviewer can judge.",
          found: '"needed"',
          expected: "a sentence",
          fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
        },
        {
          code: "EXEMPTION_DATE",
          path: 'exempt(orders, "DAT-01") › until',
          message: "The value is not a day.",
          found: until === undefined ? "nothing" : JSON.stringify(until),
          expected: "a day of the calendar as YYYY-MM-DD",
          fix: "write year, month and day in figures: 2027-01-31",
        },
      ]);
    },
  );
});
