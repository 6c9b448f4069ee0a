package dev.streambed.bedrock.model;

import dev.streambed.bedrock.protocol.AwsError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// An answer, ready to be sent.
///
/// @param after how long the caller waits for the status line
/// @param status the HTTP status
/// @param headers response headers, at least `content-type`; without `x-amzn-requestid` the
///   endpoint adds one
/// @param answerBody the body
/// @param billed what it costs; empty when that is nothing, or not known
public record Answer(
    Duration after,
    int status,
    Map<String, String> headers,
    AnswerBody answerBody,
    Optional<BilledTokens> billed) {

  public static final String JSON = "application/json";
  public static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

  public Answer {
    headers = Map.copyOf(headers);
  }

  /// An answer that costs nothing, or nobody knows what.
  public Answer(Duration after, int status, Map<String, String> headers, AnswerBody answerBody) {
    this(after, status, headers, answerBody, Optional.empty());
  }

  /// AWS's error, at once.
  public static Answer refused(AwsError error) {
    Map<String, String> headers = Map.of("content-type", JSON, "x-amzn-errortype", error.header());
    return new Answer(Duration.ZERO, error.status(), headers, new AnswerBody.Whole(error.body()));
  }

  /// The same answer, later by so much.
  public Answer delayed(Duration longer) {
    return new Answer(after.plus(longer), status, headers, answerBody, billed);
  }

  /// The same answer, for which so much is billed.
  public Answer billedFor(BilledTokens tokens) {
    return new Answer(after, status, headers, answerBody, Optional.of(tokens));
  }

  /// The same status and headers with another body.
  public Answer withBody(AnswerBody changed) {
    return new Answer(after, status, headers, changed, billed);
  }
}
