package dev.streambed.gateway.priming;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// The Lambda context of the priming invocation. The gateway uses only its request id and remaining
/// time.
public final class PrimingContext implements Context {

  private static final int MILLISECONDS = 5_000;

  @Override
  public String getAwsRequestId() {
    return "priming";
  }

  @Override
  public int getRemainingTimeInMillis() {
    return MILLISECONDS;
  }

  @Override
  public String getLogGroupName() {
    throw notAsked();
  }

  @Override
  public String getLogStreamName() {
    throw notAsked();
  }

  @Override
  public String getFunctionName() {
    throw notAsked();
  }

  @Override
  public String getFunctionVersion() {
    throw notAsked();
  }

  @Override
  public String getInvokedFunctionArn() {
    throw notAsked();
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw notAsked();
  }

  @Override
  public ClientContext getClientContext() {
    throw notAsked();
  }

  @Override
  public int getMemoryLimitInMB() {
    throw notAsked();
  }

  @Override
  public LambdaLogger getLogger() {
    throw notAsked();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("nobody asks this");
  }
}
