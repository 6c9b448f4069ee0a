package dev.streambed.bench.peer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/// The processor time of another process, its ended threads' too. `/proc` counts it in steps of 10
/// ms, which is more than a start of some peers takes; Linux has an exact clock for each process.
public final class ProcessClock {

  private static final MethodHandle CLOCK_GETTIME = clockGettime();
  // See clock_getcpuclockid: the process's id, inverted, and the kind of clock.
  private static final int SCHEDULED_TIME = 2;
  private static final int KIND_BITS = 3;

  private ProcessClock() {}

  /// The processor time of a running process.
  ///
  /// @throws IOException if there is no such process
  public static Duration of(long pid) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
      int clock = (int) (~pid << KIND_BITS | SCHEDULED_TIME);
      if ((int) CLOCK_GETTIME.invokeExact(clock, time) != 0) {
        throw new IOException("there is no process " + pid);
      }
      return Duration.ofSeconds(
          time.getAtIndex(ValueLayout.JAVA_LONG, 0), time.getAtIndex(ValueLayout.JAVA_LONG, 1));
    } catch (IOException | RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable impossible) {
      throw new IllegalStateException("clock_gettime throws nothing", impossible);
    }
  }

  @SuppressWarnings("restricted") // a call of the C library
  private static MethodHandle clockGettime() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("clock_gettime"),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }
}
