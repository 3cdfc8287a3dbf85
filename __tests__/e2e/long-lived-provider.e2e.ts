import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AWS_PROVIDER_VERSIONS } from "../../constructs/core/environments/environment-stack";
import { expectEmptyPlan } from "../../emulator/lifecycle";
import { findProvider, LongLivedProvider } from "../../emulator/long-lived-provider";
import { Emulator } from "../../emulator/server";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { findTools } from "../../emulator/tools";
import { Terraform } from "../../runner/terraform/terraform";

/** A topic in a region each, of which one is the second of the stack. */
const STACK = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: AWS_PROVIDER_VERSIONS } } },
  provider: { aws: [{ region: "ap-northeast-2" }, { region: "us-east-1", alias: "virginia" }] },
  resource: {
    aws_sns_topic: { here: { name: "here" }, there: { name: "there", provider: "aws.virginia" } },
  },
  output: {
    here: { value: "${aws_sns_topic.here.arn}" },
    there: { value: "${aws_sns_topic.there.arn}" },
  },
};

test("a stack of two regions has a process of the provider for each, in its plans, its apply and its destroy", async () => {
  const tools = findTools();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-provider-"));
  const stack = path.join(folder, "stack");
  fs.mkdirSync(stack);
  fs.writeFileSync(path.join(stack, "cdk.tf.json"), JSON.stringify(STACK));
  const emulator = await Emulator.start({ moto: tools.moto, folder });
  const target = { url: emulator.url, account: "111111111111", region: "ap-northeast-2" };
  const env = terraformEnvironment(tools, target, folder);
  const program = await findProvider(tools.terraform, env, path.join(folder, "found"), AWS_PROVIDER_VERSIONS);
  const provider = await LongLivedProvider.start(program ?? "", env, path.join(folder, "provider"));
  if (typeof provider === "string") throw new Error(provider);
  try {
    const terraform = new Terraform("topics", stack, tools.terraform, { ...env, ...provider.variables(stack) });
    await terraform.init();
    await terraform.apply();
    await expectEmptyPlan(terraform);
    expect(await terraform.outputs()).toEqual({
      here: "arn:aws:sns:ap-northeast-2:111111111111:here",
      there: "arn:aws:sns:us-east-1:111111111111:there",
    });
    await terraform.destroy();
    expect(await emulator.resources()).toEqual([]);
    expect(fs.readdirSync(path.join(folder, "provider"))).toEqual(["provider-1.out", "provider-2.out"]);
  } finally {
    await provider.stop();
    await emulator.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
