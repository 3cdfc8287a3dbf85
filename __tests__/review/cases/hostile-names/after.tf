resource "aws_sqs_queue" "x" {
  name                       = "x"
  visibility_timeout_seconds = 90
  tags                       = { Note = "</details><script>alert(1)</script> | @team `` [a](http://example.com) \u202e ![x](//example.com/i.png)", "a|b`c" = "\n# heading" }
  policy                     = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "A", Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { AWS = "arn:aws:iam::222222222222:root" }, Condition = { StringEquals = { "aws:PrincipalTag/x" = "</td>|`" } } }] })
}
