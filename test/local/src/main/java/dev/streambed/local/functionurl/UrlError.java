package dev.streambed.local.functionurl;

import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a Function URL itself answers when there is no answer of the function.
///
/// @param status the HTTP status
/// @param type the header `x-amzn-ErrorType`, or the empty string
/// @param text the body
record UrlError(int status, String type, String text) {

  static final UrlError FORBIDDEN =
      new UrlError(
          403,
          "AccessDeniedException",
          "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues, see: "
              + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}");

  static final UrlError NOT_FOUND =
      new UrlError(404, "ResourceNotFoundException", "{\"Message\":null}");

  static final UrlError BAD_GATEWAY = new UrlError(502, "", "Internal Server Error");

  static UrlError tooLarge(long limit) {
    return new UrlError(
        413,
        "RequestEntityTooLargeException",
        "{\"Message\":\"Request must be smaller than %d bytes for the InvokeFunction operation\"}"
            .formatted(limit));
  }

  static UrlError throttled(String reason) {
    return new UrlError(
        429,
        "TooManyRequestsException",
        "{\"Reason\":\"%s\",\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}".formatted(reason));
  }

  ResponseHead head() {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", "application/json"));
    if (!type.isEmpty()) {
      headers.add(new Header("x-amzn-ErrorType", type));
    }
    return new ResponseHead(status, headers);
  }

  byte[] body() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
