package dev.streambed.cdk.template;

import java.nio.file.Path;

/**
 * What {@code ./streambed synth --template DIR} starts before and after CDK writes the assembly.
 */
public final class TemplateCommand {
  private TemplateCommand() {}

  /**
   * Writes the folder. Exits with status 1 and a one-line message if it cannot be written.
   *
   * @param arguments the folder to write and that of the cloud assembly; without the latter it is
   *     only checked that the former may be written
   */
  public static void main(String[] arguments) {
    try {
      var folder = new TemplateFolder(Path.of(arguments[0]));
      folder.requireOwn();
      if (arguments.length > 1) {
        folder.write(CloudAssembly.read(Path.of(arguments[1])));
      }
    } catch (TemplateException e) {
      System.err.println("streambed: " + e.getMessage());
      System.exit(1);
    }
  }
}
