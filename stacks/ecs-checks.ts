import { closest, distance } from "fastest-levenshtein";
import { covers } from "../constructs/certificates/covers";
import { Problems } from "../constructs/core/errors";
import { fargateTaskSize } from "../constructs/ecs/tasks/fargate-sizes";
import { checkCalls } from "./ecs-calls";
import type { EcsProps, ServiceExposure, ServiceSpec } from "./ecs-stack.types";
import { namesOf } from "./edge-contract";
import type { EdgeProps } from "./edge-stack.types";

/** An image by its name alone, without a registry: `api:1.4.2`, `api@sha256:…`, `api`. */
export const BARE_IMAGE = /^([^/:@]+)(?::([^/:@]+)|@([^/@]+))?$/;

/**
 * Adds what is wrong with the repositories and services of an environment, at the paths of their constructs:
 * `REPOSITORY_TWICE`, `FARGATE_CPU_UNKNOWN`, `FARGATE_MEMORY_MISMATCH`, `IMAGE_REPOSITORY_UNKNOWN`, `EXPOSE_WITHOUT_PORT`,
 * `HOST_WITHOUT_DOMAIN`, `HOST_OUTSIDE_DOMAIN`, `EXPOSE_PATHS`, and those of its calls.
 *
 * @param path path of the stack
 */
export function checkEcs(path: string, props: EcsProps, edge: EdgeProps, problems: Problems): void {
  const { repositories = [], services } = props;
  const twice = repositories.filter((name, index) => repositories.indexOf(name) !== index);
  for (const name of new Set(twice)) {
    problems.add("repositories", {
      code: "REPOSITORY_TWICE",
      message: "Two repositories have the same name.",
      found: `"${name}" more than once`,
      expected: "every name once",
      fix: "remove one of them",
    });
  }
  for (const [name, spec] of Object.entries(services)) {
    const found = new Problems(`${path}/services/${name}`);
    fargateTaskSize(spec, found);
    checkImage(spec.image, repositories, found);
    checkCalls(name, spec, services, found);
    if (spec.expose) checkExposure(spec, spec.expose, edge, found);
    problems.addAll(found.list);
  }
}

/** A registry is named, because an image of another's that happens to have the name of ours would run without a word. */
function checkImage(image: string, repositories: readonly string[], problems: Problems): void {
  const [, name] = BARE_IMAGE.exec(image) ?? [];
  if (name === undefined || repositories.includes(name)) return;
  const near = repositories.length > 0 ? closest(name, [...repositories]) : undefined;
  const meant = near !== undefined && distance(near, name) <= 2 ? near : undefined;
  problems.add("image", {
    code: "IMAGE_REPOSITORY_UNKNOWN",
    message: "The image names neither a registry nor one of the environment's repositories.",
    found: `"${image}"`,
    expected: repositories.length > 0 ? `a registry, or one of ${repositories.join(", ")}` : "a registry",
    fix: meant
      ? `did you mean "${image.replace(name, meant)}"?`
      : `add "${name}" to repositories; an image of Docker Hub is docker.io/library/${image}`,
  });
}

function checkExposure(
  { port }: ServiceSpec,
  { host, paths }: ServiceExposure,
  edge: EdgeProps,
  problems: Problems,
): void {
  if (port === undefined) {
    problems.add("expose", {
      code: "EXPOSE_WITHOUT_PORT",
      message: "The service is exposed, and nothing says where it listens.",
      found: "expose without port",
      expected: "the port that the application listens on",
      fix: "add port, such as port: 8080",
    });
  }
  if (host !== undefined) checkHost(host, edge, problems);
  checkPaths(host, paths, problems);
}

function checkHost(host: string, { domain }: EdgeProps, problems: Problems): void {
  if (!domain) {
    problems.add("expose.host", {
      code: "HOST_WITHOUT_DOMAIN",
      message: "The edge has no domain, so the name would lead nowhere.",
      found: `"${host}"`,
      expected: "no host, or an edge with a domain",
      fix: "give the edge its domain, or leave out host: requests are then taken whatever their host is",
    });
  } else if (!covers(namesOf(domain.name), host)) {
    problems.add("expose.host", {
      code: "HOST_OUTSIDE_DOMAIN",
      message: "The host is not one that the edge has a certificate for.",
      found: `"${host}"`,
      expected: `${domain.name}, or one part in front of it`,
      fix: `for example "${host.split(".")[0]}.${domain.name}"`,
    });
  }
}

function checkPaths(host: string | undefined, paths: readonly string[] | undefined, problems: Problems): void {
  if (paths === undefined || paths.length === 1 || (paths.length > 1 && host !== undefined)) return;
  problems.add("expose.paths", {
    code: "EXPOSE_PATHS",
    message: paths.length === 0 ? "No path is left for the service." : "Several paths belong to a host.",
    found: paths.length === 0 ? "an empty list" : `${paths.join(", ")} and no host`,
    expected: host === undefined ? "one path, or none for every path" : "one path or more, or none for every path",
    fix: paths.length === 0 ? "leave out paths, or name one" : "name the host, or leave only one path",
  });
}
