package dev.streambed.local.invoke;

import dev.streambed.local.iam.Iam;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.messaging.Queues;
import dev.streambed.local.messaging.Topics;
import dev.streambed.local.template.Deployment;

/// The services behind Lambda's API.
///
/// @param deployment the declared resources
/// @param iam checks permissions to invoke
/// @param lambda the functions
/// @param queues possible destinations of failures
/// @param topics possible destinations of failures
public record LambdaApiContext(
    Deployment deployment, Iam iam, Lambda lambda, Queues queues, Topics topics) {}
