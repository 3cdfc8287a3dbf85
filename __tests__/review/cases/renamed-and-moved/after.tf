resource "aws_s3_bucket" "archive" {
  bucket = "groundplan-orders"
}

moved {
  from = aws_s3_bucket.logs
  to   = aws_s3_bucket.archive
}
