import { Construct } from "constructs";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem, Problems } from "../../constructs/core/errors";
import type { ContainerProps, LogRouting } from "../../constructs/ecs/containers/container.types";
import { ContainerSecret } from "../../constructs/ecs/containers/container-secret";
import type { InlineTask } from "../../constructs/ecs/services/service.types";
import type { TaskVolume } from "../../constructs/ecs/tasks/task-definition.types";
import type { Links } from "../../constructs/links/link.types";
import { byName } from "../../constructs/links/links";
import { ContainerImage } from "../../constructs/registry/container-image";
import { SecurityGroup } from "../../constructs/security-groups/security-group";
import type { Use } from "../sections/offer.types";
import type { Offers } from "../sections/offers";
import type {
  CloudWatchLogsSpec,
  EfsVolumeSpec,
  FireLensLogsSpec,
  Imaged,
  SecretSpec,
  SidecarSpec,
  TaskParts,
} from "./service-spec.types";

/** An image of nobody's, for a task that is not made because its own is refused. */
export const STAND_IN = ContainerImage.fromRegistry("registry.example.com/stand-in:1");

/** What a task has as objects in code and by names in a file. */
type Named = "image" | "uses" | "secrets" | "sidecars" | "volumes" | "logs";

/** A container, as far as it uses others. */
interface UsingContainer {
  readonly uses?: readonly Use[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, SecretSpec>>;
}

/** Makes the objects that a task takes in code from the names that a configuration has for them. */
export class TaskFromSpec {
  protected readonly stack: EnvironmentStack;
  protected readonly found: Problems;

  /**
   * @param scope what the service or the task is made in
   * @param name of the service or the task
   * @param imageOf the image that a text names
   * @param offers what it may use
   */
  constructor(
    private readonly scope: Construct,
    protected readonly name: string,
    private readonly imageOf: (image: string) => ContainerImage,
    protected readonly offers: Offers,
  ) {
    this.stack = EnvironmentStack.of(scope);
    this.found = new Problems(`${scope.node.path}/${name}`);
  }

  /** Everything that is wrong with the names, and `USE_VARIABLE_TWICE`. */
  get problems(): readonly Problem[] {
    return this.found.list;
  }

  /** The objects; what could not be made is left out, and has a problem. */
  protected partsOf(spec: Pick<TaskParts, Exclude<Named, "image"> | "environment"> & Imaged): Pick<InlineTask, Named> {
    const { image, uses, secrets, sidecars, volumes, logs } = spec;
    return {
      ...(uses ? { uses: this.#uses(spec, "") } : {}),
      ...(secrets ? { secrets: this.#secrets(secrets, "secrets") } : {}),
      ...(sidecars ? { sidecars: this.#each(sidecars, (one, name) => this.#sidecar(one, `sidecars.${name}`)) } : {}),
      ...(volumes ? { volumes: this.#each(volumes, (one, name) => this.#volume(one, name)) } : {}),
      ...(logs ? { logs: this.#logs(logs) } : {}),
      image: this.#image(image, "image"),
    };
  }

  /** The image, or one in its place whose task is not made, because its own is refused. */
  #image(image: string, property: string): ContainerImage {
    try {
      return this.imageOf(image);
    } catch (error) {
      if (!(error instanceof GroundplanError)) throw error;
      for (const { path: _, ...problem } of error.problems) this.found.add(property, problem);
      return STAND_IN;
    }
  }

  #sidecar(spec: SidecarSpec, property: string): ContainerProps {
    const { image, secrets, uses, ...options } = spec;
    const made = secrets ? this.#secrets(secrets, `${property}.secrets`) : undefined;
    const links = uses ? this.#uses(spec, `${property}.`) : undefined;
    const found = this.#image(image, `${property}.image`);
    return { ...options, image: found, ...(made ? { secrets: made } : {}), ...(links ? { uses: links } : {}) };
  }

  /** @param above where the container stands: empty, or with a dot at its end */
  #uses({ uses, environment, secrets }: UsingContainer, above: string): Links {
    const own = {
      [`${above}environment`]: Object.keys(environment ?? {}),
      [`${above}secrets`]: Object.keys(secrets ?? {}),
    };
    return byName(this.offers.links(this.stack, uses, `${above}uses`, own, this.found));
  }

  #secrets(specs: Readonly<Record<string, SecretSpec>>, property: string) {
    return this.#each(specs, (spec, name) => this.#secret(spec, `${property}.${name}`));
  }

  #secret({ secret, parameter, field, versionStage, keyArn }: SecretSpec, property: string) {
    const key = keyArn === undefined ? {} : { key: keyArn };
    if (secret !== undefined && parameter === undefined) {
      return ContainerSecret.fromSecretsManager(this.#arn("secretsmanager", "secret:", secret), {
        ...(field === undefined ? {} : { field }),
        ...(versionStage === undefined ? {} : { versionStage }),
        ...key,
      });
    }
    if (parameter !== undefined && secret === undefined && field === undefined && versionStage === undefined) {
      return ContainerSecret.fromParameter(this.#arn("ssm", "parameter/", parameter.replace(/^\//, "")), key);
    }
    this.found.add(property, {
      code: "SECRET_SOURCE",
      message: "A value comes from a secret or from a parameter, and only secrets have fields and stages.",
      found:
        Object.keys({
          ...(secret === undefined ? {} : { secret }),
          ...(parameter === undefined ? {} : { parameter }),
          ...(field === undefined ? {} : { field }),
          ...(versionStage === undefined ? {} : { versionStage }),
        }).join(" and ") || "neither",
      expected: "secret, with field and versionStage as needed, or parameter alone",
      fix: "name the secret or the parameter, such as secret: shop/database with field: password",
    });
    return undefined;
  }

  /** The ARN of what is named, in the environment's account and region. */
  #arn(service: string, kind: string, name: string): string {
    if (name.startsWith("arn:")) return name;
    const { account, region } = this.stack.environment;
    return `arn:${this.stack.partition}:${service}:${region}:${account}:${kind}${name}`;
  }

  #volume(spec: NonNullable<TaskParts["volumes"]>[string], name: string): TaskVolume {
    if (spec.kind === "scratch") return spec;
    const { mountTargetsGroupId: securityGroupId, ...volume } = spec satisfies EfsVolumeSpec;
    if (securityGroupId === undefined) return volume;
    const groups = this.scope.node.tryFindChild("mount-targets") ?? new Construct(this.scope, "mount-targets");
    const id = `${this.name}-${name}`;
    return { ...volume, mountTargets: SecurityGroup.fromExisting(groups as Construct, id, { securityGroupId }) };
  }

  #logs(spec: CloudWatchLogsSpec | FireLensLogsSpec): LogRouting {
    if (spec.to === "cloudwatch") {
      const { keyArn, ...logs } = spec;
      return { ...logs, ...(keyArn === undefined ? {} : { key: keyArn }) };
    }
    const { image, secretOutput, ...logs } = spec;
    const found = image === undefined ? undefined : this.#image(image, "logs.image");
    return {
      ...logs,
      ...(found ? { image: found } : {}),
      ...(secretOutput ? { secretOutput: this.#secrets(secretOutput, "logs.secretOutput") } : {}),
    };
  }

  /** What could not be made is left out; its problems have been told. */
  #each<S, T>(specs: Readonly<Record<string, S>>, make: (spec: S, name: string) => T | undefined): Record<string, T> {
    return Object.fromEntries(
      Object.entries(specs).flatMap(([name, spec]) => {
        const made = make(spec, name);
        return made === undefined ? [] : [[name, made]];
      }),
    );
  }
}
