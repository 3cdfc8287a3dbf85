import { createHash } from "node:crypto";
import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addStackFile } from "../../core/files/stack-files";
import { hashOf } from "../../core/names/naming";
import { pathInStack } from "../../core/names/path-in-stack";
import type { PackedCode } from "./function-code";

/** How Terraform finds code. */
interface FoundCode {
  /** From the stack's folder, so that it is the same on every machine. */
  readonly filename: string;
  /** By which Terraform knows that the code has changed. */
  readonly sourceCodeHash: string;
}

/** Puts packed code beside the JSON of its stack. Its name stays when it changes. */
export function codeBeside(construct: IConstruct, { content, ending, keep }: PackedCode): FoundCode {
  const path = pathInStack(construct);
  const plain = path.toLowerCase().replace(/[^a-z0-9._-]+/g, "-");
  // Two paths that differ in what a file's name cannot have.
  const name = plain === path ? plain : `${plain}-${hashOf(path)}`;
  const filename = `code-${name}.${ending}`;
  addStackFile(EnvironmentStack.of(construct), filename, () => {
    keep?.();
    return content;
  });
  return { filename, sourceCodeHash: createHash("sha256").update(content).digest("base64") };
}
