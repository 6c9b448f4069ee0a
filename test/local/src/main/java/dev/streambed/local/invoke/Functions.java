package dev.streambed.local.invoke;

import dev.streambed.local.iam.Iam;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.queues.Queues;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.topics.Topics;

/// What Lambda's API serves, and with whose leave.
///
/// @param deployment how they are declared
/// @param iam who may invoke them
/// @param lambda the functions
/// @param queues where failures go
/// @param topics where failures go, too
public record Functions(
    Deployment deployment, Iam iam, Lambda lambda, Queues queues, Topics topics) {}
