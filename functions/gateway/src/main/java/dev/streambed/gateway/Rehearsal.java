package dev.streambed.gateway;

import dev.streambed.gateway.model.Backoff;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.model.PieceStream;
import dev.streambed.gateway.model.Step;
import dev.streambed.gateway.rehearsal.Audience;
import dev.streambed.gateway.rehearsal.RehearsalContext;
import dev.streambed.gateway.rehearsal.Stage;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Payload;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Plays one invocation through while the function initializes: Lambda gives the initialization a
/// whole processor, and an invocation only what its memory setting pays for.
///
/// The model's part and the tables' part are played side by side first, each on a thread; what they
/// load is most of all, and then the whole is quick.
record Rehearsal(Settings settings) {

  private static final Duration LONGEST = Duration.ofSeconds(5);

  /// Plays. When it fails the function starts without it, and the first invocation is late.
  void play() {
    try (Stage stage = Stage.open()) {
      Clients clients = Clients.of(settings.aws()).at(stage.uri());
      FutureTask<BedrockRuntimeAsyncClient> model = aside(() -> heard(clients.bedrock()));
      try (DynamoDbClient tables = asked(clients.dynamoDb());
          BedrockRuntimeAsyncClient bedrock = model.get()) {
        Main.gateway(settings, tables, bedrock, _ -> {}, Prices.NONE)
            .handle(Audience.event(), new Audience(), new RehearsalContext());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | RuntimeException _) {
      // Whatever is wrong, the first real invocation will tell.
    }
  }

  private static DynamoDbClient asked(DynamoDbClient tables) {
    tables.getItem(
        request -> request.tableName("rehearsal").key(Map.of("k", AttributeValue.fromS("v"))));
    return tables;
  }

  private static BedrockRuntimeAsyncClient heard(BedrockRuntimeAsyncClient bedrock)
      throws InterruptedException {
    Ask ask = new Ask(new ModelId("rehearsal"), Payload.EMPTY, true, false, Estimate.NOTHING);
    Deadline deadline = Deadline.in(LONGEST, InstantSource.system());
    Backoff once = new Backoff(1, Duration.ZERO, Duration.ZERO, new Random());
    try (PieceStream pieces = new BedrockModel(bedrock, once).stream(ask, deadline)) {
      while (pieces.next(LONGEST) instanceof Step.Arrived) {
        // Nobody listens; the end is what counts.
      }
    }
    return bedrock;
  }

  private static <T> FutureTask<T> aside(Callable<T> act) {
    FutureTask<T> task = new FutureTask<>(act);
    Thread.ofPlatform().daemon().name("streambed-rehearsal").start(task);
    return task;
  }
}
