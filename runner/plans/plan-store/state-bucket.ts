import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { GroundplanError } from "../../../constructs/core/errors";
import type { ObjectStore } from "./object-store";

/** Where a state bucket is, and who asks. */
export interface StateBucketOptions {
  readonly environment: string;
  readonly bucket: string;
  readonly region: string;
  /** Domain that host names of the region end in: `amazonaws.com`. */
  readonly dnsSuffix: string;
  /**
   * Address of an emulator.
   *
   * @default - AWS
   */
  readonly endpoint?: string;
  /**
   * Whether objects are encrypted with the key that AWS manages for S3 in the account (`aws/s3`), which only principals of the account
   * may use, and whose use is logged. Otherwise the bucket says how.
   */
  readonly asksForKms: boolean;
  readonly credentials: Credentials;
}

/** Credentials of AWS. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** An environment's state bucket, for files beside the states. */
export class StateBucket implements ObjectStore {
  readonly #client: AwsClient;

  constructor(private readonly options: StateBucketOptions) {
    this.#client = new AwsClient({ ...options.credentials, service: "s3", region: options.region });
  }

  readonly placeOf = (key: string): string => `s3://${this.options.bucket}/${key}`;

  readonly putOnce = async (key: string, body: Buffer): Promise<void> => {
    // With `aws:kms` and no key of its own S3 takes aws/s3 (Amazon S3 API Reference, "PutObject", as of 2026-11).
    const encryption: Record<string, string> = this.options.asksForKms
      ? { "x-amz-server-side-encryption": "aws:kms" }
      : {};
    const headers = {
      ...encryption,
      // The role that plans may write what is not there yet, and nothing else.
      "if-none-match": "*",
      "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
    };
    const response = await this.#send(key, { method: "PUT", body: new Uint8Array(body), headers });
    if (!response.ok && response.status !== 412) throw await this.#refused(key, response);
  };

  readonly get = async (key: string): Promise<Buffer | undefined> => {
    const response = await this.#send(key, { method: "GET" });
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    if (response.status === 404 && (await codeOf(response.clone())) === "NoSuchKey") return undefined;
    throw await this.#refused(key, response);
  };

  async #send(key: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#client.fetch(this.#address(key), init);
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      throw this.#problem(key, `no answer (${cause?.code ?? (error as Error).message})`, "try again when it answers");
    }
  }

  /** A name with a dot does not fit the certificate of `*.s3.<region>`, so it stands in the path (Amazon S3 User Guide, "Virtual hosting of general purpose buckets", as of 2026-11). */
  #address(key: string): string {
    const { bucket, region, dnsSuffix, endpoint } = this.options;
    const path = key.split("/").map(encodeURIComponent).join("/");
    if (endpoint) return `${endpoint.replace(/\/$/, "")}/${bucket}/${path}`;
    const host = `s3.${region}.${dnsSuffix}`;
    return bucket.includes(".") ? `https://${host}/${bucket}/${path}` : `https://${bucket}.${host}/${path}`;
  }

  async #refused(key: string, response: Response): Promise<GroundplanError> {
    const code = await codeOf(response);
    const found = [String(response.status), code].filter(Boolean).join(" ");
    if (code === "NoSuchBucket") {
      return this.#problem(key, found, `make it: npx groundplan bootstrap ${this.options.environment}`);
    }
    if (response.status === 403) {
      const place = this.placeOf("plans/*");
      const fix = `use credentials that are allowed s3:PutObject to push, s3:GetObject to pull and s3:ListBucket, on ${place}`;
      return this.#problem(key, found, fix);
    }
    return this.#problem(key, found, "try again, and look at the bucket in the console if it stays");
  }

  #problem(key: string, found: string, fix: string): GroundplanError {
    return new GroundplanError([
      {
        code: "STATE_BUCKET_REFUSED",
        path: this.placeOf(key),
        message: "The state bucket does not take or give this file.",
        found,
        expected: "a bucket that answers these credentials",
        fix,
      },
    ]);
  }
}

/** The code in an error of S3, which is XML. */
async function codeOf(response: Response): Promise<string> {
  return /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1] ?? "";
}
