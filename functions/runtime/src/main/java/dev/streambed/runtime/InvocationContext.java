package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/// The context of an invocation, for the handler. Immutable.
final class InvocationContext implements Context {

  private final Invocation invocation;
  private final FunctionInfo function;
  private final Log log;
  private final MillisClock millisClock;

  InvocationContext(
      Invocation invocation, FunctionInfo function, Log log, MillisClock millisClock) {
    this.invocation = invocation;
    this.function = function;
    this.log = log;
    this.millisClock = millisClock;
  }

  @Override
  public String getAwsRequestId() {
    return invocation.requestId();
  }

  @Override
  public String getLogGroupName() {
    return function.logGroup();
  }

  @Override
  public String getLogStreamName() {
    return function.logStream();
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return function.version();
  }

  @Override
  public String getInvokedFunctionArn() {
    return invocation.functionArn();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return CognitoIdentityHeader.parse(invocation.cognitoIdentity());
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return ClientContextHeader.parse(invocation.clientContext());
  }

  /// Never negative; [Integer#MAX_VALUE] when the platform sent no deadline.
  @Override
  public int getRemainingTimeInMillis() {
    long left = invocation.deadlineMillis() - millisClock.millis();
    return (int) Math.clamp(left, 0L, (long) Integer.MAX_VALUE);
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public LambdaLogger getLogger() {
    return new InvocationLogger(log, invocation);
  }

  @Override
  public @Nullable String getTenantId() {
    return orNull(invocation.tenantId());
  }

  @Override
  public @Nullable String getXrayTraceId() {
    return orNull(invocation.traceId());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
