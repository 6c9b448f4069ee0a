package dev.streambed.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two readers of the same grammar must agree on every text.
class JsonAgainstJacksonTest {

  private static final ObjectMapper JACKSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Random random = new Random(20261121);

  @Test
  void agreesOnRandomDocuments() throws IOException {
    for (int round = 0; round < 2_000; round++) {
      String text = RandomJson.document(random);
      assertThat(readsAlike(text)).as(text).isTrue();
    }
  }

  @Test
  void agreesOnDamagedDocuments() throws IOException {
    for (int round = 0; round < 20_000; round++) {
      String text = RandomJson.damaged(RandomJson.document(random), random);
      assertThat(readsAlike(text)).as(text).isTrue();
    }
  }

  @Test
  void writesWhatItRead() throws IOException {
    for (int round = 0; round < 1_000; round++) {
      String text = RandomJson.document(random);
      String written = Json.read(bytes(text)).write();
      assertThat(JACKSON.readTree(bytes(written))).isEqualTo(JACKSON.readTree(bytes(text)));
    }
  }

  // Jackson takes an empty text for "no value", which is not what a body may be.
  private static boolean readsAlike(String text) throws IOException {
    JsonNode theirs;
    try {
      theirs = JACKSON.readTree(bytes(text));
    } catch (JsonProcessingException _) {
      return !isRead(text);
    }
    return theirs.isMissingNode()
        ? !isRead(text)
        : isRead(text) && JACKSON.readTree(Json.read(bytes(text)).write()).equals(theirs);
  }

  private static boolean isRead(String text) {
    try {
      Json.read(bytes(text));
      return true;
    } catch (JsonException _) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
