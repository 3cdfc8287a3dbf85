import * as fs from "node:fs";
import * as path from "node:path";
import type { Problem } from "../../constructs/core/errors";
import type { Session } from "../session";

/** Attributes that keep AWS, or the provider, from deleting a resource. They hold until they are switched off by an apply. */
const PROTECTING = [
  "deletion_protection",
  "deletion_protection_enabled",
  "disable_api_stop",
  "disable_api_termination",
  "enable_deletion_protection",
  "force_delete",
  "force_destroy",
  "skip_destroy",
  "skip_final_snapshot",
  "termination_protection",
];

/** Those of them that protect while they are `true`; the others while they are `false`. */
const PROTECTING_WHEN_TRUE = PROTECTING.filter((attribute) => !/^force_|^skip_/.test(attribute));

/** The variable before a command that lifts the protection of environments; nothing for none. */
export function unprotecting(environments: readonly string[]): string {
  return environments.length > 0 ? `GROUNDPLAN_UNPROTECT=${environments.join(",")} ` : "";
}

/** The environments of stacks whose configuration forbids their destroy. */
export function protectedEnvironments(session: Session, names: readonly string[]): string[] {
  const held = names.filter((name) => preventedResources(readStack(session, name)).length > 0);
  return [...new Set(held.map((name) => session.stack(name).environment))];
}

/**
 * A problem for every stack whose configuration forbids its destroy.
 *
 * @param again the command that destroys all that is wanted, without the protection
 */
export function protectedStacks(session: Session, names: readonly string[], again: string): Problem[] {
  return names.flatMap((name) => {
    const held = preventedResources(readStack(session, name));
    if (held.length === 0) return [];
    return [
      {
        code: "DESTROY_PROTECTED",
        path: name,
        message: "The stack is protected against its destroy.",
        found: `prevent_destroy in ${held.length === 1 ? held[0] : `${held.length} resources, ${held[0]} first`}`,
        expected: "an environment without protection",
        fix: `to destroy it all the same: ${again}`,
      },
    ];
  });
}

/**
 * A problem for every stack that is gone from the configuration and has resources that AWS does not delete: only a configuration that has
 * them can switch that off.
 */
export async function protectedAndGone(session: Session, names: readonly string[]): Promise<Problem[]> {
  const gone = names.filter((name) => session.stack(name).isGone);
  const problems = await Promise.all(
    gone.map(async (name): Promise<Problem[]> => {
      const held = ((await session.state(name))?.resources ?? []).filter(({ instances }) =>
        instances.some(({ attributes }) => PROTECTING_WHEN_TRUE.some((attribute) => attributes[attribute] === true)),
      );
      const [first] = held;
      if (!first) return [];
      const address = `${first.type}.${first.name}`;
      const { environment } = session.stack(name);
      return [
        {
          code: "DESTROY_PROTECTED",
          path: name,
          message: "The stack is gone from the configuration, and AWS protects resources of it against deletion.",
          found: `deletion protection of ${held.length === 1 ? address : `${held.length} resources, ${address} first`}`,
          expected: "protection that is taken off while the configuration still has the stack",
          fix: `put the section back that the stack was made from, run GROUNDPLAN_UNPROTECT=${environment} npx groundplan destroy ${name}, and then take it away`,
        },
      ];
    }),
  );
  return problems.flat();
}

/**
 * Switches off what protects the resources of a stack in AWS, where the configuration no longer asks for it: these resources alone
 * are applied.
 *
 * @returns whether there was anything to switch off
 */
export async function liftProtection(session: Session, name: string): Promise<boolean> {
  const targets = protectedAddresses(readStack(session, name), await session.state(name));
  if (targets.length === 0) return false;
  session.progress.begin(name, "taking protection off", targets.length);
  await session.terraform(name).apply(
    "apply without protection",
    targets.map((address) => `-target=${address}`),
  );
  return true;
}

/** Addresses of resources with `prevent_destroy`. */
function preventedResources(stack: StackJson): string[] {
  return resourcesOf(stack)
    .filter(({ body }) => body.lifecycle?.prevent_destroy === true)
    .map(({ address }) => address);
}

/** Addresses of resources that are protected in the state and not in the configuration. */
function protectedAddresses(stack: StackJson, state: Awaited<ReturnType<Session["state"]>>): string[] {
  return resourcesOf(stack)
    .filter(({ type, key, body }) => {
      const instances = state?.resources.find((one) => one.type === type && one.name === key)?.instances ?? [];
      return PROTECTING.some((attribute) => {
        const wanted = body[attribute];
        return typeof wanted === "boolean" && instances.some(({ attributes }) => attributes[attribute] === !wanted);
      });
    })
    .map(({ address }) => address);
}

function resourcesOf(stack: StackJson) {
  return Object.entries(stack.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([key, body]) => ({ type, key, body, address: `${type}.${key}` })),
  );
}

function readStack(session: Session, name: string): StackJson {
  return JSON.parse(fs.readFileSync(path.join(session.stack(name).folder, "cdk.tf.json"), "utf8")) as StackJson;
}

/** The parts of a synthesized stack that are read here. */
interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
}

interface ResourceJson {
  readonly lifecycle?: { readonly prevent_destroy?: boolean };
  readonly [attribute: string]: unknown;
}
