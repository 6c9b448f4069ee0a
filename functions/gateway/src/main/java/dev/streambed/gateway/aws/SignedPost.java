package dev.streambed.gateway.aws;

import dev.streambed.gateway.domain.Payload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Posts to AWS services of which one operation is used: one signed request, one response, no
/// retries. Thread-safe.
///
/// @param silence how long a service may be silent
public record SignedPost(
    HttpConnections connections,
    AwsCredentials.Source credentials,
    String region,
    Duration silence) {

  private static final String ERROR_TYPE = "x-amzn-errortype";
  private static final Pattern XML_CODE = Pattern.compile("<Code>([A-Za-z.]{1,80})</Code>");
  private static final int BEGINNING = 4096;

  /// Sends a request and waits for its response, of whose body only an error name is read. Does not
  /// throw; an interrupt ends the wait without a response, and the thread stays interrupted.
  public Result send(Request request) {
    try {
      return answer(client(request).send(signable(request)));
    } catch (AwsException e) {
      return new Result.NoResponse(e.errorName());
    }
  }

  private AwsServiceClient client(Request request) {
    URI uri = request.uri();
    return new AwsServiceClient(
        connections,
        new RequestSigner(credentials, region, request.service()),
        URI.create(uri.getScheme() + "://" + uri.getRawAuthority()),
        silence);
  }

  private static AwsRequest signable(Request request) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.putAll(request.headers());
    String path = request.uri().getRawPath();
    return new AwsRequest(path.isEmpty() ? "/" : path, headers, request.body().bytes());
  }

  private static Result answer(AwsResponse response) {
    ResponseHead head = response.head();
    return new Result.Responded(head.status(), head.isSuccess() ? "" : error(response));
  }

  // A name may be followed by a colon and a namespace. Services that use XML have the name in the
  // body.
  private static String error(AwsResponse response) {
    String type = response.head().header(ERROR_TYPE);
    if (type != null) {
      return type.split(":", 2)[0];
    }
    byte[] body = response.body();
    String beginning =
        new String(body, 0, Math.min(body.length, BEGINNING), StandardCharsets.UTF_8);
    Matcher code = XML_CODE.matcher(beginning);
    return code.find() ? code.group(1) : "Status" + response.head().status();
  }

  /// One POST to an AWS service.
  ///
  /// @param service the signing name, such as `lambda`
  /// @param uri with its path already encoded
  /// @param headers in addition to the signature's
  public record Request(String service, URI uri, Map<String, String> headers, Payload body) {

    public Request {
      headers = Map.copyOf(headers);
    }
  }

  /// The result of a request.
  public sealed interface Result {

    int TOO_MANY_REQUESTS = 429;

    /// Whether the service accepted the request.
    default boolean isSuccess() {
      return this instanceof Responded(int status, _) && status / 100 == 2;
    }

    /// Whether the same request may succeed later.
    default boolean isRetryable() {
      return switch (this) {
        case Responded(int status, _) -> status == TOO_MANY_REQUESTS || status / 100 == 5;
        case NoResponse _ -> true;
      };
    }

    /// The name of the error, for the log.
    default String errorName() {
      return switch (this) {
        case Responded(_, String error) -> error;
        case NoResponse(String cause) -> cause;
      };
    }

    /// The service responded.
    ///
    /// @param status the HTTP status
    /// @param error AWS's name of the error; empty when there is none
    record Responded(int status, String error) implements Result {}

    /// The service did not respond. It is unknown whether the request reached it.
    ///
    /// @param cause the class name of an exception
    record NoResponse(String cause) implements Result {}
  }
}
