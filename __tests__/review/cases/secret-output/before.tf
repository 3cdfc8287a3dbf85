resource "aws_ssm_parameter" "token" {
  name  = "/orders/token"
  type  = "SecureString"
  value = "AKIAIOSFODNN7EXAMPLE-first"
}
resource "aws_ssm_parameter" "plain" {
  name           = "/orders/url"
  type           = "String"
  insecure_value = "https://orders:pa55word@db.example.com"
}
output "token" {
  value     = aws_ssm_parameter.token.value
  sensitive = true
}
