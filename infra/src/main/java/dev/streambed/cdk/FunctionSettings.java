package dev.streambed.cdk;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.LoggingFormat;

/**
 * Settings of the function.
 *
 * @param memoryMebibytes memory, and CPU in proportion
 * @param architecture ARM64 or X86_64; the zip for the managed runtime carries native code for both
 * @param runtime how the function is started
 * @param timeout how long one answer may take, in whole seconds
 * @param reservedConcurrency maximum concurrent answers; if absent, as many as the account allows
 * @param tracing whether X-Ray traces are recorded
 * @param managedInstances on which instances several answers share an environment; if absent, none
 *     do: each has one of its own for as long as it takes
 * @param drain how long the function reads on for Bedrock's token counts after a stop or a lost
 *     client, in whole seconds and at most until its timeout; zero means not at all, so that the
 *     record is an estimate; if absent, the function's own default
 */
public record FunctionSettings(
    int memoryMebibytes,
    Architecture architecture,
    FunctionRuntime runtime,
    Duration timeout,
    OptionalInt reservedConcurrency,
    boolean tracing,
    Optional<ManagedInstances> managedInstances,
    Optional<Duration> drain) {

  /**
   * The function mostly waits for the model, and waiting is billed by memory. More memory provides
   * more CPU, which shortens cold starts.
   */
  public static final int DEFAULT_MEMORY_MEBIBYTES = 512;

  /** The maximum of Lambda and of a streamed method of API Gateway. */
  public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);

  /** Leaves the last minute of the maximum timeout for the usage record. */
  public static final Duration LONGEST_DRAIN = Duration.ofMinutes(14);

  private static final int LEAST_MEMORY_MEBIBYTES = 256;
  private static final int MOST_MEMORY_MEBIBYTES = 10_240;
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(30);

  /** The defaults of every component. */
  public static final FunctionSettings DEFAULTS =
      new FunctionSettings(
          DEFAULT_MEMORY_MEBIBYTES,
          Architecture.ARM_64,
          FunctionRuntime.managed(),
          LONGEST_TIMEOUT,
          OptionalInt.empty(),
          false,
          Optional.empty(),
          Optional.empty());

  /** Refuses values that Lambda or the JVM cannot run with. */
  public FunctionSettings {
    if (managedInstances.isPresent()) {
      managedInstances.get().check(memoryMebibytes, runtime, reservedConcurrency);
    } else {
      PropsCheck.between(
          "memoryMebibytes", memoryMebibytes, LEAST_MEMORY_MEBIBYTES, MOST_MEMORY_MEBIBYTES);
    }
    PropsCheck.between(
        "timeout in seconds",
        timeout.toSeconds(),
        SHORTEST_TIMEOUT.toSeconds(),
        LONGEST_TIMEOUT.toSeconds());
    reservedConcurrency.ifPresent(
        answers -> PropsCheck.between("reservedConcurrency", answers, 1, Integer.MAX_VALUE));
    drain.ifPresent(time ->
        PropsCheck.between("drain in seconds", time.toSeconds(), 0, LONGEST_DRAIN.toSeconds()));
  }

  /** The same settings with another memory. */
  public FunctionSettings withMemoryMebibytes(int memory) {
    return new FunctionSettings(
        memory,
        architecture,
        runtime,
        timeout,
        reservedConcurrency,
        tracing,
        managedInstances,
        drain);
  }

  /** The same settings with another architecture. */
  public FunctionSettings withArchitecture(Architecture other) {
    return new FunctionSettings(
        memoryMebibytes,
        other,
        runtime,
        timeout,
        reservedConcurrency,
        tracing,
        managedInstances,
        drain);
  }

  /** The same settings with another way to start the function. */
  public FunctionSettings withRuntime(FunctionRuntime other) {
    return new FunctionSettings(
        memoryMebibytes,
        architecture,
        other,
        timeout,
        reservedConcurrency,
        tracing,
        managedInstances,
        drain);
  }

  /** The same settings with another timeout. */
  public FunctionSettings withTimeout(Duration other) {
    return new FunctionSettings(
        memoryMebibytes,
        architecture,
        runtime,
        other,
        reservedConcurrency,
        tracing,
        managedInstances,
        drain);
  }

  /** The same settings with another timeout, as CDK's own type. */
  public FunctionSettings withTimeout(software.amazon.awscdk.Duration other) {
    return withTimeout(Durations.of(other));
  }

  /** The same settings with this reserved concurrency, which is taken from the account's. */
  public FunctionSettings withReservedConcurrency(int answers) {
    return new FunctionSettings(
        memoryMebibytes,
        architecture,
        runtime,
        timeout,
        OptionalInt.of(answers),
        tracing,
        managedInstances,
        drain);
  }

  /** The same settings with or without X-Ray. */
  public FunctionSettings withTracing(boolean traced) {
    return new FunctionSettings(
        memoryMebibytes,
        architecture,
        runtime,
        timeout,
        reservedConcurrency,
        traced,
        managedInstances,
        drain);
  }

  /**
   * The same settings on Lambda Managed Instances, where several answers share an environment. The
   * memory becomes the least that instances have, if it is less.
   */
  public FunctionSettings withManagedInstances(ManagedInstances instances) {
    return new FunctionSettings(
        Math.max(memoryMebibytes, ManagedInstances.LEAST_MEMORY_MEBIBYTES),
        architecture,
        runtime,
        timeout,
        reservedConcurrency,
        tracing,
        Optional.of(instances),
        drain);
  }

  /**
   * The log format of the function: JSON on Lambda Managed Instances, which have no other, else
   * text. A {@link StreambedReporting} of its lines needs the same.
   */
  public LoggingFormat loggingFormat() {
    return managedInstances.isPresent() ? LoggingFormat.JSON : LoggingFormat.TEXT;
  }

  /** The same settings with another drain time after a stop or a lost client. */
  public FunctionSettings withDrain(Duration time) {
    return new FunctionSettings(
        memoryMebibytes,
        architecture,
        runtime,
        timeout,
        reservedConcurrency,
        tracing,
        managedInstances,
        Optional.of(time));
  }

  /** The same settings with another drain time, as CDK's own type. */
  public FunctionSettings withDrain(software.amazon.awscdk.Duration time) {
    return withDrain(Durations.of(time));
  }
}
