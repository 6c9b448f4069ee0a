package dev.streambed.bedrock.forward;

import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.Model;
import dev.streambed.bedrock.model.ModelRequest;
import dev.streambed.bedrock.protocol.AwsError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/// Forwards requests to another Bedrock endpoint. Thread-safe.
public final class ForwardingModel implements Model {

  private static final System.Logger LOG = System.getLogger(ForwardingModel.class.getName());
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  // A model may think for minutes before it sends an answer that is not streamed.
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(15);
  private static final Set<String> CONNECTION_HEADERS =
      Set.of("connection", "content-length", "keep-alive", "transfer-encoding");

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final UpstreamRequest upstreamRequest;

  /// Forwards to one upstream.
  ///
  /// @param region the region to sign for
  /// @param endpoint scheme and authority of the upstream
  /// @param credentials sign the requests; resolved for every request
  public ForwardingModel(
      String region, URI endpoint, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
    this.upstreamRequest = new UpstreamRequest(region, endpoint, credentials);
  }

  @Override
  public Answer answer(ModelRequest modelRequest) throws InterruptedException {
    try {
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
          client.send(
              upstreamRequest.request(modelRequest), HttpResponse.BodyHandlers.ofPublisher());
      Map<String, String> headers = headers(response.headers());
      ForwardedFrames.UpstreamBytes upstreamBytes =
          ForwardedFrames.UpstreamBytes.of(response.body());
      boolean isStream = Answer.EVENT_STREAM.equals(headers.get("content-type"));
      AnswerBody answerBody =
          isStream
              ? new AnswerBody.Streamed(new ForwardedFrames(upstreamBytes))
              : new AnswerBody.Whole(whole(upstreamBytes));
      return new Answer(Duration.ZERO, response.statusCode(), headers, answerBody);
    } catch (IOException failed) {
      String kind = failed.getClass().getName();
      LOG.log(System.Logger.Level.WARNING, "Cannot ask {0}: {1}", upstreamRequest.endpoint(), kind);
      return Answer.refused(AwsError.ofStatus(503));
    }
  }

  private static byte[] whole(ForwardedFrames.UpstreamBytes upstreamBytes)
      throws IOException, InterruptedException {
    try (upstreamBytes) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      while (true) {
        switch (upstreamBytes
            .next(ANSWER_TIMEOUT)
            .orElseThrow(() -> new IOException("no answer in time"))) {
          case ForwardedFrames.UpstreamBytes.Signal.Bytes(byte[] some) -> bytes.write(some);
          case ForwardedFrames.UpstreamBytes.Signal.End() -> {
            return bytes.toByteArray();
          }
          case ForwardedFrames.UpstreamBytes.Signal.Broken(Throwable cause) ->
              throw new IOException("the upstream broke off", cause);
        }
      }
    }
  }

  private static Map<String, String> headers(HttpHeaders received) {
    Map<String, String> headers = new HashMap<>();
    received
        .map()
        .forEach((name, values) -> {
          String lowerCase = name.toLowerCase(Locale.ROOT);
          if (!CONNECTION_HEADERS.contains(lowerCase) && !lowerCase.startsWith(":")) {
            headers.put(lowerCase, String.join(",", values));
          }
        });
    return headers;
  }
}
