resource "terraform_data" "note" {
  input            = { owner = "shop", api_token = "second" }
  triggers_replace = ["2"]
}
