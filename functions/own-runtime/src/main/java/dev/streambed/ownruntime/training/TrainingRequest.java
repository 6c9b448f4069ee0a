package dev.streambed.ownruntime.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import dev.streambed.ownruntime.PackagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;

/// A request of the training.
///
/// @param path below a front door
/// @param status what it is answered with
/// @param key which API key it has: `valid`, `wrong`, `limited` or `none`
/// @param body JSON, or nothing for a `GET`
record TrainingRequest(String path, int status, String key, String body) {

  private static final String FILE = "requests.json";

  /// All of them, for every model that they name.
  static List<TrainingRequest> all() {
    try (InputStream file = TrainingRequest.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("no " + FILE);
      }
      JsonNode json =
          Json.parse(file.readAllBytes())
              .orElseThrow(() -> new PackagingException(FILE + " is not JSON"));
      return StreamSupport.stream(json.spliterator(), false).map(TrainingRequest::of).toList();
    } catch (IOException e) {
      throw new PackagingException(FILE + " cannot be read", e);
    }
  }

  private static TrainingRequest of(JsonNode json) {
    return new TrainingRequest(
        json.path("path").asText(),
        json.path("status").asInt(200),
        json.path("key").asText("valid"),
        json.has("body") ? json.path("body").toString() : "");
  }
}
