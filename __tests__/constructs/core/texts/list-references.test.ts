import { Fn, Token } from "cdktf";
import { TaskDefinition } from "../../../../constructs/ecs";
import { ContainerImage } from "../../../../constructs/registry";
import { Bucket } from "../../../../constructs/storage/bucket";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../../support/synth";

const image = ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2");

const taskWith = (command: readonly string[]) =>
  synthStack((stack) => {
    new Bucket(stack, "files", { bucketName: "groundplan-files" });
    new TaskDefinition(stack, "task", { cpu: "0.25 vCPU", memory: "0.5 GB", containers: { app: { image, command } } });
  });

const BAD = [
  {
    mistake: "a list that is known after apply only",
    command: Token.asList(Fn.tolist(["a", "b"])),
    problems: [
      {
        code: "ENTRIES_KNOWN_AFTER_APPLY",
        path: "sandbox-test/task/Default",
        message: "Entries of a list or a map must be known at synth here, and these are known only after apply.",
        found: "a reference to a whole list or map",
        expected: "a list or a map that is written out; its entries may be references",
        fix: "write it out, with Fn.element(list, 0) or Fn.lookup(map, key) for an entry that another resource hands over",
      },
    ],
    ways: [
      { says: "write it out", to: ["a", "b"] },
      { says: "Fn.element(list, 0)", to: [Token.asString(Fn.element(["a", "b"], 0))] },
      { says: "Fn.lookup(map, key)", to: [Token.asString(Fn.lookup({ key: "a" }, "key"))] },
    ],
  },
];

const problemsIn = (command: readonly string[]) => problemsIfAny(() => taskWith(command));

it.each(BAD)("$mistake is told where its entries are written into a text", ({ command, problems }) => {
  expect(problemsIn(command)).toEqual(problems);
});

testAdvice(BAD, problemsIn);
