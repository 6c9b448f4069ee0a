package dev.streambed.bedrock.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.RequestTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a folder of recordings.
final class RecordingFolder {

  private static final String META = ".meta.json";
  private static final List<String> BODIES =
      List.of(".response.json", ".eventstream", ".eventstream.broken");
  private static final Set<String> CONNECTION_HEADERS =
      Set.of("connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding");
  // From the date of an error the SDKs learn how wrong their clock is, and sign accordingly.
  private static final String DATE = "date";
  private static final String BLACKED_OUT = "**REDACTED**";

  private RecordingFolder() {}

  /// The request that a recording answers.
  ///
  /// @param api the operation's path
  /// @param modelId decoded
  /// @param body canonical
  record Key(String api, String modelId, String body) {}

  /// A recorded answer and its request.
  record Entry(Key key, Recording recording) {}

  /// All recordings, in the order of their names.
  ///
  /// @throws IOException when the folder has none, or one of them cannot be read
  static List<Entry> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(META))
              .map(name -> name.substring(0, name.length() - META.length()))
              .sorted()
              .toList();
      if (names.isEmpty()) {
        throw new IOException("no recordings (*" + META + ") in " + folder);
      }
      List<Entry> entries = new ArrayList<>();
      for (String name : names) {
        entries.add(entry(folder, name));
      }
      return entries;
    }
  }

  private static Entry entry(Path folder, String name) throws IOException {
    JsonNode meta =
        Json.read(Files.readAllBytes(folder.resolve(name + META)))
            .orElseThrow(() -> new IOException(name + META + " is not JSON"));
    byte[] request = Files.readAllBytes(folder.resolve(name + ".request.json"));
    String modelId = RequestTarget.decoded(meta.path("model").asText());
    Key key = new Key(meta.path("api").asText(), modelId, CanonicalJson.question(request));
    Path body = body(folder, name);
    return new Entry(key, new Recording(meta.path("status").asInt(200), headers(meta, body), body));
  }

  private static Path body(Path folder, String name) throws IOException {
    return BODIES.stream()
        .map(ending -> folder.resolve(name + ending))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IOException(name + " has no answer, one of *" + BODIES));
  }

  private static Map<String, String> headers(JsonNode meta, Path body) {
    Map<String, String> headers = new HashMap<>();
    boolean isJson = body.toString().endsWith(".json");
    headers.put("content-type", isJson ? Answer.JSON : Answer.EVENT_STREAM);
    for (Map.Entry<String, JsonNode> header : meta.path("response_headers").properties()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      String value = header.getValue().asText();
      if (!isOfThen(name) && !value.equals(BLACKED_OUT)) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private static boolean isOfThen(String header) {
    return CONNECTION_HEADERS.contains(header) || header.equals(DATE);
  }
}
