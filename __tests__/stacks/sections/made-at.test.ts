import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { type Exemption, exempt, exemptionsOf } from "../../../constructs/core/environments/exemptions";
import { addCheck } from "../../../constructs/core/validation";
import { Bucket } from "../../../constructs/storage";
import { createApplication } from "../../../stacks/application/application";
import { defineStack } from "../../../stacks/sections/define-stack";
import { problemsIn } from "../../config/support/config-folder";
import { specOf } from "../stack-json";

/** The lines of this file, by the code that problems have, which stands in a comment of the line. */
const LINES = require("node:fs").readFileSync(__filename, "utf8").split("\n") as readonly string[];
const lineOf = (comment: string) =>
  expect.stringMatching(
    new RegExp(
      `^__tests__/stacks/sections/made-at\\.test\\.ts:${LINES.findIndex((one) => one.endsWith(comment)) + 1}:`,
    ),
  );

function makeBucket(scope: Construct, id: string, bucketName: string): Bucket {
  return new Bucket(scope, id, { bucketName }); // of a function
}

class Jobs extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new SqsQueue(this, "queue", { name: "jobs" }); // of a class
  }
}

const made = (make: (stack: EnvironmentStack) => void) =>
  defineStack<object>()({
    section: "orders",
    create: ({ app, environment }) => {
      const stack = new EnvironmentStack(app, "orders", environment);
      make(stack);
      return stack;
    },
  });

function toldOf(make: (stack: EnvironmentStack) => void) {
  const spec = { ...specOf({ plainHttp: { reason: "no domain in a test" } }), orders: {} };
  const { edge: _, access: __, ...rest } = spec;
  const problems = problemsIn(() => createApplication([rest], { outdir: "cdktf.out", stacks: [made(make)] }));
  return problems.map(({ code, path, line }) => [code, path, line]);
}

describe("in a stack of one's own", () => {
  test("what a construct refuses is told with the line that makes it", () => {
    const told = toldOf((stack) => {
      new Bucket(stack, "files", { bucketName: "orders-files", expireDays: 0 }); // of the stack
    });
    expect(told).toEqual([["LIFECYCLE_DAYS_INVALID", "sandbox-orders/files › expireDays", lineOf("// of the stack")]]);
  });

  test("the innermost line of one's own code counts, and not that of the function which calls it", () => {
    expect(toldOf((stack) => void makeBucket(stack, "files", "No_Name"))).toEqual([
      ["NAME_INVALID", "sandbox-orders/files › bucketName", lineOf("// of a function")],
    ]);
  });

  test("an exemption is told with the line that gives it", () => {
    const exempted: Exemption[] = [];
    toldOf((stack) => {
      const bucket = new Bucket(stack, "files", { bucketName: "orders-files" });
      const until = { reason: "the partner reads it until it moves", until: "2099-01-31" };
      exempt(bucket, "S3-01", until); // of the exemption
      exempted.push(...exemptionsOf(stack));
    });
    expect(exempted.map(({ caller }) => caller)).toEqual([lineOf("// of the exemption")]);
  });

  test("a resource of the provider is told with the line that makes it, and not with that of its class or stack", () => {
    const told = toldOf((stack) => {
      new Jobs(stack, "one");
      new SqsQueue(stack, "two", { name: "jobs" }); // of the provider
    });
    expect(told).toEqual([["NAME_TAKEN", "sandbox-orders/two › name", lineOf("// of the provider")]]);
    const inClass = toldOf((stack) => {
      new SqsQueue(stack, "one", { name: "jobs" });
      new Jobs(stack, "two");
    });
    expect(inClass).toEqual([["NAME_TAKEN", "sandbox-orders/two/queue › name", lineOf("// of a class")]]);
  });

  test("what comes to light when all is made is told with the line of the nearest construct", () => {
    const told = toldOf((stack) => {
      const bucket = makeBucket(stack, "files", "orders-files");
      const path = `${bucket.node.path}/alarm`;
      addCheck(bucket, () => [{ code: "X", path, message: "X.", found: "x", expected: "y", fix: "write y" }]);
    });
    expect(told).toEqual([["X", "sandbox-orders/files/alarm", lineOf("// of a function")]]);
  });
});
