import { TerraformOutput } from "cdktf";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { Repository, type RepositoryProps } from "../../../constructs/registry";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { statementsOf, taskRole } from "./support";

const DIGEST = `sha256:${"0a".repeat(32)}`;

function synthRepository(props: RepositoryProps = {}, protect = false) {
  const synthesized = synthStack((stack) => new Repository(stack, "api", props), { environment: { protect } });
  const [id] = Object.keys(synthesized.resources.aws_ecr_repository ?? {});
  return {
    ...synthesized,
    id,
    rules: JSON.parse(String(resourceOf(synthesized, "aws_ecr_lifecycle_policy").policy)).rules,
  };
}

describe("a repository", () => {
  it("keeps tags, scans every push, encrypts, and goes with its images", () => {
    const synthesized = synthRepository();
    expect(resourceOf(synthesized, "aws_ecr_repository")).toEqual({
      name: "groundplan/sandbox/api",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "AES256" }],
      force_delete: true,
    });
    expect(resourcesOf(synthesized, "aws_ecr_repository_policy")).toEqual([]);
  });

  it("is kept in a protected environment", () => {
    expect(resourceOf(synthRepository({}, true), "aws_ecr_repository")).toMatchObject({
      force_delete: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("says so when pushes are not scanned, and can have tags that move", () => {
    const synthesized = synthRepository({ scanOnPush: false, tags: "mutable", repositoryName: "shop/api" });
    expect(resourceOf(synthesized, "aws_ecr_repository")).toMatchObject({
      name: "shop/api",
      image_tag_mutability: "MUTABLE",
      image_scanning_configuration: { scan_on_push: false },
    });
  });

  it("is encrypted by the given key", () => {
    const synthesized = synthStack((stack) => {
      const key = new EncryptionKey(stack, "key", { name: "images", description: "Encrypts images" });
      new Repository(stack, "api", { key });
    });
    const [key] = Object.keys(synthesized.resources.aws_kms_key ?? {});
    expect(resourceOf(synthesized, "aws_ecr_repository").encryption_configuration).toEqual([
      { encryption_type: "KMS", kms_key: `\${aws_kms_key.${key}.arn}` },
    ]);
  });

  it("is encrypted by the key of an ARN", () => {
    const key = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    expect(resourceOf(synthRepository({ key }), "aws_ecr_repository").encryption_configuration).toEqual([
      { encryption_type: "KMS", kms_key: key },
    ]);
  });

  it("refuses a key that is no ARN, since an alias may mean another key tomorrow", () => {
    expect(() => synthRepository({ key: "alias/images" })).toThrow("[KEY_ARN_INVALID]");
  });

  it("has a name that ECR takes, whatever its id", () => {
    synthStack((stack) => {
      expect(new Repository(stack, "API__v2.x-").repositoryName).toBe("groundplan/sandbox/api-v2-x");
    });
  });

  it("lets other accounts pull, and nothing else", () => {
    const synthesized = synthRepository({ pullAccounts: ["333333333333", "222222222222"] });
    expect(JSON.parse(String(resourceOf(synthesized, "aws_ecr_repository_policy").policy)).Statement).toEqual([
      {
        Sid: "PullFromOtherAccounts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::222222222222:root", "arn:aws:iam::333333333333:root"] },
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      },
    ]);
  });
});

describe("the lifecycle of a repository", () => {
  it("keeps the newest hundred tagged images, and drops untagged ones after a fortnight", () => {
    expect(synthRepository().rules).toEqual([
      {
        rulePriority: 1,
        description: "Images that lost their tag",
        selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: "The newest releases stay",
        selection: {
          tagStatus: "tagged",
          tagPatternList: ["*"],
          countType: "imageCountMoreThan",
          countNumber: 100,
        },
        action: { type: "expire" },
      },
    ]);
  });

  it("takes other numbers", () => {
    const { rules } = synthRepository({ lifecycle: { keepTagged: 5, expireUntaggedDays: 1 } });
    expect(rules.map((rule: { selection: { countNumber: number } }) => rule.selection.countNumber)).toEqual([1, 5]);
  });

  it("takes rules of its own, in the order of their priorities", () => {
    const lifecycle = [
      { priority: 9, description: "Everything else", images: "any", keepLast: 30 },
      { priority: 3, description: "Previews", images: { tagPatterns: ["pr-*", "branch-*"] }, expireAfterDays: 7 },
    ] as const;
    const { rules, json } = synthRepository({ lifecycle });
    expect(rules.map((rule: { selection: object }) => rule.selection)).toEqual([
      {
        tagStatus: "tagged",
        tagPatternList: ["branch-*", "pr-*"],
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: 7,
      },
      { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 30 },
    ]);
    expect(synthRepository({ lifecycle: [...lifecycle].reverse() }).json).toBe(json);
  });
});

