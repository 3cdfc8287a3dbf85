import { Fn, Token } from "cdktf";
import { TaskDefinition } from "../../../constructs/ecs";
import { ContainerImage } from "../../../constructs/registry";
import { Bucket } from "../../../constructs/storage/bucket";
import { problemsOf, synthStack } from "../../support/synth";

const image = ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2");

const taskWith = (command: readonly string[]) =>
  synthStack((stack) => {
    new Bucket(stack, "files", { bucketName: "groundplan-files" });
    new TaskDefinition(stack, "task", { cpu: "0.25 vCPU", memory: "0.5 GB", containers: { app: { image, command } } });
  });

it("a list that is known after apply only is told where its entries are written into a text", () => {
  expect(problemsOf(() => taskWith(Token.asList(Fn.tolist(["a", "b"]))))).toEqual([
    {
      code: "ENTRIES_KNOWN_AFTER_APPLY",
      path: "sandbox-test/task/Default",
      message: "Entries of a list or a map must be known at synth here, and these are known only after apply.",
      found: "a reference to a whole list or map",
      expected: "a list or a map that is written out; its entries may be references",
      fix: "write it out, with Fn.element(list, 0) or Fn.lookup(map, key) for an entry that another resource hands over",
    },
  ]);
});

it("an entry may be a reference, as the advice says", () => {
  expect(() => taskWith([Token.asString(Fn.element(["a", "b"], 0))])).not.toThrow();
});
