resource "aws_cloudwatch_log_group" "found" {
  name              = "/orders/found"
  retention_in_days = 365
}
