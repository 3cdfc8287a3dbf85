import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { IStackSynthesizer, ISynthesisSession, TerraformStack } from "cdktf";
import { GroundplanError } from "./errors";

/** Where a stack's Terraform JSON lists the files that stand beside it: `{"//": {"groundplan:files": ["aws-auth.yaml"]}}`. */
export const STACK_FILES_KEY = "groundplan:files";

/** Makes a file's text when everything is declared. */
type Produce = () => string;

const filesByStack = new WeakMap<TerraformStack, Map<string, Produce>>();

/**
 * Writes a file beside a stack's Terraform JSON whenever the stack is synthesized: for what Terraform does not apply, such as a
 * manifest. The JSON lists it, so that whoever copies or removes the stack finds it.
 *
 * @param name a plain file name that Terraform does not read
 * @param produce makes the text, which is the same at every synth and has no references in it
 * @throws GroundplanError `STACK_FILE_NAME_INVALID` or `STACK_FILE_TWICE`
 */
export function addStackFile(stack: TerraformStack, name: string, produce: Produce): void {
  const files = filesByStack.get(stack) ?? new Map<string, Produce>();
  checkFileName(stack, name, files);
  if (files.size === 0) {
    filesByStack.set(stack, files);
    stack.synthesizer = new WithFiles(stack, stack.synthesizer, files);
  }
  files.set(name, produce);
  stack.addOverride(`//.${STACK_FILES_KEY}`, [...files.keys()].sort());
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

function checkFileName(stack: TerraformStack, name: string, files: ReadonlyMap<string, Produce>): void {
  const plain = isStackFileName(name);
  if (plain && !files.has(name)) return;
  throw new GroundplanError([
    {
      code: plain ? "STACK_FILE_TWICE" : "STACK_FILE_NAME_INVALID",
      path: stack.node.path,
      message: plain
        ? "Two files of one name cannot stand beside the stack's JSON."
        : "A file beside the stack's JSON cannot have this name.",
      found: `"${name}"`,
      expected: plain
        ? "a name of its own for every file"
        : "a file name of a-z, 0-9, . _ and -, which does not end as Terraform's own files do",
      fix: plain ? "give what it is made from a name" : 'for example "aws-auth.yaml"',
    },
  ]);
}
