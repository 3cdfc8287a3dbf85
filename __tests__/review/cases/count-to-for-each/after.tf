resource "aws_sqs_queue" "jobs" {
  for_each = { mail = "jobs-0", bills = "jobs-1", late = "jobs-late" }
  name     = each.value
}
moved {
  from = aws_sqs_queue.jobs[0]
  to   = aws_sqs_queue.jobs["mail"]
}
moved {
  from = aws_sqs_queue.jobs[1]
  to   = aws_sqs_queue.jobs["bills"]
}
