import type { Problem } from "../../../constructs/core/errors";
import { ContainerImage, imageProblems } from "../../../constructs/registry";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsOf, testEnvironment } from "../../support/synth";
import { problemsIn } from "../dns/support";

const DIGEST = `sha256:${"0a".repeat(32)}`;

describe("an image of any registry", () => {
  it.each([
    ["public.ecr.aws/nginx/nginx:1.27", { tag: "1.27" }],
    ["nginx:1.27", { tag: "1.27" }],
    ["localhost:5000/team/app:v1", { tag: "v1" }],
    ["registry.example.com:8443/a/b_c/d-e:1.0-rc.1_x", { tag: "1.0-rc.1_x" }],
    [`ghcr.io/owner/app@${DIGEST}`, { digest: DIGEST }],
    [`ghcr.io/owner/app:2.0@${DIGEST}`, { tag: "2.0", digest: DIGEST }],
  ])("%s is taken as it is", (reference, parts) => {
    const image = ContainerImage.fromRegistry(reference);
    expect(image).toMatchObject({ uri: reference, ...parts });
    expect(image.repository).toBeUndefined();
  });
});

const FORM = {
  code: "IMAGE_REFERENCE_INVALID",
  path: "container image",
  message: "The image has no form that a container runtime can pull.",
  expected: "registry/repository:tag or registry/repository@sha256:…, the repository in lower case",
  fix: "write it as for docker pull, for example public.ecr.aws/nginx/nginx:1.27, without https://",
};

interface Mistake extends Told<string> {
  readonly problems: readonly Problem[];
}

const malformed = (reference: string, to: string): Mistake => ({
  mistake: reference,
  problems: [{ ...FORM, found: `"${reference}"` }],
  ways: [{ says: "write it as for docker pull", to }],
});

const MISTAKES: readonly Mistake[] = [
  malformed("https://ghcr.io/owner/app:1", "ghcr.io/owner/app:1"),
  malformed("ghcr.io/Owner/app:1", "ghcr.io/owner/app:1"),
  malformed("ghcr.io//app:1", "ghcr.io/owner/app:1"),
  malformed("app:", "app:1"),
  malformed("app:-1", "app:1"),
  malformed("", "public.ecr.aws/nginx/nginx:1.27"),
  malformed(`app:${"x".repeat(129)}`, `app:${"x".repeat(128)}`),
  malformed(`app@${DIGEST}@${DIGEST}`, `app@${DIGEST}`),
  {
    mistake: "localhost:5000/app",
    problems: [
      {
        code: "IMAGE_TAG_MISSING",
        path: "container image",
        message: "The image names no version, which a container runtime takes for latest.",
        found: '"localhost:5000/app"',
        expected: "a tag or a digest",
        fix: "name the version, for example localhost:5000/app:1.2.3",
      },
    ],
    ways: [{ says: "for example localhost:5000/app:1.2.3", to: "localhost:5000/app:1.2.3" }],
  },
  {
    mistake: "app@sha256:0a0a",
    problems: [
      {
        code: "IMAGE_DIGEST_INVALID",
        path: "container image",
        message: "The digest of the image has a wrong form.",
        found: '"sha256:0a0a"',
        expected: "sha256: and 64 hexadecimal digits in lower case",
        fix: "copy the digest from the registry, whole",
      },
    ],
    ways: [{ says: "copy the digest from the registry, whole", to: `app@${DIGEST}` }],
  },
];

test.each(MISTAKES)("the image $mistake is refused", ({ mistake, problems }) => {
  expect(problemsOf(() => ContainerImage.fromRegistry(mistake))).toEqual(problems);
});

testAdvice(MISTAKES, (reference) => problemsIn(() => ContainerImage.fromRegistry(reference)));

describe("the tag latest", () => {
  const production = testEnvironment({ name: "production", protect: true });
  const at = "production-ecs/api › containers.app.image";

  it("is refused in a protected environment", () => {
    expect(imageProblems(ContainerImage.fromRegistry("nginx:latest"), production, at)).toEqual([
      {
        code: "IMAGE_TAG_LATEST",
        path: at,
        message: "A protected environment runs images of a fixed version only.",
        found: "the tag latest in production",
        expected: "a tag that means one version, or a digest",
        fix: 'name the version, for example "1.4.2", or its digest',
      },
    ]);
  });

  it("is harmless beside a digest, and allowed in a sandbox", () => {
    expect(imageProblems(ContainerImage.fromRegistry(`nginx:latest@${DIGEST}`), production, at)).toEqual([]);
    expect(imageProblems(ContainerImage.fromRegistry("nginx:latest"), testEnvironment(), at)).toEqual([]);
    expect(imageProblems(ContainerImage.fromRegistry("nginx:1.27"), production, at)).toEqual([]);
  });
});
