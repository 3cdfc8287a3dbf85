import { CloudfrontFunction } from "@cdktf/provider-aws/lib/cloudfront-function";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { TerraformResourceLifecycle } from "cdktf";
import { Testing } from "cdktf";
import { resourceOf, synthStack } from "../../../support/synth";

const settings = { name: "pretty", runtime: "cloudfront-js-2.0", code: "function handler(event) {}" };

function lifecycleOf(lifecycle?: TerraformResourceLifecycle) {
  const synthesized = synthStack(
    (stack) => void new CloudfrontFunction(stack, "pretty", lifecycle ? { ...settings, lifecycle } : settings),
  );
  return resourceOf(synthesized, "aws_cloudfront_function").lifecycle;
}

describe("a resource that AWS does not delete while it is in use", () => {
  it("is deleted after the updates of what referred to it, whoever made it", () => {
    expect(lifecycleOf()).toEqual({ create_before_destroy: true });
  });

  it("keeps what else its lifecycle says, and what it says to the contrary", () => {
    expect(lifecycleOf({ preventDestroy: true })).toEqual({ create_before_destroy: true, prevent_destroy: true });
    expect(lifecycleOf({ createBeforeDestroy: false })).toEqual({ create_before_destroy: false });
  });

  it("stays so when a stack is synthesized twice", () => {
    const { stack, json } = synthStack((made) => void new CloudfrontFunction(made, "pretty", settings));
    expect(Testing.synth(stack)).toBe(json);
  });
});

test("nothing is said about a resource that AWS deletes at once", () => {
  const synthesized = synthStack((stack) => void new IamRole(stack, "role", { name: "build", assumeRolePolicy: "{}" }));
  expect(resourceOf(synthesized, "aws_iam_role")).not.toHaveProperty("lifecycle");
});
