import { testAdvice } from "../../../../support/followed-advice";
import { problemsIfAny } from "../../../../support/synth";
import { expectRefusal, type Refusal, toldNodes } from "../support";

const KEY_EXPECTED =
  "at most 63 characters: a name of A-Z, a-z, 0-9, -, _ and ., with a domain and / before it or without";

/** A group without taints, where CoreDNS runs. */
const SYSTEM = { system: {} };

const CASES: readonly Refusal[] = [
  {
    name: "labels that are not the user's, and such as Kubernetes does not take",
    options: {
      labels: {
        "-x": "1",
        "eks.amazonaws.com/nodegroup": "app",
        empty: "",
        long: "x".repeat(64),
        "node-role.kubernetes.io/app": "true",
        "node.kubernetes.io/team": "a",
      },
    },
    problems: [
      {
        property: "labels.-x",
        code: "EKS_KEY_INVALID",
        message: "This is not a key that a label or a taint of a node can have.",
        found: '"-x" (2 characters)',
        expected: KEY_EXPECTED,
        fix: 'for example "team" or "example.com/team"',
      },
      {
        property: "labels.eks.amazonaws.com/nodegroup",
        code: "EKS_KEY_RESERVED",
        message:
          "Keys in this domain are set by Kubernetes and EKS alone; nodes with such a label of ours do not join.",
        found: '"eks.amazonaws.com/nodegroup"',
        expected: "a key without a domain, or in a domain of your own",
        fix: 'use "nodegroup" or "node.kubernetes.io/nodegroup"',
      },
      ...[
        ["empty", '""'],
        ["long", `"${"x".repeat(64)}"`],
      ].map(([label, found]) => ({
        property: `labels.${label}`,
        code: "EKS_LABEL_VALUE",
        message: "A label of a node cannot have this value.",
        found: String(found),
        expected: "1 to 63 of A-Z, a-z, 0-9, -, _ and ., beginning and ending with a letter or a digit",
        fix: 'write a short word, for example "true"',
      })),
      {
        property: "labels.node-role.kubernetes.io/app",
        code: "EKS_KEY_RESERVED",
        message:
          "Keys in this domain are set by Kubernetes and EKS alone; nodes with such a label of ours do not join.",
        found: '"node-role.kubernetes.io/app"',
        expected: "a key without a domain, or in a domain of your own",
        fix: 'use "app" or "node.kubernetes.io/app"',
      },
    ],
    ways: [
      {
        says: ['or "example.com/team"', 'use "nodegroup"', 'for example "true"', 'use "app"'],
        to: {
          options: {
            labels: {
              "example.com/team": "1",
              nodegroup: "app",
              empty: "true",
              long: "true",
              app: "true",
              "node.kubernetes.io/team": "a",
            },
          },
        },
      },
      {
        says: [
          'for example "team"',
          'or "node.kubernetes.io/nodegroup"',
          'for example "true"',
          'or "node.kubernetes.io/app"',
        ],
        to: {
          options: {
            labels: {
              team: "1",
              "node.kubernetes.io/nodegroup": "app",
              empty: "true",
              long: "true",
              "node.kubernetes.io/app": "true",
              "node.kubernetes.io/team": "a",
            },
          },
        },
      },
    ],
  },
  {
    name: "taints that are not the user's, with values and effects that there are not, and twice",
    options: {
      taints: [
        { key: "node.kubernetes.io/team", effect: "NoSchedule" },
        { key: "team", value: "a b", effect: "NO_SCHEDULE" },
        { key: "twice", value: "a", effect: "NoExecute" },
        { key: "twice", value: "b", effect: "NoExecute" },
      ],
    },
    problems: [
      {
        property: "taints[0].key",
        code: "EKS_KEY_RESERVED",
        message:
          "Keys in this domain are set by Kubernetes and EKS alone; nodes with such a taint of ours do not join.",
        found: '"node.kubernetes.io/team"',
        expected: "a key without a domain, or in a domain of your own",
        fix: 'use "team"',
      },
      {
        property: "taints[1].value",
        code: "EKS_TAINT_VALUE",
        message: "A taint cannot have this value.",
        found: '"a b"',
        expected: "at most 63 of A-Z, a-z, 0-9, -, _ and ., beginning and ending with a letter or a digit",
        fix: "write a short word, or leave the value out",
      },
      {
        property: "taints[1].effect",
        code: "EKS_TAINT_EFFECT",
        message: "Taints have no such effect.",
        found: '"NO_SCHEDULE"',
        expected: "one of NoSchedule, PreferNoSchedule, NoExecute",
        fix: "use NoSchedule to keep pods away that do not tolerate the taint",
      },
      {
        property: "taints[3]",
        code: "EKS_TAINT_TWICE",
        message: "A node has one taint of a key and an effect.",
        found: "twice with NoExecute, more than once",
        expected: "each pair of key and effect once",
        fix: "keep one of them, or give one another key",
      },
    ],
    ways: [
      {
        says: ['use "team"', "write a short word", "use NoSchedule", "keep one of them"],
        to: {
          options: {
            taints: [
              { key: "team", effect: "NoSchedule" },
              { key: "pool", value: "a-b", effect: "NoSchedule" },
              { key: "twice", value: "a", effect: "NoExecute" },
            ],
          },
          beside: SYSTEM,
        },
      },
      {
        says: ["or leave the value out", "or give one another key"],
        to: {
          options: {
            taints: [
              { key: "pool", effect: "NoSchedule" },
              { key: "twice", value: "a", effect: "NoExecute" },
              { key: "other", value: "b", effect: "NoExecute" },
            ],
          },
          beside: SYSTEM,
        },
      },
    ],
  },
  {
    name: "more taints than EKS takes",
    options: { taints: Array.from({ length: 51 }, (_, index) => ({ key: `t${index}`, effect: "NoSchedule" })) },
    problems: [
      {
        property: "taints",
        code: "EKS_TAINTS_TOO_MANY",
        message: "A group of nodes cannot have this many taints.",
        found: "51 taints",
        expected: "at most 50",
        fix: "use one taint for what belongs together",
      },
    ],
    ways: [
      {
        says: "use one taint for what belongs together",
        to: { options: { taints: [{ key: "dedicated", effect: "NoSchedule" }] }, beside: SYSTEM },
      },
    ],
  },
];

describe("nodes refuse", () => {
  test.each(CASES)("$name", (refusal) => {
    expectRefusal(refusal);
  });
});

testAdvice(toldNodes(CASES), problemsIfAny);
