import { GroundplanError, type Problem } from "../../constructs/core/errors";
import type { Session } from "../session";
import { backendOf, holdsOwnState } from "./backends";

/**
 * Looks whether the state buckets of stacks are there.
 *
 * @throws GroundplanError `NOT_BOOTSTRAPPED` for every environment whose bucket is not
 */
export async function checkBootstrapped(session: Session, names: readonly string[]): Promise<void> {
  const prepared = names.map((name) => session.pool.run(async () => ({ name, isThere: await session.prepare(name) })));
  const missing = (await Promise.all(prepared)).filter(({ isThere }) => !isThere);
  const byEnvironment = new Map(missing.map(({ name }) => [session.stack(name).environment, name]));
  const problems = [...byEnvironment.values()].map((name) => notBootstrapped(session, name));
  if (problems.length > 0) throw new GroundplanError(problems);
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
export function notBootstrapped(session: Session, name: string): Problem {
  const { environment, folder } = session.stack(name);
  const isMadeHere = session.options.stacks.some(
    (stack) => stack.environment === environment && holdsOwnState(stack.folder),
  );
  if (isMadeHere) {
    return {
      code: "NOT_BOOTSTRAPPED",
      path: environment,
      message: "The bucket that holds the states of the environment does not exist.",
      found: "no state bucket",
      expected: "a bucket, made once",
      fix: `npx groundplan bootstrap ${environment}`,
    };
  }
  const backend = backendOf(folder);
  return {
    code: "NOT_BOOTSTRAPPED",
    path: environment,
    message: "The bucket that is made elsewhere does not exist.",
    found: backend.type === "s3" ? `no bucket ${backend.bucket}` : "no state bucket",
    expected: "a bucket, made once",
    fix: "make it first: by `npx groundplan bootstrap` with the environment that names it without bucketExists, or outside this project",
  };
}
