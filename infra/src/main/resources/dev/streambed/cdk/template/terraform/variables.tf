variable "stack_name" {
  description = "The name of the CloudFormation stack, for ./streambed customers --stack and the like"
  type        = string
  default     = "streambed"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9-]{0,99}$", var.stack_name))
    error_message = "stack_name starts with a letter and goes on with letters, digits and hyphens."
  }
}

variable "code_bucket" {
  description = "An S3 bucket in the stack's Region for the zip and the template, by a name that is known to plan; null: the module creates one"
  type        = string
  default     = null
}

variable "iam_role_arn" {
  description = "The role that CloudFormation takes to deploy; null: the caller's permissions"
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of the stack, which CloudFormation hands on to its resources"
  type        = map(string)
  default     = {}
  nullable    = false
}
