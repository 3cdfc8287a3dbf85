import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../config/load";
import { reviewedEnvironment } from "../config/reviewed";
import { exemptionsOf } from "../constructs/core/environments/exemptions";
import { drawEnvironment } from "../drawing/architecture/environment-picture";
import { readArchitecture } from "../drawing/architecture/model";
import { drawStacks } from "../drawing/architecture/stacks-picture";
import type { GrantedExemption } from "../review/gates/settings.types";
import { readStacks, type SynthesizedStack } from "../runner/stacks/stack-json";
import { createApplication } from "../stacks/application/application";
import { originsIn } from "../stacks/application/configuration/origins";
import { exemptionsIn } from "../stacks/application/judgement/exemptions-in";
import { renderAwsFacts } from "./aws-facts/page";
import { renderCheckovSettings } from "./checkov-settings";
import { renderConfigurationReference } from "./configuration/reference-page";
import { renderSchemaFromTypes } from "./configuration/render";
import { renderAddonVersions } from "./eks-addon-versions";
import { renderGuardrails } from "./guardrails-page";
import { readLedger } from "./ledger/ledger";
import { renderCoverage } from "./ledger/page";
import { withRuleRows } from "./ledger/rule-rows";
import { renderProwlerMutes } from "./prowler-mutes";
import { DEFAULTS_SCHEMA_FILE } from "./shapes/defaults-schema";
import { renderShapes, SHAPES_FILE } from "./shapes/render";
import { renderTransitions } from "./transitions-page";
import { renderVariables } from "./variables-page";

/** A file of the documentation that is made from others. */
export interface GeneratedDoc {
  /** Path in the project. */
  readonly path: string;
  readonly content: string;
}

/** The environment that the picture of the architecture shows. */
const PICTURED_ENVIRONMENT = "production";

/**
 * Every generated file of the documentation with the content that it should have.
 *
 * @param root folder of the project
 */
export function generatedDocs(root: string): GeneratedDoc[] {
  const { stacks, exemptions } = synthesizeAll(root);
  const ledger = readLedger(readFileSync(join(root, "coverage.yaml"), "utf8"));
  return [
    { path: "config/schema.json", content: renderSchemaFromTypes() },
    { path: SHAPES_FILE, content: renderShapes(root).text },
    { path: DEFAULTS_SCHEMA_FILE, content: renderShapes(root).defaultsSchema },
    { path: "docs/configuration-reference.md", content: renderConfigurationReference(renderSchemaFromTypes()) },
    { path: "docs/aws-facts.md", content: renderAwsFacts(root) },
    { path: "docs/coverage.md", content: renderCoverage(withRuleRows(ledger, root)) },
    { path: "docs/guide/eks/addon-versions.md", content: renderAddonVersions() },
    { path: ".checkov.yaml", content: renderCheckovSettings() },
    { path: ".prowler-mutelist.yaml", content: renderProwlerMutes() },
    { path: "docs/guardrails.md", content: renderGuardrails(exemptions) },
    { path: "docs/transitions.md", content: renderTransitions() },
    { path: "docs/variables.md", content: renderVariables() },
    {
      path: "docs/images/architecture.svg",
      content: drawEnvironment(readArchitecture(stacks, PICTURED_ENVIRONMENT)),
    },
    { path: "docs/images/stacks.svg", content: drawStacks(stacks) },
  ];
}

/** The stacks of every environment, whatever the process's variables ask for, and what they are exempt from. */
function synthesizeAll(root: string): { stacks: SynthesizedStack[]; exemptions: readonly GrantedExemption[] } {
  const outdir = mkdtempSync(join(tmpdir(), "groundplan-docs-"));
  try {
    const folder = join(root, "config");
    const environments = loadEnvironments(folder, { variables: {} });
    const app = createApplication(environments, { outdir });
    app.synth();
    const reviewed = environments.map((one) => reviewedEnvironment(one, folder, root, originsIn()));
    return { stacks: readStacks(outdir), exemptions: exemptionsIn(exemptionsOf(app), reviewed) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
