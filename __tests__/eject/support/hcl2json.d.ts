/** The one function that is used here; the package's own types bring those of its Go runtime along. */
declare module "@cdktn/hcl2json" {
  /** Reads HCL as Terraform JSON. @param filename only for messages */
  export function parse(filename: string, contents: string): Promise<Record<string, unknown>>;
}
