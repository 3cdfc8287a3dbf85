import type { IConstruct } from "constructs";
import { checkArgument } from "../core/checks/arguments";
import type { Environment } from "../core/environments/environment";
import { type Problem, Problems } from "../core/errors";
import { checkCall } from "../core/shapes/check-call";
import type { IGrantable } from "../iam/grantable";
import { parseImage } from "./image-reference";

/** Where an image lies, in parts. */
export interface ContainerImageProps {
  /** Address without tag and digest: `public.ecr.aws/nginx/nginx`. May be a reference. */
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly repository?: IRepository;
  /** Cache that the image is pulled through. */
  readonly cache?: IPullable;
}

/** What a role can be let pull from. */
export interface IPullable {
  /** Lets a role pull. */
  grantPull(grantable: IGrantable): void;
}

/** A container image: what a task definition, a pod or a function runs. Made by `repository.image` or from a registry. */
export class ContainerImage {
  /**
   * An image of any registry, written as `docker pull` takes it, with a tag or a digest.
   *
   * ```ts
   * ContainerImage.fromRegistry("public.ecr.aws/nginx/nginx:1.27");
   * ```
   *
   * @throws GroundplanError `ARGUMENT_FORM`, `IMAGE_REFERENCE_INVALID`, `IMAGE_TAG_MISSING`, `IMAGE_DIGEST_INVALID`
   */
  static fromRegistry(reference: string): ContainerImage {
    checkArgument(typeof reference === "string", "ContainerImage.fromRegistry › reference", reference, {
      expected: "the image as docker pull takes it, as a text",
      fix: 'write it, such as "public.ecr.aws/nginx/nginx:1.27"; an image of a Repository is what its method image returns',
    });
    const problems = new Problems("container image");
    const parsed = parseImage(reference, problems);
    problems.throwIfAny();
    return new ContainerImage(parsed);
  }

  /** What a container runtime pulls: name, tag and digest. */
  readonly uri: string;
  readonly tag?: string;
  readonly digest?: string;
  /** The repository, when the image lies in one that is known here. */
  readonly repository?: IRepository;
  /** Where the image is pulled from, when that is known here: its repository, or the cache that it is pulled through. */
  readonly source?: IPullable;

  constructor(props: ContainerImageProps) {
    this.tag = props.tag;
    this.digest = props.digest;
    this.repository = props.repository;
    this.source = props.repository ?? props.cache;
    this.uri = `${props.name}${props.tag ? `:${props.tag}` : ""}${props.digest ? `@${props.digest}` : ""}`;
  }
}

/**
 * Whether an environment may run the image: in a protected environment `latest` is refused, because it does not say what
 * runs, and a task that is started again may run something else.
 *
 * @param at construct path and property, for example `prod-ecs/api › containers.app.image`
 */
export function imageProblems(image: ContainerImage, environment: Environment, at: string): Problem[] {
  checkCall("imageProblems", { image, environment, at });
  if (!environment.protect || image.digest !== undefined || image.tag !== "latest") return [];
  return [
    {
      code: "IMAGE_TAG_LATEST",
      path: at,
      message: "A protected environment runs images of a fixed version only.",
      found: `the tag latest in ${environment.name}`,
      expected: "a tag that means one version, or a digest",
      fix: 'name the version, for example "1.4.2", or its digest',
    },
  ];
}

/** A container repository that was made here or existed before. */
export interface IRepository extends IConstruct {
  readonly repositoryArn: string;
  /** Name inside the registry: `shop/prod/api`. */
  readonly repositoryName: string;
  /** Address without tag: `111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/shop/prod/api`. */
  readonly repositoryUri: string;
  /**
   * An image of the repository.
   *
   * @param reference a tag (`1.4.2`) or a digest (`sha256:` and 64 hexadecimal digits)
   * @throws GroundplanError `IMAGE_REFERENCE_INVALID`, `IMAGE_TAG_LATEST`
   */
  image(reference: string): ContainerImage;
  /** Lets a role pull images. */
  grantPull(grantable: IGrantable): void;
  /** Lets a role pull and push images. */
  grantPush(grantable: IGrantable): void;
}
