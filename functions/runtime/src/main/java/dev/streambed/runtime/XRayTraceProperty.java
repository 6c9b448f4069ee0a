package dev.streambed.runtime;

/// Tells the X-Ray SDK for Java which trace an invocation belongs to, in the way it looks for it: a
/// system property, and so only where there is one worker. [InvocationContext] tells it everywhere.
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
