import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App, TerraformOutput } from "cdktf";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { findTerraform } from "../../runner/terraform/find-terraform";
import { Terraform } from "../../runner/terraform/terraform";
import { testEnvironment } from "../support/synth";

/** Texts that Terraform would read as code, or as half an escape, if nothing was done about them. */
const TEXTS = [
  '${file("/etc/hostname")}',
  "%{if true}yes%{endif}",
  "$${x} $$${x} $$$${x}",
  "%%{x} %%%{x}",
  "$ % ${ %{ $%{x} %${x}",
  "${~ x ~} ${\n} \\${x} \"${x}\" '${x}'",
];

test("Terraform gives back every text as it was written", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-texts-"));
  try {
    const app = new App({ outdir: folder, stackTraces: false });
    const stack = new EnvironmentStack(app, "texts", testEnvironment());
    TEXTS.forEach((text, index) => {
      new TerraformOutput(stack, `text-${index}`, { value: text, staticId: true });
    });
    const { provider: _, terraform: __, ...json } = stack.toTerraform() as Record<string, unknown>;
    fs.writeFileSync(path.join(folder, "texts.tf.json"), JSON.stringify(json));
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
    const terraform = new Terraform("texts", folder, findTerraform(process.env).program, env);
    await terraform.init();
    await terraform.apply();
    expect(Object.values(await terraform.outputs())).toEqual(TEXTS);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
