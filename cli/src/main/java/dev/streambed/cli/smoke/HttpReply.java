package dev.streambed.cli.smoke;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A whole HTTP response.
///
/// @param body of 1 MiB at most
/// @param parts how the body arrived
@SuppressWarnings("ArrayRecordComponent") // a body is read, never compared
record HttpReply(
    int status, HttpClient.Version version, HttpHeaders headers, byte[] body, List<Part> parts) {

  private static final int LONGEST_EXCERPT = 160;

  /// A part of the body as it arrived.
  ///
  /// @param nanoTime when
  record Part(long nanoTime, int length) {}

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  boolean isOfType(String contentType) {
    return header("content-type").startsWith(contentType);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The body if it is a JSON object, else an empty object.
  JsonObject json() {
    return object(body);
  }

  static JsonObject object(String text) {
    return object(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject object(byte[] utf8) {
    try {
      return Json.read(utf8) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonException notJson) {
      return JsonObject.EMPTY;
    }
  }

  /// The status and the type of the body.
  String head() {
    return "status %d, %s"
        .formatted(status, header("content-type").isEmpty() ? "no type" : header("content-type"));
  }

  /// The head and the beginning of the body.
  String excerpt() {
    String text = text();
    return head()
        + ": "
        + (text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…");
  }
}
