package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.RatioTable;
import dev.streambed.bench.peer.FunctionPackage;
import dev.streambed.bench.peer.PeerBuilds;
import dev.streambed.bench.peer.ProcessorQuota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The gateway beside other functions that do the same job, in one run.
///
/// @param packages further packagings of the gateway: zip files by name
record PeerComparison(Map<String, Path> packages) implements Experiment {

  private static final System.Logger LOG = System.getLogger("dev.streambed.bench");
  private static final Path SOURCES = Path.of("test/bench/peers");
  private static final Path STATE = Path.of(".streambed/peers");
  private static final String OURS = "Streambed";
  private static final List<PeerRun.Part> PARTS =
      List.of(
          new PeerColdStarts(), new PeerFreshProcesses(), new PeerStreams(), new PeerFootprint());

  PeerComparison {
    packages = new LinkedHashMap<>(packages);
  }

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public boolean isOnRequest() {
    return true;
  }

  @Override
  public Experiment withPackages(Map<String, Path> packages) {
    return new PeerComparison(packages);
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    benchStack.stopProcesses();
    LOG.log(System.Logger.Level.INFO, "building the peers, which takes minutes the first time");
    Path folder = Files.createTempDirectory("streambed-peers");
    try {
      return compare(benchStack, sampleSizes, PeerBuilds.of(SOURCES, STATE), folder);
    } finally {
      delete(folder);
    }
  }

  private ExperimentResult compare(
      BenchStack benchStack, SampleSizes sampleSizes, PeerBuilds builds, Path folder)
      throws IOException, InterruptedException {
    List<FunctionPackage> candidates = candidates(benchStack, builds, folder);
    Map<String, String> absent = new LinkedHashMap<>(builds.absent());
    Optional<ProcessorQuota> quota = quota(absent);
    try (PeerStack stack = PeerStack.open(benchStack.assembly(), candidates, quota, folder)) {
      absent.putAll(stack.leaveOutSilent());
      List<String> names = stack.functions().stream().map(PeerFunction::candidate).toList();
      if (!names.contains(OURS)) {
        throw new IOException("the gateway gives no answer");
      }
      PeerRun run = new PeerRun(stack, sampleSizes);
      for (PeerRun.Part part : PARTS) {
        part.measure(run);
      }
      return ExperimentResult.compared(
          name(),
          new RatioTable(names, run.samples().rows(), absent),
          run.samples().summaries(),
          run.garbageCollections().counted());
    } finally {
      quota.ifPresent(ProcessorQuota::close);
    }
  }

  private List<FunctionPackage> candidates(BenchStack benchStack, PeerBuilds builds, Path folder)
      throws IOException {
    List<FunctionPackage> candidates = new ArrayList<>();
    FunctionPackage ours =
        FunctionPackage.gateway(OURS, benchStack.packaged(), folder.resolve("ours"));
    candidates.add(ours);
    for (Map.Entry<String, Path> more : packages.entrySet()) {
      Path unpacked = folder.resolve("package-" + candidates.size());
      candidates.add(FunctionPackage.gateway(more.getKey(), more.getValue(), unpacked));
    }
    candidates.add(ours.empty(PeerStack.EMPTY, folder.resolve("empty")));
    candidates.addAll(builds.functions());
    FunctionPackage.requireOwnNames(candidates);
    return candidates;
  }

  private static Optional<ProcessorQuota> quota(Map<String, String> absent) {
    try {
      return Optional.of(ProcessorQuota.half());
    } catch (IOException refused) {
      absent.put("half a processor", "this machine permits no quota: " + refused.getMessage());
      return Optional.empty();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
