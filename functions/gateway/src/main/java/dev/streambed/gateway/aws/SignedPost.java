package dev.streambed.gateway.aws;

import dev.streambed.gateway.domain.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Posts to AWS services whose SDK clients would take too long to load: one signed request, one
/// response, no retries. Thread-safe; the HTTP client is created on first use.
public final class SignedPost implements AutoCloseable {

  private static final String ERROR_TYPE = "x-amzn-errortype";
  private static final Pattern XML_CODE = Pattern.compile("<Code>([A-Za-z.]{1,80})</Code>");
  private static final int BEGINNING = 4096;

  private final Supplier<SdkHttpClient> clients;
  private final AwsCredentialsProvider credentials;
  private final String region;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private @Nullable SdkHttpClient client;

  /// @param clients creates an HTTP client that has its own timeouts
  public SignedPost(
      Supplier<SdkHttpClient> clients, AwsCredentialsProvider credentials, String region) {
    this.clients = clients;
    this.credentials = credentials;
    this.region = region;
  }

  /// Sends a request and waits for its response, of whose body only an error name is read. Does not
  /// throw; an interrupt ends the wait without a response, and the thread stays interrupted.
  public Result send(Request request) {
    try {
      return answer(call(request));
    } catch (IOException | SdkException e) {
      return new Result.NoResponse(SdkFailure.nameOf(e));
    } catch (RuntimeException e) {
      // The HTTP client wraps failures of its native code.
      Throwable told = e.getCause() == null ? e : e.getCause();
      return new Result.NoResponse(told.getClass().getSimpleName());
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }

  private HttpExecuteResponse call(Request request) throws IOException {
    ContentStreamProvider body = ContentStreamProvider.fromByteArrayUnsafe(request.body().bytes());
    HttpExecuteRequest signed =
        HttpExecuteRequest.builder()
            .request(signed(request, body))
            .contentStreamProvider(body)
            .build();
    return client().prepareRequest(signed).call();
  }

  private SdkHttpRequest signed(Request request, ContentStreamProvider body) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(request.uri())
            .putHeader("content-type", "application/json")
            .putHeader("content-length", Integer.toString(request.body().size()));
    request.headers().forEach(unsigned::putHeader);
    return signer
        .sign(to ->
            to.identity(credentials.resolveCredentials())
                .request(unsigned.build())
                .payload(body)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, request.service())
                .putProperty(AwsV4HttpSigner.REGION_NAME, region))
        .request();
  }

  private synchronized SdkHttpClient client() {
    SdkHttpClient made = client == null ? clients.get() : client;
    client = made;
    return made;
  }

  private static Result answer(HttpExecuteResponse answer) throws IOException {
    String body = beginning(answer);
    SdkHttpResponse head = answer.httpResponse();
    return new Result.Responded(head.statusCode(), head.isSuccessful() ? "" : error(head, body));
  }

  // Read to the end, so that the connection can be reused.
  private static String beginning(HttpExecuteResponse answer) throws IOException {
    if (answer.responseBody().isEmpty()) {
      return "";
    }
    try (var body = answer.responseBody().get()) {
      byte[] beginning = body.readNBytes(BEGINNING);
      body.transferTo(OutputStream.nullOutputStream());
      return new String(beginning, StandardCharsets.UTF_8);
    }
  }

  // A name may be followed by a colon and a namespace. Services that use XML have the name in the
  // body.
  private static String error(SdkHttpResponse head, String body) {
    Matcher code = XML_CODE.matcher(body);
    return head.firstMatchingHeader(ERROR_TYPE)
        .map(type -> type.split(":", 2)[0])
        .orElseGet(() -> code.find() ? code.group(1) : "Status" + head.statusCode());
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
