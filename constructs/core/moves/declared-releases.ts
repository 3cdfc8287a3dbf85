import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../environments/environment-stack";
import type { Problem } from "../errors";
import { ledgerOf } from "../memory/ledger-context";
import { isDeployed } from "../memory/remembered-context";
import { addRemovedBlock } from "../state-blocks/state-blocks";
import { addCheck } from "../validation";
import { isBelow, type Place, placeText } from "./move-types";

/** A release as somebody has declared it. */
export interface DeclaredRelease {
  readonly place: Place;
  /** Where, as in `Problem`. */
  readonly at: string;
  /** One of the stacks of the environment: where problems are told. */
  readonly stack: EnvironmentStack;
}

const byRoot = new WeakMap<IConstruct, DeclaredRelease[]>();

/** Keeps a release until everything is declared: what is still made is known only then. */
export function declareRelease(release: DeclaredRelease): void {
  const { root } = release.stack.node;
  const declared = byRoot.get(root) ?? [];
  byRoot.set(root, declared);
  declared.push(release);
  addCheck(release.stack, () => letGo(release));
}

/** The releases of an app. */
export function declaredReleases(root: IConstruct): readonly DeclaredRelease[] {
  return byRoot.get(root) ?? [];
}

/** Adds the blocks for what the ledger has at the place, and says what is wrong with it. */
function letGo({ place, at, stack }: DeclaredRelease): readonly Problem[] {
  const { root } = stack.node;
  const { name } = stack.environment;
  const said = { code: "RELEASED_UNMATCHED", path: at };
  const text = placeText(place, name);
  const from = root.node.children.find(
    (one): one is EnvironmentStack => one instanceof EnvironmentStack && one.node.id === place.stack,
  );
  const isMade = from?.node.findAll().some(({ node }) => isBelow(node.path, `${place.stack}/${place.path}`)) ?? false;
  if (isMade) {
    return [
      {
        ...said,
        message: "What is to be let go is still made.",
        found: `something at ${text}`,
        expected: "a place that nothing has any more",
        fix: "take out what makes it; or take this line out",
      },
    ];
  }
  const ledger = ledgerOf(root, name);
  if (!ledger) {
    // Of an environment that nothing is remembered of, nothing was deployed by the commands; it may inherit the line from another one.
    if (!from || !isDeployed(from)) {
      const accept = `npx groundplan ledger ${name} --accept`;
      Annotations.of(stack).addWarning(
        `released: ${name} has no ledger, so nothing of ${text} is let go of there. If it is deployed, a deploy destroys it: take the line out, make it once more, synthesize, and run \`${accept}\` before.`,
      );
      return [];
    }
    return [
      {
        ...said,
        message:
          "What is to be let go is known by its addresses, which stand in the ledger, and the environment has none.",
        found: `no ledger of ${name}`,
        expected: "a ledger, with what is deployed",
        fix: `take this line out, make once more what is to be let go, run \`npx cdktf synth\` and \`npx groundplan ledger ${name} --accept\`, and undo the change then; or, where nothing of it is deployed, take this line out`,
      },
    ];
  }
  const lines = ledger.filter((line) => line.stack === place.stack && isBelow(line.path, place.path));
  if (!from && lines.length > 0) {
    return [
      {
        ...said,
        message: "What is let go must leave the state that it is in, and the stack of that state is no longer made.",
        found: `${lines.length === 1 ? "1 resource" : `${lines.length} resources`} in ${place.stack}`,
        expected: "a stack that lets go of it",
        fix: `keep ${place.stack} in the configuration, without what is let go, until it is deployed; or take this line out`,
      },
    ];
  }
  for (const { address } of from ? lines : []) addRemovedBlock(from as EnvironmentStack, address);
  return [];
}
