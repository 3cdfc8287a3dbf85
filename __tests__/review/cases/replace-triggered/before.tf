resource "terraform_data" "version" {
  input = "1"
}
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
  lifecycle {
    replace_triggered_by = [terraform_data.version]
  }
}
