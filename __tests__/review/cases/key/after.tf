resource "aws_kms_key" "data" {
  enable_key_rotation     = false
  deletion_window_in_days = 7
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Own", Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = ["arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root"] } }]
  })
}
