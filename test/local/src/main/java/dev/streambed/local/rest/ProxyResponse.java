package dev.streambed.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.MalformedResponseException;
import dev.streambed.local.http.MalformedResponseException.Part;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.ResponseHeadReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// A function's answer in the JSON of a Lambda proxy.
///
/// @param head status and headers
/// @param body the body
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record ProxyResponse(ResponseHead head, byte[] body) {

  private static final Set<String> KNOWN =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");
  private static final Set<String> PRELUDE =
      Set.of("statusCode", "headers", "multiValueHeaders", "cookies");
  private static final int DELIMITER = 8;
  private static final String CONTENT_TYPE = "Content-Type";

  /// Reads an answer.
  ///
  /// @param decodes whether the caller is sent bytes for base64
  static ProxyResponse read(byte[] answer, boolean decodes) throws MalformedResponseException {
    int prelude = endOfPrelude(answer);
    if (prelude >= 0) {
      // A streamed answer to a buffered method: AWS sends status and headers and loses the body.
      JsonNode json = json(Arrays.copyOf(answer, prelude));
      return new ProxyResponse(ResponseHeadReader.read(json, PRELUDE), new byte[0]);
    }
    JsonNode json = json(answer);
    return new ProxyResponse(ResponseHeadReader.read(json, KNOWN), body(json, decodes));
  }

  /// The head, with the content type that API Gateway gives an answer without one.
  ResponseHead typed() {
    boolean typed =
        head.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(CONTENT_TYPE));
    if (typed) {
      return head;
    }
    List<Header> headers = new ArrayList<>(head.headers());
    headers.add(new Header(CONTENT_TYPE, "application/json"));
    return new ResponseHead(head.status(), headers);
  }

  private static JsonNode json(byte[] bytes) throws MalformedResponseException {
    return Json.parse(bytes)
        .orElseThrow(() -> new MalformedResponseException(Part.FORMAT, "the answer is not JSON"));
  }

  private static byte[] body(JsonNode json, boolean decodes) throws MalformedResponseException {
    JsonNode body = json.path("body");
    if (!body.isTextual() && !body.isMissingNode() && !body.isNull()) {
      throw new MalformedResponseException(Part.FORMAT, "the body is not text");
    }
    String text = body.isTextual() ? body.textValue() : "";
    boolean encoded = json.path("isBase64Encoded").asBoolean();
    return encoded && decodes ? decoded(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decoded(String text) throws MalformedResponseException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedResponseException(Part.FORMAT, "the body is not base64");
    }
  }

  private static int endOfPrelude(byte[] answer) {
    int zeros = 0;
    for (int index = 0; index < answer.length; index++) {
      zeros = answer[index] == 0 ? zeros + 1 : 0;
      if (zeros == DELIMITER) {
        return index + 1 - DELIMITER;
      }
    }
    return -1;
  }
}
