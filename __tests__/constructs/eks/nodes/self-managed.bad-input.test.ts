import type { Problem } from "../../../../constructs/core/errors";
import type { SelfManagedNodesOptions } from "../../../../constructs/eks/nodes/node-group.types";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf } from "../../../support/synth";
import { addNodes } from "../addons/support";
import { SMALL, synthNodes } from "./support";

type Options = Partial<SelfManagedNodesOptions>;

const PROBLEMS: readonly Problem[] = [
  {
    path: "sandbox-eks/eks/self-managed-own › imageId",
    code: "AMI_INVALID",
    message: "This is not the id of an image.",
    found: '"al2023"',
    expected: "ami- and 8 or 17 hexadecimal digits",
    fix: "leave it out for the newest of the image family, or take the id from the EC2 console, AMIs",
  },
  {
    path: "sandbox-eks/eks/self-managed-own › min",
    code: "EKS_NODES_MIN_ABOVE_MAX",
    message: "The least number of nodes is above the greatest.",
    found: "min 7, max 6",
    expected: "min that is at most max",
    fix: "set min to 6 or less, or max to 7 or more",
  },
];

/** Nodes of one's own beside a managed group. */
const synth = (options: Options) =>
  synthNodes((cluster) => {
    addNodes(cluster);
    cluster.addSelfManagedNodes("own", { ...SMALL, ...options });
  });

test("self-managed nodes refuse what managed ones refuse, and an image id that is none", () => {
  expect(problemsOf(() => synth({ min: 7, imageId: "al2023" }))).toEqual(PROBLEMS);
});

const MISTAKES: readonly Told<Options>[] = [
  {
    mistake: "too many nodes at least, and an image id that is none",
    problems: PROBLEMS,
    ways: [
      { says: ["set min to 6 or less", "leave it out for the newest of the image family"], to: { min: 6 } },
      {
        says: ["or max to 7 or more", "or take the id from the EC2 console, AMIs"],
        to: { min: 7, max: 7, imageId: "ami-0123456789abcdef0" },
      },
    ],
  },
];

testAdvice(MISTAKES, (options) => problemsIfAny(() => synth(options)));
