/** A value of a manifest. */
export type ManifestValue =
  | string
  | number
  | boolean
  | readonly ManifestValue[]
  | { readonly [key: string]: ManifestValue };

/**
 * Loaded with the first manifest that is written: the library takes longer to load than a stack to be made, and most programs
 * write none.
 */
function yaml(): typeof import("yaml") {
  return require("yaml");
}

/** Whether a text has several lines, and none that begins it with a space or has nothing but spaces: a block would lose these. */
function isBlock(text: string): boolean {
  return /\n./.test(text) && !/^\s/.test(text) && !/^[^\S\n]+$/m.test(text);
}

/**
 * Manifests of Kubernetes objects as YAML, with `---` between them. Texts are quoted, so that a namespace called `on` or `1234` stays a
 * text; those of several lines stand in a block,
 * unless it would lose spaces of theirs.
 */
export function manifestText(...objects: readonly ManifestValue[]): string {
  const { Document, visit } = yaml();
  const documents = objects.map((object) => {
    const document = new Document(object, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
    visit(document, {
      Scalar: (key, scalar) => {
        if (key === "key" || typeof scalar.value !== "string") return;
        scalar.type = isBlock(scalar.value) ? "BLOCK_LITERAL" : "QUOTE_DOUBLE";
      },
    });
    // A quoted text stays in one line: broken at its line ends, backslashes before spaces are read back as others.
    return document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
  });
  return documents.join("---\n");
}
