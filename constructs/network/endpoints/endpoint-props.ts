/** Endpoints through which the VPC reaches AWS services without NAT or internet gateway. */
export interface EndpointProps {
  /**
   * Gateway endpoints: `s3`, `dynamodb`, `s3express` (S3 Express One Zone); free. Routes are added to every route table of the VPC.
   *
   * @default ["s3", "dynamodb"]
   */
  readonly gateway?: readonly string[];
  /**
   * Interface endpoints: services of AWS by the last part of their name (`ssm`, `ecr.api`, `logs`), those of partners and of other accounts
   * by their whole name (`com.amazonaws.vpce.<region>.vpce-svc-…`). Each is billed by the hour in each of its zones, and by the gigabyte:
   * 0.01 US dollars an hour in us-east-1 (AWS PrivateLink pricing, as of 2026-11), so six of them in three zones come to about 130 a month.
   * Beside NAT nobody needs them.
   *
   * @example ["ssm", "logs"]
   * @default - none
   */
  readonly interface?: readonly string[];
  /**
   * Tier that the interface endpoints lie in, one subnet per zone. Name it if an isolated tier may still come.
   *
   * @default - the first isolated tier, else the first private one
   */
  readonly tier?: string;
  /**
   * Zones of interface endpoints by service name, for services that are not in all of them.
   *
   * @default - every zone of the tier
   */
  readonly zones?: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether interface endpoints take over the service's own name in the VPC, by service name.
   *
   * @default - yes for AWS's services but S3, DynamoDB and S3 Express; no for those of others, which may have no name
   */
  readonly privateDns?: Readonly<Record<string, boolean>>;
  /**
   * Endpoint policies by service name, as a policy document. Its keys are sorted. `{vpcId}` in a text stands for the id of the VPC.
   *
   * @default - AWS's: every action of the service, for principals of any account
   */
  readonly policies?: Readonly<Record<string, unknown>>;
}
