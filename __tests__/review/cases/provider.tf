provider "aws" {
  region                      = "ap-northeast-2"
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_requesting_account_id  = false
  skip_metadata_api_check     = true
}
