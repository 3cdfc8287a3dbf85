import type { Problem } from "../../../../constructs/core/errors";
import { ListenerRule, type ListenerRuleProps } from "../../../../constructs/load-balancing";
import { testAdvice } from "../../../support/followed-advice";
import { synthEdge, testBalancer } from "../support";

const ANSWER = { respond: { status: 200 } };
const HOST = { hosts: ["api.example.com"] };

/** Rules of one listener by their ids. */
type Rules = Readonly<Record<string, Omit<ListenerRuleProps, "listener">>>;

function together(rules: Rules): readonly Problem[] {
  return synthEdge((stack) => {
    const { listener } = testBalancer(stack);
    for (const [id, props] of Object.entries(rules)) new ListenerRule(stack, id, { ...props, listener });
  }).problems;
}

const SHOP = { conditions: { hosts: ["shop.example.com"] }, action: ANSWER, priority: 10 };
const API = { conditions: HOST, action: ANSWER, priority: 10 };
const SAME = { conditions: HOST, action: ANSWER };
const ALL = { conditions: { hosts: ["*.example.com"] }, action: ANSWER };

/** So many rules for hosts of their own. */
function many(count: number): Rules {
  const rules = Array.from({ length: count }, (_, index) => {
    const conditions = { hosts: [`h${index}.example.com`] };
    return [`r${String(index).padStart(3, "0")}`, { conditions, action: ANSWER, priority: index + 1 }] as const;
  });
  return Object.fromEntries(rules);
}

interface BadRules {
  readonly mistake: string;
  readonly rules: Rules;
  readonly problems: readonly Problem[];
  readonly ways: readonly { readonly says: string; readonly to: Rules }[];
}

const BAD: readonly BadRules[] = [
  {
    mistake: "two rules at one priority",
    rules: { shop: SHOP, api: API },
    problems: [
      {
        code: "RULE_PRIORITY_CLASH",
        path: "sandbox-edge/shop › priority",
        message: "Two rules of one listener have the same priority.",
        found: "10 for sandbox-edge/shop (host shop.example.com), and for sandbox-edge/api (host api.example.com)",
        expected: "a priority that no other rule of the listener has",
        fix: "give one of them a priority of its own, such as 20",
      },
    ],
    ways: [{ says: "a priority of its own, such as 20", to: { shop: { ...SHOP, priority: 20 }, api: API } }],
  },
  {
    mistake: "two rules for the same host, with derived priorities",
    rules: { orders: SAME, shop: { ...SAME, conditions: { hosts: ["API.example.com"] } } },
    problems: [
      {
        code: "RULES_SAME_REQUESTS",
        path: "sandbox-edge/shop › conditions",
        message: "Two rules of one listener answer to the same requests.",
        found: "host api.example.com in sandbox-edge/shop, and in sandbox-edge/orders",
        expected: "a host, a path or another condition that no other rule of the listener has",
        fix: "give one of them another host or path, or take it away",
      },
    ],
    ways: [
      {
        says: "another host or path",
        to: { orders: SAME, shop: { ...SAME, conditions: { hosts: ["shop.example.com"] } } },
      },
      {
        says: "another host or path",
        to: { orders: SAME, shop: { ...SAME, conditions: { ...HOST, paths: ["/shop/*"] } } },
      },
      { says: "take it away", to: { orders: SAME } },
    ],
  },
  {
    mistake: "two rules for the same host and path at one priority",
    rules: {
      orders: { ...SAME, conditions: { ...HOST, paths: ["/orders/*"] }, priority: 10 },
      shop: { ...SAME, conditions: { ...HOST, paths: ["/orders/*"] }, priority: 10 },
    },
    problems: [
      {
        code: "RULES_SAME_REQUESTS",
        path: "sandbox-edge/shop › conditions",
        message: "Two rules of one listener answer to the same requests.",
        found: "host api.example.com, path /orders/* in sandbox-edge/shop, and in sandbox-edge/orders",
        expected: "a host, a path or another condition that no other rule of the listener has",
        fix: "give one of them another host or path, or take it away",
      },
    ],
    ways: [
      {
        says: "another host or path",
        to: {
          orders: { ...SAME, conditions: { ...HOST, paths: ["/orders/*"] }, priority: 10 },
          shop: { ...SAME, conditions: { ...HOST, paths: ["/shop/*"] }, priority: 20 },
        },
      },
    ],
  },
  {
    mistake: "a rule that hides another",
    rules: { all: { ...ALL, priority: 5 }, api: API },
    problems: [
      {
        code: "RULE_SHADOWED",
        path: "sandbox-edge/api › priority",
        message: "The rule is never reached: every request for it is taken by another rule before.",
        found: "sandbox-edge/api (host api.example.com) at 10, behind sandbox-edge/all (host *.example.com) at 5",
        expected: "the rule that asks for more before the one that asks for less",
        fix: "give it a priority below 5, or narrow the conditions of sandbox-edge/all",
      },
    ],
    ways: [
      { says: "give it a priority below 5", to: { all: { ...ALL, priority: 5 }, api: { ...API, priority: 4 } } },
      {
        says: "narrow the conditions of sandbox-edge/all",
        to: { all: { ...ALL, conditions: { hosts: ["www.example.com"] }, priority: 5 }, api: API },
      },
    ],
  },
  {
    mistake: "a rule that hides another from the first place",
    rules: { all: { ...ALL, priority: 1 }, api: API },
    problems: [
      {
        code: "RULE_SHADOWED",
        path: "sandbox-edge/api › priority",
        message: "The rule is never reached: every request for it is taken by another rule before.",
        found: "sandbox-edge/api (host api.example.com) at 10, behind sandbox-edge/all (host *.example.com) at 1",
        expected: "the rule that asks for more before the one that asks for less",
        fix: "give sandbox-edge/all a priority above 10, or narrow the conditions of sandbox-edge/all",
      },
    ],
    ways: [{ says: "give sandbox-edge/all a priority above 10", to: { all: { ...ALL, priority: 11 }, api: API } }],
  },
  {
    mistake: "more rules than AWS allows",
    rules: many(101),
    problems: [
      {
        code: "RULES_TOO_MANY",
        path: "sandbox-edge/r100",
        message: "The listener has more rules than AWS allows the account.",
        found: "101 rules",
        expected: "at most 100",
        fix: "share rules between services by wildcards, put some services behind a second balancer, or have the quota raised and set quotas.rulesPerLoadBalancer of the environment",
      },
    ],
    ways: [
      { says: "share rules between services by wildcards", to: { all: { ...ALL, priority: 1 } } },
      { says: "put some services behind a second balancer", to: many(100) },
    ],
  },
];

test.each(BAD)("$mistake is a problem at synth", ({ rules, problems }) => {
  expect(together(rules)).toEqual(problems);
});

testAdvice(BAD, together);

describe("rules of one listener", () => {
  it("are told once about the same priority, whatever their order", () => {
    expect(together({ api: API, shop: SHOP })).toEqual(BAD[0]?.problems);
  });

  it("may have the same priority on different listeners", () => {
    const synthesized = synthEdge((stack) => {
      const balancer = testBalancer(stack);
      const props = { conditions: HOST, action: ANSWER, priority: 10 };
      new ListenerRule(stack, "live", { ...props, listener: balancer.listener });
      new ListenerRule(stack, "test", { ...props, listener: balancer.addListener("test", { port: 8443 }) });
    });
    expect(synthesized.problems).toEqual([]);
  });
});
