import { type StatePlace, statePlace } from "../../constructs/core/environments/backend-wiring";
import { GroundplanError } from "../../constructs/core/errors";
import type { DeployedEnvironment, Json } from "../../memory/deployed.types";
import { stateMayMove } from "../../memory/state-moves";
import type { ConfigProblems } from "../config-problems";
import { addLocated } from "../reading/locate";
import type { ResolvedEnvironment } from "../resolved-environment";

/** A stack whose state is elsewhere than the configuration says. */
interface Moved {
  readonly stack: string;
  readonly before: StatePlace;
  readonly now: StatePlace;
}

/**
 * Checks that the states of deployed stacks are looked for where they are: elsewhere Terraform would find none, and make everything a
 * second time. Adds `CONFIG_STATE_MOVED`, once for all stacks, whatever moved them: the backend, the name of the bucket by `naming`, the
 * project's name.
 */
export function checkStatePlaces(
  resolved: ResolvedEnvironment,
  { stacks }: DeployedEnvironment,
  problems: ConfigProblems,
): void {
  const { environment } = resolved;
  const { name } = environment;
  const moved = Object.entries(stacks).flatMap(([stack, entry]): Moved[] => {
    const before = stateMayMove(entry) ? undefined : placeIn(entry.skeleton);
    const now = before && placeNow(environment, stack.slice(name.length + 1));
    return before && now && changesOf(before, now).length > 0 ? [{ stack, before, now }] : [];
  });
  const [first] = moved;
  if (!first) return;
  const others = moved.length > 1 ? `, and ${moved.length - 1} more` : "";
  const changes = changesOf(first.before, first.now).map(
    (key) => `${key} ${first.before[key] ?? "none"} → ${first.now[key] ?? "none"}`,
  );
  addLocated(
    resolved,
    ["backend"],
    "",
    {
      code: "CONFIG_STATE_MOVED",
      message:
        "Stacks are deployed whose states would be looked for elsewhere: Terraform would find none there, and make everything a second time.",
      found: `${first.stack}: ${changes.join(", ")}${others}`,
      expected: `the place of the states: ${Object.entries(first.before)
        .map(([key, value]) => `${key} ${value}`)
        .join(", ")}`,
      fix: `write what it was, for example backend.${first.now.backend === "cloud" ? "workspace" : "bucket"} for a name that is made by a scheme; or move the states, as docs/guide/recovery.md says, after \`npx groundplan accept ${name} --move-state\``,
    },
    problems,
  );
}

function changesOf(before: StatePlace, now: StatePlace): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => before[key] !== now[key]);
}

/** A name that cannot be made is told where it is made. */
function placeNow(environment: ResolvedEnvironment["environment"], stack: string): StatePlace | undefined {
  try {
    return statePlace(environment, stack);
  } catch (error) {
    if (error instanceof GroundplanError) return undefined;
    throw error;
  }
}

/** The place in the settings that a stack was deployed with; `undefined` when they hold none that is known. */
function placeIn({ terraform }: Readonly<Record<string, Json>>): StatePlace | undefined {
  const settings = block(terraform);
  const cloud = block(settings.cloud);
  const [type, backend] = Object.entries(block(settings.backend))[0] ?? [];
  if (type === "s3") return texts({ backend: "s3", ...pick(block(backend), ["bucket", "key", "region"]) });
  if (type === "local") return texts({ backend: "local", ...pick(block(backend), ["path"]) });
  if (settings.cloud === undefined) return undefined;
  const { organization = "", hostname = "" } = cloud;
  return texts({ backend: "cloud", organization, hostname, workspace: block(cloud.workspaces).name ?? "" });
}

function texts(values: Readonly<Record<string, Json>>): StatePlace {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

function pick(values: Readonly<Record<string, Json>>, keys: readonly string[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(keys.map((key) => [key, values[key] ?? ""]));
}

function block(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}
