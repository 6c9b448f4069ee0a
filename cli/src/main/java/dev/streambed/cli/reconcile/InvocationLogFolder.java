package dev.streambed.cli.reconcile;

import dev.streambed.cli.domain.CliException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// A model invocation log in a folder: a copy of the bucket that Bedrock writes to, or an export of
/// its log group; gzipped or not.
public record InvocationLogFolder(Path folder) {

  private static final int GZIP = 0x8b1f;

  /// Hands on each entry, in any order, one at a time.
  ///
  /// @return how many lines were no entries
  /// @throws CliException when a file cannot be read
  public long forEach(Consumer<Invocation> consumer) {
    // The folder itself may be a symbolic link, which a walk does not follow.
    try (Stream<Path> files = Files.walk(folder.toRealPath())) {
      return files
          .filter(InvocationLogFolder::isLog)
          .sorted()
          .mapToLong(file -> read(file, consumer))
          .sum();
    } catch (IOException | UncheckedIOException e) {
      throw new CliException(
          CliException.Code.FILE, "the invocation log in " + folder + " cannot be read", e);
    }
  }

  // Beside the log lie bodies that are too long for it, and the trace of a check of permissions.
  private static boolean isLog(Path file) {
    String path = file.toString().replace('\\', '/');
    Path parent = file.getParent();
    return Files.isRegularFile(file)
        && (parent == null || !parent.endsWith("data"))
        && !path.endsWith("permission-check")
        && !path.endsWith("aws-logs-write-test");
  }

  private static long read(Path file, Consumer<Invocation> consumer) {
    long others = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        var entry = Invocation.parse(line);
        entry.ifPresent(consumer);
        others += entry.isPresent() ? 0 : 1;
      }
      return others;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(2);
    int magic = in.read() | in.read() << 8;
    in.reset();
    return magic == GZIP ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
