package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.protocol.AwsError;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// One fault of an answer.
public sealed interface Fault {

  /// The status line comes later.
  record Delay(Duration by) implements Fault {}

  /// The first attempts of the same request get status 429.
  record Throttle(long attempts) implements Fault {}

  /// The request gets an error instead of an answer.
  record Refusal(AwsError error) implements Fault {}

  /// The stream ends with an exception frame; an answer that is not streamed is refused with that
  /// error instead.
  ///
  /// @param type for example `modelStreamErrorException`
  /// @param chunks how many chunks come before it
  record ExceptionFrame(String type, long chunks) implements Fault {

    public ExceptionFrame {
      if (StreamExceptionType.named(type).isEmpty()) {
        throw new IllegalArgumentException("no stream ends with " + type);
      }
    }

    /// The same error outside of streams.
    AwsError error() {
      return StreamExceptionType.named(type).orElseThrow().error();
    }
  }

  /// The connection is cut in mid-answer.
  ///
  /// @param bytes how many bytes of the body come before it
  record Cut(long bytes) implements Fault {}

  /// Nothing is sent for a while, with the connection open.
  ///
  /// @param chunks how many chunks come before it
  record Silence(Duration length, long chunks) implements Fault {}

  /// Each chunk waits until a test releases it ([HeldChunks]); an answer that is not streamed is
  /// one.
  record Hold() implements Fault {}

  /// The exceptions with which Bedrock ends a stream, each with the error that it is outside of
  /// streams.
  enum StreamExceptionType {
    internalServerException("InternalServerException"),
    modelStreamErrorException("ModelErrorException"),
    modelTimeoutException("ModelTimeoutException"),
    serviceUnavailableException("ServiceUnavailableException"),
    throttlingException("ThrottlingException"),
    validationException("ValidationException");

    private final String error;

    StreamExceptionType(String error) {
      this.error = error;
    }

    static Optional<StreamExceptionType> named(String type) {
      return Arrays.stream(values()).filter(known -> known.name().equals(type)).findFirst();
    }

    /// All names, for an error message.
    static String names() {
      return Arrays.stream(values())
          .map(StreamExceptionType::name)
          .collect(Collectors.joining(", "));
    }

    AwsError error() {
      return AwsError.named(error).orElseThrow();
    }
  }
}
