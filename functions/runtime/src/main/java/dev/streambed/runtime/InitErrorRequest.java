package dev.streambed.runtime;

/// `POST /runtime/init/error`: the function cannot start.
record InitErrorRequest(Failure failure) implements RuntimeApiRequest {

  @Override
  public String path() {
    return "init/error";
  }

  @Override
  public void headers(StringBuilder head) {
    failure.headers(head);
  }

  @Override
  public byte[] body() {
    return failure.json();
  }
}
