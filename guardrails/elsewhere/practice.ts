import type { Elsewhere } from "./elsewhere.types";

/** What is enforced of how infrastructure is written and deployed. */
export const PRACTICE_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "IAC-05",
    title: "Ids come from keys, so that the order of a list changes nothing.",
    by: [{ test: "__tests__/config/order.property.test.ts" }],
  },
  {
    id: "IAC-07",
    title: "What is destroyed or replaced is listed first and needs approval.",
    by: [
      { review: ["stateful-destroyed", "stateful-replaced", "serving-destroyed", "serving-replaced"] },
      { problems: ["APPROVAL_NEEDED"] },
    ],
  },
  {
    id: "IAC-03",
    title: "Environments differ by their data alone.",
    by: [{ problems: ["CONFIG_ENVIRONMENT_UNKNOWN"] }, { test: "__tests__/config/shipped-environments.test.ts" }],
  },
  {
    id: "IAC-04",
    title: "Staging has the types of resources that production has.",
    by: [{ test: "__tests__/stacks/application/application.test.ts" }],
  },
  {
    id: "IAC-06",
    title: "What is renamed is moved, and not made anew.",
    by: [
      { problems: ["LEDGER_VANISHED"] },
      { review: ["stateful-replaced", "stateful-destroyed", "serving-replaced", "serving-destroyed"] },
    ],
  },
  {
    id: "IAC-08",
    title: "What holds data in production is protected from deletion.",
    by: [{ problems: ["DESTROY_PROTECTED"] }, { test: "__tests__/stacks/application/application.test.ts" }],
  },
  {
    id: "IAC-12",
    title: "Every resource that takes tags has those of its project, owner and environment.",
    by: [{ problems: ["TAG_KEY_FIXED"] }, { test: "__tests__/constructs/core/tags/tags.test.ts" }],
  },
  { id: "IAC-13", title: "Names have the characters that their kind takes.", by: [{ problems: ["NAME_INVALID"] }] },
  {
    id: "IAC-15",
    title: "Values of other stacks come by contracts.",
    by: [
      { problems: ["CONTRACT_FOREIGN_PRODUCER"] },
      { test: "__tests__/constructs/core/environments/foreign-references.test.ts" },
    ],
  },
  {
    id: "IAC-16",
    title: "What is made to try something can be destroyed.",
    by: [{ test: "__tests__/stacks/application/application.test.ts" }],
  },
  {
    id: "IAC-18",
    title: "Configuration is checked by a schema before it is used.",
    by: [
      { problems: ["CONFIG_UNKNOWN_KEY", "CONFIG_WRONG_TYPE", "CONFIG_OUT_OF_RANGE"] },
      { test: "__tests__/config/json-schema.test.ts" },
    ],
  },
  {
    id: "IAC-19",
    title: "The bucket of states keeps versions, is encrypted and is private.",
    by: [{ test: "__tests__/stacks/state/state-stack.test.ts" }],
  },
  {
    id: "IAC-21",
    title: "The order between stacks follows from what they read of each other.",
    by: [{ problems: ["CONTRACT_FOREIGN_PRODUCER"] }, { test: "__tests__/constructs/core/contract.test.ts" }],
  },
  { id: "IAC-20", title: "What costs by the month is listed before it is made.", by: [{ review: ["cost-limit"] }] },
];
