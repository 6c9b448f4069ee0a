output "stack_id" {
  description = "The ARN of the stack"
  value       = aws_cloudformation_stack.streambed.id
}

output "stack_name" {
  description = "The name of the stack, for ./streambed customers --stack and the like"
  value       = aws_cloudformation_stack.streambed.name
}
