removed {
  from = aws_dynamodb_table.carts
  lifecycle {
    destroy = true
  }
}
