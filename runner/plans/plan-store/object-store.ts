/** Where files are kept under keys. */
export interface ObjectStore {
  /** How a key is told to people: `s3://<bucket>/<key>`. */
  readonly placeOf: (key: string) => string;
  /** Writes a file, encrypted, unless there is one of that key. @throws GroundplanError `STATE_BUCKET_REFUSED` */
  readonly putOnce: (key: string, body: Buffer) => Promise<void>;
  /** Reads a file; undefined if there is none. @throws GroundplanError `STATE_BUCKET_REFUSED` */
  readonly get: (key: string) => Promise<Buffer | undefined>;
}
