package dev.streambed.bench.choices;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/// One process that reads JSON into a tree with one reader.
final class JsonProbe {

  private static final byte[] LAMBDA =
      """
      {"version":"2.0","rawPath":"/bedrock","headers":{"authorization":"Bearer x","accept":"*/*",\
      "content-type":"application/json","x-forwarded-for":"192.0.2.1"},"requestContext":{"http":\
      {"method":"POST","path":"/bedrock"},"domainName":"a.lambda-url.b","timeEpoch":1763716502123},\
      "body":"{\\"modelId\\":\\"m\\",\\"stream\\":true}","isBase64Encoded":false}\
      """
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] EVENT =
      """
      {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" the \\"bed\\"\\n"}}\
      """
          .getBytes(StandardCharsets.UTF_8);
  private static final int EVENTS = 40;
  private static final int WARM = 100_000;

  /// The readers, with their state if they have any.
  enum Reader {
    OWN("the gateway's own"),
    JACKSON_CORE("jackson-core"),
    JACKSON_DATABIND("jackson-databind"),
    SDK("the SDK's internal one");

    private final String label;

    Reader(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    private Object read(byte[] json) throws IOException {
      return switch (this) {
        case OWN -> Json.read(json);
        case JACKSON_CORE -> Core.read(json);
        case JACKSON_DATABIND -> Databind.MAPPER.readTree(json);
        case SDK -> Sdk.PARSER.parse(json);
      };
    }
  }

  private JsonProbe() {}

  /// Runs the probe.
  ///
  /// @param arguments the reader
  public static void main(String[] arguments) throws IOException {
    Reader reader = Reader.valueOf(arguments[0]);
    long start = System.nanoTime();
    int sum = reader.read(LAMBDA).hashCode();
    for (int event = 0; event < EVENTS; event++) {
      sum += reader.read(EVENT).hashCode();
    }
    ProbeOutput.print("cold", (System.nanoTime() - start) / 1e6);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      start = System.nanoTime();
      for (int event = 0; event < WARM; event++) {
        sum += reader.read(EVENT).hashCode();
      }
      best = Math.min(best, (System.nanoTime() - start) / 1e3 / WARM);
    }
    ProbeOutput.print("warm", best);
    ProbeOutput.print("sum", sum);
  }

  private static final class Databind {
    private static final ObjectMapper MAPPER = new ObjectMapper();
  }

  private static final class Sdk {
    private static final JsonNodeParser PARSER = JsonNodeParser.create();
  }

  private static final class Core {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static Object read(byte[] json) throws IOException {
      try (JsonParser parser = FACTORY.createParser(json)) {
        return value(parser, parser.nextToken());
      }
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
      return switch (token) {
        case START_OBJECT -> object(parser);
        case START_ARRAY -> array(parser);
        default -> parser.getText();
      };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
      Map<String, Object> members = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        members.put(parser.currentName(), value(parser, parser.nextToken()));
      }
      return members;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
      List<Object> elements = new ArrayList<>();
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        elements.add(value(parser, next));
      }
      return elements;
    }
  }
}
