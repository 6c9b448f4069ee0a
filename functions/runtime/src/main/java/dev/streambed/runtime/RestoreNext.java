package dev.streambed.runtime;

/// `GET /runtime/restore/next`: waits until the snapshot was taken and restored.
record RestoreNext() implements Call {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "restore/next";
  }
}
