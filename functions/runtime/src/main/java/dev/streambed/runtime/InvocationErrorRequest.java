package dev.streambed.runtime;

/// `POST /runtime/invocation/{id}/error`: the invocation failed before its answer began.
record InvocationErrorRequest(Invocation invocation, Failure failure) implements RuntimeApiRequest {

  @Override
  public String path() {
    return "invocation/" + invocation.requestId() + "/error";
  }

  @Override
  public void headers(StringBuilder head) {
    failure.headers(head);
    invocation.addInvocationId(head);
  }

  @Override
  public byte[] body() {
    return failure.json();
  }
}
