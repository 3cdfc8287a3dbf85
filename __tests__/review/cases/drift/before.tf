resource "aws_cloudwatch_log_group" "api" {
  name              = "/ecs/api"
  retention_in_days = 365
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Owner = "platform" }
}
