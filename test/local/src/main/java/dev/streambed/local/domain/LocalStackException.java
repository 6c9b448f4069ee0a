package dev.streambed.local.domain;

import java.net.BindException;

/// The stack cannot run as requested. The message is one sentence for the user.
public final class LocalStackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// The kind of error.
  public enum Code {
    /// The cloud assembly is missing or damaged, or refers to something that it does not contain.
    ASSEMBLY,
    /// The template declares something that the local stack does not support.
    UNSUPPORTED,
    /// A port is taken.
    PORT_TAKEN,
    /// Something else on this machine is missing or fails.
    MACHINE
  }

  private final Code code;

  public LocalStackException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public LocalStackException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /// A declaration that the local stack does not support.
  public static LocalStackException unsupported(String what) {
    return new LocalStackException(Code.UNSUPPORTED, what + " is not supported by the local stack");
  }

  /// An inconsistent cloud assembly.
  public static LocalStackException assembly(String what) {
    return new LocalStackException(Code.ASSEMBLY, what);
  }

  /// A server that does not start, usually because its port is taken.
  ///
  /// @param name the name of the server
  /// @param port the port, or 0 for any free one
  public static LocalStackException notListening(String name, int port, Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof BindException) {
        return new LocalStackException(
            Code.PORT_TAKEN,
            "port %d (%s) is taken: stop what uses it, or choose other ports with --port-base"
                .formatted(port, name),
            cause);
      }
    }
    return new LocalStackException(Code.MACHINE, name + " does not start", cause);
  }

  public Code code() {
    return code;
  }
}
