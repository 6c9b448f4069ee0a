package dev.streambed.cdk;

import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The alias that every front door invokes, and the handling of its asynchronous invocations:
 * answers over WebSocket, for which the function invokes itself, and sweeps.
 */
final class LiveAlias extends Construct {
  private static final String NAME = "live";

  /** The client has given up by then, and an answer that nobody reads would still be billed. */
  private static final int LONGEST_WAIT_SECONDS = 60;

  private static final int DEAD_LETTER_DAYS = 14;

  private final Optional<IKey> encryptionKey;
  private final Optional<IQueue> deadLetters;
  private final Alias alias;

  LiveAlias(Construct scope, String id, Function function, StreambedProps props) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey();
    this.deadLetters =
        props.has(FrontDoor.WEB_SOCKET)
            ? Optional.of(props.deadLetterQueue().orElseGet(this::queue))
            : Optional.empty();
    this.alias = alias(function, props);
    acceptFindings(function);
  }

  Alias alias() {
    return alias;
  }

  /**
   * The dead-letter queue of failed invocations that could not be finished; absent if the function
   * does not invoke itself.
   */
  Optional<IQueue> deadLetters() {
    return deadLetters;
  }

  private Queue queue() {
    // It contains prompts: each message is the event of a failed invocation.
    var builder =
        Queue.Builder.create(this, "DeadLetters")
            .enforceSsl(true)
            .retentionPeriod(Duration.days(DEAD_LETTER_DAYS));
    var queue = encrypted(builder).build();
    var reason = "It is a dead-letter queue, of the alias and not of another queue";
    NagAcknowledgment.accept(queue, "AwsSolutions-SQS3", reason);
    NagAcknowledgment.accept(queue, "Serverless-SQSRedrivePolicy", reason);
    return queue;
  }

  private Queue.Builder encrypted(Queue.Builder builder) {
    return encryptionKey
        .map(key -> builder.encryption(QueueEncryption.KMS).encryptionMasterKey(key))
        .orElseGet(() -> builder.encryption(QueueEncryption.SQS_MANAGED));
  }

  private Alias alias(Function function, StreambedProps props) {
    var builder =
        Alias.Builder.create(this, "Alias")
            .aliasName(NAME)
            .version(function.getCurrentVersion())
            // Lambda would otherwise retry a failed asynchronous answer twice, and Bedrock would
            // bill each.
            .retryAttempts(0)
            .maxEventAge(Duration.seconds(LONGEST_WAIT_SECONDS));
    deadLetters
        .map(queue -> new FailedInvocationTopic(this, "Failures", function, queue, props))
        .ifPresent(notices -> builder.onFailure(notices.destination()));
    return builder.build();
  }

  private void acceptFindings(Function function) {
    NagAcknowledgment.accept(
        function,
        "Serverless-LambdaDLQ",
        deadLetters.isPresent()
            ? "Asynchronous invocations come through aliases, which have a destination for the failed"
            : "A failed request is answered, never queued, and a failed sweep is done by the next");
    if (deadLetters.isEmpty()) {
      NagAcknowledgment.accept(
          alias,
          "Serverless-LambdaAsyncFailureDestination",
          "Only sweeps are asynchronous, and what one fails to settle is settled by the next");
    }
  }
}
