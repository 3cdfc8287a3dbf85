resource "terraform_data" "note" {
  input = { owner = "platform", api_token = "first" }
}
