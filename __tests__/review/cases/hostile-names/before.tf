resource "aws_sqs_queue" "x" {
  name   = "x"
  tags   = { Note = "plain" }
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "A", Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { AWS = "arn:aws:iam::111111111111:root" } }] })
}
