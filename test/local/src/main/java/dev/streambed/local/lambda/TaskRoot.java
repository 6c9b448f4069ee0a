package dev.streambed.local.lambda;

import dev.streambed.local.domain.FunctionZip;
import dev.streambed.local.domain.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of a function's package, which is `/var/task` on Lambda.
///
/// @param folder the unpacked package
record TaskRoot(Path folder) {

  private static final String ON_LAMBDA = "/var/task";

  /// Unpacks a package with its unix modes.
  ///
  /// @param code a zip, or a folder, which is used where it is
  /// @param into an empty folder
  static TaskRoot unpack(Path code, Path into) {
    if (Files.isDirectory(code)) {
      return new TaskRoot(code);
    }
    try {
      FunctionZip.unpack(code, into);
      return new TaskRoot(into);
    } catch (IOException broken) {
      throw new LocalStackException(
          LocalStackException.Code.ASSEMBLY, "the package " + code + " cannot be unpacked", broken);
    }
  }

  /// A path or text with `/var/task` replaced by the local folder.
  String here(String onLambda) {
    return onLambda.replace(ON_LAMBDA, folder.toString());
  }
}
