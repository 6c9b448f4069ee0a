package dev.streambed.bench.peer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A control group of Linux whose processes get half a virtual processor together, in periods of 20
/// ms, which are Lambda's.
///
/// @param group the group's folder
public record ProcessorQuota(Path group) implements AutoCloseable {

  private static final int PERIOD_MICROS = 20_000;
  private static final int QUOTA_MICROS = PERIOD_MICROS / 2;
  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// Creates a group below this process's own.
  ///
  /// @throws IOException if this machine does not permit it
  public static ProcessorQuota half() throws IOException {
    return half(Path.of("/proc/self/mounts"), Path.of("/proc/self/cgroup"));
  }

  static ProcessorQuota half(Path mounts, Path groups) throws IOException {
    ProcessorQuota quota =
        new ProcessorQuota(
            parent(Files.readAllLines(mounts), Files.readAllLines(groups))
                .resolve("streambed-bench-" + ProcessHandle.current().pid()));
    Files.createDirectory(quota.group);
    try {
      quota.write();
    } catch (IOException refused) {
      quota.close();
      throw refused;
    }
    return quota;
  }

  /// The folder of this process's group: of version 1 the one for processors, otherwise of version
  /// 2.
  private static Path parent(List<String> mounts, List<String> groups) throws IOException {
    for (String line : mounts) {
      String[] words = line.split(" ", -1);
      if (words[2].equals("cgroup") && List.of(words[3].split(",", -1)).contains("cpu")) {
        return Path.of(words[1] + own(groups.stream().filter(ProcessorQuota::isForProcessors)));
      }
    }
    for (String line : mounts) {
      String[] words = line.split(" ", -1);
      if (words[2].equals("cgroup2")) {
        return Path.of(words[1] + own(groups.stream().filter(group -> group.startsWith("0:"))));
      }
    }
    throw new IOException("no control groups are mounted");
  }

  // For example 1:cpu,cpuacct:/user.slice
  private static boolean isForProcessors(String group) {
    return List.of(group.split(":", -1)[1].split(",", -1)).contains("cpu");
  }

  private static String own(Stream<String> groups) {
    return groups.map(group -> group.split(":", 3)[2]).findFirst().orElse("/");
  }

  private void write() throws IOException {
    if (Files.exists(group.resolve("cpu.cfs_quota_us"))) {
      Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
      Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(QUOTA_MICROS));
    } else if (Files.exists(group.resolve("cpu.max"))) {
      Files.writeString(group.resolve("cpu.max"), QUOTA_MICROS + " " + PERIOD_MICROS);
    } else {
      throw new IOException("the control group has no quota of processor time");
    }
  }

  /// The same function, whose processes join this group before anything else.
  ///
  /// @param folder a new folder
  public FunctionPackage throttle(FunctionPackage function, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(function.folder())) {
      for (Path file : files) {
        Path name = file.getFileName();
        boolean isStart = name.toString().equals(FunctionPackage.BOOTSTRAP);
        Copies.link(folder.resolve(isStart ? Path.of("throttled") : name), file.toAbsolutePath());
      }
    }
    Path start = folder.resolve(FunctionPackage.BOOTSTRAP);
    Files.writeString(
        start,
        """
        #!/bin/sh
        echo $$ > %s/cgroup.procs
        exec "$LAMBDA_TASK_ROOT/throttled" "$@"
        """
            .formatted(group));
    Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new FunctionPackage(function.name(), folder, function.runtime(), function.handler());
  }

  /// Removes the group, whose processes have been stopped: Linux lets it go once they have ended.
  @Override
  public void close() {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(group); attempt++) {
      if (!group.toFile().delete()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
