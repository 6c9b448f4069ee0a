/// Where the tables are: a stack's name, or the word for the local stack in, opened tables out.
///
/// 1. Names come from the outputs of the data stack, which CloudFormation knows by its name. *Why:
///    the tables' own names are made by CloudFormation.* One request asks for them, signed by the
///    SDK's signer; CloudFormation's own client would be ten times the code to load.
/// 2. Region and credentials are found before anything is asked. *Why: so the sentence can say
///    which of them is missing.* A profile named on the command line wins over the environment.
/// 3. The local stack's control endpoint tells the same things of itself: outputs, where DynamoDB
///    is, and credentials that are good there. *Why: the rest need not know which it is.*
///
/// 4. Every service is found as the SDK finds it: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`,
///    the profile's `services` section, its `endpoint_url`. *Why: one setting must not lead half of
///    a command to a stand-in and the other half to AWS.*
@NullMarked
package dev.streambed.cli.stack;

import org.jspecify.annotations.NullMarked;
