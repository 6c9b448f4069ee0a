package dev.streambed.runtime;

/// `GET /runtime/invocation/next`: waits for an event.
record NextInvocationRequest() implements RuntimeApiRequest {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "invocation/next";
  }
}
