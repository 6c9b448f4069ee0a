locals {
  zip           = "${path.module}/../@ZIP@"
  template      = "${path.module}/../template.json"
  bucket        = var.code_bucket == null ? aws_s3_bucket.code[0].bucket : data.aws_s3_bucket.code[0].bucket
  bucket_domain = var.code_bucket == null ? aws_s3_bucket.code[0].bucket_regional_domain_name : data.aws_s3_bucket.code[0].bucket_regional_domain_name
}

data "aws_s3_bucket" "code" {
  count = var.code_bucket == null ? 0 : 1

  bucket = var.code_bucket
}

resource "aws_s3_bucket" "code" {
  count = var.code_bucket == null ? 1 : 0

  bucket_prefix = "streambed-code-"
  tags          = var.tags
}

resource "aws_s3_bucket_public_access_block" "code" {
  count = var.code_bucket == null ? 1 : 0

  bucket                  = aws_s3_bucket.code[0].bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Keys hold hashes. What the stack runs with is deleted only after the stack runs with its successor.
resource "aws_s3_object" "function" {
  bucket      = local.bucket
  key         = "${var.code_prefix}@ZIP@"
  source      = local.zip
  source_hash = filesha256(local.zip)

  lifecycle {
    create_before_destroy = true
  }
}

# CloudFormation takes a template of this size only from S3.
resource "aws_s3_object" "template" {
  bucket       = local.bucket
  key          = "${var.code_prefix}template-${substr(filesha256(local.template), 0, 16)}.json"
  source       = local.template
  source_hash  = filesha256(local.template)
  content_type = "application/json"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudformation_stack" "streambed" {
  name         = var.stack_name
  template_url = "https://${local.bucket_domain}/${aws_s3_object.template.key}"
  capabilities = ["CAPABILITY_IAM"]
  iam_role_arn = var.iam_role_arn
  tags         = var.tags

  parameters = {
    @PARAMETERS@
  }

  depends_on = [aws_s3_object.function]
}
