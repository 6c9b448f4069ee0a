package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;

/// The logger of one invocation. Thread-safe.
record InvocationLogger(Log log, Invocation invocation) implements LambdaLogger {

  @Override
  public void log(String message) {
    log(message, LogLevel.UNDEFINED);
  }

  @Override
  public void log(byte[] message) {
    log(message, LogLevel.UNDEFINED);
  }

  @Override
  public void log(String message, LogLevel level) {
    log.ofHandler(level, message, invocation);
  }

  @Override
  public void log(byte[] message, LogLevel level) {
    log.ofHandler(level, message);
  }
}
