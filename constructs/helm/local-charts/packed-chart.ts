import type { EnvironmentStack } from "../../core/environments/environment-stack";
import { addStackFile } from "../../core/files/stack-files";
import type { ChartArchive } from "./chart-archive";

const written = new WeakMap<EnvironmentStack, Set<string>>();

/**
 * Puts a packed chart beside a stack's JSON, once however many releases are made of it.
 *
 * @returns the path by which Terraform finds it in its own folder
 */
export function chartBeside(stack: EnvironmentStack, { fileName, content }: ChartArchive): string {
  const names = written.get(stack) ?? new Set<string>();
  written.set(stack, names);
  if (!names.has(fileName)) addStackFile(stack, fileName, () => content);
  names.add(fileName);
  return `./${fileName}`;
}
