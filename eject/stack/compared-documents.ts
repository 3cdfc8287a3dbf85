/**
 * Attributes in which the AWS provider compares JSON by its value, so that other spaces and another order of the keys are no change: by
 * suppressing such a difference, or by normalizing the text (the pattern of an event rule). An end-to-end test plans each of them with the
 * provider that is locked. A document in any other attribute becomes `jsonencode` only where that writes the very same text.
 */
export const COMPARED: Readonly<Record<string, readonly string[]>> = {
  aws_backup_vault_policy: ["policy"],
  aws_cloudwatch_event_rule: ["event_pattern"],
  aws_cloudwatch_log_resource_policy: ["policy_document"],
  aws_ecr_lifecycle_policy: ["policy"],
  aws_ecr_repository_policy: ["policy"],
  aws_ecs_task_definition: ["container_definitions"],
  aws_efs_file_system_policy: ["policy"],
  aws_iam_group_policy: ["policy"],
  aws_iam_policy: ["policy"],
  aws_iam_role: ["assume_role_policy"],
  aws_iam_role_policy: ["policy"],
  aws_iam_user_policy: ["policy"],
  aws_kms_key: ["policy"],
  aws_kms_key_policy: ["policy"],
  aws_s3_bucket_policy: ["policy"],
  aws_secretsmanager_secret: ["policy"],
  aws_secretsmanager_secret_policy: ["policy"],
  aws_sns_topic: ["policy"],
  aws_sns_topic_policy: ["policy"],
  aws_sqs_queue: ["policy"],
  aws_sqs_queue_policy: ["policy"],
  aws_vpc_endpoint: ["policy"],
};

/** Whether a document in an attribute may be written another way without a change. */
export function isComparedAsJson(type: string, path: readonly string[]): boolean {
  return COMPARED[type]?.includes(path.join(".")) ?? false;
}
