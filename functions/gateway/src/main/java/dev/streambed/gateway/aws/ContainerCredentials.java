package dev.streambed.gateway.aws;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;

/// Credentials that are fetched from an endpoint, as in a function with SnapStart: those of its
/// environment would be in the snapshot, and expire. They are fetched again before they expire, by
/// the clock on the wall, because no other clock goes on while a snapshot lies. Thread-safe.
public final class ContainerCredentials implements AwsCredentials.Source {

  private static final int ATTEMPTS = 3;
  private static final int SERVER_ERRORS = 500;
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /// As the SDKs have it.
  private static final Duration EARLY = Duration.ofMinutes(1);

  private final HttpConnections connections;
  private final URI uri;
  private final String token;
  private final InstantSource clock;
  private @Nullable Fetched fetched;

  /// @param uri the value of `AWS_CONTAINER_CREDENTIALS_FULL_URI`
  /// @param token the value of `AWS_CONTAINER_AUTHORIZATION_TOKEN`; empty for none
  public ContainerCredentials(
      HttpConnections connections, URI uri, String token, InstantSource clock) {
    this.connections = connections;
    this.uri = uri;
    this.token = token;
    this.clock = clock;
  }

  @Override
  public synchronized AwsCredentials current() {
    Fetched known = fetched;
    if (known != null && clock.instant().isBefore(known.expiry().minus(EARLY))) {
      return known.credentials();
    }
    try {
      Fetched fresh = fetch();
      fetched = fresh;
      return fresh.credentials();
    } catch (NoResponseException e) {
      if (known != null && clock.instant().isBefore(known.expiry())) {
        return known.credentials();
      }
      throw e;
    }
  }

  private Fetched fetch() {
    for (int attempt = 1; ; attempt++) {
      try {
        return read(request());
      } catch (NoResponseException e) {
        // The first connection may be one that a snapshot has brought along.
        boolean isSilent = e.reason() == NoResponseException.Reason.NO_ANSWER;
        if (attempt == ATTEMPTS || !(e.isConnectionFailure() || isSilent)) {
          throw e;
        }
      }
    }
  }

  private AwsResponse request() {
    HttpHeader[] headers =
        token.isEmpty()
            ? new HttpHeader[] {host()}
            : new HttpHeader[] {host(), new HttpHeader("authorization", token)};
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    HttpRequest request = new HttpRequest("GET", uri.getRawPath() + query, headers, null);
    WholeResponse response = new WholeResponse();
    return response.await(
        connections.start(uri, request, response),
        SILENCE,
        CallDeadline.remaining(WholeResponse.LONGEST));
  }

  private HttpHeader host() {
    return new HttpHeader("host", uri.getRawAuthority());
  }

  private static Fetched read(AwsResponse response) {
    if (response.head().status() >= SERVER_ERRORS) {
      throw NoResponseException.connectionBroken("Status" + response.head().status());
    }
    try {
      if (response.head().isSuccess() && Json.read(response.body()) instanceof JsonObject json) {
        return new Fetched(
            new AwsCredentials(
                json.text("AccessKeyId").orElseThrow(),
                json.text("SecretAccessKey").orElseThrow(),
                json.text("Token").orElse("")),
            json.text("Expiration").map(Instant::parse).orElse(Instant.MAX));
      }
    } catch (JsonException | DateTimeParseException | NoSuchElementException _) {
      // As good as none.
    }
    throw NoResponseException.aborted("NoCredentials");
  }

  private record Fetched(AwsCredentials credentials, Instant expiry) {}
}
