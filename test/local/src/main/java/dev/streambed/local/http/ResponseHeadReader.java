package dev.streambed.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.MalformedResponseException.Part;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads status and headers from the JSON of a function's response, streamed or buffered.
public final class ResponseHeadReader {

  // Lower statuses are not valid for a final response.
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  private ResponseHeadReader() {}

  /// Reads `statusCode`, `headers`, `multiValueHeaders` and `cookies`; each may be absent.
  ///
  /// @param known further members that are allowed, which the caller reads itself
  /// @throws MalformedResponseException when a member is unknown or of the wrong type
  public static ResponseHead read(JsonNode answer, Set<String> known)
      throws MalformedResponseException {
    if (!answer.isObject()) {
      throw new MalformedResponseException(Part.FORMAT, "the answer is not a JSON object");
    }
    for (Map.Entry<String, JsonNode> member : answer.properties()) {
      if (!known.contains(member.getKey())) {
        throw new MalformedResponseException(
            Part.FORMAT, "the answer has an unknown member " + member.getKey());
      }
    }
    return new ResponseHead(status(answer.path("statusCode")), headers(answer));
  }

  private static int status(JsonNode statusCode) throws MalformedResponseException {
    int status = statusCode.isMissingNode() ? 200 : statusCode.asInt(-1);
    if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
      throw new MalformedResponseException(Part.HEAD, "not a status: " + statusCode);
    }
    return status;
  }

  // multiValueHeaders takes precedence over headers.
  private static List<ResponseHead.Header> headers(JsonNode answer)
      throws MalformedResponseException {
    List<ResponseHead.Header> headers = new ArrayList<>();
    JsonNode multiple = object(answer, "multiValueHeaders");
    for (Map.Entry<String, JsonNode> header : object(answer, "headers").properties()) {
      if (!isNamed(multiple, header.getKey())) {
        headers.add(header(header.getKey(), header.getValue()));
      }
    }
    for (Map.Entry<String, JsonNode> header : multiple.properties()) {
      addAll(header.getKey(), header.getValue(), headers);
    }
    addAll("Set-Cookie", answer.path("cookies"), headers);
    return headers;
  }

  private static void addAll(String name, JsonNode values, List<ResponseHead.Header> headers)
      throws MalformedResponseException {
    if (!values.isArray() && !values.isMissingNode()) {
      throw new MalformedResponseException(Part.HEAD, name + " has no list of values");
    }
    for (JsonNode value : values) {
      headers.add(header(name, value));
    }
  }

  private static ResponseHead.Header header(String name, JsonNode value)
      throws MalformedResponseException {
    if (!value.isValueNode() || value.isNull()) {
      throw new MalformedResponseException(
          Part.HEAD, "the header " + name + " has no single value");
    }
    return new ResponseHead.Header(name, value.asText());
  }

  private static JsonNode object(JsonNode answer, String name) throws MalformedResponseException {
    JsonNode value = answer.path(name);
    if (!value.isObject() && !value.isMissingNode() && !value.isNull()) {
      throw new MalformedResponseException(Part.HEAD, name + " is not an object");
    }
    return value;
  }

  private static boolean isNamed(JsonNode headers, String name) {
    return headers.properties().stream().anyMatch(it -> it.getKey().equalsIgnoreCase(name));
  }

  /// Parses a function's response.
  public static JsonNode json(byte[] answer) throws MalformedResponseException {
    return Json.parse(answer)
        .orElseThrow(() -> new MalformedResponseException(Part.FORMAT, "the answer is not JSON"));
  }

  /// Decodes a body with `isBase64Encoded`.
  public static byte[] base64(String body) throws MalformedResponseException {
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedResponseException(Part.FORMAT, "the body is not base64");
    }
  }
}
