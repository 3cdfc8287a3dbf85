import type { Problems } from "../core/errors";

/** The parts of an image reference. */
export interface ImageReference {
  /** Registry and repository, without tag and digest. */
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** OCI Distribution Specification 1.1, "Pulling manifests": the form of a tag. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** OCI Image Specification 1.1, "Digests": SHA-256. */
const DIGEST = /^sha256:[0-9a-f]{64}$/;

const REGISTRY = /^(localhost|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)(:[0-9]{1,5})?$|^[A-Za-z0-9-]+:[0-9]{1,5}$/;

/** A path component of a repository (OCI Distribution Specification 1.1, "Pulling manifests"). */
const COMPONENT = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;

/** Whether a text is a digest of an image. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** Whether a text can be the tag of an image. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** Takes an image reference apart: `registry/repository:tag@digest`, of which tag or digest must be there. */
export function parseImage(text: string, problems: Problems): ImageReference {
  const [beforeDigest = "", digest, ...more] = text.split("@");
  const slash = beforeDigest.lastIndexOf("/");
  const colon = beforeDigest.indexOf(":", slash + 1);
  const name = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon < 0 ? undefined : beforeDigest.slice(colon + 1);
  if (more.length > 0 || !isName(name) || (tag !== undefined && !isTag(tag))) {
    problems.add("", {
      code: "IMAGE_REFERENCE_INVALID",
      message: "The image has no form that a container runtime can pull.",
      found: `"${text}"`,
      expected: "registry/repository:tag or registry/repository@sha256:…, the repository in lower case",
      fix: "write it as for docker pull, for example public.ecr.aws/nginx/nginx:1.27, without https://",
    });
  } else if (digest !== undefined && !isDigest(digest)) {
    problems.add("", {
      code: "IMAGE_DIGEST_INVALID",
      message: "The digest of the image has a wrong form.",
      found: `"${digest}"`,
      expected: "sha256: and 64 hexadecimal digits in lower case",
      fix: "copy the digest from the registry, whole",
    });
  } else if (tag === undefined && digest === undefined) {
    problems.add("", {
      code: "IMAGE_TAG_MISSING",
      message: "The image names no version, which a container runtime takes for latest.",
      found: `"${text}"`,
      expected: "a tag or a digest",
      fix: `name the version, for example ${text}:1.2.3`,
    });
  }
  return { name, tag, digest };
}

/** The host of the registry that a name begins with: `public.ecr.aws` in `public.ecr.aws/nginx/nginx`. */
export function registryOf(name: string): string | undefined {
  const [first = "", ...rest] = name.split("/");
  return rest.length > 0 && REGISTRY.test(first) ? first : undefined;
}

function isName(name: string): boolean {
  const registry = registryOf(name);
  const repository = registry === undefined ? name : name.slice(registry.length + 1);
  return repository.split("/").every((component) => COMPONENT.test(component));
}
