variable "with_archive" {
  type    = bool
  default = false
}
locals {
  teams = toset(["orders", "bills"])
}
provider "aws" {
  for_each                    = local.teams
  alias                       = "team"
  region                      = "ap-northeast-2"
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_requesting_account_id  = false
  skip_metadata_api_check     = true
}
resource "aws_s3_bucket" "archive" {
  bucket = "archive"
  lifecycle {
    enabled = var.with_archive
  }
}
resource "aws_sqs_queue" "team" {
  for_each = local.teams
  provider = aws.team[each.key]
  name     = "${each.key}-jobs"
}
removed {
  from = aws_sns_topic.old
  lifecycle {
    destroy = true
  }
}
