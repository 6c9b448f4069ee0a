package dev.streambed.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.http.MalformedResponseException;
import dev.streambed.local.http.MalformedResponseException.Part;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.ResponseHeadReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A function's response in the JSON of a Lambda proxy integration.
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
  private static final String REMAPPED_PREFIX = "x-amzn-Remapped-";
  private static final Set<String> ALWAYS_REMAPPED =
      caseInsensitive(
          "Authorization",
          "Connection",
          "Content-MD5",
          "Date",
          "Host",
          "Server",
          "WWW-Authenticate");
  private static final String CONTENT_LENGTH = "Content-Length";

  /// Reads a response.
  ///
  /// @param decodes whether a base64 body is decoded for the caller
  static ProxyResponse read(byte[] answer, boolean decodes) throws MalformedResponseException {
    int prelude = endOfPrelude(answer);
    if (prelude >= 0) {
      // When a buffered method gets a streamed response, AWS sends status and headers but no body.
      JsonNode json = ResponseHeadReader.json(Arrays.copyOf(answer, prelude));
      return new ProxyResponse(ResponseHeadReader.read(json, PRELUDE), new byte[0]);
    }
    JsonNode json = ResponseHeadReader.json(answer);
    return new ProxyResponse(ResponseHeadReader.read(json, KNOWN), body(json, decodes));
  }

  /// The head, with API Gateway's default content type if it has none.
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

  private static byte[] body(JsonNode json, boolean decodes) throws MalformedResponseException {
    JsonNode body = json.path("body");
    if (!body.isTextual() && !body.isMissingNode() && !body.isNull()) {
      throw new MalformedResponseException(Part.FORMAT, "the body is not text");
    }
    String text = body.isTextual() ? body.textValue() : "";
    boolean encoded = json.path("isBase64Encoded").asBoolean();
    return encoded && decodes
        ? ResponseHeadReader.base64(text)
        : text.getBytes(StandardCharsets.UTF_8);
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

  /// A head in which the headers that API Gateway sets itself get the prefix `x-amzn-Remapped-`. A
  /// streamed response may declare its own length; API Gateway measures a buffered one.
  static ResponseHead remapped(ResponseHead head, boolean streamed) {
    List<Header> headers =
        head.headers().stream()
            .map(header -> isKept(header.name(), streamed) ? header : renamed(header))
            .toList();
    return new ResponseHead(head.status(), headers);
  }

  private static boolean isKept(String name, boolean streamed) {
    return !ALWAYS_REMAPPED.contains(name) && (streamed || !name.equalsIgnoreCase(CONTENT_LENGTH));
  }

  private static Header renamed(Header header) {
    return new Header(REMAPPED_PREFIX + header.name(), header.value());
  }

  private static Set<String> caseInsensitive(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }
}
