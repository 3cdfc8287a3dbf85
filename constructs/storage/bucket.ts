import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Lazy, Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { type Problem, Problems } from "../core/errors";
import { checkName } from "../core/names/naming";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults, withoutDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { addCheck } from "../core/validation";
import type { EncryptionKey } from "../encryption/encryption-key";
import { checkKeyArn } from "../encryption/key-arn";
import type { IGrantable } from "../iam/grantable";
import type { PolicyStatement } from "../iam/policies/policy-document";
import { ResourceStatements } from "../iam/policies/resource-statements";
import type { DeliveryKind, DeliveryOptions, IBucket } from "./bucket.types";
import { grantBucket } from "./bucket-grants";
import type { BucketProps, ExistingBucketProps } from "./bucket-props";
import { type Admitted, checkDeliveries } from "./delivery-checks";
import { ExistingBucket } from "./existing-bucket";
import { checkLifecycle } from "./lifecycle-checks";
import { lifecycleBlock, lifecycleRules } from "./lifecycle-rules";
import { delivery } from "./log-delivery";

export type { BucketProps } from "./bucket-props";

/**
 * A private S3 bucket: no public access, no ACLs, encrypted, reachable by TLS only. In a protected environment Terraform
 * refuses to delete it; elsewhere it is emptied and deleted with its stack.
 *
 * ```ts
 * const logs = new Bucket(this, "logs", { bucketName: "acme-edge-logs", expireDays: 90 });
 * logs.admitDelivery("alb");
 * logs.grantRead(analysis);
 * ```
 *
 * At synth: `RESOURCE_POLICY_SID_TWICE`, `RESOURCE_POLICY_PUBLIC`, `LOG_BUCKET_WITHOUT_EXPIRY`, `WAF_BUCKET_NAME_INVALID`,
 * `ALB_LOG_BUCKET_WITH_KEY`, `DELIVERY_PREFIX_INVALID`.
 */
export class Bucket extends BaseConstruct implements IBucket {
  readonly bucket: S3Bucket;
  /** Whoever delivers into the bucket has to wait for it: deliveries that it does not admit yet are refused. */
  readonly policy: S3BucketPolicy;
  readonly ownership: S3BucketOwnershipControls;
  readonly publicAccess: S3BucketPublicAccessBlock;
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  /** Unless `versioned` is `false`. */
  readonly versioning?: S3BucketVersioningA;
  /** Only where something expires or moves to another class. */
  readonly lifecycle?: S3BucketLifecycleConfiguration;
  /** The key that was made here; nothing for one by its ARN. */
  readonly key?: EncryptionKey;
  /** ARN of the key, whoever made it. */
  readonly keyArn?: string;
  readonly #props: BucketProps;
  readonly #statements: ResourceStatements;
  /** By kind and prefix. */
  readonly #deliveries = new Map<string, Admitted>();

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    // What is to become of old versions says nothing to a bucket that keeps none.
    if (props?.versioned === false) withoutDefaults(props, "expireOldVersionsDays");
    props = layDefaults(this, "Bucket", props);
    const problems = checkShape(this, "Bucket", props);
    tag(this, props);
    namedBy(this, "bucketName");
    this.#check(props, problems);
    const { protect } = EnvironmentStack.of(this).environment;
    this.#props = props;
    if (typeof props.key === "object") this.key = props.key;
    this.keyArn = typeof props.key === "object" ? props.key.arn : props.key;
    this.bucket = new S3Bucket(this, "bucket", {
      bucket: props.bucketName,
      forceDestroy: !protect,
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
    this.#statements = new ResourceStatements(this, {
      what: "bucket",
      instead: "; for a website put a CloudFront distribution in front of the bucket",
      actions: ["s3:*"],
      resources: [this.arn, `${this.arn}/*`],
    });
    this.ownership = this.#own();
    this.publicAccess = this.#closeToPublic();
    this.encryption = this.#encrypt(this.keyArn);
    if (props.versioned ?? true) this.versioning = this.#keepVersions();
    this.lifecycle = this.#limitLife(props);
    this.policy = this.#restrict(props.statements?.(this.arn) ?? []);
    addCheck(this, () => this.#problems());
  }

  /** A bucket that was made elsewhere. Nothing is looked up, and its policy stays as it is. */
  static fromExisting(scope: Construct, id: string, props: ExistingBucketProps): IBucket {
    return new ExistingBucket(scope, id, props);
  }

