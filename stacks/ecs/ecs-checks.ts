import { closest, distance } from "fastest-levenshtein";
import { fargateTaskSize } from "../../constructs/compute/fargate-sizes";
import { Problems } from "../../constructs/core/errors";
import type { EdgeProps } from "../edge/edge-stack.types";
import type { Offers } from "../sections/offers";
import { checkExposures } from "../services/exposure-checks";
import { checkNetworkListeners } from "../services/network-listener-checks";
import type { TaskParts } from "../services/service-spec.types";
import { checkCalls, checkTaskCalls } from "./ecs-calls";
import type { EcsProps } from "./ecs-stack.types";
import { repositoriesTwice, repositorySpecs } from "./repository-specs";

/** An image by its name alone, without a registry: `api:1.4.2`, `api@sha256:…`, `api`. */
export const BARE_IMAGE = /^([^/:@]+)(?::([^/:@]+)|@([^/@]+))?$/;

/**
 * Adds what is wrong with the repositories, services and scheduled tasks of an environment, at the paths of their constructs:
 * `REPOSITORY_TWICE`, `IMAGE_REPOSITORY_UNKNOWN`, `EXPOSE_WITHOUT_PORT`, `HOST_WITHOUT_DOMAIN`, `HOST_OUTSIDE_DOMAIN`,
 * `LISTENER_UNKNOWN`, `HOST_OUTSIDE_LISTENER`, `AUTHENTICATION_WITHOUT_TLS`, `AUTHENTICATION_UNREACHABLE`, `EXPOSE_PATHS`, `EXPOSE_WITHOUT_HOST`, `ECS_WITHOUT_EDGE`,
 * `SERVICES_SAME_HOST`, `SERVICES_SAME_PATH`, and those of its calls, of its listeners for connections and of what it uses.
 *
 * @param path path of the stack
 */
export function checkEcs(
  path: string,
  props: EcsProps,
  edge: EdgeProps | undefined,
  offers: Offers,
  problems: Problems,
): void {
  const { services = {}, scheduledTasks = {} } = props;
  const repositories = Object.keys(repositorySpecs(props));
  for (const name of repositoriesTwice(props)) {
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
    checkImage(spec.image, repositories, found);
    checkCalls(name, props, found);
    checkUses(spec, offers, found);
    checkExposures(name, services, edge, "service", found);
    checkNetworkListeners(name, services, edge, "service", found);
    problems.addAll(found.list);
  }
  for (const [name, spec] of Object.entries(scheduledTasks)) {
    const found = new Problems(`${path}/scheduled/${name}`);
    checkImage(spec.image, repositories, found);
    checkTaskCalls(spec.calls, props, found);
    checkUses(spec, offers, found);
    problems.addAll(found.list);
  }
}

function checkUses({ uses, sidecars = {} }: TaskParts, offers: Offers, problems: Problems): void {
  offers.check(uses, "uses", problems);
  for (const [sidecar, spec] of Object.entries(sidecars)) {
    offers.check(spec.uses, `sidecars.${sidecar}.uses`, problems);
  }
}

/** Adds `FARGATE_CPU_UNKNOWN` and `FARGATE_MEMORY_MISMATCH` where no service is made, which would tell them itself. */
export function checkSizes(path: string, { services = {}, scheduledTasks = {} }: EcsProps, problems: Problems): void {
  const sized = [
    ...Object.entries(services).flatMap(([name, spec]) =>
      spec.launch === "ec2" ? [] : [[`services/${name}`, spec] as const],
    ),
    ...Object.entries(scheduledTasks).map(([name, spec]) => [`scheduled/${name}`, spec] as const),
  ];
  for (const [place, spec] of sized) {
    const found = new Problems(`${path}/${place}`);
    fargateTaskSize(spec, found);
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
