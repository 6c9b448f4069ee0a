package dev.streambed.runtime;

/// `POST /runtime/invocation/{id}/response` with an answer that follows in chunks. Trailers are
/// announced always, because the platform drops those that were not.
record StreamedResponseRequest(Invocation invocation, String contentType)
    implements RuntimeApiRequest {

  static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

  @Override
  public String path() {
    return "invocation/" + invocation.requestId() + "/response";
  }

  @Override
  public void headers(StringBuilder head) {
    head.append("Content-Type: ").append(contentType).append("\r\n");
    head.append("Lambda-Runtime-Function-Response-Mode: streaming\r\n");
    head.append("Trailer: ").append(ERROR_TYPE).append(", ").append(ERROR_BODY).append("\r\n");
    invocation.addInvocationId(head);
  }
}
