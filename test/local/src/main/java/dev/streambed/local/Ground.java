package dev.streambed.local;

import dev.streambed.bedrock.AccessKeys;
import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import dev.streambed.local.bedrock.BedrockAuthorizer;
import dev.streambed.local.iam.Credentials;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.lambda.LambdaOptions;
import dev.streambed.local.queues.Queues;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.topics.Topics;
import dev.streambed.local.vocabulary.LocalStackException;
import java.io.IOException;
import java.time.Clock;

/// What every part of a stack stands on.
///
/// @param deployment what is declared
/// @param iam who may do what
/// @param queues the queues
/// @param topics the topics
/// @param endpoints where functions find this machine's services
/// @param clock what time it is
record Ground(
    Deployment deployment,
    Iam iam,
    Queues queues,
    Topics topics,
    Endpoints endpoints,
    Clock clock) {

  static Ground of(Deployment deployment, Endpoints endpoints) {
    Clock clock = Clock.systemUTC();
    return new Ground(
        deployment,
        Iam.of(deployment),
        Queues.of(deployment, clock),
        Topics.of(deployment, clock),
        endpoints,
        clock);
  }

  BedrockEndpoint bedrock(LocalStackOptions options) {
    BedrockOptions bedrock =
        BedrockOptions.of(options.answers())
            .withPort(options.ports().bedrock())
            .withAccountId(deployment.arns().account())
            .withAuthorizer(new BedrockAuthorizer(iam))
            .withAccessKeys(
                new AccessKeys.Known(id -> iam.credentials(id).map(Credentials::secretAccessKey)));
    try {
      return BedrockEndpoint.start(bedrock);
    } catch (IOException failed) {
      throw LocalStackException.notListening("Bedrock", options.ports().bedrock(), failed);
    }
  }

  Lambda lambda(LocalStackOptions options, WorkFolder folder) {
    LambdaOptions lambda =
        new LambdaOptions(
            folder.path(), options.concurrency(), endpoints::variables, options.log());
    return Lambda.start(deployment, iam, lambda);
  }
}
