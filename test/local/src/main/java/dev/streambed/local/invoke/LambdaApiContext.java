package dev.streambed.local.invoke;

import dev.streambed.local.iam.Iam;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.messaging.Queues;
import dev.streambed.local.messaging.Topics;
import dev.streambed.local.template.Deployment;

/// The services behind Lambda's API, and the authorizer of its requests.
///
/// @param deployment how they are declared
/// @param iam checks who may invoke them
/// @param lambda the functions
/// @param queues where failures go
/// @param topics where failures go, too
public record LambdaApiContext(
    Deployment deployment, Iam iam, Lambda lambda, Queues queues, Topics topics) {}
