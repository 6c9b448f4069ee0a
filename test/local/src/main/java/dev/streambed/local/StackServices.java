package dev.streambed.local;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import dev.streambed.bedrock.signature.SecretKeys;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.iam.BedrockAuthorizer;
import dev.streambed.local.iam.Credentials;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.lambda.LambdaOptions;
import dev.streambed.local.messaging.Queues;
import dev.streambed.local.messaging.Topics;
import dev.streambed.local.template.Deployment;
import java.io.IOException;
import java.time.Clock;

/// The services that every part of a stack uses.
///
/// @param deployment the declared resources
/// @param iam checks permissions
/// @param queues the queues
/// @param topics the topics
/// @param serviceEndpoints the endpoints of local services, for functions
/// @param clock for the current time
record StackServices(
    Deployment deployment,
    Iam iam,
    Queues queues,
    Topics topics,
    ServiceEndpoints serviceEndpoints,
    Clock clock) {

  static StackServices of(Deployment deployment, ServiceEndpoints serviceEndpoints) {
    Clock clock = Clock.systemUTC();
    return new StackServices(
        deployment,
        Iam.of(deployment),
        Queues.of(deployment, clock),
        Topics.of(deployment, clock),
        serviceEndpoints,
        clock);
  }

  BedrockEndpoint bedrock(LocalStackOptions options) {
    BedrockOptions bedrock =
        BedrockOptions.of(options.modelSource())
            .withPort(options.ports().bedrock())
            .withAccountId(deployment.arns().account())
            .withInvocationLog(options.invocationLog())
            .withAuthorizer(new BedrockAuthorizer(iam))
            .withAccessKeys(
                SecretKeys.known(id -> iam.credentials(id).map(Credentials::secretAccessKey)));
    try {
      return BedrockEndpoint.start(bedrock);
    } catch (IOException failed) {
      throw LocalStackException.notListening("Bedrock", options.ports().bedrock(), failed);
    }
  }

  Lambda lambda(LocalStackOptions options, WorkFolder folder) {
    LambdaOptions lambda =
        new LambdaOptions(
            folder.path(), options.concurrency(), serviceEndpoints::variables, options.log());
    return Lambda.start(deployment, iam, lambda);
  }
}
