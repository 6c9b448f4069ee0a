package dev.streambed.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.LocalClient;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.LossyTables;
import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.Connection;
import dev.streambed.gateway.vocabulary.RequestId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// To whom the id of an answer belongs.
@Timeout(60)
class AnswerRowsTest {

  private static final Instant UNTIL = Instant.parse("2126-11-21T09:00:00Z");

  private final Connection connection = new Connection("a1", "prod", UUID.randomUUID().toString());
  private final AnswerKey answer = key("r-1");
  private final AnswerRows answers = rows(LocalTables.shared().client());

  @Test
  void givesAnIdBackOnlyUntilItsAnswerBegins() {
    assertThat(answers.accept(answer)).isTrue();
    assertThat(answers.release(answer)).isTrue();
    assertThat(answers.accept(answer)).isTrue();
    assertThat(answers.begin(answer, "run-1")).isInstanceOf(Beginning.Ours.class);
    assertThat(answers.release(answer)).isFalse();
    answers.end(answer);
    assertThat(answers.release(answer)).as("it has even ended").isFalse();
    assertThat(answers.accept(key("r-2"))).isFalse();
  }

  @Test
  void takesNoIdFromAnotherQuestion() {
    assertThat(answers.accept(answer)).isTrue();
    assertThat(answers.release(key("r-2"))).as("it is not that one's").isTrue();
    assertThat(answers.begin(answer, "run-1")).isInstanceOf(Beginning.Ours.class);
  }

  @Test
  void knowsThatItGaveAnIdBackWhenTheAnswerToThatWasLost() throws Exception {
    assertThat(answers.accept(answer)).isTrue();
    try (LossyTables lossy =
            LossyTables.start(
                request -> request == 1 ? LossyTables.Fate.LOST : LossyTables.Fate.ANSWERED);
        DynamoDbClient client = LocalClient.of(lossy.uri(), 3)) {
      assertThat(rows(client).release(answer)).isTrue();
      assertThat(lossy.requests()).isEqualTo(2);
    }
    assertThat(answers.begin(answer, "run-1")).isInstanceOf(Beginning.NotOurs.class);
  }

  private AnswerKey key(String requestId) {
    return new AnswerKey(connection, new AnswerId("a1"), new RequestId(requestId), UNTIL);
  }

  private static AnswerRows rows(DynamoDbClient client) {
    return new AnswerRows(new SocketTable(client, LocalTables.SESSIONS), _ -> {});
  }
}
