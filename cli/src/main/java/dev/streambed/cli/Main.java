package dev.streambed.cli;

import dev.streambed.cli.command.CommandContext;
import dev.streambed.cli.command.CommandRunner;
import dev.streambed.cli.console.Console;
import dev.streambed.cli.stack.StackName;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The entry point of `./streambed customers`, `keys`, `usage`, `prices`, `reconcile` and `smoke`.
public final class Main {

  private Main() {}

  /// Ends with one of the exit codes that `--help` lists.
  public static void main(String[] arguments) {
    Console console = new Console(writer(FileDescriptor.out), writer(FileDescriptor.err));
    CommandContext context =
        new CommandContext(
            StackName::open, InstantSource.system(), new SecureRandom(), console, System.getenv());
    System.exit(new CommandRunner(context).run(arguments));
  }

  // UTF-8 in every locale, because programs often read the output.
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
