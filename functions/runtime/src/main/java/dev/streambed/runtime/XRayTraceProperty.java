package dev.streambed.runtime;

/// Provides the X-Ray SDK for Java with the trace of an invocation, through a system property, and
/// so only if there is one worker. [InvocationContext] always provides it.
final class XRayTraceProperty {

  private static final String PROPERTY = "com.amazonaws.xray.traceHeader";

  private XRayTraceProperty() {}

  static void set(String traceId) {
    if (traceId.isEmpty()) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, traceId);
    }
  }
}
