/** Lines of output in the message of a failed step. */
const TAIL_LINES = 40;

/** An error or a warning of Terraform, whole. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly text: string;
}

/** A step that failed. The message has the stack, the step and the end of the output. */
export class TerraformError extends Error {
  constructor(
    /** The stack that failed. */
    readonly stackName: string,
    readonly step: string,
    readonly output: string,
    readonly reason: string,
    /** What Terraform told in its `-json` stream in this step. */
    readonly diagnostics: readonly Diagnostic[] = [],
  ) {
    const end = output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
    super(`${stackName}: terraform ${step} ${reason}.\n\n${end}`);
    this.name = "TerraformError";
  }
}
