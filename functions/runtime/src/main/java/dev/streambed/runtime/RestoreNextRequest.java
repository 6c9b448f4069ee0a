package dev.streambed.runtime;

/// `GET /runtime/restore/next`: waits until the snapshot was taken and restored.
record RestoreNextRequest() implements RuntimeApiRequest {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "restore/next";
  }
}
