package dev.streambed.runtime;

/// `POST /runtime/restore/error`: the function cannot go on after a restore.
record RestoreErrorRequest(Failure failure) implements RuntimeApiRequest {

  @Override
  public String path() {
    return "restore/error";
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
