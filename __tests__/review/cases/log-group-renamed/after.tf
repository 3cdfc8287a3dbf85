resource "aws_cloudwatch_log_group" "api" {
  name              = "/ecs/orders"
  retention_in_days = 365
}
