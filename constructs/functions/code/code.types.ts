/** Where the code of a function is, and how it is packed. */
export interface CodeOptions {
  /**
   * Folder of the project, or a `.zip` or `.jar` that a build has made.
   *
   * @example functions/resize
   */
  readonly path: string;
  /**
   * Packages that are not bundled, since the runtime or a layer brings them: `@aws-sdk/*`. For Node.js alone.
   *
   * @default - none: AWS recommends to bring along every package that the code uses
   */
  readonly external?: readonly string[];
  /**
   * Whether the bundle is a CommonJS or an ES module, in which `await` may stand at the top. For Node.js alone.
   *
   * @default "cjs"
   */
  readonly format?: "cjs" | "esm";
  /**
   * Whether stack traces name the lines of the sources: a map lies beside the bundle. For Node.js alone.
   *
   * @default false
   */
  readonly sourceMap?: boolean;
  /**
   * Files and folders of the folder that lie beside the bundle, such as templates. For Node.js alone: other code goes as a whole.
   *
   * @example ["templates"]
   * @default - none
   */
  readonly include?: readonly string[];
  /**
   * Files and folders of the folder that are left out. For all but Node.js.
   *
   * @example ["tests"]
   * @default - none but what begins with a dot, and what Python leaves behind
   */
  readonly exclude?: readonly string[];
}

/** What of an image is started, in the place of what the image says. */
export interface ImageCommand {
  /**
   * What is started.
   *
   * @default - the image's own
   */
  readonly entryPoint?: readonly string[];
  /**
   * Arguments of what is started, of which the first one is the handler.
   *
   * @example ["app.handler"]
   * @default - the image's own
   */
  readonly command?: readonly string[];
  /**
   * Folder that it is started in.
   *
   * @default - the image's own
   */
  readonly workingDirectory?: string;
}
