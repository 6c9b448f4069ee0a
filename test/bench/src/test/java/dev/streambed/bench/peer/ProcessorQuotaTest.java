package dev.streambed.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorQuotaTest {

  @TempDir private Path folder = Path.of("");

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void saysThatThereAreNoControlGroups() throws IOException {
    Path mounts = write("mounts", "proc /proc proc rw 0 0\n");

    assertThatThrownBy(() -> ProcessorQuota.half(mounts, write("groups", "")))
        .isInstanceOf(IOException.class)
        .hasMessage("no control groups are mounted");
  }

  @Test
  void leavesNoGroupBehindThatTakesNoQuota() throws IOException {
    Path own = Files.createDirectories(folder.resolve("cgroup/own"));
    Path mounts = write("mounts", "c %s cgroup2 rw 0 0\n".formatted(folder.resolve("cgroup")));
    Path groups = write("groups", "0::/own\n");

    assertThatThrownBy(() -> ProcessorQuota.half(mounts, groups))
        .isInstanceOf(IOException.class)
        .hasMessage("the control group has no quota of processor time");
    assertThat(own).isEmptyDirectory();
  }

  @Test
  void prefersTheGroupsOfVersionOneThatAreForProcessors() throws IOException {
    Files.createDirectories(folder.resolve("v1/box"));
    Path mounts =
        write(
            "mounts",
            "c %1$s/v2 cgroup2 rw 0 0\nc %1$s/v1 cgroup rw,cpu,cpuacct 0 0\n".formatted(folder));
    Path groups = write("groups", "2:memory:/else\n1:cpu,cpuacct:/box\n0::/\n");

    assertThatThrownBy(() -> ProcessorQuota.half(mounts, groups))
        .hasMessage("the control group has no quota of processor time");
  }

  @Test
  void startsTheFunctionInItsGroup() throws IOException, InterruptedException {
    Path task = Files.createDirectory(folder.resolve("task"));
    Path start =
        Files.writeString(
            task.resolve("bootstrap"), "#!/bin/sh\necho $$ $1 $(cat \"$LAMBDA_TASK_ROOT/data\")\n");
    Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(task.resolve("data"), "here");
    FunctionPackage function = new FunctionPackage("sh", task, "provided.al2023", "none");
    Path group = Files.createDirectory(folder.resolve("group"));

    FunctionPackage throttled =
        new ProcessorQuota(group).throttle(function, folder.resolve("throttled"));

    ProcessBuilder builder =
        new ProcessBuilder(throttled.folder().resolve("bootstrap").toString(), "java");
    builder.environment().put("LAMBDA_TASK_ROOT", throttled.folder().toString());
    Process process = builder.start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("%d java here\n".formatted(process.pid()));
    assertThat(group.resolve("cgroup.procs")).hasContent(Long.toString(process.pid()));
  }
}
