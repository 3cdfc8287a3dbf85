import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { IStackSynthesizer, ISynthesisSession, TerraformStack } from "cdktf";
import { GroundplanError, type Problem } from "../errors";
import { addCheck } from "../validation";

/** Where a stack's Terraform JSON lists the files that stand beside it: `{"//": {"groundplan:files": ["aws-auth.yaml"]}}`. */
export const STACK_FILES_KEY = "groundplan:files";

/**
 * The file beside a stack's JSON that says which versions of Terraform plan it. It stands there alone since checkov (3.3.30) takes every entry
 * of the JSON's `terraform` for a block, and judges nothing where one is a text.
 */
export const VERSIONS_FILE = "versions.tf";

/** Makes a file's text, or its bytes, when everything is declared. */
type Produce = () => string | Buffer;

const filesByStack = new WeakMap<TerraformStack, Map<string, Produce>>();

/**
 * Writes a file beside a stack's Terraform JSON whenever the stack is synthesized: for what Terraform does not apply, such as a
 * manifest. The JSON lists it, so that whoever copies or removes the stack finds it.
 *
 * @param name a plain file name that Terraform does not read
 * @param produce makes the text, which is the same at every synth and has no references in it
 * @throws GroundplanError `STACK_FILE_NAME_INVALID`; two files of one name are `STACK_FILE_TWICE` at synth, where also is told what has
 *   brought them together, such as two clusters of one name
 */
export function addStackFile(stack: TerraformStack, name: string, produce: Produce): void {
  const files = filesOf(stack);
  if (!isStackFileName(name)) throw new GroundplanError([invalidName(stack, name)]);
  if (files.has(name)) {
    addCheck(stack, () => [twice(stack, name)]);
    return;
  }
  files.set(name, produce);
  stack.addOverride(`//.${STACK_FILES_KEY}`, [...files.keys()].filter((file) => file !== VERSIONS_FILE).sort());
}

/**
 * Writes which versions of Terraform plan a stack, into {@link VERSIONS_FILE}. Every stack has one, so that the JSON lists it not.
 *
 * @param constraint such as `>= 1.10.0`
 */
export function addVersionsFile(stack: TerraformStack, constraint: string): void {
  filesOf(stack).set(VERSIONS_FILE, () => `terraform {\n  required_version = ${JSON.stringify(constraint)}\n}\n`);
}

function filesOf(stack: TerraformStack): Map<string, Produce> {
  const known = filesByStack.get(stack);
  if (known) return known;
  const files = new Map<string, Produce>();
  filesByStack.set(stack, files);
  stack.synthesizer = new WithFiles(stack, stack.synthesizer, files);
  return files;
}

class WithFiles implements IStackSynthesizer {
  constructor(
    private readonly stack: TerraformStack,
    private readonly inner: IStackSynthesizer,
    private readonly files: ReadonlyMap<string, Produce>,
  ) {}

  synthesize(session: ISynthesisSession): void {
    this.inner.synthesize(session);
    const folder = join(session.outdir, session.manifest.forStack(this.stack).workingDirectory);
    for (const [name, produce] of this.files) writeFileSync(join(folder, name), produce());
  }
}

/** Whether a file of this name can stand beside a stack's JSON: a plain name that Terraform does not read. */
export function isStackFileName(name: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*$/.test(name) && !/\.(tf|json|hcl|tfvars|tfstate)$/.test(name);
}

function invalidName(stack: TerraformStack, name: string): Problem {
  return {
    code: "STACK_FILE_NAME_INVALID",
    path: stack.node.path,
    message: "A file beside the stack's JSON cannot have this name.",
    found: `"${name}"`,
    expected: "a file name of a-z, 0-9, . _ and -, which does not end as Terraform's own files do",
    fix: 'call it otherwise, for example "aws-auth.yaml"',
  };
}

function twice(stack: TerraformStack, name: string): Problem {
  return {
    code: "STACK_FILE_TWICE",
    path: stack.node.path,
    message: "Two files of one name cannot stand beside the stack's JSON.",
    found: `"${name}"`,
    expected: "a name of its own for every file",
    fix: `call one of them otherwise, such as "${name.replace(/(\.[^.]*)?$/, "-2$1")}"`,
  };
}
