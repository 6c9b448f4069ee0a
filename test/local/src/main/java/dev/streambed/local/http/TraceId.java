package dev.streambed.local.http;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// An AWS X-Ray trace id.
///
/// @param root for example `1-5759e988-bd862e3fe1be46a994272793`
public record TraceId(String root) {

  private static final String ROOT = "Root=";

  /// The caller's trace id, or a new one.
  ///
  /// @param header the header `X-Amzn-Trace-Id`, or the empty string
  public static TraceId of(String header) {
    for (String part : header.split(";", -1)) {
      if (part.strip().startsWith(ROOT)) {
        return new TraceId(part.strip().substring(ROOT.length()));
      }
    }
    return new TraceId(
        "1-" + hex((int) Instant.now().getEpochSecond()) + "-" + hex() + hex() + hex());
  }

  /// The value for events and responses.
  public String header() {
    return ROOT + root;
  }

  /// The value for a function. Nothing is sampled.
  public String forFunction() {
    return header() + ";Parent=" + hex() + hex() + ";Sampled=0;Lineage=1:" + hex() + ":0";
  }

  private static String hex() {
    return hex(ThreadLocalRandom.current().nextInt());
  }

  private static String hex(int number) {
    return HexFormat.of().toHexDigits(number);
  }
}
