import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../config/load";
import { createApplication } from "../stacks/application/application";
import { drawEnvironment } from "./architecture/environment-picture";
import { readArchitecture } from "./architecture/model";
import { drawStacks } from "./architecture/stacks-picture";
import { renderAwsFacts } from "./aws-facts/page";
import { renderConfigurationReference } from "./configuration/reference-page";
import { renderSchemaFromTypes } from "./configuration/render";
import { renderAddonVersions } from "./eks-addon-versions";
import { readLedger } from "./ledger/ledger";
import { renderCoverage } from "./ledger/page";
import { readStacks, type SynthesizedStack } from "./synthesized-stacks";
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
  const stacks = synthesizeAll(root);
  const ledger = readLedger(readFileSync(join(root, "coverage.yaml"), "utf8"));
  return [
    { path: "config/schema.json", content: renderSchemaFromTypes() },
    { path: "docs/configuration-reference.md", content: renderConfigurationReference(renderSchemaFromTypes()) },
    { path: "docs/aws-facts.md", content: renderAwsFacts(root) },
    { path: "docs/coverage.md", content: renderCoverage(ledger) },
    { path: "docs/guide/eks/addon-versions.md", content: renderAddonVersions() },
    { path: "docs/transitions.md", content: renderTransitions() },
    { path: "docs/variables.md", content: renderVariables() },
    {
      path: "docs/images/architecture.svg",
      content: drawEnvironment(readArchitecture(stacks, PICTURED_ENVIRONMENT)),
    },
    { path: "docs/images/stacks.svg", content: drawStacks(stacks) },
  ];
}

/** The stacks of every environment, whatever the process's variables ask for. */
function synthesizeAll(root: string): SynthesizedStack[] {
  const outdir = mkdtempSync(join(tmpdir(), "groundplan-docs-"));
  try {
    createApplication(loadEnvironments(join(root, "config"), { variables: {} }), { outdir }).synth();
    return readStacks(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
