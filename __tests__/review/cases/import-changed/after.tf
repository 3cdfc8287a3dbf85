import {
  to = aws_cloudwatch_log_group.found
  id = "/orders/found"
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_cloudwatch_log_group" "found" {
  name              = "/orders/found"
  retention_in_days = 30
}
