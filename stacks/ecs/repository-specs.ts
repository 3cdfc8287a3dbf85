import type { EcsProps, RepositorySpec } from "./ecs-stack.types";

/** What is said about each repository of a section, by name; nothing about those that are listed. */
export function repositorySpecs({
  repositories = [],
}: Pick<EcsProps, "repositories">): Readonly<Record<string, RepositorySpec>> {
  return isList(repositories) ? Object.fromEntries(repositories.map((name) => [name, {}])) : repositories;
}

/** Names that are listed more than once. */
export function repositoriesTwice({ repositories = [] }: Pick<EcsProps, "repositories">): ReadonlySet<string> {
  if (!isList(repositories)) return new Set();
  return new Set(repositories.filter((name, index) => repositories.indexOf(name) !== index));
}

function isList(repositories: NonNullable<EcsProps["repositories"]>): repositories is readonly string[] {
  return Array.isArray(repositories);
}
