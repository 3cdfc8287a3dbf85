import { QUOTAS, type RaisedQuotas } from "../../../constructs/aws/quotas";
import type { Problem } from "../../../constructs/core/errors";
import { planNetwork } from "../../../constructs/network/network-plan";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { networkProps } from "./network-fixtures";

/** Secondary ranges of a network, and what the account has more than others. */
interface Given {
  readonly secondaryCidrs: readonly string[];
  readonly quotas?: RaisedQuotas;
}

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

function problemsOf({ secondaryCidrs, quotas }: Given): readonly Problem[] {
  return problemsIfAny(() => {
    const place = { region: "ap-northeast-2", ...(quotas ? { quotas } : {}) };
    planNetwork(networkProps({ secondaryCidrs }), place, "network");
    return { problems: [] };
  });
}

/** As many ranges beside the primary one. */
function ranges(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `100.64.${index}.0/24`);
}

const TOO_MANY = {
  code: "RANGES_TOO_MANY",
  path: "network › secondaryCidrs",
  message: "The VPC has more IPv4 ranges than AWS allows.",
} as const;

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "a sixth range of a VPC",
    given: { secondaryCidrs: ranges(5) },
    problems: [
      {
        ...TOO_MANY,
        found: "6 ranges with the primary one",
        expected: `at most 5 (${QUOTAS.rangesPerVpc.source})`,
        fix: "join small ranges to a larger one, or have the quota raised and set quotas.rangesPerVpc of the environment",
      },
    ],
    ways: [
      { says: "join small ranges to a larger one", to: { secondaryCidrs: ["100.64.0.0/20"] } },
      { says: "set quotas.rangesPerVpc", to: { secondaryCidrs: ranges(5), quotas: { rangesPerVpc: 6 } } },
    ],
  },
];

test.each(MISTAKES)("$mistake is refused", ({ given, problems }) => {
  expect(problemsOf(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsOf);

test("who has more ranges than AWS gives to anybody is not sent to ask for more", () => {
  const told = problemsOf({ secondaryCidrs: ranges(50), quotas: { rangesPerVpc: 50 } });
  const fixes = told.filter(({ code }) => code === TOO_MANY.code).map(({ fix }) => fix);
  expect(fixes).toEqual(["join small ranges to a larger one"]);
});
