/**
 * What AWS has and the tables of `constructs/aws/tables` do not know yet: it is taken as it is. Once the tables are renewed
 * (`npm run aws-tables`), an entry may go.
 */
export interface AlsoKnown {
  /**
   * Regions, such as `ap-northeast-4`.
   *
   * @default - those of the table
   */
  readonly regions?: readonly string[];
  /**
   * Services that have VPC endpoints, by the names behind the region: `ecr.api`.
   *
   * @default - those of the table
   */
  readonly endpointServices?: readonly string[];
  /**
   * Instance types of EC2, such as `m9g.large`.
   *
   * @default - those of the table
   */
  readonly instanceTypes?: readonly string[];
  /**
   * Service principals, such as `ecs-tasks.amazonaws.com`.
   *
   * @default - those of the table
   */
  readonly servicePrincipals?: readonly string[];
  /**
   * Actions of IAM, such as `sqs:SendMessage`.
   *
   * @default - those of the table
   */
  readonly actions?: readonly string[];
}