describe("an image of a repository", () => {
  it("is named by tag or digest, and knows its repository", () => {
    synthStack((stack) => {
      const repository = Repository.fromExisting(stack, "api", { repositoryName: "shop/api" });
      expect(repository.image("1.4.2")).toMatchObject({
        uri: "111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/shop/api:1.4.2",
        tag: "1.4.2",
        digest: undefined,
        repository,
      });
      expect(repository.image(DIGEST)).toMatchObject({
        uri: `111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/shop/api@${DIGEST}`,
        tag: undefined,
        digest: DIGEST,
      });
    });
  });

  it("makes whoever runs it wait for the repository", () => {
    const synthesized = synthStack((stack) => {
      const value = new Repository(stack, "api").image("1.4.2").uri;
      new TerraformOutput(stack, "image", { value, staticId: true });
    });
    const [id] = Object.keys(synthesized.resources.aws_ecr_repository ?? {});
    expect(synthesized.outputs.image?.value).toBe(`\${aws_ecr_repository.${id}.repository_url}:1.4.2`);
  });
});

describe("a repository that exists", () => {
  it("may be of another account and region", () => {
    const synthesized = synthStack((stack) => {
      const at = { account: "222222222222", region: "eu-west-1" };
      const repository = Repository.fromExisting(stack, "api", { repositoryName: "shop/api", ...at });
      expect(repository.repositoryArn).toBe("arn:aws:ecr:eu-west-1:222222222222:repository/shop/api");
      expect(repository.repositoryUri).toBe("222222222222.dkr.ecr.eu-west-1.amazonaws.com/shop/api");
    });
    expect(synthesized.resources).toEqual({});
  });

  it.each([
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
  ])("has an address of the partition in %s", (region, partition, suffix) => {
    synthStack(
      (stack) => {
        const { repositoryUri, repositoryArn } = Repository.fromExisting(stack, "api", { repositoryName: "shop/api" });
        expect(repositoryUri).toBe(`111111111111.dkr.ecr.${region}.${suffix}/shop/api`);
        expect(repositoryArn).toBe(`arn:${partition}:ecr:${region}:111111111111:repository/shop/api`);
      },
      { environment: { region } },
    );
  });
});

describe("the permissions for a repository", () => {
  const LOGIN = { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" };
  const ARN = "arn:aws:ecr:ap-northeast-2:111111111111:repository/groundplan/sandbox/api";
  const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

  it("to pull are to read this repository, and to log in", () => {
    const synthesized = synthStack((stack) => {
      const repository = new Repository(stack, "api");
      const role = taskRole(stack);
      repository.grantPull(role);
      repository.grantPull(role);
    });
    expect(synthesized.problems).toEqual([]);
    expect(statementsOf(synthesized)).toEqual({
      EcrLogin: LOGIN,
      PullApi: { Effect: "Allow", Action: PULL, Resource: ARN },
    });
  });

  it("to push are to write layers and images too", () => {
    const synthesized = synthStack((stack) => new Repository(stack, "api").grantPush(taskRole(stack)));
    expect(synthesized.problems).toEqual([]);
    expect(statementsOf(synthesized)).toEqual({
      EcrLogin: LOGIN,
      PushApi: {
        Effect: "Allow",
        Action: [
          ...PULL,
          "ecr:CompleteLayerUpload",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ].sort(),
        Resource: ARN,
      },
    });
  });
});
