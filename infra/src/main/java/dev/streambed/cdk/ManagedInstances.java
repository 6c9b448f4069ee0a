package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awscdk.services.lambda.ICapacityProvider;

/**
 * Lambda Managed Instances: the function runs on EC2 instances of the account, which Lambda manages
 * and bills by the hour, and each execution environment has several answers at once.
 *
 * @param capacityProvider an existing capacity provider for the function's architecture; if absent,
 *     the construct creates one in the function's VPC
 * @param perExecutionEnvironmentMaxConcurrency the most answers at once in one environment
 * @param executionEnvironmentMemoryGiBPerVCpu memory for each processor of an environment, in
 *     gibibytes: 2, 4 or 8
 * @param minExecutionEnvironments how many environments run, whether there are callers or not; with
 *     fewer than 3 they are not in three Availability Zones
 * @param maxExecutionEnvironments the most environments, and with the answers of each the most
 *     answers at once; if absent, as many as fit on the instances
 * @param maxVCpuCount the most processors of the instances of a capacity provider that the
 *     construct creates, a limit of what they cost; if absent, Lambda's own limit, which is 400
 */
public record ManagedInstances(
    Optional<ICapacityProvider> capacityProvider,
    int perExecutionEnvironmentMaxConcurrency,
    int executionEnvironmentMemoryGiBPerVCpu,
    int minExecutionEnvironments,
    OptionalInt maxExecutionEnvironments,
    OptionalInt maxVCpuCount) {

  /** Lambda's default for Java and one processor. */
  public static final int DEFAULT_MAX_CONCURRENCY = 32;

  /** Lambda's minimum. */
  public static final int LEAST_MEMORY_MEBIBYTES = 2_048;

  /** An environment in each of three Availability Zones. */
  public static final int DEFAULT_MIN_EXECUTION_ENVIRONMENTS = 3;

  private static final int MOST_MEMORY_MEBIBYTES = 32_768;
  private static final int MOST_CONCURRENCY = 1_600;
  private static final List<Integer> GIBIBYTES_PER_VCPU = List.of(2, 4, 8);
  private static final int MOST_ENVIRONMENTS = 15_000;
  private static final int LEAST_VCPUS = 12;
  private static final int MOST_VCPUS = 15_000;

  /** What is not heap, as the start script reckons. */
  private static final int NOT_HEAP_MEBIBYTES = 128;

  /** Heap for one answer whose request is as large as Lambda takes it, which is 6 MB. */
  private static final int HEAP_MEBIBYTES_PER_ANSWER = 32;

  /** The defaults of every component. */
  public static final ManagedInstances DEFAULTS =
      new ManagedInstances(
          Optional.empty(),
          DEFAULT_MAX_CONCURRENCY,
          GIBIBYTES_PER_VCPU.get(0),
          DEFAULT_MIN_EXECUTION_ENVIRONMENTS,
          OptionalInt.empty(),
          OptionalInt.empty());

  /** Refuses values that Lambda does not take. */
  public ManagedInstances {
    PropsCheck.between(
        "perExecutionEnvironmentMaxConcurrency",
        perExecutionEnvironmentMaxConcurrency,
        1,
        MOST_CONCURRENCY);
    PropsCheck.that(
        GIBIBYTES_PER_VCPU.contains(executionEnvironmentMemoryGiBPerVCpu),
        "executionEnvironmentMemoryGiBPerVCpu must be 2, 4 or 8, not "
            + executionEnvironmentMemoryGiBPerVCpu);
    PropsCheck.between("minExecutionEnvironments", minExecutionEnvironments, 1, MOST_ENVIRONMENTS);
    int least = minExecutionEnvironments;
    maxExecutionEnvironments.ifPresent(
        most -> PropsCheck.between("maxExecutionEnvironments", most, least, MOST_ENVIRONMENTS));
    maxVCpuCount.ifPresent(
        count -> PropsCheck.between("maxVCpuCount", count, LEAST_VCPUS, MOST_VCPUS));
    PropsCheck.that(
        capacityProvider.isEmpty() || maxVCpuCount.isEmpty(),
        "maxVCpuCount: an existing capacity provider has its own");
  }

  /** The same on an existing capacity provider. */
  public ManagedInstances withCapacityProvider(ICapacityProvider existing) {
    return new ManagedInstances(
        Optional.of(existing),
        perExecutionEnvironmentMaxConcurrency,
        executionEnvironmentMemoryGiBPerVCpu,
        minExecutionEnvironments,
        maxExecutionEnvironments,
        maxVCpuCount);
  }

  /** The same with another number of answers at once in one environment. */
  public ManagedInstances withPerExecutionEnvironmentMaxConcurrency(int answers) {
    return new ManagedInstances(
        capacityProvider,
        answers,
        executionEnvironmentMemoryGiBPerVCpu,
        minExecutionEnvironments,
        maxExecutionEnvironments,
        maxVCpuCount);
  }

  /** The same with more memory for each processor. */
  public ManagedInstances withExecutionEnvironmentMemoryGiBPerVCpu(int gibibytes) {
    return new ManagedInstances(
        capacityProvider,
        perExecutionEnvironmentMaxConcurrency,
        gibibytes,
        minExecutionEnvironments,
        maxExecutionEnvironments,
        maxVCpuCount);
  }

  /** The same with these numbers of environments. */
  public ManagedInstances withExecutionEnvironments(int least, int most) {
    return new ManagedInstances(
        capacityProvider,
        perExecutionEnvironmentMaxConcurrency,
        executionEnvironmentMemoryGiBPerVCpu,
        least,
        OptionalInt.of(most),
        maxVCpuCount);
  }

  /** The same with at most this many processors. */
  public ManagedInstances withMaxVCpuCount(int count) {
    return new ManagedInstances(
        capacityProvider,
        perExecutionEnvironmentMaxConcurrency,
        executionEnvironmentMemoryGiBPerVCpu,
        minExecutionEnvironments,
        maxExecutionEnvironments,
        OptionalInt.of(count));
  }

  /** Refuses what does not go together with these instances. */
  void check(int memoryMebibytes, FunctionRuntime runtime, OptionalInt reservedConcurrency) {
    PropsCheck.between(
        "memoryMebibytes with managedInstances",
        memoryMebibytes,
        LEAST_MEMORY_MEBIBYTES,
        MOST_MEMORY_MEBIBYTES);
    PropsCheck.that(
        memoryMebibytes >= executionEnvironmentMemoryGiBPerVCpu * 1024,
        "memoryMebibytes: an environment has at least one processor, which has "
            + executionEnvironmentMemoryGiBPerVCpu
            + " GiB (executionEnvironmentMemoryGiBPerVCpu)");
    PropsCheck.that(
        memoryMebibytes >= leastMemory(),
        "memoryMebibytes: "
            + perExecutionEnvironmentMaxConcurrency
            + " answers at once (perExecutionEnvironmentMaxConcurrency) need at least "
            + leastMemory());
    PropsCheck.that(
        !DeployedRuntime.of(runtime).hasSnapStart(),
        "runtime: managedInstances have no SnapStart, and no cold starts either: choose managed or"
            + " own");
    PropsCheck.that(
        reservedConcurrency.isEmpty(),
        "reservedConcurrency: with managedInstances, maxExecutionEnvironments limits the answers");
  }

  /** The start script gives three quarters to the heap. */
  private int leastMemory() {
    int heap = perExecutionEnvironmentMaxConcurrency * HEAP_MEBIBYTES_PER_ANSWER;
    return NOT_HEAP_MEBIBYTES + (heap * 4 + 2) / 3;
  }
}
