import type { ConfigProblems } from "../config-problems";
import type { ConfigNode, Path, Position } from "../reading/tree";

/**
 * cdktf writes references to other resources as texts and numbers of a certain form (`${TfToken[TOKEN.7]}`, doubles beyond 1e289) and
 * looks them up when it synthesizes. A value of a file in such a form would become some other resource's attribute.
 */
const TOKEN_TEXT = /TfToken\[|-\d+(\.\d+)?e\+?2[89]\d/i;
const TOKEN_NUMBER = 1e280;

/** Adds `CONFIG_TOKEN` for every text, key and number that cdktf would take for a reference of its own. */
export function refuseTokens(node: ConfigNode, problems: ConfigProblems, path: Path = []): void {
  if (node.kind === "list") {
    for (const [index, item] of node.items.entries()) refuseTokens(item, problems, [...path, index]);
  }
  if (node.kind === "map") {
    for (const [key, { keyAt, value }] of node.entries) {
      if (TOKEN_TEXT.test(key)) add(keyAt, path, `the key ${JSON.stringify(key)}`, problems);
      refuseTokens(value, problems, [...path, key]);
    }
  }
  if (node.kind !== "scalar") return;
  const { value } = node;
  const isToken = typeof value === "number" ? Math.abs(value) > TOKEN_NUMBER : TOKEN_TEXT.test(String(value));
  if (isToken) add(node.at, path, JSON.stringify(value), problems);
}

function add(at: Position, path: Path, found: string, problems: ConfigProblems): void {
  problems.add(at, path, {
    code: "CONFIG_TOKEN",
    message: "The value has the form of a reference between resources, which a file cannot hold.",
    found,
    expected: "a text without TfToken[, or a number below 1e280",
    fix: "write the value itself; what other resources hand over is read in code",
  });
}
