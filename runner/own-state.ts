import { GroundplanError, type Problem } from "../constructs/core/errors";
import { holdsOwnState } from "./backends";
import type { Session } from "./session";

/**
 * Looks whether the state buckets of stacks are there.
 *
 * @throws GroundplanError `NOT_BOOTSTRAPPED` for every environment whose bucket is not
 */
export async function checkBootstrapped(session: Session, names: readonly string[]): Promise<void> {
  const prepared = names.map((name) => session.pool.run(async () => ({ name, isThere: await session.prepare(name) })));
  const missing = (await Promise.all(prepared)).filter(({ isThere }) => !isThere);
  const environments = [...new Set(missing.map(({ name }) => session.stack(name).environment))];
  if (environments.length > 0) throw new GroundplanError(environments.map(notBootstrapped));
}

/**
 * Parts the stacks whose state lies in a bucket that they make themselves from the others. Such a stack is taken down by
 * {@link destroyBootstrap} only: its destroy would take away the state that it works with.
 */
export function partOwnState(
  session: Session,
  names: readonly string[],
): { readonly others: readonly string[]; readonly holders: readonly string[] } {
  const holders = names.filter((name) => holdsOwnState(session.stack(name).folder));
  return { holders, others: names.filter((name) => !holders.includes(name)) };
}

/** What is said of a state stack that a destroy leaves alone. */
export function leftAlone(session: Session, name: string): string {
  const { environment } = session.stack(name);
  return `${name} is left: it holds the states. When nothing else is deployed: npx groundplan bootstrap ${environment} --destroy`;
}

/** The problem of a stack whose state bucket is not there. */
export function notBootstrapped(environment: string): Problem {
  return {
    code: "NOT_BOOTSTRAPPED",
    path: environment,
    message: "The bucket that holds the states of the environment does not exist.",
    found: "no state bucket",
    expected: "a bucket, made once",
    fix: `npx groundplan bootstrap ${environment}`,
  };
}
