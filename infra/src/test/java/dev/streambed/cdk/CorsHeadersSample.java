package dev.streambed.cdk;

import java.util.List;

/** What the front doors let pages send and read. */
public final class CorsHeadersSample {
  private CorsHeadersSample() {}

  public static List<String> request() {
    return CorsPolicy.REQUEST_HEADERS;
  }

  public static List<String> response() {
    return CorsPolicy.RESPONSE_HEADERS;
  }
}
