package dev.streambed.bedrock;

import dev.streambed.bedrock.protocol.Operation;
import dev.streambed.bedrock.protocol.RequestTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One request as it came, and how its answer goes. Thread-safe; the figures move while the answer
/// is sent.
public final class ReceivedRequest {

  private final String requestId = UUID.randomUUID().toString();
  private final Instant receivedAt;
  private final String path;
  private final Optional<RequestTarget> target;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final AtomicInteger status = new AtomicInteger();
  private final AtomicInteger chunks = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  ReceivedRequest(Instant at, String path, Map<String, List<String>> headers, byte[] body) {
    this.receivedAt = at;
    this.path = path;
    this.target = RequestTarget.ofPath(path);
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /// How an answer ended.
  public sealed interface Outcome {

    /// When.
    Instant at();

    /// Sent to its end, also when it was an error.
    record Complete(Instant at) implements Outcome {}

    /// The caller closed its connection before the end.
    record ClientGone(Instant at) implements Outcome {}

    /// The endpoint broke the connection: because it was asked to, because its source broke, or
    /// because it was closed.
    record Cut(Instant at) implements Outcome {}
  }

  /// The answer's `x-amzn-requestid`, unless its source gives another.
  public String requestId() {
    return requestId;
  }

  /// When it had come in.
  public Instant receivedAt() {
    return receivedAt;
  }

  /// The path as it came, still escaped.
  public String path() {
    return path;
  }

  /// The operation, or nothing when Bedrock has no such path.
  public Optional<Operation> operation() {
    return target.map(RequestTarget::operation);
  }

  /// The model's id or ARN, or the empty string when Bedrock has no such path.
  public String modelId() {
    return target.map(RequestTarget::modelId).orElse("");
  }

  /// Headers by lower-case name.
  public Map<String, List<String>> headers() {
    return headers;
  }

  /// A header's first value.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /// The body.
  public byte[] body() {
    return body.clone();
  }

  /// The answer's status, or 0 before it is sent.
  public int status() {
    return status.get();
  }

  /// How many chunks were sent; the connection has accepted each of them.
  public int chunksSent() {
    return chunks.get();
  }

  /// How many bytes of the answer's body were sent.
  public long bytesSent() {
    return bytes.get();
  }

  /// How the answer ended, or nothing while it is being sent.
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome.getNow(null));
  }

  /// Waits for the answer's end.
  ///
  /// @throws TimeoutException when it takes longer
  public Outcome awaitOutcome(Duration timeout) throws InterruptedException, TimeoutException {
    try {
      return outcome.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Optional<RequestTarget> target() {
    return target;
  }

  byte[] rawBody() {
    return body;
  }

  void answered(int with) {
    status.set(with);
  }

  void addChunk() {
    chunks.incrementAndGet();
  }

  void addBytes(int count) {
    bytes.addAndGet(count);
  }

  void ended(Outcome how) {
    outcome.complete(how);
  }
}
