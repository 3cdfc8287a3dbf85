import { Token } from "cdktf";
import { BaseConstruct } from "../core/base-construct";
import { GroundplanError } from "../core/errors";
import type { IGrantable } from "../iam/grantable";
import { grantSid } from "../iam/policies/sid";
import { ContainerImage, type IRepository } from "./container-image";
import { isDigest, isTag } from "./image-reference";
import { allowLogin, PULL_ACTIONS, PUSH_ACTIONS } from "./permissions";

/** What repositories that are made here and repositories that exist have in common. */
export abstract class RepositoryBase extends BaseConstruct implements IRepository {
  abstract readonly repositoryArn: string;
  abstract readonly repositoryName: string;
  abstract readonly repositoryUri: string;
  /** Whether a tag can be pushed again; unknown for a repository that exists. */
  protected abstract readonly tags: "immutable" | "mutable" | "unknown";

  /** @throws GroundplanError `IMAGE_REFERENCE_INVALID`, `IMAGE_TAG_LATEST` */
  image(reference: string): ContainerImage {
    const name = this.repositoryUri;
    if (isDigest(reference)) return new ContainerImage({ name, digest: reference, repository: this });
    if (!Token.isUnresolved(reference)) this.#checkTag(reference);
    return new ContainerImage({ name, tag: reference, repository: this });
  }

  grantPull(grantable: IGrantable): void {
    allowLogin(grantable);
    grantable.grantee.allow({
      sid: grantSid("Pull", this, grantable),
      actions: PULL_ACTIONS,
      resources: [this.repositoryArn],
    });
  }

  grantPush(grantable: IGrantable): void {
    allowLogin(grantable);
    grantable.grantee.allow({
      sid: grantSid("Push", this, grantable),
      actions: [...PULL_ACTIONS, ...PUSH_ACTIONS],
      resources: [this.repositoryArn],
    });
  }

  #checkTag(tag: string): void {
    const path = `${this.node.path} › image(${JSON.stringify(tag)})`;
    if (!isTag(tag)) {
      throw new GroundplanError([
        {
          code: "IMAGE_REFERENCE_INVALID",
          path,
          message: "This is neither a tag nor a digest.",
          found: `"${tag}"`,
          expected: "up to 128 of A-Z, a-z, 0-9, _, . and -, or sha256: and 64 hexadecimal digits",
          fix: "give the tag alone, without the name of the repository",
        },
      ]);
    }
    if (tag === "latest" && this.tags === "immutable") {
      throw new GroundplanError([
        {
          code: "IMAGE_TAG_LATEST",
          path,
          message: "A repository with immutable tags takes latest once, and never moves it.",
          found: "the tag latest",
          expected: "a tag that means one version, or a digest",
          fix: 'name the version, for example "1.4.2"',
        },
      ]);
    }
  }
}
