/// Stacks: finds the tables of a deployed or a local stack and opens them; finds its front doors
/// and the function's log.
///
/// 1. The names of tables come from the outputs of the data stack, or of the one stack that was
///    deployed without CDK. *Why: CloudFormation generates them.* Requests to CloudFormation and
///    CloudWatch Logs are signed with the SDK's signer: the SDK's clients for them would load ten
///    times the code.
/// 2. The Region and the credentials are resolved before the first request. *Why: the error message
///    can then say which of them is missing.* A profile on the command line overrides the
///    environment.
/// 3. The control endpoint of the local stack reports the same about itself: its outputs, the
///    endpoint of its DynamoDB, and credentials for it. *Why: the other packages need not tell the
///    two kinds of stacks apart.*
/// 4. Every endpoint is resolved as the SDK resolves it: `AWS_ENDPOINT_URL_<SERVICE>`,
///    `AWS_ENDPOINT_URL`, the profile's `services` section, its `endpoint_url`. *Why: one setting
///    must not send one half of a command to a test double and the other half to AWS.*
@NullMarked
package dev.streambed.cli.stack;

import org.jspecify.annotations.NullMarked;
