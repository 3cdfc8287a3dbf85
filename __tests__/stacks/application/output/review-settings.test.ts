import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App } from "cdktf";
import { Construct } from "constructs";
import { reviewedEnvironment } from "../../../../config/reviewed";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { addExemption } from "../../../../constructs/core/environments/exemptions";
import { readSettings } from "../../../../review/gates/settings";
import { originsIn } from "../../../../stacks/application/configuration/origins";
import { synthesize } from "../../../../stacks/application/synthesize";
import { configFolder, DEV, load, removeConfigFolders } from "../../../config/support/config-folder";

let outdir: string;

beforeEach(() => {
  outdir = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-review-settings-"));
});

afterEach(() => fs.rmSync(outdir, { recursive: true, force: true }));
afterAll(removeConfigFolders);

const EXEMPTION = '{ rule: stateful-replaced, at: dev-network, reason: it is empty yet, until: "2001-01-31" }';

/** Synthesizes two stacks of the environment with these lines in its file. */
function synth(lines: string) {
  const files = { dev: `${DEV}${lines}` };
  const [dev] = load(files);
  if (!dev) throw new Error("the environment is there");
  const folder = configFolder(files);
  synthesize(
    outdir,
    (staging) => {
      const app = new App({ outdir: staging, stackTraces: false });
      const network = new EnvironmentStack(app, "network", dev.environment);
      addExemption(new Construct(network, "logs"), {
        ...{ option: "plainHttp", rules: ["ALB-03"] as const },
        reason: "a sandbox needs no domain",
      });
      new EnvironmentStack(app, "of-ones-own", dev.environment);
      return app;
    },
    { reviewed: [reviewedEnvironment(dev, folder, path.dirname(folder), originsIn())] },
  );
  return readSettings(outdir, "dev");
}

test("synth writes what reviews are told: gates, exemptions with their place, and those of constructs", () => {
  expect(synth(`review: { failOn: [data-loss], costLimit: 20 }\nexemptions: [${EXEMPTION}]\n`)).toEqual({
    version: 1,
    environment: "dev",
    isProduction: false,
    failOn: ["data-loss"],
    costLimit: 20,
    exemptions: [
      {
        rule: "stateful-replaced",
        at: "dev-network",
        reason: "it is empty yet",
        until: "2001-01-31",
        place: "config/dev.yaml:19:14",
      },
    ],
    stacks: {
      "dev-network": {
        granted: [
          {
            at: "dev-network/logs",
            rule: "ALB-03",
            reason: "a sandbox needs no domain",
            place: "plainHttp in config/dev.yaml:8:1",
          },
        ],
        places: { "": "config/dev.yaml:8:1" },
      },
      "dev-of-ones-own": { granted: [], places: { "": "config/dev.yaml:1:1" } },
    },
  });
});

test("an exemption changes nothing that is synthesized, whether its day has passed or not", () => {
  const json = () => fs.readFileSync(path.join(outdir, "stacks", "dev-network", "cdk.tf.json"), "utf8");
  synth("");
  const without = json();
  synth(`exemptions: [${EXEMPTION}]\n`);
  expect(json()).toBe(without);
});

test("what an earlier synth told of environments that this one does not make goes", () => {
  fs.mkdirSync(path.join(outdir, "review"));
  fs.writeFileSync(path.join(outdir, "review/gone.json"), "{}");
  fs.writeFileSync(path.join(outdir, "review/dev.json.1.draft"), "{");
  synth("");
  expect(fs.readdirSync(path.join(outdir, "review"))).toEqual(["dev.json"]);
});
