import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Fn, type IResolvable, Lazy, TerraformOutput } from "cdktf";
import { resourceOf, synthStack } from "../../../support/synth";

/** The value of a parameter as it is synthesized. */
function synthesizedValue(value: (bucketId: string) => string): unknown {
  const synthesized = synthStack((stack) => {
    const bucket = new S3Bucket(stack, "bucket", {});
    new SsmParameter(stack, "parameter", { name: "p", type: "String", value: value(bucket.id) });
  });
  return resourceOf(synthesized, "aws_ssm_parameter").value;
}

const BUCKET = "${aws_s3_bucket.bucket.id}";

describe("texts reach Terraform as texts", () => {
  // What Terraform makes of the right-hand side is the left-hand side again; __tests__/e2e/literal-text.e2e.ts shows it.
  test.each([
    ['${file("/etc/hostname")}', '$${file("/etc/hostname")}'],
    ["%{if true}yes%{endif}", "%%{if true}yes%%{endif}"],
    ["arn:aws:s3:::homes/${aws:PrincipalTag/team}/*", "arn:aws:s3:::homes/$${aws:PrincipalTag/team}/*"],
    ["v=spf1 exists:%{ir}.example.com -all", "v=spf1 exists:%%{ir}.example.com -all"],
    ["$${x} $$${x} %%{x}", "$$${x} $$$${x} %%%{x}"],
    ["100% of $5 {x}", "100% of $5 {x}"],
  ])("%s", (text, expected) => {
    expect(synthesizedValue(() => text)).toBe(expected);
  });

  test("in keys of maps and in outputs", () => {
    const synthesized = synthStack((stack) => {
      new S3Bucket(stack, "bucket", { tags: { "${key}": "%{value}" } });
      new TerraformOutput(stack, "output", { value: "${output}", staticId: true });
    });
    expect(resourceOf(synthesized, "aws_s3_bucket").tags).toEqual({ "$${key}": "%%{value}" });
    expect(synthesized.outputs.output).toEqual({ value: "$${output}" });
  });

  test("in what is made when everything is declared", () => {
    expect(synthesizedValue(() => Lazy.stringValue({ produce: () => "${late}" }))).toBe("$${late}");
    expect(synthesizedValue((id) => `%{${Lazy.stringValue({ produce: () => `\${late} ${id}` })}`)).toBe(
      `%%{$\${late} ${BUCKET}`,
    );
  });
});

/** A resource as the bindings of CDK Terrain make it: what a write-only argument has lies in a token of its own. */
class OfSuccessor extends SsmParameter {
  markWriteOnlyAttribute(value: unknown): IResolvable {
    return { creationStack: [], resolve: (context) => context.resolve(value), toString: () => "" };
  }

  protected override synthesizeAttributes() {
    const text = `{"\${x}": ${this.arn}}`;
    return { ...super.synthesizeAttributes(), value_wo: this.markWriteOnlyAttribute(text) };
  }
}

test("the text of a write-only argument of CDK Terrain is a text too", () => {
  const synthesized = synthStack((stack) => {
    new OfSuccessor(stack, "parameter", { name: "p", type: "SecureString" });
  });
  expect(resourceOf(synthesized, "aws_ssm_parameter").value_wo).toBe(`{"$\${x}": \${aws_ssm_parameter.parameter.arn}}`);
});

describe("references stay references", () => {
  test("alone, among text, and in functions", () => {
    expect(synthesizedValue((id) => id)).toBe(BUCKET);
    expect(synthesizedValue((id) => `\${x} ${id} %{y}`)).toBe(`$\${x} ${BUCKET} %%{y}`);
    expect(synthesizedValue((id) => Fn.upper(id))).toBe("${upper(aws_s3_bucket.bucket.id)}");
  });

  test("behind a dollar sign, which Terraform would otherwise read as an escape of both", () => {
    expect(synthesizedValue((id) => `$${id}`)).toBe(`\${"$"}${BUCKET}`);
  });

  test("in an override, where somebody means to write Terraform's own language", () => {
    const synthesized = synthStack((stack) => {
      const bucket = new S3Bucket(stack, "bucket", { tags: { Name: "${text}" } });
      bucket.addOverride("bucket", "${var.name}");
      bucket.addOverride("tags.Other", "${var.other}");
    });
    expect(resourceOf(synthesized, "aws_s3_bucket")).toMatchObject({
      bucket: "${var.name}",
      tags: { Name: "$${text}", Other: "${var.other}" },
    });
  });
});
