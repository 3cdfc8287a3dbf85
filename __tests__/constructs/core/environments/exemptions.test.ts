import { Testing } from "cdktf";
import { Construct } from "constructs";
import { addExemption, checkExemptionReason, exemptionsOf } from "../../../../constructs/core/environments/exemptions";
import { Problems } from "../../../../constructs/core/errors";

describe("exemptions", () => {
  it("are listed with their construct and reason, for the whole tree or a part of it", () => {
    const app = Testing.app();
    const edge = new Construct(app, "edge");
    addExemption(edge, { rule: "plain HTTP", reason: "the sandbox has no domain" });
    addExemption(new Construct(app, "shop"), { rule: "no web ACL", reason: "filtered before" });
    const plain = { path: "edge", rule: "plain HTTP", reason: "the sandbox has no domain" };
    expect(exemptionsOf(app)).toEqual([plain, { path: "shop", rule: "no web ACL", reason: "filtered before" }]);
    expect(exemptionsOf(edge)).toEqual([plain]);
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
});
