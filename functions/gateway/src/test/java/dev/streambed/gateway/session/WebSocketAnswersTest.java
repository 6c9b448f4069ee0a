package dev.streambed.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.fixture.LocalDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.LossyDynamoDbProxy;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// To whom the id of an answer belongs.
@Timeout(60)
class WebSocketAnswersTest {

  private static final Instant UNTIL = Instant.parse("2126-11-21T09:00:00Z");

  private final WebSocketConnection webSocketConnection =
      new WebSocketConnection("a1", "prod", UUID.randomUUID().toString());
  private final WebSocketAnswerKey answer = key("r-1");
  private final WebSocketAnswers answers = rows(LocalTables.shared().dynamoDb());

  @Test
  void givesAnIdBackOnlyUntilItsAnswerBegins() {
    assertThat(answers.accept(answer)).isTrue();
    assertThat(answers.release(answer)).isTrue();
    assertThat(answers.accept(answer)).isTrue();
    assertThat(answers.begin(answer, "run-1")).isInstanceOf(WebSocketAnswers.Start.Started.class);
    assertThat(answers.release(answer)).isFalse();
    answers.end(answer);
    assertThat(answers.release(answer)).as("it has even ended").isFalse();
    assertThat(answers.accept(key("r-2"))).isFalse();
  }

  @Test
  void takesNoIdFromAnotherQuestion() {
    assertThat(answers.accept(answer)).isTrue();
    assertThat(answers.release(key("r-2"))).as("it is not that one's").isTrue();
    assertThat(answers.begin(answer, "run-1")).isInstanceOf(WebSocketAnswers.Start.Started.class);
  }

  @Test
  void knowsThatItGaveAnIdBackWhenTheAnswerToThatWasLost() throws Exception {
    assertThat(answers.accept(answer)).isTrue();
    try (LossyDynamoDbProxy lossy =
        LossyDynamoDbProxy.start(request ->
            request == 1 ? LossyDynamoDbProxy.Fate.LOST : LossyDynamoDbProxy.Fate.ANSWERED)) {
      DynamoDb client = LocalDynamoDb.of(lossy.uri(), 3);
      assertThat(rows(client).release(answer)).isTrue();
      assertThat(lossy.requests()).isEqualTo(2);
    }
    assertThat(answers.begin(answer, "run-1"))
        .isInstanceOf(WebSocketAnswers.Start.NotStarted.class);
  }

  private WebSocketAnswerKey key(String requestId) {
    return new WebSocketAnswerKey(
        webSocketConnection, new ClientAnswerId("a1"), new RequestId(requestId), UNTIL);
  }

  private static WebSocketAnswers rows(DynamoDb client) {
    return new WebSocketAnswers(new WebSocketTable(client, LocalTables.SESSIONS), _ -> {});
  }
}
