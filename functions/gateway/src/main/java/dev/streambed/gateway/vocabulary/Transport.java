package dev.streambed.gateway.vocabulary;

/// The front door that a call came in by.
public enum Transport {
  FUNCTION_URL("function_url"),
  REST_API("rest_api"),
  WEB_SOCKET("web_socket");

  private final String word;

  Transport(String word) {
    this.word = word;
  }

  /// Its name in logs and records.
  public String word() {
    return word;
  }
}
