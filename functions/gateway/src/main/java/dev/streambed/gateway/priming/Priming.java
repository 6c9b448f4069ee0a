package dev.streambed.gateway.priming;

import dev.streambed.gateway.aws.BedrockClients;
import dev.streambed.gateway.config.AwsClients;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.model.AnswerEvent;
import dev.streambed.gateway.model.Backoff;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.model.ChunkStream;
import dev.streambed.runtime.StreamingHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Runs an invocation while the function initializes: Lambda gives the initialization a full vCPU,
/// and an invocation only the share that its memory setting pays for.
///
/// The calls of the model and of a table run concurrently first; they load most classes, so that
/// the complete request is quick afterwards.
public final class Priming {

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Priming() {}

  /// Builds a gateway with these clients.
  @FunctionalInterface
  public interface GatewayBuilder {
    StreamingHandler build(AwsClients clients);
  }

  /// Runs requests. If one fails, the function starts anyway, and its first invocation takes
  /// longer.
  public static void run(AwsClients clients, int requests, GatewayBuilder builder) {
    try (PrimingEndpoint primingEndpoint = PrimingEndpoint.open();
        AwsClients local = clients.withEndpoint(primingEndpoint.uri())) {
      FutureTask<Boolean> model = inBackground(() -> callModel(local.bedrock()));
      try {
        callTable(local.dynamoDb());
        model.get();
        StreamingHandler gateway = builder.build(local);
        for (int request = 0; request < requests; request++) {
          gateway.handle(PrimingResponse.event(), new PrimingResponse(), new PrimingContext());
        }
      } finally {
        model.cancel(true);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception _) {
      // If something is wrong, the first real invocation reports it.
    }
  }

  private static void callTable(DynamoDb tables) {
    tables.getItem(TableRequest.of("priming").key(Map.of("k", AttributeValue.fromS("v"))));
  }

  private static boolean callModel(BedrockClients bedrock) throws InterruptedException {
    ModelRequest modelRequest =
        new ModelRequest(new ModelId("priming"), Payload.EMPTY, true, false, TokenEstimate.NOTHING);
    Deadline deadline = Deadline.in(LONGEST, InstantSource.system());
    Backoff once = new Backoff(1, Duration.ZERO, Duration.ZERO, new Random());
    BedrockModel model = new BedrockModel(bedrock, once, Duration.ZERO);
    try (ChunkStream chunks = model.stream(modelRequest, deadline)) {
      while (chunks.next(LONGEST) instanceof AnswerEvent.ChunkArrived) {
        // The chunks are not used.
      }
    }
    return true;
  }

  private static <T> FutureTask<T> inBackground(Callable<T> act) {
    FutureTask<T> task = new FutureTask<>(act);
    Thread.ofPlatform().daemon().name("streambed-priming").start(task);
    return task;
  }
}
