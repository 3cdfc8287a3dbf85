/**
 * What AWS bills of a type by use, whatever it costs as long as it is there: named in what an environment costs, so that nobody takes it for
 * free.
 */
export const BY_USE: Readonly<Record<string, string>> = {
  aws_api_gateway_rest_api: "requests to APIs",
  aws_apigatewayv2_api: "requests to APIs",
  aws_cloudfront_distribution: "requests and traffic of distributions",
  aws_cloudwatch_log_group: "logs that are written, and kept",
  aws_dynamodb_table: "reads, writes and items of tables",
  aws_ecr_repository: "images that are kept",
  aws_efs_file_system: "files that are kept",
  aws_kinesis_firehose_delivery_stream: "records that are delivered",
  aws_lambda_function: "calls of functions",
  aws_s3_bucket: "objects that are kept, and requests for them",
  aws_sfn_state_machine: "steps of state machines",
  aws_sns_topic: "messages of topics",
  aws_sqs_queue: "requests to queues",
};
