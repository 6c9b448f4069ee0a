package dev.streambed.runtime;

/// `POST /runtime/invocation/{id}/response` with a whole answer.
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record BufferedResponseRequest(Invocation invocation, String contentType, byte[] body)
    implements RuntimeApiRequest {

  @Override
  public String path() {
    return "invocation/" + invocation.requestId() + "/response";
  }

  @Override
  public void headers(StringBuilder head) {
    head.append("Content-Type: ").append(contentType).append("\r\n");
    invocation.addInvocationId(head);
  }
}
