package dev.streambed.gateway.aws;

/// A request without a whole response.
public final class NoResponseException extends AwsException {

  private static final long serialVersionUID = 1;

  /// Why there is no response.
  public enum Reason {
    /// There was no connection, so the request was not sent.
    NOT_CONNECTED,
    /// The connection failed after the request, or a part of it, was sent.
    CONNECTION_BROKEN,
    /// The service stayed silent while this process was idle. The request may be repeated.
    NO_ANSWER,
    /// The time for the request ran out, and it is unknown whether the service was slow: this
    /// process had too little CPU time to tell. The request is not repeated.
    NO_TIME,
    /// This process gave the request up.
    ABORTED
  }

  private final Reason reason;
  private final String errorName;

  private NoResponseException(Reason reason, String errorName) {
    super(errorName);
    this.reason = reason;
    this.errorName = errorName;
  }

  /// There was no connection.
  ///
  /// @param errorName the HTTP client's name of the error, such as `AWS_IO_SOCKET_TIMEOUT`
  public static NoResponseException notConnected(String errorName) {
    return new NoResponseException(Reason.NOT_CONNECTED, errorName);
  }

  /// The connection failed.
  ///
  /// @param errorName the HTTP client's name of the error, such as `AWS_IO_SOCKET_CLOSED`
  public static NoResponseException connectionBroken(String errorName) {
    return new NoResponseException(Reason.CONNECTION_BROKEN, errorName);
  }

  static NoResponseException noAnswer() {
    return new NoResponseException(Reason.NO_ANSWER, "NoAnswerException");
  }

  static NoResponseException noTime() {
    return new NoResponseException(Reason.NO_TIME, "NoTimeException");
  }

  /// @param errorName why the request was given up
  static NoResponseException aborted(String errorName) {
    return new NoResponseException(Reason.ABORTED, errorName);
  }

  public Reason reason() {
    return reason;
  }

  /// Whether the connection is to blame, and not this process.
  public boolean isConnectionFailure() {
    return reason == Reason.NOT_CONNECTED || reason == Reason.CONNECTION_BROKEN;
  }

  @Override
  public String errorName() {
    return errorName;
  }
}
