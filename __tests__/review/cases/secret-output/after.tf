resource "aws_ssm_parameter" "token" {
  name  = "/orders/token"
  type  = "SecureString"
  value = "AKIAIOSFODNN7EXAMPLE-second"
}
resource "aws_ssm_parameter" "plain" {
  name           = "/orders/url"
  type           = "String"
  insecure_value = "https://orders:n3wpassword@db.example.com"
}
output "token" {
  value     = aws_ssm_parameter.token.value
  sensitive = true
}
