import { testAdvice } from "../../support/followed-advice";
import { balancer, edgeProblems, httpsProps, type Refused } from "./support";

const OUTDATED = {
  code: "TLS_POLICY_OUTDATED",
  message: "The security policy lacks TLS 1.3, or still speaks TLS 1.0 or 1.1.",
};
const UNKNOWN = {
  code: "TLS_POLICY_UNKNOWN",
  message: "Elastic Load Balancing has no security policy of this name.",
};

const REFUSED: readonly Refused[] = [
  { sslPolicy: "ELBSecurityPolicy-2016-08", what: OUTDATED },
  { sslPolicy: "ELBSecurityPolicy-TLS13-1-1-2021-06", what: OUTDATED },
  { sslPolicy: "ELBSecurityPolicy-TLS14", what: UNKNOWN },
].map(({ sslPolicy, what }) => ({
  mistake: `the security policy ${sslPolicy}`,
  build: balancer((stack) => ({ ...httpsProps(stack), sslPolicy })),
  problems: [
    {
      ...what,
      path: "sandbox-edge/edge › sslPolicy",
      found: `"${sslPolicy}"`,
      expected:
        "a policy with TLS 1.3 and at least TLS 1.2, such as ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, " +
        "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
      fix: "leave it out for the one that AWS recommends",
    },
  ],
  ways: [{ says: "leave it out", to: balancer((stack) => httpsProps(stack)) }],
}));

it.each(REFUSED)("a balancer is refused for $mistake", ({ build, problems }) => {
  expect(edgeProblems(build)).toEqual(problems);
});

testAdvice(REFUSED, edgeProblems);