  /** Name of the bucket. */
  get bucketName(): string {
    return this.bucket.bucket;
  }

  /** ARN of the bucket. Known before the bucket exists, because its name is. */
  get arn(): string {
    const stack = EnvironmentStack.of(this);
    return `arn:${stack.partition}:s3:::${this.bucket.bucketInput}`;
  }

  /** Host name under which S3 serves the bucket in its region, for origins and endpoints. */
  get regionalDomainName(): string {
    return this.bucket.bucketRegionalDomainName;
  }

  grantRead(grantable: IGrantable, prefix = ""): void {
    grantBucket(this, this.keyArn, "Read", grantable, prefix);
  }

  grantWrite(grantable: IGrantable, prefix = ""): void {
    grantBucket(this, this.keyArn, "Write", grantable, prefix);
  }

  grantReadWrite(grantable: IGrantable, prefix = ""): void {
    grantBucket(this, this.keyArn, "ReadWrite", grantable, prefix);
  }

  grantDelete(grantable: IGrantable, prefix = ""): void {
    grantBucket(this, this.keyArn, "Delete", grantable, prefix);
  }

  /**
   * Adds a statement to the bucket's policy, for principals that grants do not reach: another account, or an AWS service. The
   * same statement twice is one.
   */
  admit(statement: PolicyStatement): void {
    this.#statements.add(statement);
  }

  /**
   * Lets an AWS service deliver logs of this account into the bucket, and use the bucket's key for it. Asking twice is as good
   * as once. The service's side has to depend on {@link policy}.
   */
  admitDelivery(kind: DeliveryKind, options: DeliveryOptions = {}): void {
    const { prefix = "", hivePartitions = false, scope = "REGIONAL" } = options;
    this.#deliveries.set([kind, prefix, hivePartitions, scope].join(" "), { kind, options });
    const { bucketStatements, keyStatement } = delivery(kind, this.arn, EnvironmentStack.of(this), options);
    for (const statement of bucketStatements) this.admit(statement);
    if (keyStatement) this.key?.admit(keyStatement);
  }

  #check(props: BucketProps, problems: Problems): void {
    if (!Token.isUnresolved(props.bucketName)) checkName("bucket", props.bucketName, problems, "bucketName");
    if (typeof props.key === "string") checkKeyArn(props.key, "key", problems);
    checkLifecycle(props, problems);
    problems.throwIfAny();
  }

  #problems(): readonly Problem[] {
    const problems = new Problems(this.node.path);
    problems.addAll(this.#statements.problems(this.node.path));
    checkDeliveries([...this.#deliveries.values()], this.#props, problems);
    return problems.list;
  }

  #own(): S3BucketOwnershipControls {
    return new S3BucketOwnershipControls(this, "ownership", {
      bucket: this.bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  }

  #closeToPublic(): S3BucketPublicAccessBlock {
    return new S3BucketPublicAccessBlock(this, "public-access", {
      bucket: this.bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }

  #encrypt(keyArn: string | undefined): S3BucketServerSideEncryptionConfigurationA {
    return new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: this.bucket.id,
      rule: [
        {
          applyServerSideEncryptionByDefault:
            keyArn === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          // Fewer calls to KMS, which bills each; without a key of its own the setting has no effect.
          ...(keyArn === undefined ? {} : { bucketKeyEnabled: true }),
        },
      ],
    });
  }

  #keepVersions(): S3BucketVersioningA {
    return new S3BucketVersioningA(this, "versioning", {
      bucket: this.bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
  }

  #limitLife(props: BucketProps): S3BucketLifecycleConfiguration | undefined {
    const rules = lifecycleRules(props);
    if (rules.length === 0) return undefined;
    return new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: this.bucket.id,
      rule: rules.map(lifecycleBlock),
      // Old versions can only be told apart once versioning is on.
      ...(this.versioning ? { dependsOn: [this.versioning] } : {}),
    });
  }

  #restrict(statements: readonly PolicyStatement[]): S3BucketPolicy {
    for (const statement of statements) this.admit(statement);
    return new S3BucketPolicy(this, "policy", {
      bucket: this.bucket.id,
      policy: Lazy.stringValue({ produce: () => this.#statements.document() }),
      // S3 refuses two changes of a bucket's access settings at the same time.
      dependsOn: [this.publicAccess],
    });
  }
}
